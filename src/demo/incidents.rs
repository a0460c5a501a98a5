//! What goes wrong in the demo: incidents declared as data in, their place in a window of time out.

use chrono::{DateTime, Datelike, Duration, TimeZone, Utc, Weekday};

/// Days the offsets of [`INCIDENTS`] are written for.
const WRITTEN_FOR: f64 = 90.0;

/// How an incident goes through time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Course {
    /// Full size for some hours of a working day, starting at that hour (UTC), then over.
    Hours {
        /// First hour, UTC.
        from: u32,
        /// How many.
        hours: u32,
    },
    /// Grows evenly over some days (of a 90-day window), then stays.
    Drift {
        /// How many days.
        days: u32,
    },
    /// From that day's midnight (UTC) on.
    Step,
}

/// What an incident does to the calls of its slice.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Effect {
    /// This share of calls fails with server errors and timeouts.
    Outage(f64),
    /// This share of calls is turned away with 429.
    RateLimits(f64),
    /// Latency times this at full size.
    Slower(f64),
    /// The application's most used model becomes this one.
    SwitchTo(&'static str),
    /// Hallucination rate times this at full size.
    Hallucinates(f64),
    /// Nothing of its own: the positive share of feedback falls because answers get worse.
    Unhappy,
}

/// Which calls: all that agree with every part given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slice {
    /// Only this provider.
    pub provider: Option<&'static str>,
    /// Only this model.
    pub model: Option<&'static str>,
    /// Only this application.
    pub app: Option<&'static str>,
}

impl Slice {
    /// Is a call in it?
    pub fn holds(&self, provider: &str, model: &str, app: &str) -> bool {
        self.provider.is_none_or(|name| name == provider)
            && self.model.is_none_or(|name| name == model)
            && self.app.is_none_or(|name| name == app)
    }
}

/// One planted incident.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Incident {
    /// Short name, for checks and anchors.
    pub id: &'static str,
    /// One line for the README.
    pub what: &'static str,
    /// Days before the end at which it starts, in a window of 90; scaled to other windows.
    pub days_before_end: u32,
    /// How it goes on.
    pub course: Course,
    /// Whom it hits.
    pub slice: Slice,
    /// What it does.
    pub effect: Effect,
}

const ALL: Slice = Slice { provider: None, model: None, app: None };

/// Every incident.
pub const INCIDENTS: &[Incident] = &[
    Incident {
        id: "openai-outage",
        what: "openai fails for five hours on a working afternoon: most calls end in server errors or timeouts",
        days_before_end: 47,
        course: Course::Hours { from: 12, hours: 5 },
        slice: Slice { provider: Some("openai"), ..ALL },
        effect: Effect::Outage(0.72),
    },
    Incident {
        id: "slow-mistral-large",
        what: "mistral-large-2512 gets slower day by day for two weeks and stays 70 % slower",
        days_before_end: 36,
        course: Course::Drift { days: 14 },
        slice: Slice { model: Some("mistral-large-2512"), ..ALL },
        effect: Effect::Slower(1.7),
    },
    Incident {
        id: "marketing-cost-jump",
        what: "marketing-writer moves from claude-haiku-4-5 to claude-opus-4-5: five times the price per token",
        days_before_end: 18,
        course: Course::Step,
        slice: Slice { app: Some("marketing-writer"), ..ALL },
        effect: Effect::SwitchTo("claude-opus-4-5"),
    },
    Incident {
        id: "gpt-4.1-hallucinates",
        what: "the share of gpt-4.1 answers with invented claims grows from about 6 % to about 20 % in three weeks",
        days_before_end: 26,
        course: Course::Drift { days: 21 },
        slice: Slice { model: Some("gpt-4.1"), ..ALL },
        effect: Effect::Hallucinates(3.4),
    },
    Incident {
        id: "gpt-4.1-feedback-falls",
        what: "people notice: the positive share of feedback on gpt-4.1 falls as its answers get worse",
        days_before_end: 26,
        course: Course::Drift { days: 21 },
        slice: Slice { model: Some("gpt-4.1"), ..ALL },
        effect: Effect::Unhappy,
    },
    Incident {
        id: "copilot-rate-limits",
        what: "code-copilot runs into its rate limit for three hours after a release",
        days_before_end: 12,
        course: Course::Hours { from: 8, hours: 3 },
        slice: Slice { app: Some("code-copilot"), ..ALL },
        effect: Effect::RateLimits(0.5),
    },
];

