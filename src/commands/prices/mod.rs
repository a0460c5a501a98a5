//! `llmobs prices`: the prices that costs are computed with. One verb of its, one file.

mod check;
mod explain;
mod list;
mod update;

use super::Context;
use crate::cli::{Prices, PricesVerb};
use crate::console::plain;
use crate::error::Result;

/// Does what the command line says.
pub fn run(context: &Context<'_>, args: &Prices) -> Result<()> {
    match &args.verb {
        PricesVerb::List(args) => list::run(context, args),
        PricesVerb::Explain(args) => explain::run(context, args),
        PricesVerb::Check(args) => check::run(context, args),
        PricesVerb::Update(args) => update::run(context, args),
    }
}

/// Rows under a heading, columns as wide as their widest cell.
fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let cells: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|cell| plain(cell).into_owned()).collect()).collect();
    let width =
        |at: usize| cells.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let padded: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        format!("{}\n", padded.join("  ").trim_end())
    };
    cells.iter().map(line).collect()
}
