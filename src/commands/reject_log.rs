//! Bad rows → the terminal (the first few) and the file that `--rejects` names (all of them).

use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::console::Console;
use crate::error::{OrFail, Reject, Result};

/// Rejects told on the terminal; all of them are in the store.
const TOLD: usize = 20;

/// Where bad rows are told: the first few on the terminal, all in the file the user named.
#[derive(Default)]
pub struct RejectLog {
    file: Option<(PathBuf, BufWriter<File>)>,
    told: usize,
}

impl RejectLog {
    /// Opens the file, if there is one.
    pub fn to(path: Option<&Path>) -> Result<Self> {
        let open = |path: &Path| {
            let file = File::create(path).or_fail(|| format!("cannot write {}", path.display()))?;
            Ok((path.to_path_buf(), BufWriter::new(file)))
        };
        Ok(Self { file: path.map(open).transpose()?, told: 0 })
    }

    /// Tells one.
    pub fn tell(&mut self, input: &str, reject: &Reject, console: &Console) -> Result<()> {
        let line = format!("{input}:{}: {}", reject.line, reject.reason);
        if let Some((path, file)) = &mut self.file {
            writeln!(file, "{line}").or_fail(|| format!("cannot write {}", path.display()))?;
        }
        self.told += 1;
        match self.told {
            told if told <= TOLD => console.line(&line),
            told if told == TOLD + 1 => {
                console.line("… more rejected rows are kept in the store and on the page Data quality")
            }
            _ => {}
        }
        Ok(())
    }

    /// Where the log is now, to come back to when an input is read again.
    pub fn mark(&mut self) -> Result<(u64, usize)> {
        self.finish()?;
        let position = self.file.as_mut().map_or(Ok(0), |(_, file)| file.stream_position());
        Ok((position.or_fail(|| "cannot write the list of rejects".into())?, self.told))
    }

    /// Back to a mark.
    pub fn back_to(&mut self, (position, told): (u64, usize)) -> Result<()> {
        self.told = told;
        let Some((path, file)) = &mut self.file else { return Ok(()) };
        let cut = file.seek(SeekFrom::Start(position)).and_then(|_| file.get_ref().set_len(position));
        cut.or_fail(|| format!("cannot write {}", path.display()))
    }

    /// Writes what is left.
    pub fn finish(&mut self) -> Result<()> {
        match &mut self.file {
            Some((path, file)) => file.flush().or_fail(|| format!("cannot write {}", path.display())),
            None => Ok(()),
        }
    }
}
