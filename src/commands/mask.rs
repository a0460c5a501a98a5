//! The configuration and a store → the mask that the store is put behind before anything of it is published.

use std::sync::Arc;

use super::Context;
use crate::config::{Config, Objective, Publish};
use crate::error::{Error, Result};
use crate::privacy::{Key, Mask};
use crate::warehouse::Store;

/// Where the store keeps the key of its placeholders.
const KEY: &str = "placeholder_key";

/// The key that placeholders are made with; `None` when the store must be given one first.
pub fn key(config: &Config, store: &Store) -> Result<Option<Key>> {
    match (config.publish_key.as_str(), config.publish_text) {
        // Nothing is replaced.
        ("", Publish::Full) => Ok(Some(Key::from_phrase(""))),
        ("", _) => Ok(store.meta(KEY)?.and_then(|written| Key::read(&written))),
        (phrase, _) => Ok(Some(Key::from_phrase(phrase))),
    }
}

/// Gives the store a key of its own, by chance, unless it has one.
pub fn keep_key(store: &Store) -> Result<()> {
    if store.meta(KEY)?.and_then(|written| Key::read(&written)).is_none() {
        store.set_meta(KEY, &Key::random()?.written())?;
    }
    Ok(())
}

/// The store, so that no text comes out of it unmasked.
pub fn behind(context: &Context<'_>, store: Store) -> Result<Store> {
    let key = key(&context.config, &store)?.ok_or_else(|| Error::new("the store has no key for placeholders"))?;
    Ok(store.behind(Arc::new(Mask::new(&context.config, key)?)))
}

/// How much text is shown, for the foot of the page.
pub fn told(level: Publish) -> &'static str {
    match level {
        Publish::Full => "as logged",
        Publish::Redacted => "secrets and personal data removed",
        Publish::None => "left out",
    }
}

/// A service level with the names that what comes out of the store has: it is looked up by them.
pub fn named(store: &Store, objective: &Objective) -> Objective {
    let name = |column: &str, name: &Option<String>| match (store.mask(), name) {
        (Some(mask), Some(name)) => mask.figure(column, name.clone()),
        (_, name) => name.clone(),
    };
    Objective {
        provider: name("provider", &objective.provider),
        model: name("model", &objective.model),
        category: name("category", &objective.category),
        app: name("app", &objective.app),
        environment: name("environment", &objective.environment),
        ..objective.clone()
    }
}
