//! Rollups → [`Drawn`] figures. One figure = one `.rs` and one `.sql` of the same name, and one line in the registry.

pub mod chart;
pub mod context;
pub mod drawn;
pub mod format;
pub mod headline;
pub mod palette;
pub mod percentiles;
pub mod rows;
pub mod stats;

use serde_json::Value;

use crate::cube;
use crate::error::Result;
use crate::warehouse::Store;
pub use context::Context;
use drawn::{Drawn, Panel, Show, Table, TableColumn};
use rows::Row;

/// A column of a figure's data: name in SQL, JSON and CSV, heading, how it is written.
pub struct Field(pub &'static str, pub &'static str, pub Show);

/// A figure, declared. Its SQL gives exactly the table behind it (after `reduce`, if any).
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
    /// What to do when there is nothing to show.
    pub missing: &'static str,
    /// How it was made, when that is not plain.
    pub note: Option<&'static str>,
    /// SQL over the cube; `{measure}`, `{measure.n}`, `{grain}` and `{time_format}` are filled in.
    pub sql: &'static str,
    /// The columns of the table. One must be called `n`: its sum is the figure's n.
    pub fields: &'static [Field],
    /// Turns the rows of the SQL into those of the table (bins into percentiles).
    pub reduce: Option<fn(Vec<Row>) -> Vec<Row>>,
    /// Draws the chart; `None` for a table that stands by itself.
    pub plot: Option<fn(&[Row], &Context) -> Value>,
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
    requests_over_time, traffic_by_hour_of_week,
    latency_over_time, latency_distribution, latency_by_category, latency_by_model,
    cost_by_provider_over_time, cost_by_model_over_time, cost_by_model, logged_and_computed_cost,
    cache_savings_over_time, cache_savings_by_model,
    errors_over_time, success_by_provider, success_by_model, errors_by_type,
    category_share, categories_over_time, categories,
    ingests, fields_present, unpriced_models, price_entries, token_basis, rejects,
}

impl Figure {
    /// The rows of the table.
    pub fn rows(&self, store: &Store, context: &Context) -> Result<Vec<Row>> {
        let sql = cube::fill(self.sql)
            .replace("{grain}", context.grain.name)
            .replace("{time_format}", context.grain.time_format);
        let rows = store.query(&sql).map_err(|e| e.because_of(format!("while drawing {}", self.id)))?;
        let rows = rows.into_iter().map(Row).collect();
        let mut rows = match self.reduce {
            Some(reduce) => reduce(rows),
            None => rows,
        };
        // The only place where the money of figures is converted: chart, table and CSV follow.
        if let Some(currency) = &context.currency {
            let money = self.fields.iter().enumerate().filter(|(_, field)| field.2 == Show::Usd);
            money.for_each(|(at, _)| rows.iter_mut().for_each(|row| row.scale(at, currency.rate)));
        }
        Ok(rows)
    }

    /// What the rows rest on.
    fn n(&self, rows: &[Row]) -> u64 {
        let at = self.fields.iter().position(|f| f.0 == "n");
        at.map_or(0, |at| rows.iter().map(|r| r.count(at)).sum())
    }

    fn table(&self, rows: &[Row], context: &Context) -> Table {
        let name = |f: &Field| match &context.currency {
            Some(currency) if f.2 == Show::Usd => f.0.replace("_usd", &format!("_{}", currency.code.to_lowercase())),
            _ => f.0.to_string(),
        };
        let column = |f: &Field| TableColumn { name: name(f), label: f.1.to_string(), show: f.2 };
        Table { columns: self.fields.iter().map(column).collect(), rows: rows.iter().map(Row::json).collect() }
    }

    /// Draws the figure.
    pub fn draw(&self, store: &Store, context: &Context) -> Result<Drawn> {
        let rows = self.rows(store, context)?;
        let n = self.n(&rows);
        let plot = self.plot.filter(|_| n > 0).map_or(Value::Null, |plot| plot(&rows, context));
        let note = self.note.map(|note| note.replace("{zone}", &context.time_zone));
        let unit = self.unit.replace("{grain}", context.grain.name);
        Ok(Drawn {
            id: self.id,
            title: self.title,
            question: self.question,
            unit: match &context.currency {
                Some(currency) => unit.replace("US dollars", &currency.code),
                None => unit,
            },
            n,
            n_of: self.n_of,
            note,
            empty: (n == 0).then(|| self.missing.to_string()),
            plot,
            table: self.table(&rows, context),
        })
    }

    /// Lays out a table that stands by itself.
    pub fn panel(&self, store: &Store, context: &Context) -> Result<Panel> {
        let rows = self.rows(store, context)?;
        Ok(Panel {
            id: self.id,
            title: self.title,
            lead: self.question.to_string(),
            table: self.table(&rows, context),
            empty: self.missing.to_string(),
        })
    }
}
