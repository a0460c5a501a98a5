//! A service-level objective, as the configuration gives it.

/// `[[objective]]`: what a measure should be.
#[derive(Clone, Debug, PartialEq)]
pub struct Objective {
    /// Id of the measure; whether there is such a one is known where measures are.
    pub measure: String,
    /// Least good value, in the unit of the measure (shares 0…1, milliseconds, US dollars).
    pub bound: Bound,
    /// Only these requests.
    pub provider: Option<String>,
    /// Only these requests.
    pub model: Option<String>,
    /// Only these requests.
    pub category: Option<String>,
    /// Only these requests.
    pub app: Option<String>,
    /// Only these requests.
    pub environment: Option<String>,
}

/// On which side of the bound is good.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bound {
    /// At least this.
    AtLeast(f64),
    /// At most this.
    AtMost(f64),
}

impl Bound {
    /// Whether a value is good.
    pub fn met(self, value: f64) -> bool {
        match self {
            Bound::AtLeast(bound) => value >= bound,
            Bound::AtMost(bound) => value <= bound,
        }
    }

    /// The bound itself.
    pub fn value(self) -> f64 {
        match self {
            Bound::AtLeast(bound) | Bound::AtMost(bound) => bound,
        }
    }
}

impl Objective {
    /// `model gpt-5, app search`; empty for all requests.
    pub fn scope(&self) -> String {
        let parts = [
            ("provider", &self.provider),
            ("model", &self.model),
            ("category", &self.category),
            ("app", &self.app),
            ("environment", &self.environment),
        ];
        let told = parts.iter().filter_map(|(what, name)| Some(format!("{what} {}", name.as_ref()?)));
        told.collect::<Vec<_>>().join(", ")
    }
}
