//! Every format there is, and which of them a file is in.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use super::map::{Map, parse};
use super::{FORMATS, Format, Sample};
use crate::error::{Error, OrFail, Result};

static MAPS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/maps");

/// The formats of this run: those written in Rust, our field maps, the user's.
#[derive(Clone)]
pub struct Registry {
    formats: Vec<Arc<dyn Format>>,
    maps: Vec<Map>,
}

impl Registry {
    /// Our own formats.
    pub fn new() -> Result<Self> {
        let mut registry = Self { formats: FORMATS.iter().map(|make| Arc::from(make())).collect(), maps: Vec::new() };
        let mut files: Vec<_> = MAPS.files().collect();
        files.sort_by_key(|file| file.path());
        for file in files.iter().filter(|file| file.path().extension().is_some_and(|ending| ending == "toml")) {
            registry.add(file.path(), file.contents_utf8().unwrap_or_default(), false)?;
        }
        Ok(registry)
    }

    /// Adds a user's map, or every `*.toml` of a folder. A map named like one of ours replaces it.
    pub fn add_maps(&mut self, path: &Path) -> Result<()> {
        let doing = || format!("cannot read the field map {}", path.display());
        let mut files = vec![path.to_owned()];
        if path.is_dir() {
            let entries: Vec<PathBuf> =
                path.read_dir().or_fail(doing)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
            files =
                entries.into_iter().filter(|file| file.extension().is_some_and(|ending| ending == "toml")).collect();
            files.sort();
        }
        for file in files {
            let text =
                std::fs::read_to_string(&file).or_fail(|| format!("cannot read the field map {}", file.display()))?;
            self.add(&file, &text, true)?;
        }
        Ok(())
    }

    fn add(&mut self, path: &Path, text: &str, users: bool) -> Result<()> {
        let id = path.file_stem().unwrap_or_default().to_string_lossy();
        let base = |name: &str| self.maps.iter().find(|map| map.id == name).cloned();
        let mut map = parse::parse(&id, &path.display().to_string(), text, base)?;
        map.users = users;
        self.formats.retain(|format| format.id() != map.id);
        self.maps.retain(|known| known.id != map.id);
        self.maps.push(map.clone());
        self.formats.push(Arc::new(map));
        Ok(())
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &dyn Format> {
        self.formats.iter().map(Arc::as_ref)
    }

    /// The format of that name.
    pub fn get(&self, id: &str) -> Result<&dyn Format> {
        self.iter().find(|format| format.id() == id).ok_or_else(|| {
            Error::new(format!("there is no format {id:?}"))
                .hint(format!("formats are {}; --map FILE adds one", self.ids()))
        })
    }

    /// The formats that the first rows fit, best first, and how well.
    pub fn fitting(&self, sample: &Sample) -> Vec<(u32, &dyn Format)> {
        let mut fitting: Vec<_> = self.iter().map(|f| (f.fits(sample), f)).filter(|(score, _)| *score > 0).collect();
        fitting.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        fitting
    }

    /// The format that the first rows of `input` fit best.
    pub fn detect(&self, sample: &Sample, input: &str) -> Result<&dyn Format> {
        let fitting = self.fitting(sample);
        let seen = if sample.keys.is_empty() {
            "its first rows are neither JSON objects nor CSV with a header".to_owned()
        } else {
            format!(
                "its rows have {}",
                sample.keys.iter().take(30).map(|key| short(key)).collect::<Vec<_>>().join(", ")
            )
        };
        match fitting[..] {
            [(best, one), (next, other), ..] if best == next => {
                Err(Error::new(format!("{input} could be {} or {}", one.id(), other.id())).because_of(seen).hint(format!("say which: --format {}", one.id())))
            }
            [(_, best), ..] => Ok(best),
            [] => Err(Error::new(format!("{input} is in no format we know")).because_of(seen).hint(format!(
                "a row needs a time and something about the call; say where they are with --map my.toml, or force a format with --format ({})",
                self.ids()
            )).foreign()),
        }
    }

    fn ids(&self) -> String {
        self.iter().map(Format::id).collect::<Vec<_>>().join(", ")
    }
}

/// Enough of a key to recognise it: a file that is no log may have one of any length.
fn short(key: &str) -> String {
    let short: String = key.chars().take(60).collect();
    if short.len() < key.len() { short + "…" } else { short }
}
