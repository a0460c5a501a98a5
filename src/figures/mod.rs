//! Rollups → [`Drawn`] figures. One figure = one file and one line in the registry; beside it a `.sql` where it asks the
//! store and not the cube.

mod adjusted;
pub mod chance;
pub mod chart;
mod charts;
pub mod context;
pub mod declare;
pub mod drawn;
pub mod drift;
mod evaluate;
pub mod format;
pub mod headline;
mod levels;
mod measured;
mod nearness;
pub mod palette;
pub mod rows;
pub mod span;
pub mod stats;
mod strata;
pub mod unrelated;

use serde_json::{Value, json};

use crate::cube::Cube;
use crate::error::Result;
pub use charts::{Axis, Chart, Colours, Line};
pub use context::{Context, Period};
pub use declare::{Asked, Field, From, Keep, Order, Rows};
use drawn::{Drawn, Panel, Show, Table, TableColumn};
use rows::Row;

/// A figure, declared.
pub struct Figure {
    /// The one id: file, SQL file, anchor, CSV.
    pub id: &'static str,
    /// Page it stands on.
    pub page: &'static str,
    /// Plain-language title.
    pub title: &'static str,
    /// The question it answers.
    pub question: &'static str,
    /// Unit of the value axis; `{grain}` is filled in.
    pub unit: &'static str,
    /// What `n` counts.
    pub n_of: &'static str,
    /// What to do when there is nothing to show; empty for a table that is then left out.
    pub missing: &'static str,
    /// How it was made, when that is not plain.
    pub note: Option<&'static str>,
    /// Where its rows come from.
    pub rows: Rows,
    /// The columns of the table. One must be called `n`: its sum is the figure's n.
    pub fields: &'static [Field],
    /// How it is drawn; `None` for a table that stands by itself.
    pub chart: Option<Chart>,
}

/// Declares the modules and the registry together: one line, one figure.
macro_rules! figures {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*
        /// Every figure, in the order of its page.
        pub const FIGURES: &[&Figure] = &[$(&$name::FIGURE,)*];
    };
}

figures! {
    service_level_status, what_changed, since_when, requests_over_time, traffic_by_hour_of_week,
    category_share, categories_over_time, categories_by_provider, categories_by_app, categories,
    latency_over_time, latency_distribution, latency_by_category, latency_by_model,
    time_to_first_token_over_time, time_to_first_token_by_model, output_speed_by_model, latency_by_hour_of_week,
    slowest_interactions,
    cost_forecast, cost_by_provider_over_time, cost_by_model_over_time, cost_by_category_over_time, unit_cost_over_time,
    logged_and_computed_cost, cache_savings_over_time, cache_savings_by_model, cost_by_model,
    tokens_over_time, tokens_by_outcome, input_against_output, cache_share_over_time, token_efficiency,
    service_levels, error_rate_over_time, errors_over_time, success_by_provider, success_by_model, errors_by_type,
    feedback_over_time, feedback_by_model, feedback_by_category, feedback_and_hallucination,
    feedback_and_hallucination_adjusted, feedback_by_model_adjusted, feedback_by_category_adjusted,
    hallucination_over_time, hallucination_by_model, hallucination_by_category, hallucination_by_complexity,
    hallucination_and_tokens, groundedness_over_time, groundedness_by_model, groundedness_by_category, scores,
    hallucination_by_model_adjusted, hallucination_by_category_adjusted,
    drift_changes, drift_scope, drift_error_rate, drift_hallucination, drift_negative_feedback, drift_latency,
    drift_cost_per_request, drift_complexity, drift_stability,
    provider_map, provider_ranking, model_across_providers,
    off_topic_over_time, off_topic_by_category, off_topic_threshold, off_topic_by_meaning, similarity,
    signals_auroc, signals_calibration, signals_categories, signals_own_calibration,
    signals_own, signals_limits, signals_by_source,
    ingests, fields_present, unpriced_models, price_entries, token_basis, rejects, removed_texts,
}

