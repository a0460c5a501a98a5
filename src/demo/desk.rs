//! What an application offers to be asked, and the models it asks: looked up once, drawn from for every session.

use super::apps::APPS;
use super::dice::Dice;
use super::library::Library;
use super::models::ROUTES;
use crate::error::{Error, Result};

/// How common a language is among users; a language that is not listed counts 3.
const LANGS: &[(&str, f64)] =
    &[("en", 46.0), ("de", 12.0), ("es", 9.0), ("fr", 8.0), ("pt", 6.0), ("zh", 7.0), ("ja", 5.0), ("ar", 4.0)];

/// What planning needs to know of a scenario.
#[derive(Debug)]
pub struct Sketch {
    /// Its category.
    pub category: String,
    /// How hard it is to get right; 0 when it cannot go wrong.
    pub risk: f64,
    /// Does it come with retrieved documents?
    pub has_context: bool,
    /// How many further turns it has.
    pub further: usize,
    weight: f64,
}

/// One application's choices.
#[derive(Debug)]
pub struct Desk {
    /// Its scenarios, in the library's order.
    pub scenarios: Vec<Sketch>,
    /// Places in [`ROUTES`], with weights.
    pub routes: Vec<(usize, f64)>,
    langs: Vec<(f64, Vec<usize>)>,
}

impl Desk {
    /// The desks of all applications.
    pub fn all(library: &Library) -> Result<Vec<Desk>> {
        APPS.iter()
            .zip(&library.scenarios)
            .map(|(app, scenarios)| {
                Ok(Desk {
                    routes: app
                        .models
                        .iter()
                        .map(|(name, weight)| Ok((named(name)?, *weight)))
                        .collect::<Result<_>>()?,
                    langs: {
                        let mut known: Vec<&str> = scenarios.iter().map(|scenario| &*scenario.lang).collect();
                        known.sort_unstable();
                        known.dedup();
                        let common =
                            |lang: &str| LANGS.iter().find(|(name, _)| *name == lang).map_or(3.0, |(_, share)| *share);
                        let of = |lang: &str| (0..scenarios.len()).filter(|&n| scenarios[n].lang == lang).collect();
                        known.into_iter().map(|lang| (common(lang), of(lang))).collect()
                    },
                    scenarios: scenarios
                        .iter()
                        .map(|scenario| Sketch {
                            category: scenario.category.clone(),
                            // Without a wrong claim to make there is nothing to get wrong.
                            risk: if scenario.wrong.is_empty() { 0.0 } else { scenario.risk },
                            has_context: scenario.has_context(),
                            further: scenario.follow.len(),
                            weight: scenario.weight,
                        })
                        .collect(),
                })
            })
            .collect()
    }

    /// The language of a user (any number that stays the same for the user).
    pub fn lang(&self, user: u64) -> usize {
        Dice::new(user).weighted(self.langs.iter().map(|(share, _)| *share))
    }

    /// A scenario in a language.
    pub fn scenario(&self, lang: usize, dice: &mut Dice) -> usize {
        let scenarios = &self.langs[lang].1;
        scenarios[dice.weighted(scenarios.iter().map(|&place| self.scenarios[place].weight))]
    }
}

fn named(name: &str) -> Result<usize> {
    let (model, provider) = name.split_once('@').map_or((name, None), |(model, provider)| (model, Some(provider)));
    let fits = |provider: Option<&str>, here: &str| provider.is_none_or(|provider| provider == here);
    ROUTES
        .iter()
        .position(|route| route.model == model && fits(provider, route.provider))
        .ok_or_else(|| Error::new(format!("the demo has no model {name}")))
}
