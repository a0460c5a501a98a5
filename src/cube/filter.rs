//! What a reader wants to see → what of the rollups counts.

use chrono::NaiveDateTime;
use serde::Serialize;

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

    /// Whether an hour counts, or a day, by its midnight.
    pub(super) fn admits_time(&self, hour: NaiveDateTime) -> bool {
        self.from.is_none_or(|from| hour >= from) && self.to.is_none_or(|to| hour < to)
    }

    /// The admitted names, in the order of [`SLICE`](super::SLICE).
    pub(super) fn lists(&self) -> [&[Option<String>]; 5] {
        [&self.provider, &self.model, &self.category, &self.app, &self.environment]
    }
}