impl Figure {
    /// The rows of the table.
    pub fn rows(&self, cube: &Cube<'_>, context: &Context) -> Result<Vec<Row>> {
        let rows = match &self.rows {
            Rows::Cube(asked) => evaluate::rows(self.fields, asked, cube, context),
            Rows::Computed(compute) | Rows::Built(compute) => compute(cube, context),
            Rows::Sql(sql) => cube.store().query(sql).map(|rows| rows.into_iter().map(Row).collect()),
        };
        let mut rows = rows.map_err(|e| e.because_of(format!("while drawing {}", self.id)))?;
        let beginnings = self.fields.iter().enumerate().filter(|(_, field)| field.from == From::Beginning);
        beginnings.for_each(|(at, _)| rows.iter_mut().for_each(|row| row.shorten(at)));
        if let (Rows::Computed(_) | Rows::Built(_), Some(mask)) = (&self.rows, cube.store().mask()) {
            // What is computed may quote the configuration, which did not come out of the store.
            rows.iter_mut().for_each(|row| row.pass(mask));
        }
        // The only place where the money of figures is converted: chart, table and CSV follow.
        if let Some(currency) = &context.currency {
            let money = self.fields.iter().enumerate().filter(|(_, field)| field.show == Show::Usd);
            money.for_each(|(at, _)| rows.iter_mut().for_each(|row| row.scale(at, currency.rate)));
        }
        Ok(rows)
    }

    /// What the rows rest on.
    fn n(&self, rows: &[Row]) -> u64 {
        let at = self.fields.iter().position(|f| f.name == "n");
        at.map_or(0, |at| rows.iter().map(|r| r.count(at)).sum())
    }

    fn table(&self, rows: &[Row], context: &Context) -> Table {
        let name = |f: &Field| match &context.currency {
            Some(currency) if f.show == Show::Usd => {
                f.name.replace("_usd", &format!("_{}", currency.code.to_lowercase()))
            }
            _ => f.name.to_string(),
        };
        let column = |f: &Field| TableColumn { name: name(f), label: f.label.to_string(), show: f.show };
        Table { columns: self.fields.iter().map(column).collect(), rows: rows.iter().map(Row::json).collect() }
    }

    /// What the browser needs to draw the figure again under a filter; `None` for a figure that cannot follow.
    fn declaration(&self, context: &Context) -> Option<Value> {
        let (word, how) = match &self.rows {
            Rows::Cube(asked) => ("asked", json!(asked)),
            Rows::Computed(_) => ("computed", context.told()),
            Rows::Sql(_) | Rows::Built(_) => return None,
        };
        let unit = self.unit_in(context);
        Some(json!({
            word: how, "fields": self.fields, "chart": self.chart, "unit": unit, "n_of": self.n_of,
            "missing": self.missing,
        }))
    }

    fn unit_in(&self, context: &Context) -> String {
        match &context.currency {
            Some(currency) => self.unit.replace("US dollars", &currency.code),
            None => self.unit.to_string(),
        }
    }

    /// Its chart, as Plotly's `{data, layout}`; null where it has none.
    pub fn plot(&self, rows: &[Row], context: &Context) -> Value {
        self.chart.as_ref().map_or(Value::Null, |chart| charts::draw(chart, self.fields, rows, context))
    }

    /// Draws the figure.
    pub fn draw(&self, cube: &Cube<'_>, context: &Context) -> Result<Drawn> {
        let rows = self.rows(cube, context)?;
        let n = self.n(&rows);
        let plot = if n > 0 { self.plot(&rows, context) } else { Value::Null };
        Ok(Drawn {
            id: self.id,
            title: self.title,
            question: self.question,
            unit: self.unit_in(context).replace("{grain}", context.grain.name),
            n,
            n_of: self.n_of,
            note: self.note.map(|note| note.replace("{zone}", &context.time_zone)),
            empty: (n == 0).then(|| self.missing.to_string()),
            plot,
            table: self.table(&rows, context),
            declaration: self.declaration(context),
        })
    }

    /// Lays out a table that stands by itself.
    pub fn panel(&self, cube: &Cube<'_>, context: &Context) -> Result<Panel> {
        let rows = self.rows(cube, context)?;
        Ok(Panel {
            id: self.id,
            title: self.title,
            lead: self.question.to_string(),
            table: self.table(&rows, context),
            empty: self.missing.to_string(),
            declaration: self.declaration(context),
        })
    }
}
