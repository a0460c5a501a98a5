//! Chance and the span of the data → what a reader may choose in the filter bar, and what that means.

use chrono::{Days, NaiveDateTime, NaiveTime, TimeDelta};
use llmobs::cube::{Cube, Dim, Filter, GRAINS, Grain};
use llmobs::figures::Period;
use llmobs::warehouse::Store;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

use crate::world::names;

/// What figures can be filtered by, as the bar names it.
pub const DIMS: [(&str, Dim); 5] = [
    ("provider", Dim::Provider),
    ("model", Dim::Model),
    ("category", Dim::Category),
    ("app", Dim::App),
    ("environment", Dim::Environment),
];

/// What a reader chose, and what it means.
pub struct Choice {
    /// As the bar keeps it.
    pub state: Value,
    /// What figures show.
    pub filter: Filter,
    /// What headlines are about.
    pub now: Period,
    /// What they are compared with.
    pub before: Option<Period>,
    /// Steps of time axes.
    pub grain: Grain,
}

/// Draws choices.
pub struct Dice<'c> {
    chance: ChaCha8Rng,
    cube: &'c Cube<'c>,
    names: Vec<Vec<Option<String>>>,
}

fn midnight(time: NaiveDateTime) -> NaiveDateTime {
    time.date().and_time(NaiveTime::MIN)
}

impl<'c> Dice<'c> {
    /// The same seed gives the same choices.
    pub fn new(seed: u64, cube: &'c Cube<'c>, store: &Store) -> Self {
        let names = DIMS.map(|(_, dim)| names(store, dim)).to_vec();
        Self { chance: ChaCha8Rng::seed_from_u64(seed), cube, names }
    }

    /// One choice: any period, any dimension, names that are there, none, and one that is not.
    pub fn choice(&mut self) -> Choice {
        let (mut state, from, to) = self.period();
        let mut filter = Filter::default();
        let lists =
            [&mut filter.provider, &mut filter.model, &mut filter.category, &mut filter.app, &mut filter.environment];
        let often = *[0.0, 0.2, 0.5].choose(&mut self.chance).unwrap();
        for ((list, names), (word, _)) in lists.into_iter().zip(&self.names).zip(DIMS) {
            if self.chance.random_bool(often) {
                let count = self.chance.random_range(1..4);
                list.extend(names.sample(&mut self.chance, count).cloned());
            }
            state[word] = json!(list);
        }
        let weekdays = self.chance.random_bool(0.3);
        state["compare"] = json!(if weekdays { "weekdays" } else { "previous" });
        if state["period"] != "all" {
            (filter.from, filter.to) = (Some(from), Some(to));
        }
        self.resolve(state, filter, (from, to), weekdays)
    }

    fn period(&mut self) -> (Value, NaiveDateTime, NaiveDateTime) {
        let (first, last) = self.cube.hours.unwrap();
        let (begin, end) = (midnight(first), midnight(last) + Days::new(1));
        match self.chance.random_range(0..6) {
            0 => (json!({ "period": "all" }), begin, end),
            1 => (json!({ "period": "24h" }), last - TimeDelta::hours(23), last + TimeDelta::hours(1)),
            2 => (json!({ "period": "7d" }), end - Days::new(7), end),
            3 => (json!({ "period": "30d" }), end - Days::new(30), end),
            _ => {
                let days = (end - begin).num_days();
                // Half of them so short and late that there are hours to be seen.
                let (since, longest) = if self.chance.random_bool(0.5) { (days - 14, 4) } else { (0, days) };
                let from = begin + TimeDelta::days(self.chance.random_range(since..days));
                let to = (from + TimeDelta::days(self.chance.random_range(1..=longest))).min(end);
                let day = |time: NaiveDateTime| time.format("%Y-%m-%d").to_string();
                (json!({ "period": "custom", "from": day(from), "to": day(to - Days::new(1)) }), from, to)
            }
        }
    }

    fn resolve(&self, state: Value, filter: Filter, now: (NaiveDateTime, NaiveDateTime), weekdays: bool) -> Choice {
        let (from, to) = now;
        let length = to - from;
        let weeks = (length.num_hours() + 7 * 24 - 1) / (7 * 24);
        let shift = if weekdays { TimeDelta::weeks(weeks) } else { length };
        let first = self.cube.hours.unwrap().0;
        let begins = if state["period"] == "24h" { first } else { midnight(first) };
        let period = |by: TimeDelta, label: &str| Period { from: from - by, to: to - by, label: label.into() };
        let grain = if length <= TimeDelta::days(3) && from >= self.cube.hours_from { GRAINS[0] } else { GRAINS[1] };
        Choice {
            state,
            filter,
            now: period(TimeDelta::zero(), "now"),
            before: (from - shift >= begins).then(|| period(shift, "in the time before")),
            grain,
        }
    }
}
