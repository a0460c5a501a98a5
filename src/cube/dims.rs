//! The words by which people name what rows are grouped by → [`Dim`].

use super::Dim;

/// Every dimension that has a name of its own, in the order in which it is told.
pub const DIMS: &[(&str, Dim)] = &[
    ("provider", Dim::Provider),
    ("model", Dim::Model),
    ("category", Dim::Category),
    ("app", Dim::App),
    ("environment", Dim::Environment),
    ("error_type", Dim::ErrorType),
    ("time", Dim::Time),
    ("weekday", Dim::Weekday),
    ("hour_of_day", Dim::HourOfDay),
];

/// The dimension of that name.
pub fn dim_named(name: &str) -> Option<Dim> {
    DIMS.iter().find(|(known, _)| *known == name).map(|(_, dim)| *dim)
}

impl Dim {
    /// Its name; empty for what only charts are grouped by.
    pub fn name(self) -> &'static str {
        DIMS.iter().find(|(_, dim)| *dim == self).map_or("", |(name, _)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_json() {
        for (name, dim) in DIMS {
            assert_eq!(serde_json::to_value(dim).unwrap(), *name);
            assert_eq!((dim_named(name), dim.name()), (Some(*dim), *name));
        }
        assert_eq!(dim_named("planet"), None);
    }
}
