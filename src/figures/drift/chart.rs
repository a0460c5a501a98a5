//! A watched measure of everything → the rows of its control chart.

use super::ALARMS;
use super::daily::Daily;
use super::fit::fit;
use super::search;
use super::series::Kind;
use super::shape::Shape;
use super::spread::spread;
use super::watch::{WATCHED, Watch};
use crate::cube::Cube;
use crate::error::Result;
use crate::figures::Context;
use crate::figures::rows::Row;
use crate::interactions::Cell;

/// How many standard errors away the limits are.
const SIGMAS: f64 = 3.0;

/// Rows of (day, n, value, centre, lower limit, upper limit, `yes` where it is out of them, `yes` where a change begins).
/// The centre is what weekday and found changes let expect; the limits lie 3 standard errors of the day away, widened by
/// what days of this measure differ more than chance (a p chart with Laney's correction, Quality Engineering 2002; for means
/// an x̄ chart of daily means).
pub fn of(cube: &Cube<'_>, context: &Context, measure: &str) -> Result<Vec<Row>> {
    Ok(context.drift(cube)?.map_or_else(Vec::new, |(daily, _)| rows(daily, measure)))
}

/// The same of daily sums.
pub fn rows(daily: &Daily, measure: &str) -> Vec<Row> {
    let Some(watch) = Watch::named(measure) else { return Vec::new() };
    let series = watch.series(daily.whole(), daily.weekday());
    if !series.enough() {
        return Vec::new();
    }
    let changes = search::changes(&series, ALARMS / 2.0 / (WATCHED.len() + 2) as f64);
    // A day that is out of the ordinary shall look so: spikes do not move the centre.
    let lasting: Vec<Shape> =
        changes.iter().map(|change| change.shape).filter(|shape| !matches!(shape, Shape::Spike { .. })).collect();
    let model = fit(&series, &lasting);
    let scatter = spread(&series, &model, &[]);
    let row = |(at, day): (usize, &super::series::Day)| {
        let expected = model.expected[at];
        let (value, centre, away) = match series.kind {
            Kind::Share => {
                (day.x / day.n, expected / day.n, (scatter.of([expected].into_iter()) * expected).sqrt() / day.n)
            }
            Kind::Mean => (day.x, expected, (scatter.factor / day.n).sqrt()),
        };
        let (lower, upper) = (centre - SIGMAS * away, centre + SIGMAS * away);
        let (lower, upper) = if series.kind == Kind::Share { (lower.max(0.0), upper.min(1.0)) } else { (lower, upper) };
        let flag = |yes: bool| if yes { Cell::Text("yes".into()) } else { Cell::Null };
        let begins = changes.iter().any(|change| change.shape.from() == at);
        let mut cells = vec![Cell::Text(daily.date(at).to_string()), Cell::Int(day.n as i64)];
        cells.extend([value, centre, lower, upper].map(|x| Cell::Float(watch.level(x))));
        cells.extend([flag(value < lower || value > upper), flag(begins)]);
        Row(cells)
    };
    series.days.iter().enumerate().filter(|(_, day)| day.n > 0.0).map(row).collect()
}
