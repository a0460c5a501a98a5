//! The declared measures → metric families with their names, types, units and help.

use std::sync::LazyLock;

use crate::cube::{Formula, MEASURES, Measure, Unit, parts};

/// What a family is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A column of the cube, summed since the beginning.
    Counter(&'static Measure),
    /// The same, where the sum may fall.
    Sum(&'static Measure),
    /// A measure over everything, times a factor.
    Gauge(&'static Measure, f64),
    /// A histogram of the cube in milliseconds, in seconds.
    Histogram(&'static str),
    /// The end of the last hour with data.
    Last,
    /// Facts about this program.
    Info,
}

/// A metric family.
#[derive(Clone, Debug)]
pub struct Family {
    /// Its name, without what its type adds.
    pub name: String,
    /// `usd`, `seconds`, …: the end of the name.
    pub unit: Option<&'static str>,
    /// One line.
    pub help: String,
    /// Where its numbers come from.
    pub kind: Kind,
}

impl Family {
    /// As `# TYPE` says it.
    pub fn type_name(&self) -> &'static str {
        match self.kind {
            Kind::Counter(_) => "counter",
            Kind::Histogram(_) => "histogram",
            Kind::Sum(_) | Kind::Gauge(..) | Kind::Last | Kind::Info => "gauge",
        }
    }

    /// Whether its name and labels are OpenTelemetry's.
    pub fn genai(&self) -> bool {
        matches!(self.kind, Kind::Histogram(_))
    }
}

impl PartialEq for Measure {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// Columns whose sum may fall.
const FALLING: &[&str] = &["cache_savings_usd", "feedback_sum"];

/// Histograms of the cube that OpenTelemetry has a name for (semantic conventions for generative AI metrics).
const GENAI: &[(&str, &str, &str)] = &[
    ("gen_ai_client_operation_duration_seconds", "latency_ms", "Duration of calls of a model."),
    (
        "gen_ai_server_time_to_first_token_seconds",
        "time_to_first_token_ms",
        "Time until the first token of streamed answers.",
    ),
];

static FAMILIES: LazyLock<Vec<Family>> = LazyLock::new(|| {
    let mut families: Vec<Family> = parts().iter().map(counter).collect();
    families.extend(GENAI.iter().map(|(name, histogram, help)| Family {
        name: name.to_string(),
        unit: Some("seconds"),
        help: format!("{help} The sum is read from logarithmic bins: off by 2.5 % at most."),
        kind: Kind::Histogram(histogram),
    }));
    families.extend(MEASURES.iter().filter(|measure| !matches!(measure.formula, Formula::Sum(_))).map(gauge));
    families.push(Family {
        name: "llmobs_last_interaction_timestamp_seconds".into(),
        unit: Some("seconds"),
        help: "End of the last hour with an interaction, seconds since 1970.".into(),
        kind: Kind::Last,
    });
    families.push(Family {
        name: "llmobs_build_info".into(),
        unit: None,
        help: "Version of llmobs and zone of its days; always 1.".into(),
        kind: Kind::Info,
    });
    families
});

/// Every family, in the order in which it is written.
pub fn families() -> &'static [Family] {
    &FAMILIES
}

fn counter(part: &'static Measure) -> Family {
    let unit = match part.id {
        id if id.ends_with("_usd") => Some("usd"),
        id if id.ends_with("tokens") && !id.starts_with("with_") => Some("tokens"),
        _ => None,
    };
    let kind = if FALLING.contains(&part.id) { Kind::Sum(part) } else { Kind::Counter(part) };
    let help = format!("{} Since the first interaction.", sentence(part.about));
    // An ending that Prometheus keeps for histograms.
    let name = part.id.replace("feedback_sum", "feedback_points");
    Family { name: format!("llmobs_{name}"), unit, help, kind }
}

fn gauge(measure: &'static Measure) -> Family {
    let (unit, times) = match measure.unit {
        Unit::Share => (Some("ratio"), 1.0),
        Unit::Milliseconds => (Some("seconds"), 1e-3),
        Unit::Usd => (Some("usd"), 1.0),
        Unit::Count | Unit::Number => (None, 1.0),
    };
    let ending = unit.map_or(String::new(), |unit| format!("_{unit}"));
    Family {
        name: format!("llmobs_{}{ending}", measure.id),
        unit,
        help: format!("{}: {} Over the last 24 hours, or over the local day that ends.", measure.label, measure.about),
        kind: Kind::Gauge(measure, times),
    }
}

/// With a capital and a full stop.
fn sentence(text: &str) -> String {
    let mut letters = text.trim_end_matches('.').chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}
