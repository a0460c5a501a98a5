//! What a check asks: a measure, when it is breached, over which time, for which slices. From words (`grammar`) or from an
//! `[[objective]]`.

use crate::config::{Bound, Objective};
use crate::cube::{Dim, Formula, GRAINS, Grain, Measure};
use crate::error::Result;
use crate::figures::span::Span;
use crate::summary::measures;

/// One rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// As it was written.
    pub text: String,
    /// Where it was written.
    pub origin: &'static str,
    /// What is measured.
    pub measure: &'static Measure,
    /// When it is breached.
    pub breach: Breach,
    /// Over which time; `None` is the period of the report's headlines, or the last steps of `per`.
    pub over: Option<Span>,
    /// Judged for each of these steps by itself.
    pub per: Option<Grain>,
    /// Judged for each of these groups by itself.
    pub by: Vec<Dim>,
    /// Only these interactions; `None` is what the log does not give.
    pub only: Vec<(Dim, Option<String>)>,
    /// Slices that rest on fewer are not judged; `None` is the default.
    pub least_n: Option<u64>,
}

/// When a measure is breached; bounds are in its unit (shares 0…1, milliseconds, US dollars).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Breach {
    /// Above this.
    Above(f64),
    /// Below this.
    Below(f64),
    /// Changed by more than this part (0.3 is +30 %, −0.2 is −20 %) against the period before.
    Change(f64),
}

impl Breach {
    /// Whether a value is beyond; for a change, the value over the one before, less 1.
    pub fn beyond(self, value: f64) -> bool {
        match self {
            Breach::Above(bound) => value > bound,
            Breach::Below(bound) => value < bound,
            Breach::Change(by) if by.is_sign_positive() => value > by,
            Breach::Change(by) => value < by,
        }
    }

    /// Whether more is what breaches.
    pub fn upward(self) -> bool {
        match self {
            Breach::Above(_) => true,
            Breach::Below(_) => false,
            Breach::Change(by) => by.is_sign_positive(),
        }
    }
}

impl Rule {
    /// The rule of an objective, over the days of the report's headlines; what adds up is judged day by day.
    ///
    /// # Errors
    /// When it names a measure that does not exist.
    pub fn of_objective(objective: &Objective, days: u32) -> Result<Self> {
        let measure = measures(&[&objective.measure])?[0];
        let (breach, words) = match objective.bound {
            Bound::AtLeast(bound) => (Breach::Below(bound), "at least"),
            Bound::AtMost(bound) => (Breach::Above(bound), "at most"),
        };
        let scope = objective.scope();
        let scope = if scope.is_empty() { scope } else { format!(" for {scope}") };
        let parts = [
            (Dim::Provider, &objective.provider),
            (Dim::Model, &objective.model),
            (Dim::Category, &objective.category),
            (Dim::App, &objective.app),
            (Dim::Environment, &objective.environment),
        ];
        Ok(Self {
            text: format!("{} {words} {}{scope}", measure.id, objective.bound.value()),
            origin: "objective",
            measure,
            breach,
            over: Some(Span::Days(days.max(1))),
            per: matches!(measure.formula, Formula::Sum(_)).then_some(GRAINS[1]),
            by: Vec::new(),
            only: parts.into_iter().filter_map(|(dim, name)| Some((dim, Some(name.clone()?)))).collect(),
            least_n: None,
        })
    }
}
