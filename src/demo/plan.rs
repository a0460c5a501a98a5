//! Options in, calls in time order out: who asks what, when, of which model, and whether it fails. No text yet.
//!
//! Time goes hour by hour. Sessions are started until as many calls are planned as the hours so far should have had;
//! a session may reach into later hours, so calls wait in a heap until their hour is over.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use chrono::{DateTime, Datelike, Duration, Timelike, Utc};

use super::Options;
use super::apps::{APPS, App, ZONE_HOURS};
use super::desk::Desk;
use super::dice::{Dice, exp, mix};
use super::faults::Fault;
use super::incidents::{Effect, Planted};
use super::models::{ROUTES, Route};

/// One call to be. The order of its fields is the order of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Call {
    /// When it starts: milliseconds since 1970.
    pub at_ms: i64,
    /// A number of its own.
    pub number: u64,
    /// Place in [`APPS`].
    pub app: usize,
    /// Place in [`ROUTES`].
    pub route: usize,
    /// Place in the application's scenarios.
    pub scenario: usize,
    /// What the conversation is about.
    pub seed: u64,
    /// Turn of the conversation, from 0.
    pub step: u8,
    /// Bit n: the answer of turn n holds an invented claim.
    pub wrong: u8,
    /// The session, for its id.
    pub session: u64,
    /// The trace, which retries share.
    pub trace: u64,
    /// The user's rank in the application.
    pub user: u64,
    /// Not in production.
    pub staging: bool,
    /// From 1; above it is a retry.
    pub attempt: u8,
    /// How it fails, if it does.
    pub fault: Option<Fault>,
}

impl Call {
    /// Its application.
    pub fn app(&self) -> &'static App {
        &APPS[self.app]
    }

    /// Its model and provider.
    pub fn route(&self) -> &'static Route {
        &ROUTES[self.route]
    }

    /// When it starts.
    pub fn at(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.at_ms).unwrap_or_default()
    }
}

/// Plans every call and hands them on in time order.
pub struct Plan<'a> {
    desks: &'a [Desk],
    incidents: &'a [Planted],
    dice: Dice,
    start: DateTime<Utc>,
    last_ms: i64,
    rows: u64,
    planned: u64,
    waiting: BinaryHeap<Reverse<Call>>,
    /// Rows that should have been planned by the end of each hour.
    targets: Vec<u64>,
}

impl<'a> Plan<'a> {
    /// Prepares a plan; `desks` are those of [`APPS`], in order.
    pub fn new(options: &Options, desks: &'a [Desk], incidents: &'a [Planted]) -> Self {
        let start = options.end - Duration::days(i64::from(options.days));
        let hours = i64::from(options.days) * 24;
        let mut total = 0.0;
        let sums: Vec<f64> = (0..hours)
            .map(|hour| {
                let growth = 1.0 + 0.3 * hour as f64 / hours as f64;
                let weights = APPS.iter().map(|app| app.share * weight(app, start + Duration::hours(hour)));
                total += growth * weights.sum::<f64>();
                total
            })
            .collect();
        let mut targets: Vec<u64> = sums.iter().map(|sum| (options.rows as f64 * sum / total) as u64).collect();
        if let Some(last) = targets.last_mut() {
            *last = options.rows;
        }
        Self {
            desks,
            incidents,
            dice: Dice::new(options.seed),
            start,
            last_ms: options.end.timestamp_millis() - 1,
            rows: options.rows,
            planned: 0,
            waiting: BinaryHeap::new(),
            targets,
        }
    }

    /// Calls `take` with every call, earliest first.
    pub fn run<E>(mut self, mut take: impl FnMut(&Call) -> Result<(), E>) -> Result<(), E> {
        for hour in 0..self.targets.len() {
            let from = self.start + Duration::hours(hour as i64);
            while self.planned < self.targets[hour] {
                let starts = APPS.iter().map(|app| app.share * (1.0 - app.goes_on) * weight(app, from));
                let app = self.dice.weighted(starts);
                self.session(app, from);
            }
            let over = (from + Duration::hours(1)).timestamp_millis();
            while self.waiting.peek().is_some_and(|Reverse(call)| call.at_ms < over) {
                if let Some(Reverse(call)) = self.waiting.pop() {
                    take(&call)?;
                }
            }
        }
        Ok(())
    }

