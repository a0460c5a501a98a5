//! When the traffic comes.

use serde_json::Value;

use super::drawn::Show;
use super::rows::Row;
use super::{Context, Field, Figure, chart};

/// See `traffic_by_hour_of_week.sql`.
pub const FIGURE: Figure = Figure {
    id: "traffic_by_hour_of_week",
    page: "index",
    title: "When the traffic comes",
    question: "At which hours of the week do people use it?",
    unit: "requests per hour of the week",
    n_of: "requests",
    missing: "The store holds no interaction yet. Run `llmobs ingest FILE…`.",
    note: Some("Sum over the whole period, local hours in {zone}."),
    sql: include_str!("traffic_by_hour_of_week.sql"),
    fields: &[Field("weekday", "Weekday (1 = Monday)", Show::Count), Field("hour", "Hour", Show::Count), Field("requests", "Requests", Show::Count), Field("n", "n", Show::Count)],
    reduce: None,
    plot: Some(plot),
};

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

fn plot(rows: &[Row], _: &Context) -> Value {
    let mut counts = vec![vec![Some(0.0); 24]; 7];
    for row in rows {
        let (day, hour) = ((row.int(0) - 1).clamp(0, 6) as usize, row.int(1).clamp(0, 23) as usize);
        counts[day][hour] = row.number(2);
    }
    let hours = (0..24).map(|h| format!("{h:02}")).collect();
    chart::grid(hours, WEEKDAYS.map(String::from).to_vec(), counts, "count")
}
