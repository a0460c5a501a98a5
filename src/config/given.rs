//! Words that were given for a setting → text, paths, lists and counts, or what is wrong with them.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::settings::Setting;

/// Words that somebody gave for a setting, not yet understood.
#[derive(Clone, Debug)]
pub struct Given {
    pub(super) words: Vec<OsString>,
    /// Folder that relative paths start from; empty is the working directory.
    base: PathBuf,
}

impl Given {
    /// Words from a place whose relative paths start at `base`.
    pub fn new(words: Vec<OsString>, base: &Path) -> Self {
        Self { words, base: base.to_path_buf() }
    }

    /// The default of a setting; an empty default is no words at all.
    pub fn of_default(setting: &Setting, base: &Path) -> Self {
        let words = if setting.default.is_empty() { Vec::new() } else { vec![setting.default.into()] };
        Self::new(words, base)
    }

    pub(super) fn text(&self) -> Result<&str, String> {
        let word = self.words.last().ok_or("it has no value")?;
        word.to_str().ok_or_else(|| format!("`{}` is not UTF-8", word.display()))
    }

    pub(super) fn path(&self) -> Result<PathBuf, String> {
        let word = self.words.last().filter(|word| !word.is_empty()).ok_or("the path is empty")?;
        Ok(self.base.join(word))
    }

    pub(super) fn paths(&self) -> Vec<PathBuf> {
        self.words.iter().filter(|word| !word.is_empty()).map(|word| self.base.join(word)).collect()
    }

    /// Several texts: words of a list, or of one text with commas.
    pub(super) fn list(&self) -> Result<Vec<String>, String> {
        let text = |word: &OsString| {
            word.to_str().map(str::to_owned).ok_or_else(|| format!("`{}` is not UTF-8", word.display()))
        };
        let words: Vec<String> = self.words.iter().map(text).collect::<Result<_, _>>()?;
        let parts = words.iter().flat_map(|word| word.split(',')).map(str::trim);
        Ok(parts.filter(|part| !part.is_empty()).map(str::to_owned).collect())
    }

    /// Several texts that may hold commas: words of a list, or of one text with semicolons.
    pub(super) fn rules(&self) -> Result<Vec<String>, String> {
        let text = |word: &OsString| {
            word.to_str().map(str::to_owned).ok_or_else(|| format!("`{}` is not UTF-8", word.display()))
        };
        let words: Vec<String> = self.words.iter().map(text).collect::<Result<_, _>>()?;
        let parts = words.iter().flat_map(|word| word.split(';')).map(str::trim);
        Ok(parts.filter(|part| !part.is_empty()).map(str::to_owned).collect())
    }

    pub(super) fn number(&self) -> Result<u64, String> {
        let text = self.text()?;
        text.trim().replace('_', "").parse().map_err(|_| format!("`{text}` is not a whole number"))
    }

    pub(super) fn count(&self, most: u32) -> Result<u32, String> {
        self.between(1, most)
    }

    pub(super) fn between(&self, least: u32, most: u32) -> Result<u32, String> {
        let text = self.text()?;
        let wrong = || format!("`{text}` is not a whole number from {least} to {most}");
        text.trim().parse().ok().filter(|n| (least..=most).contains(n)).ok_or_else(wrong)
    }
}
