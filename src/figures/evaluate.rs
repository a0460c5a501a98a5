//! A figure's declaration → the rows of its table, asked of the cube. Twin of `site/js/evaluate.js`.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::context::Context;
use super::declare::{Asked, Field, From, Keep, Order};
use super::rows::{Row, UNNAMED, float};
use super::stats;
use crate::cube::histogram::Histogram;
use crate::cube::{Ask, Cube, Dim, Group, Measure, Value};
use crate::error::{Error, Result};
use crate::interactions::Cell;

/// Every row of the table, sorted and cut as declared.
pub fn rows(fields: &[Field], asked: &Asked, cube: &Cube<'_>, context: &Context) -> Result<Vec<Row>> {
    let question = Question::of(fields, asked)?;
    let groups = cube.ask(&Ask {
        by: &question.by,
        measures: &question.measures,
        histograms: asked.histograms,
        filter: &context.filter,
        grain: context.grain,
    })?;
    let kept: Vec<Group> = groups.into_iter().filter(|group| question.keeps(group, fields, asked)).collect();
    let mut rows: Vec<Row> = kept.iter().map(|group| question.row(group, fields, asked)).collect();
    parts(fields, &kept, &question, &mut rows);
    if let Some(make) = asked.make {
        rows = make(rows);
    }
    sort(fields, asked.order, &mut rows);
    rows.truncate(asked.limit.unwrap_or(usize::MAX));
    Ok(rows)
}

/// What the columns need.
struct Question {
    by: Vec<Dim>,
    measures: Vec<&'static Measure>,
}

impl Question {
    fn of(fields: &[Field], asked: &Asked) -> Result<Self> {
        let mut by: Vec<Dim> = fields.iter().filter_map(|f| key(f.from)).collect();
        if fields.iter().any(|f| f.from == From::EdgeLow) {
            by.push(Dim::Bin);
        }
        let kept = match asked.keep {
            Keep::All => None,
            Keep::N(id) | Keep::Value(id) | Keep::AtLeast(id, _) => Some(id),
        };
        let mut measures: Vec<&'static Measure> = Vec::new();
        for id in fields.iter().filter_map(|f| measure(f.from)).chain(kept).chain(asked.inputs.iter().copied()) {
            let measure = Measure::named(id).ok_or_else(|| Error::new(format!("there is no measure {id}")))?;
            if !measures.iter().any(|m| m.id == id) {
                measures.push(measure);
            }
        }
        Ok(Self { by, measures })
    }

    fn value(&self, group: &Group, id: &str) -> Value {
        let at = self.measures.iter().position(|m| m.id == id);
        at.and_then(|at| group.values.get(at)).copied().unwrap_or_default()
    }

    fn keeps(&self, group: &Group, fields: &[Field], asked: &Asked) -> bool {
        let unnamed = fields.iter().filter_map(|f| if let From::Named(dim) = f.from { Some(dim) } else { None });
        let kept = match asked.keep {
            Keep::All => true,
            Keep::N(id) => self.value(group, id).n > 0,
            Keep::AtLeast(id, least) => self.value(group, id).n >= least,
            Keep::Value(id) => self.value(group, id).value.is_some_and(|v| v > 0.0),
        };
        kept && unnamed.into_iter().all(|dim| self.cell(group, dim) != Cell::Null)
    }

    fn cell(&self, group: &Group, dim: Dim) -> Cell {
        self.by.iter().position(|d| *d == dim).map_or(Cell::Null, |at| group.key[at].clone())
    }

    fn row(&self, group: &Group, fields: &[Field], asked: &Asked) -> Row {
        let bounds = |id: &str| {
            let Value { n, hits, .. } = self.value(group, id);
            stats::wilson(hits, n)
        };
        let edges = || {
            let bin = if let Cell::Int(bin) = self.cell(group, Dim::Bin) { bin } else { 0 };
            let histogram = match self.cell(group, Dim::Histogram) {
                Cell::Text(id) => Histogram::named(&id),
                _ => asked.histograms.first().and_then(|id| Histogram::named(id)),
            };
            histogram.map(|histogram| histogram.edges(bin))
        };
        let cell = |field: &Field| match field.from {
            From::Key(dim) | From::Named(dim) => told(dim, self.cell(group, dim)),
            From::Value(id) => {
                let measure = Measure::named(id);
                match (self.value(group, id).value, measure) {
                    // Counts stay whole numbers in tables and CSV.
                    (Some(v), Some(m)) if m.counts() => Cell::Int(v as i64),
                    (value, _) => float(value),
                }
            }
            // Bins carry their count and no measure.
            From::N(_) if self.by.contains(&Dim::Bin) => Cell::Int(group.values.first().map_or(0, |v| v.n as i64)),
            From::N(id) => Cell::Int(self.value(group, id).n as i64),
            From::Low(id) => float(bounds(id).map(|b| b.0)),
            From::High(id) => float(bounds(id).map(|b| b.1)),
            From::EdgeLow => float(edges().map(|e| e.0)),
            From::EdgeHigh => float(edges().map(|e| e.1)),
            From::LastDay => Cell::Text(group.last_day.clone()),
            From::Share(_) | From::ShareWithin | From::Made | From::Column | From::Beginning => Cell::Null,
        };
        let inputs = asked.inputs.iter().map(|id| float(self.value(group, id).value));
        Row(fields.iter().map(cell).chain(inputs).collect())
    }
}

