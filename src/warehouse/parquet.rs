//! A Parquet file in, its rows as JSON lines out, so that they are read like those of any other log: the line is the
//! number of the row. The engine reads the file on a thread of its own, a few thousand rows ahead of who reads the lines.

use std::io::{self, Cursor, Read};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use duckdb::arrow::json::LineDelimitedWriter;
use duckdb::arrow::record_batch::RecordBatch;

use super::store::{connect, quote};
use crate::error::{Error, OrFail, Result};

/// What the reading thread sends.
enum Part {
    /// Some whole lines.
    Lines(Vec<u8>),
    /// Why there are no more.
    Broken(String),
    /// That was all. Without it, the thread has died.
    End,
}

/// The rows of the file at `path`, one JSON object a line; an error when it is no Parquet file.
pub fn parquet(path: &Path) -> Result<Box<dyn Read + Send>> {
    let doing = || format!("cannot read {}", path.display());
    let query = format!("SELECT * FROM read_parquet({}, hive_partitioning = false)", quote(&literal(path)));
    let (opened, open) = sync_channel(1);
    let (sender, parts) = sync_channel(1);
    std::thread::Builder::new()
        .name("parquet".into())
        .spawn(move || {
            let broken = match read(&query, &opened, &sender) {
                Ok(()) => Part::End,
                Err(why) => Part::Broken(why),
            };
            // The other end closes when the reader has seen enough.
            let _ = sender.send(broken);
        })
        .or_fail(doing)?;
    match open.recv() {
        Ok(()) => Ok(Box::new(Lines { parts, lines: Cursor::default(), ended: false })),
        // It ended before the first row: the reason is all that was sent.
        Err(_) => {
            let why = match parts.recv() {
                Ok(Part::Broken(why)) => why,
                _ => "the engine gave up".to_owned(),
            };
            Err(Error::new(doing()).because_of(why).hint("is it a whole Parquet file?"))
        }
    }
}

/// The path for the engine, which would take these signs for a pattern.
fn literal(path: &Path) -> String {
    let mut literal = String::new();
    for sign in path.display().to_string().chars() {
        match sign {
            '*' | '?' | '[' => literal.extend(['[', sign, ']']),
            sign => literal.push(sign),
        }
    }
    literal
}

fn read(query: &str, opened: &SyncSender<()>, parts: &SyncSender<Part>) -> std::result::Result<(), String> {
    let said = |error: duckdb::Error| error.to_string().lines().next().unwrap_or_default().to_owned();
    let engine = connect(1).map_err(said)?;
    let mut statement = engine.prepare(query).map_err(said)?;
    let _ = statement.stream_arrow([]).map_err(said)?;
    // Nobody listens any more when opening has failed for another reason.
    let _ = opened.send(());
    while let Some(rows) = statement.step().map_err(said)? {
        let mut writer = LineDelimitedWriter::new(Vec::new());
        let written = writer.write(&RecordBatch::from(&rows)).and_then(|()| writer.finish());
        written.map_err(|error| error.to_string())?;
        if parts.send(Part::Lines(writer.into_inner())).is_err() {
            break;
        }
    }
    Ok(())
}

/// The lines as a stream of bytes.
struct Lines {
    parts: Receiver<Part>,
    lines: Cursor<Vec<u8>>,
    ended: bool,
}

impl Read for Lines {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let got = self.lines.read(buffer)?;
            if got > 0 || buffer.is_empty() {
                return Ok(got);
            }
            match self.parts.recv() {
                Ok(Part::Lines(lines)) => self.lines = Cursor::new(lines),
                Ok(Part::Broken(why)) => return Err(io::Error::other(why)),
                Ok(Part::End) => self.ended = true,
                // A stream may be asked again after its end.
                Err(_) if self.ended => return Ok(0),
                Err(_) => return Err(io::Error::other("the engine stopped in the middle of the file")),
            }
        }
    }
}