/// An incident in a window of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Planted {
    /// Which.
    pub incident: &'static Incident,
    /// When it starts.
    pub from: DateTime<Utc>,
    /// When it is over ([`Course::Hours`]), at full size ([`Course::Drift`]), or the end of the window ([`Course::Step`]).
    pub to: DateTime<Utc>,
}

impl Planted {
    /// Its size at a moment, from 0 to 1.
    pub fn size(&self, at: DateTime<Utc>) -> f64 {
        match self.incident.course {
            _ if at < self.from => 0.0,
            Course::Hours { .. } => f64::from(u8::from(at < self.to)),
            Course::Step => 1.0,
            Course::Drift { .. } if at >= self.to => 1.0,
            Course::Drift { .. } => {
                (at - self.from).num_seconds() as f64 / (self.to - self.from).num_seconds().max(1) as f64
            }
        }
    }
}

/// The incidents of a window. Offsets and drifts scale with its length; hours stay hours, on a working day where one is
/// near. Windows under 14 days have no drifts and no step, windows under 3 days no incident at all.
pub fn planted(days: u32, end: DateTime<Utc>) -> Vec<Planted> {
    let scale = f64::from(days) / WRITTEN_FOR;
    let seconds = |count: u32| Duration::seconds((f64::from(count) * scale * 86_400.0) as i64);
    let start = end - Duration::days(i64::from(days));
    let place = |incident: &'static Incident| {
        let near = end - seconds(incident.days_before_end);
        let midnight = Utc.from_utc_datetime(&near.date_naive().and_hms_opt(0, 0, 0)?);
        let (from, to) = match incident.course {
            Course::Hours { from, hours } if days >= 3 => {
                // Scaled offsets may fall on a weekend or, in a short window, outside it: the best hour wins.
                let fits = |day: &DateTime<Utc>| *day >= start && *day + Duration::hours(i64::from(hours)) <= end;
                let nearby =
                    [0, 1, 2, -1, -2].map(|step| midnight + Duration::days(step) + Duration::hours(from.into()));
                let working = |day: &DateTime<Utc>| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
                let first =
                    nearby.iter().find(|day| fits(day) && working(day)).or(nearby.iter().find(|day| fits(day)))?;
                (*first, *first + Duration::hours(hours.into()))
            }
            Course::Drift { days: long } if days >= 14 => (near, near + seconds(long)),
            Course::Step if days >= 14 => (midnight, end),
            _ => return None,
        };
        Some(Planted { incident, from, to })
    };
    INCIDENTS.iter().filter_map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end() -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 11, 23, 0, 0, 0).unwrap()
    }

    #[test]
    fn every_incident_lies_in_every_window() {
        for days in 1..400 {
            let here = planted(days, end());
            let expected = if days >= 14 {
                INCIDENTS.len()
            } else if days >= 3 {
                2
            } else {
                0
            };
            assert_eq!(here.len(), expected, "{days} days");
            for incident in here {
                assert!(incident.from >= end() - Duration::days(i64::from(days)), "{days} days: {incident:?}");
                assert!(incident.from < incident.to && incident.to <= end(), "{days} days: {incident:?}");
            }
        }
    }

    #[test]
    fn hours_fall_on_working_days_in_a_long_window() {
        for shift in 0..7 {
            for incident in planted(90, end() + Duration::days(shift)) {
                if let Course::Hours { .. } = incident.incident.course {
                    assert!(!matches!(incident.from.weekday(), Weekday::Sat | Weekday::Sun));
                }
            }
        }
    }

    #[test]
    fn a_drift_grows_and_stays() {
        let drift = planted(90, end()).into_iter().find(|p| p.incident.id == "slow-mistral-large").unwrap();
        assert_eq!(drift.size(drift.from - Duration::hours(1)), 0.0);
        assert!((drift.size(drift.from + Duration::days(7)) - 0.5).abs() < 0.01);
        assert_eq!(drift.size(drift.to + Duration::days(9)), 1.0);
    }
}
