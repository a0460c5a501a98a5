//! What a reader wants to see → a condition over the rollups.

use chrono::NaiveDateTime;
use serde::Serialize;

use super::ask::literal;
use crate::warehouse::quote;

/// Which interactions count. In JSON times are `2026-08-01T00:00:00`, local, and `null` is "not logged".
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Filter {
    /// First local hour, included.
    pub from: Option<NaiveDateTime>,
    /// Last local hour, excluded.
    pub to: Option<NaiveDateTime>,
    /// Admitted providers; an empty list admits all, `None` is what the log does not give. The others alike.
    pub provider: Vec<Option<String>>,
    /// Admitted models.
    pub model: Vec<Option<String>>,
    /// Admitted categories.
    pub category: Vec<Option<String>>,
    /// Admitted applications.
    pub app: Vec<Option<String>>,
    /// Admitted environments.
    pub environment: Vec<Option<String>>,
}

impl Filter {
    /// Everything in a stretch of time.
    pub fn within(from: NaiveDateTime, to: NaiveDateTime) -> Self {
        Self { from: Some(from), to: Some(to), ..Self::default() }
    }

    /// The condition, as SQL; `true` for everything.
    pub fn sql(&self) -> String {
        let mut all: Vec<String> = Vec::new();
        all.extend(self.from.map(|from| format!("hour >= {}", literal(from))));
        all.extend(self.to.map(|to| format!("hour < {}", literal(to))));
        for (column, names) in [
            ("provider", &self.provider),
            ("model", &self.model),
            ("category", &self.category),
            ("app", &self.app),
            ("environment", &self.environment),
        ] {
            let one = |name: &Option<String>| match name {
                Some(name) => format!("{column} = {}", quote(name)),
                None => format!("{column} IS NULL"),
            };
            if !names.is_empty() {
                all.push(format!("({})", names.iter().map(one).collect::<Vec<_>>().join(" OR ")));
            }
        }
        if all.is_empty() { "true".into() } else { all.join(" AND ") }
    }
}
