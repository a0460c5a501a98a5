//! What every figure of one site shares: the days it covers, filter and grain, and which colour belongs to whom.

use std::cmp::Ordering;
use std::sync::OnceLock;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use serde_json::{Value, json};

use super::drift::daily::Daily;
use super::drift::{self, Findings};
use super::evaluate::told;
use super::format;
use super::nearness::Nearness;
use super::palette::{Roster, SERIES};
use super::rows::Row;
use super::unrelated::Unrelated;
use crate::config::{Bound, Currency, Objective};
use crate::cube::{Ask, Cube, Dim, Filter, GRAINS, Grain, Group, Measure};
use crate::error::Result;
use crate::interactions::Cell;

/// A stretch of local time with a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Period {
    /// First hour, included.
    pub from: NaiveDateTime,
    /// Last hour, excluded.
    pub to: NaiveDateTime,
    /// As a sentence goes on: "in the 30 days before".
    pub label: String,
}

/// Longest data in days that are drawn by the hour, and by the day; `state.resolve` in the browser decides alike.
const BY_HOUR: u64 = 3;
const BY_DAY: u64 = 1000;

/// Shared by all figures of a site.
pub struct Context {
    /// First and last local day with data, up to today.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// Which interactions figures are about.
    pub filter: Filter,
    /// What headlines are about, and what they are compared with.
    pub periods: Option<(Period, Option<Period>)>,
    /// Grain of time axes.
    pub grain: Grain,
    /// From this local midnight on, hours are known.
    pub hours_from: NaiveDateTime,
    /// IANA name of the zone that days and hours are in.
    pub time_zone: String,
    /// Currency of everything about money; `None` is the US dollar, which the store keeps.
    pub currency: Option<Currency>,
    /// Service levels of the configuration.
    pub objectives: Vec<Objective>,
    /// What a calendar month may cost, US dollars.
    pub monthly_budget: Option<f64>,
    /// Most series of a chart with one for each name, at least 2.
    pub most_series: usize,
    /// Colours of providers, largest first.
    pub providers: Roster,
    /// Colours of models, dearest first: there are often more models than colours, and the bill decides who matters.
    pub models: Roster,
    /// Colours of categories, largest first.
    pub categories: Roster,
    /// Colours of applications, largest first.
    pub apps: Roster,
    /// Colours of error types, the most frequent first.
    pub errors: Roster,
    /// What [`Context::drift`] keeps.
    pub drift: OnceLock<Option<(Daily, Findings)>>,
    /// What [`Context::unrelated`] keeps.
    pub unrelated: OnceLock<Option<Unrelated>>,
    /// What [`Context::nearness`] keeps.
    pub nearness: OnceLock<Nearness>,
}

impl Context {
    /// What the site shows before anybody filters: figures are about everything, headlines about the last `compare_days`.
    pub fn read(cube: &Cube<'_>, time_zone: &str, compare_days: u32) -> Result<Self> {
        let days = cube.days();
        let length = days.map_or(0, |(first, last)| (last - first).num_days().unsigned_abs() + 1);
        let mut periods = days.map(|days| last_days(days, compare_days.max(1)));
        if let Some((_, before)) = &mut periods
            && before.as_ref().map(|before| is_empty(cube, before)).transpose()? == Some(true)
        {
            *before = None;
        }
        Ok(Self {
            days,
            filter: Filter::default(),
            periods,
            grain: if length <= BY_HOUR {
                GRAINS[0]
            } else if length <= BY_DAY {
                GRAINS[1]
            } else {
                GRAINS[2]
            },
            hours_from: cube.hours_from,
            time_zone: time_zone.to_string(),
            currency: None,
            objectives: Vec::new(),
            monthly_budget: None,
            most_series: SERIES.len(),
            providers: roster(cube, Dim::Provider, "requests")?,
            models: roster(cube, Dim::Model, "cost")?,
            categories: roster(cube, Dim::Category, "requests")?,
            apps: roster(cube, Dim::App, "requests")?,
            errors: roster(cube, Dim::ErrorType, "errors")?,
            drift: OnceLock::new(),
            unrelated: OnceLock::new(),
            nearness: OnceLock::new(),
        })
    }
}

/// Whether nothing was requested in that time.
fn is_empty(cube: &Cube<'_>, period: &Period) -> Result<bool> {
    let measures: Vec<_> = Measure::named("requests").into_iter().collect();
    let filter = Filter { from: Some(period.from), to: Some(period.to), ..Filter::default() };
    let found = cube.ask(&Ask { by: &[], measures: &measures, histograms: &[], filter: &filter, grain: GRAINS[1] })?;
    Ok(found.iter().all(|group| group.values.iter().all(|value| value.n == 0)))
}