fn key(from: From) -> Option<Dim> {
    match from {
        From::Key(dim) | From::Named(dim) => Some(dim),
        _ => None,
    }
}

fn measure(from: From) -> Option<&'static str> {
    match from {
        From::Value(id) | From::N(id) | From::Low(id) | From::High(id) | From::Share(id) => Some(id),
        _ => None,
    }
}

/// A key as the table writes it.
pub(super) fn told(dim: Dim, cell: Cell) -> Cell {
    match (dim, cell) {
        (Dim::Histogram, Cell::Text(id)) => Cell::Text(Histogram::named(&id).map_or(id, |h| h.label.into())),
        (Dim::ErrorType, Cell::Null) => Cell::Text("(no type logged)".into()),
        (_, Cell::Null) => Cell::Text(UNNAMED.into()),
        (_, cell) => cell,
    }
}

/// Fills the columns that depend on the other rows.
fn parts(fields: &[Field], groups: &[Group], question: &Question, rows: &mut [Row]) {
    for (at, field) in fields.iter().enumerate() {
        match field.from {
            From::Share(id) => {
                let values: Vec<Option<f64>> = groups.iter().map(|g| question.value(g, id).value).collect();
                let whole: f64 = values.iter().flatten().sum();
                for (row, value) in rows.iter_mut().zip(values) {
                    row.0[at] = value.filter(|_| whole != 0.0).map_or(Cell::Null, |v| Cell::Float(v / whole));
                }
            }
            From::ShareWithin => {
                let Some(n) = fields.iter().position(|f| f.name == "n") else { continue };
                let mut wholes: HashMap<String, f64> = HashMap::new();
                for row in rows.iter() {
                    *wholes.entry(row.text(0).to_string()).or_default() += row.count(n) as f64;
                }
                for row in rows.iter_mut() {
                    let whole = wholes.get(row.text(0)).copied().unwrap_or_default();
                    row.0[at] = if whole > 0.0 { Cell::Float(row.count(n) as f64 / whole) } else { Cell::Null };
                }
            }
            _ => {}
        }
    }
}

/// Sorts by the declared columns, then by the keys from left to right.
fn sort(fields: &[Field], order: &[Order], rows: &mut [Row]) {
    let place = |name: &str| fields.iter().position(|f| f.name == name);
    let mut columns: Vec<(usize, bool)> = Vec::new();
    for order in order {
        let (name, down) = match order {
            Order::Up(name) => (name, false),
            Order::Down(name) => (name, true),
        };
        columns.extend(place(name).map(|at| (at, down)));
    }
    let keys = fields.iter().enumerate().filter(|(_, f)| key(f.from).is_some() || f.from == From::EdgeLow);
    columns.extend(keys.map(|(at, _)| (at, false)));
    rows.sort_by(|a, b| {
        columns
            .iter()
            .map(|(at, down)| compare(&a.0[*at], &b.0[*at], *down))
            .find(|o| o.is_ne())
            .unwrap_or(Ordering::Equal)
    });
}

/// Unknown last, whichever way; texts by their bytes.
fn compare(a: &Cell, b: &Cell, down: bool) -> Ordering {
    let number = |cell: &Cell| match cell {
        Cell::Int(v) => Some(*v as f64),
        Cell::Float(v) => Some(*v),
        _ => None,
    };
    let text = |cell: &Cell| if let Cell::Text(text) = cell { Some(text.clone()) } else { None };
    let turn = |order: Ordering| if down { order.reverse() } else { order };
    match (number(a), number(b), text(a), text(b)) {
        (Some(a), Some(b), ..) => turn(a.total_cmp(&b)),
        (.., Some(a), Some(b)) => turn(a.cmp(&b)),
        _ => (*a == Cell::Null).cmp(&(*b == Cell::Null)),
    }
}