    fn session(&mut self, app: usize, from: DateTime<Utc>) {
        let App { goes_on, users, staging, .. } = APPS[app];
        let mut at = from.timestamp_millis() + self.dice.between(0, 3_599_999);
        let session = mix(self.dice.bits());
        // Log-uniform ranks: the first users ask most, as in Zipf's law.
        let user = exp(self.dice.unit() * f64::from(users) * std::f64::consts::LN_2) as u64;
        let staging = self.dice.chance(staging);
        let desk = &self.desks[app];
        let lang = desk.lang(mix(user ^ (app as u64) << 32));
        let route = self.route(app, at);
        let mut call = Call {
            at_ms: 0,
            number: 0,
            app,
            route,
            scenario: 0,
            seed: 0,
            step: 0,
            wrong: 0,
            session,
            trace: 0,
            user,
            staging,
            attempt: 1,
            fault: None,
        };
        let mut further = 0;
        loop {
            if further == 0 {
                call.scenario = desk.scenario(lang, &mut self.dice);
                further = desk.scenarios[call.scenario].further.min(6);
                (call.seed, call.step, call.wrong) = (self.dice.bits(), 0, 0);
            } else {
                (call.step, further) = (call.step + 1, further - 1);
            }
            if self.dice.chance(self.hallucination_rate(&call, at)) {
                call.wrong |= 1 << call.step;
            }
            call.trace = self.dice.bits();
            let answered = self.attempts(&mut call, &mut at);
            // Who gets no answer gives up; others read it, think, and ask again.
            if !answered || self.planned >= self.rows || !self.dice.chance(goes_on) {
                return;
            }
            at += (45_000.0 * self.dice.spread(0.8)) as i64 + 4_000;
        }
    }

    /// Plans a call and, when it fails in a way that passes, its retries. Tells whether one got through.
    fn attempts(&mut self, call: &mut Call, at: &mut i64) -> bool {
        for attempt in 1..=3 {
            if self.planned >= self.rows {
                return false;
            }
            call.fault = self.fault(call, *at);
            call.attempt = attempt;
            call.at_ms = (*at).min(self.last_ms);
            call.number = self.planned;
            self.planned += 1;
            self.waiting.push(Reverse(*call));
            match call.fault {
                None => return true,
                Some(fault) if fault.passes() && self.dice.chance(0.6) => {
                    *at += fault.latency_ms(&mut self.dice) as i64 + (1_500.0 * self.dice.spread(0.6)) as i64;
                }
                Some(_) => return false,
            }
        }
        false
    }

    fn route(&mut self, app: usize, at: i64) -> usize {
        let App { id, .. } = APPS[app];
        let routes = &self.desks[app].routes;
        let place = self.dice.weighted(routes.iter().map(|(_, weight)| *weight));
        let switched = self.active(at).find_map(|(planted, _)| match planted.incident.effect {
            Effect::SwitchTo(model) if place == 0 && planted.incident.slice.app == Some(id) => {
                super::models::route_of(model)
            }
            _ => None,
        });
        switched.unwrap_or(routes[place].0)
    }

    fn fault(&mut self, call: &Call, at: i64) -> Option<Fault> {
        let planted = self.active(at).filter(|(planted, _)| in_slice(planted, call));
        let effect = planted.map(|(planted, _)| planted.incident.effect);
        let (mut outage, mut limits) = (0.0, 0.0);
        effect.for_each(|effect| match effect {
            Effect::Outage(share) => outage = share,
            Effect::RateLimits(share) => limits = share,
            _ => {}
        });
        if outage > 0.0 && self.dice.chance(outage) {
            return Some(if self.dice.chance(0.3) { Fault::Timeout } else { Fault::ServerError });
        }
        if limits > 0.0 && self.dice.chance(limits) {
            return Some(Fault::RateLimit);
        }
        self.dice.chance(call.route().error_rate).then(|| Fault::ordinary(&mut self.dice))
    }

    fn hallucination_rate(&self, call: &Call, at: i64) -> f64 {
        let scenario = &self.desks[call.app].scenarios[call.scenario];
        let kind = match &*scenario.category {
            "creative_writing" | "roleplay_chat" | "brainstorming_planning" => 0.4,
            "translation" | "rewriting_editing" | "other" => 0.5,
            "extraction_classification" | "coding" => 0.8,
            "math_reasoning" => 1.2,
            _ => 1.0,
        };
        let grounded = if scenario.has_context { 0.85 } else { 1.15 };
        let drift: f64 = self
            .active(at)
            .filter(|(planted, _)| in_slice(planted, call))
            .map(|(planted, size)| match planted.incident.effect {
                Effect::Hallucinates(factor) => 1.0 + (factor - 1.0) * size,
                _ => 1.0,
            })
            .product();
        call.route().hallucination_rate * kind * grounded * scenario.risk * drift
    }

    fn active(&self, at: i64) -> impl Iterator<Item = (&'a Planted, f64)> + use<'a> {
        let at = DateTime::from_timestamp_millis(at).unwrap_or_default();
        self.incidents.iter().map(move |planted| (planted, planted.size(at))).filter(|(_, size)| *size > 0.0)
    }
}

/// Is a call in the slice of an incident?
pub fn in_slice(planted: &Planted, call: &Call) -> bool {
    let route = call.route();
    planted.incident.slice.holds(route.provider, route.model, call.app().id)
}

fn weight(app: &App, at: DateTime<Utc>) -> f64 {
    let local = at + Duration::hours(ZONE_HOURS);
    app.rhythm.weight(local.weekday().num_days_from_monday() as usize, local.hour() as usize)
}