/// The last `length` days of the data, and as many before, if the data reach that far.
fn last_days((first, last): (NaiveDate, NaiveDate), length: u32) -> (Period, Option<Period>) {
    let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN);
    let end = midnight(last + Days::new(1));
    let step = Days::new(length.into());
    let days = if length == 1 { "day".to_string() } else { format!("{length} days") };
    let now = Period { from: end - step, to: end, label: format!("in the last {days}") };
    let before = Period { from: now.from - step, to: now.from, label: format!("in the {days} before") };
    let compare = midnight(first) < now.from;
    (now, compare.then_some(before))
}

impl Context {
    /// Days of the headlines as `2026-08-01 to 2026-08-30, against the 30 days before`; `None` where they are all there are.
    pub fn stretch(&self) -> Option<String> {
        let ((first, _), (now, before)) = (self.days?, self.periods.as_ref()?);
        let (from, to) = (now.from.date(), now.to.date() - Days::new(1));
        if from <= first {
            return None;
        }
        let days = if from == to { from.to_string() } else { format!("{from} to {to}") };
        let against = before.as_ref().map(|before| before.label.trim_start_matches("in "));
        Some(against.map_or(days.clone(), |against| format!("{days}, against {against}")))
    }

    /// Daily sums of the store and the changes in them, looked for once; `None` where there are no days.
    pub fn drift(&self, cube: &Cube<'_>) -> Result<Option<&(Daily, Findings)>> {
        if self.drift.get().is_none() {
            let found = Daily::read(cube)?.map(|daily| {
                let findings = drift::in_daily(&daily);
                (daily, findings)
            });
            let _ = self.drift.set(found);
        }
        Ok(self.drift.get().and_then(Option::as_ref))
    }

    /// How alike responses are to prompts that they do not answer, read once; `None` where too few have texts.
    pub fn unrelated(&self, cube: &Cube<'_>) -> Result<Option<&Unrelated>> {
        if self.unrelated.get().is_none() {
            let _ = self.unrelated.set(Unrelated::read(cube)?);
        }
        Ok(self.unrelated.get().and_then(Option::as_ref))
    }

    /// How alike responses are to their own prompts, read once.
    pub fn nearness(&self, cube: &Cube<'_>) -> Result<&Nearness> {
        if let Some(known) = self.nearness.get() {
            return Ok(known);
        }
        let read = Nearness::read(cube)?;
        Ok(self.nearness.get_or_init(|| read))
    }

    /// The filter, for another stretch of time.
    pub fn within(&self, period: &Period) -> Filter {
        Filter { from: Some(period.from), to: Some(period.to), ..self.filter.clone() }
    }

    /// What the twins of computed figures need: `{periods: {now: {from, to}, before}, objectives, budget}`; hours are
    /// `2026-08-01T00`, the budget US dollars a month.
    pub fn told(&self) -> Value {
        let hours = |period: &Period| {
            let text = |time: NaiveDateTime| time.format("%Y-%m-%dT%H").to_string();
            json!({ "from": text(period.from), "to": text(period.to) })
        };
        let periods = self
            .periods
            .as_ref()
            .map(|(now, before)| json!({ "now": hours(now), "before": before.as_ref().map(hours) }));
        let objective = |one: &Objective| {
            json!({
                "measure": one.measure, "bound": one.bound.value(), "at_least": matches!(one.bound, Bound::AtLeast(_)),
                "scope": one.scope(), "provider": one.provider, "model": one.model, "category": one.category,
                "app": one.app, "environment": one.environment,
            })
        };
        let objectives: Vec<Value> = self.objectives.iter().map(objective).collect();
        json!({ "periods": periods, "objectives": objectives, "budget": self.monthly_budget })
    }

    /// What stands before an amount of money.
    pub fn symbol(&self) -> String {
        self.currency.as_ref().map_or("$".to_string(), |currency| format::symbol(&currency.code))
    }
}

/// Names of a dimension, most of a measure first; then by requests, then by name.
fn roster(cube: &Cube<'_>, dim: Dim, weight: &str) -> Result<Roster> {
    let measures: Vec<_> = [weight, "requests"].into_iter().filter_map(Measure::named).collect();
    let everything = Filter::default();
    let mut groups =
        cube.ask(&Ask { by: &[dim], measures: &measures, histograms: &[], filter: &everything, grain: GRAINS[1] })?;
    let weights = |group: &Group| group.values.iter().map(|v| v.value.unwrap_or(f64::NEG_INFINITY)).collect::<Vec<_>>();
    let nameless = |group: &Group| group.key.first() == Some(&Cell::Null);
    groups.sort_by(|a, b| {
        let most_first = weights(b).partial_cmp(&weights(a)).unwrap_or(Ordering::Equal);
        most_first.then(nameless(a).cmp(&nameless(b)))
    });
    let name = |group: Group| Row(group.key.into_iter().map(|cell| told(dim, cell)).collect()).text(0).to_string();
    Ok(Roster::new(groups.into_iter().map(name)))
}
