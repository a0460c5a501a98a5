//! `monthly_budget` and the forecast of the Cost page → a [`Finding`]: what is spent is compared, what is to come is told.

use super::{Finding, Slice, Status};
use crate::config::Config;
use crate::cube::Cube;
use crate::error::Result;
use crate::figures::context::Context;
use crate::figures::{FIGURES, format};

/// Judges the budget, if there is one.
pub fn judge(cube: &Cube<'_>, context: &Context, config: &Config) -> Result<Option<Finding>> {
    let (Some(budget), Some(figure)) = (config.monthly_budget, FIGURES.iter().find(|f| f.id == "cost_forecast")) else {
        return Ok(None);
    };
    let rows = figure.rows(cube, context)?;
    let rate = context.currency.as_ref().map_or(1.0, |currency| currency.rate);
    let column = |name: &str| figure.fields.iter().position(|field| field.name == name).unwrap_or(usize::MAX);
    let last = |name: &str| rows.iter().rev().find_map(|row| row.number(column(name))).map(|value| value / rate);
    let n = rows.iter().map(|row| row.count(column("n"))).sum();
    let (spent, forecast, low, high) = (last("spent_usd"), last("forecast_usd"), last("low_usd"), last("high_usd"));
    let status = match (spent, low) {
        (None, _) => Status::Unknown,
        (Some(spent), _) if spent > budget => Status::Breach,
        // Not broken yet, but it will be, by the lower end of the forecast.
        (_, Some(low)) if low > budget => Status::Unsure,
        _ => Status::Ok,
    };
    let usd = |value: Option<f64>| value.map_or(format::UNKNOWN.to_string(), format::usd_short);
    let told =
        format!("{} spent; the month will cost {} (95 %: {} to {})", usd(spent), usd(forecast), usd(low), usd(high));
    let day = |at: Option<&crate::figures::rows::Row>| at.map_or("no data".to_string(), |row| row.text(0).to_string());
    let slice = Slice {
        name: String::new(),
        value: spent,
        before: None,
        n,
        interval: low.zip(high),
        p: None,
        adjusted_p: None,
        status,
        told,
    };
    Ok(Some(Finding {
        rule: format!("cost of the month at most {budget} USD"),
        origin: "budget",
        window: format!("{} to {}", day(rows.first()), day(rows.last())),
        test: "counted, not sampled: no test; the forecast is that of the Cost page",
        status,
        slices: vec![slice],
    }))
}
