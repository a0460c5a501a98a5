//! Labelled rows in, a file with a JSON line for each out: its labels and all that enrichments found. Scripts that fit
//! weights read it.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::error::{OrFail, Result};
use crate::evaluation::Labelled;
use crate::interactions::{Cell, Enrichments};

/// Writes the file.
pub fn write(path: &Path, rows: &[Labelled], enrichments: &Enrichments) -> Result<()> {
    let doing = || format!("cannot write {}", path.display());
    let mut file = BufWriter::new(File::create(path).or_fail(doing)?);
    let columns = enrichments.columns();
    for row in rows {
        let found = enrichments.run(&mut row.call.clone());
        let mut told: Map<String, Value> =
            columns.iter().zip(found).map(|(column, cell)| (column.name.to_owned(), value(cell))).collect();
        told.retain(|_, value| !value.is_null());
        let line = json!({
            "id": row.id, "source": row.source, "lang": row.lang, "label": row.category,
            "hallucinated": row.hallucinated, "cues": enrichments.cues(&row.call), "found": told,
        });
        writeln!(file, "{line}").or_fail(doing)?;
    }
    file.flush().or_fail(doing)
}

fn value(cell: Cell) -> Value {
    match cell {
        Cell::Bool(value) => value.into(),
        Cell::Int(value) | Cell::Time(value) => value.into(),
        Cell::Float(value) => value.into(),
        Cell::Word(word) => word.into(),
        Cell::Text(text) => text.into(),
        Cell::Null | Cell::Hash(_) => Value::Null,
    }
}
