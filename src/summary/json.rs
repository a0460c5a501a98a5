//! A summary → JSON, as `schemas/summary.schema.json` describes it.

use serde_json::{Map, Value as Json, json};

use super::{Grouping, Line, Summary, Told};
use crate::cube::Measure;
use crate::error::{OrFail, Result};
use crate::figures::context::{Context, Period};

/// Raised when something is taken away or changes its meaning; new keys may come at any time.
const VERSION: u32 = 1;

/// Several lines, with a newline at the end; the same summary gives the same bytes.
pub fn write(summary: &Summary, context: &Context) -> Result<String> {
    let mut measures: Vec<&'static Measure> = Vec::new();
    for measure in summary.groupings.iter().flat_map(|grouping| &grouping.measures) {
        if measures.iter().all(|known| known.id != measure.id) {
            measures.push(measure);
        }
    }
    let days = context.days.map(|(first, last)| json!({ "first": first, "last": last }));
    let currency = context.currency.as_ref();
    let value = json!({
        "version": VERSION,
        "llmobs": env!("CARGO_PKG_VERSION"),
        "time_zone": context.time_zone,
        "currency": {
            "code": currency.map_or("USD", |currency| &currency.code),
            "rate": currency.map_or(1.0, |currency| currency.rate),
            "date": currency.map(|currency| currency.date),
        },
        "days": days,
        "period": period(&summary.period),
        "compared_with": summary.before.as_ref().map(period),
        "measures": measures.iter().map(|measure| (measure.id.to_string(), about(measure))).collect::<Map<_, _>>(),
        "groups": summary.groupings.iter().map(grouping).collect::<Vec<_>>(),
    });
    let mut text = serde_json::to_string_pretty(&value).or_fail(|| "cannot write the summary".into())?;
    text.push('\n');
    Ok(text)
}

/// Local times, the last one excluded.
fn period(period: &Period) -> Json {
    json!({ "from": period.from, "to": period.to })
}

fn about(measure: &Measure) -> Json {
    json!({
        "label": measure.label, "unit": measure.unit, "better": measure.better, "n_of": measure.n_of,
        "formula": measure.formula, "about": measure.about,
    })
}

fn grouping(grouping: &Grouping) -> Json {
    let by: Vec<&str> = grouping.by.iter().map(|dim| dim.name()).collect();
    let row = |line: &Line| {
        let key: Map<String, Json> =
            by.iter().zip(&line.key).map(|(dim, name)| (dim.to_string(), json!(name))).collect();
        let values: Map<String, Json> = grouping
            .measures
            .iter()
            .zip(&line.told)
            .map(|(measure, told)| (measure.id.to_string(), one(told)))
            .collect();
        json!({ "key": key, "values": values })
    };
    json!({ "by": by, "rows": grouping.rows.iter().map(row).collect::<Vec<_>>() })
}

fn one(told: &Told) -> Json {
    let mut value = json!({ "value": told.now.value, "n": told.now.n });
    if let Some((low, high)) = told.interval {
        value["interval"] = json!([low, high]);
    }
    if let Some(before) = told.before {
        value["before"] = json!({ "value": before.value, "n": before.n });
    }
    if let Some(change) = &told.change {
        value["change"] = json!({ "text": change.text, "verdict": change.verdict });
    }
    value
}
