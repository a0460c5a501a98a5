//! Month to date and forecast. Twin of `site/js/forecast.js`.

use chrono::{Datelike, Days, NaiveDate, NaiveTime};

use super::declare::column;
use super::drawn::Show;
use super::rows::{Row, float};
use super::{Chart, Context, Figure, Line, Rows};
use crate::cube::{Ask, Cube, Dim, Filter, GRAINS, Measure};
use crate::error::Result;
use crate::interactions::Cell;

/// Computed from the days before.
pub const FIGURE: Figure = Figure {
    id: "cost_forecast",
    page: "cost",
    title: "Month to date and forecast",
    question: "What will this month cost?",
    unit: "US dollars since the first of the month",
    n_of: "priced requests this month",
    missing: "No request has a cost: log `cost_usd`, or `model` with `input_tokens` and `output_tokens` so that it can be computed.",
    note: Some(
        "Every day to come is taken to cost what its weekday cost on average over the 28 days before the last one, as far as there are data, and what all days cost where that weekday is not among them. With fewer than eight such days there is no forecast. The interval (95 %) comes from how far these days lie off that average, as if days were independent; what is spent already is its least. The budget is the setting `monthly_budget`, for everything together: it is not drawn for a choice of providers, models or the like. The month is always that of the last day, whichever period is chosen above. Time zone: {zone}.",
    ),
    rows: Rows::Computed(rows),
    fields: &[
        column("day", "Day", Show::Time),
        column("spent_usd", "Spent", Show::Usd),
        column("forecast_usd", "Forecast", Show::Usd),
        column("low_usd", "95 % from", Show::Usd),
        column("high_usd", "95 % to", Show::Usd),
        column("budget_usd", "Budget", Show::Usd),
        column("n", "n", Show::Count),
    ],
    chart: Some(Chart::Lines {
        columns: &[
            Line("spent_usd", "spent", "@c1"),
            Line("forecast_usd", "forecast", "@c2"),
            Line("low_usd", "95 % from", "@muted"),
            Line("high_usd", "95 % to", "@muted"),
            Line("budget_usd", "budget", "@bad"),
        ],
        show: Show::Usd,
    }),
};

/// How many days an average rests on.
const LOOK_BACK: u64 = 28;
const DAYS_OF_WEEK: usize = 7;
/// Standard normal quantile for a two-sided 95 % interval.
const Z: f64 = 1.959_963_984_540_054;

fn rows(cube: &Cube<'_>, context: &Context) -> Result<Vec<Row>> {
    let (Some((begins, last)), Some(cost)) = (context.days, Measure::named("cost")) else { return Ok(Vec::new()) };
    let first = last.with_day(1).unwrap_or(last);
    let since = first.min(last - Days::new(LOOK_BACK));
    let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN);
    let (from, to) = (Some(midnight(since)), Some(midnight(last + Days::new(1))));
    // A period would leave nothing to forecast from; whom the reader chose is another matter.
    let filter = Filter { from, to, ..context.filter.clone() };
    let everybody = Filter { from: None, to: None, ..context.filter.clone() } == Filter::default();
    let budget = context.monthly_budget.filter(|_| everybody);
    let groups =
        cube.ask(&Ask { by: &[Dim::Time], measures: &[cost], histograms: &[], filter: &filter, grain: GRAINS[1] })?;
    let on = |day: NaiveDate| {
        let key = Cell::Text(day.format("%Y-%m-%d").to_string());
        groups.iter().find(|group| group.key.first() == Some(&key)).map(|group| group.values[0]).unwrap_or_default()
    };
    let row = |day: NaiveDate, so_far: f64, spent: Option<f64>, forecast: Option<(f64, f64)>, n: u64| {
        let (middle, away) = forecast.unzip();
        // What is spent is not got back.
        let low = middle.zip(away).map(|(m, a)| (m - a).max(so_far));
        let high = middle.zip(away).map(|(m, a)| m + a);
        let mut cells = vec![Cell::Text(day.format("%Y-%m-%d").to_string())];
        cells.extend([spent, middle, low, high, budget].map(float));
        cells.push(Cell::Int(n as i64));
        Row(cells)
    };
    let history: Vec<(NaiveDate, f64)> = (1..=LOOK_BACK)
        .map(|back| last - Days::new(back))
        // Before the data begin nothing is known; a day without a request since then has cost nothing.
        .take_while(|day| *day >= begins)
        .map(|day| (day, on(day).value.unwrap_or(0.0)))
        .collect();
    // One week says nothing about how far days lie off what is usual.
    let enough = history.len() > DAYS_OF_WEEK;
    let (mut spent, mut out) = (0.0, Vec::new());
    for day in first.iter_days().take_while(|day| *day <= last) {
        let value = on(day);
        spent += value.value.unwrap_or(0.0);
        // Both lines meet on the last day.
        out.push(row(day, spent, Some(spent), (day == last && enough).then_some((spent, 0.0)), value.n));
    }
    let spread = spread(&history);
    let mut middle = spent;
    let to_come = last.iter_days().skip(1).take_while(|day| enough && day.month() == last.month());
    for (ahead, day) in (1..).zip(to_come) {
        middle += usual(&history, day);
        out.push(row(day, spent, None, Some((middle, Z * spread * f64::from(ahead).sqrt())), 0));
    }
    Ok(out)
}

/// Mean of the days with the same weekday, or of all where there is none.
fn usual(history: &[(NaiveDate, f64)], day: NaiveDate) -> f64 {
    let mut same: Vec<f64> = history.iter().filter(|(d, _)| d.weekday() == day.weekday()).map(|(_, v)| *v).collect();
    if same.is_empty() {
        same.extend(history.iter().map(|(_, v)| *v));
    }
    same.iter().sum::<f64>() / same.len().max(1) as f64
}

/// Standard deviation of the days from what is usual on their weekday; seven means were estimated.
fn spread(history: &[(NaiveDate, f64)]) -> f64 {
    let squares: f64 = history.iter().map(|(day, value)| (value - usual(history, *day)).powi(2)).sum();
    (squares / (history.len().saturating_sub(DAYS_OF_WEEK)).max(1) as f64).sqrt()
}
