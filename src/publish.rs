//! Files of a site, one after the other → a folder, all at once: written beside the old one, or taken over from it, then
//! swapped in. Only a folder that llmobs made is ever replaced.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::error::{Error, OrFail, Result};
use crate::search::Folder;

/// Marks a folder as ours to replace.
const MARKER: &str = ".llmobs-site";
const MARKER_TEXT: &str =
    "Made by `llmobs build-site`, which replaces this whole folder. Keep nothing of your own here.\n";

/// What was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// Files, the marker not counted.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
}

/// A site on its way: a folder beside the old one. Until it is put in place the old site stays as it is; when this is
/// dropped before, the folder goes away.
pub struct Publication {
    output: PathBuf,
    parent: PathBuf,
    fresh: tempfile::TempDir,
    /// Each file and its bytes.
    files: Mutex<BTreeMap<String, u64>>,
}

impl Publication {
    /// Begins the site of the folder `output`.
    ///
    /// Fails when `output` holds files that llmobs did not make, or when the folder beside it cannot be written.
    pub fn begin(output: &Path) -> Result<Self> {
        let output = resolve(output);
        check_ours(&output)?;
        let parent = output.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_path_buf();
        fs::create_dir_all(&parent).or_fail(|| format!("cannot make the folder {}", parent.display()))?;
        // A temporary folder in the same place: same file system, so that the swap is a rename. Removed when dropped.
        let fresh = tempfile::Builder::new()
            .prefix(".llmobs-new-")
            .tempdir_in(&parent)
            .or_fail(|| format!("cannot write in {}", parent.display()))?;
        Ok(Self { output, parent, fresh, files: Mutex::default() })
    }

    /// Puts the site in the place of the old one.
    pub fn finish(self) -> Result<Published> {
        let (files, bytes) = self.size("");
        write(&self.fresh.path().join(MARKER), MARKER_TEXT.as_bytes())?;
        allow_reading(self.fresh.path())?;
        swap(self.fresh.keep(), &self.output, &self.parent)?;
        Ok(Published { files, bytes })
    }

    fn note(&self, name: String, bytes: u64) {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(name, bytes);
    }
}

impl Folder for Publication {
    fn write(&self, name: &str, bytes: &[u8]) -> Result<()> {
        write(&self.fresh.path().join(name), bytes)?;
        self.note(name.to_owned(), bytes.len() as u64);
        Ok(())
    }

    fn before(&self, name: &str) -> Option<Vec<u8>> {
        // A link in the old site may lead anywhere.
        if leaves(&self.output, name) { None } else { fs::read(self.output.join(name)).ok() }
    }

    fn take_over(&self, folder: &str, files: usize, bytes: u64) -> Result<bool> {
        let old = self.output.join(folder);
        if leaves(&self.output, folder) {
            return Ok(false);
        }
        let Some(found) = listed(&old) else { return Ok(false) };
        if (found.len(), found.iter().map(|(_, size)| size).sum::<u64>()) != (files, bytes) {
            return Ok(false);
        }
        for (name, size) in found {
            let (from, to) = (old.join(&name), self.fresh.path().join(folder).join(&name));
            make_folder_of(&to)?;
            // A link costs nothing; some file systems have none.
            if fs::hard_link(&from, &to).is_err() {
                fs::copy(&from, &to).or_fail(|| format!("cannot copy {}", from.display()))?;
            }
            self.note(format!("{folder}/{name}"), size);
        }
        Ok(true)
    }

    fn size(&self, folder: &str) -> (usize, u64) {
        let files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let inside =
            |name: &str| folder.is_empty() || name.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        let inside = files.iter().filter(|(name, _)| inside(name));
        inside.fold((0, 0), |(files, bytes), (_, size)| (files + 1, bytes + size))
    }
}

/// Whether there is a symbolic link on the way from a folder to something in it.
fn leaves(folder: &Path, name: &str) -> bool {
    let links = |path: PathBuf| fs::symlink_metadata(path).is_ok_and(|found| found.file_type().is_symlink());
    let mut path = folder.to_path_buf();
    name.split('/').any(|part| {
        path.push(part);
        links(path.clone())
    })
}

/// Names (with `/`) and sizes of the files below a folder; `None` when they cannot be read.
fn listed(folder: &Path) -> Option<Vec<(String, u64)>> {
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.ok()?;
        if entry.file_type().is_dir() {
            continue;
        }
        let name = entry.path().strip_prefix(folder).ok()?.to_str()?.replace('\\', "/");
        found.push((name, entry.metadata().ok().filter(|_| entry.file_type().is_file())?.len()));
    }
    Some(found)
}

/// The folder behind a symbolic link: the link stays, its target is replaced.
fn resolve(output: &Path) -> PathBuf {
    fs::canonicalize(output).unwrap_or_else(|_| output.to_path_buf())
}

fn check_ours(output: &Path) -> Result<()> {
    let Ok(mut entries) = fs::read_dir(output) else {
        return match output.exists() {
            true => {
                Err(Error::new(format!("{} is not a folder", output.display())).hint("name another one with --output"))
            }
            false => Ok(()),
        };
    };
    if output.join(MARKER).is_file() || entries.next().is_none() {
        return Ok(());
    }
    Err(Error::new(format!("{} holds files that llmobs did not make", output.display()))
        .hint("name another folder with --output, or empty this one"))
}

fn make_folder_of(path: &Path) -> Result<()> {
    let Some(folder) = path.parent() else { return Ok(()) };
    fs::create_dir_all(folder).or_fail(|| format!("cannot make the folder {}", folder.display()))
}

fn write(path: &Path, content: &[u8]) -> Result<()> {
    make_folder_of(path)?;
    fs::write(path, content).or_fail(|| format!("cannot write {}", path.display()))
}

/// Temporary folders are private; a web server must be able to read a site.
#[cfg(unix)]
fn allow_reading(folder: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
        .or_fail(|| format!("cannot make {} readable", folder.display()))
}

#[cfg(not(unix))]
fn allow_reading(_: &Path) -> Result<()> {
    Ok(())
}

fn swap(fresh: PathBuf, output: &Path, parent: &Path) -> Result<()> {
    let place = || format!("cannot put the new site in place at {}", output.display());
    if !output.exists() {
        return fs::rename(&fresh, output).or_fail(place);
    }
    let old = parent.join(format!(".llmobs-old-{}", std::process::id()));
    let aside = fs::rename(output, &old);
    if aside.is_ok() && fs::rename(&fresh, output).is_ok() {
        return fs::remove_dir_all(&old).or_fail(|| format!("cannot remove the old site at {}", old.display()));
    }
    // Put things back as they were.
    if aside.is_ok() {
        let _ = fs::rename(&old, output);
    }
    let _ = fs::remove_dir_all(&fresh);
    Err(Error::new(place()).hint("close what has the folder open, or name another one with --output"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn publish(output: &Path, files: &[(&str, &str)]) -> Result<Published> {
        let site = Publication::begin(output)?;
        files.iter().try_for_each(|(name, content)| site.write(name, content.as_bytes()))?;
        site.finish()
    }

    #[test]
    fn a_site_is_replaced_as_a_whole() {
        let place = tempfile::tempdir().unwrap();
        let output = place.path().join("site");
        publish(&output, &[("index.html", "one"), ("assets/a.js", "a")]).unwrap();
        let done = publish(&output, &[("index.html", "two")]).unwrap();
        assert_eq!(done, Published { files: 1, bytes: 3 });
        assert_eq!(fs::read_to_string(output.join("index.html")).unwrap(), "two");
        assert!(!output.join("assets").exists());
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1, "nothing is left beside the site");
    }

    #[test]
    fn folders_are_taken_over_when_they_are_whole() {
        let place = tempfile::tempdir().unwrap();
        let output = place.path().join("site");
        publish(&output, &[("s/1/a.js", "abc"), ("s/1/b/c.js", "d"), ("s/2/a.js", "x")]).unwrap();
        let site = Publication::begin(&output).unwrap();
        assert_eq!(site.before("s/2/a.js").as_deref(), Some(&b"x"[..]));
        assert!(!site.take_over("s/1", 2, 5).unwrap(), "other bytes");
        assert!(!site.take_over("s/3", 0, 0).unwrap(), "no such folder");
        assert_eq!(site.size("s"), (0, 0));
        assert!(site.take_over("s/1", 2, 4).unwrap());
        site.write("s/10.js", b"y").unwrap();
        assert_eq!((site.size("s/1"), site.size("s")), ((2, 4), (3, 5)));
        assert_eq!(site.finish().unwrap(), Published { files: 3, bytes: 5 });
        assert_eq!(fs::read_to_string(output.join("s/1/b/c.js")).unwrap(), "d");
        assert!(!output.join("s/2").exists());
    }

    #[test]
    fn what_is_not_finished_leaves_nothing() {
        let place = tempfile::tempdir().unwrap();
        let output = place.path().join("site");
        publish(&output, &[("index.html", "one")]).unwrap();
        Publication::begin(&output).unwrap().write("index.html", b"two").unwrap();
        assert_eq!(fs::read_to_string(output.join("index.html")).unwrap(), "one");
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    }

    /// Files in the old site that lead out of it are neither read, nor taken over, nor removed with it.
    #[cfg(unix)]
    #[test]
    fn links_out_of_the_site_are_not_followed() {
        use std::os::unix::fs::symlink;
        let place = tempfile::tempdir().unwrap();
        let (output, outside) = (place.path().join("site"), place.path().join("outside"));
        fs::create_dir_all(outside.join("k")).unwrap();
        fs::write(outside.join("secret.js"), "secret").unwrap();
        fs::write(outside.join("k/0.js"), "secret").unwrap();
        let old = Publication::begin(&output).unwrap();
        old.write("index.html", b"old").unwrap();
        old.finish().unwrap();
        symlink(&outside, output.join("search")).unwrap();
        symlink(outside.join("secret.js"), output.join("manifest.json")).unwrap();
        let fresh = Publication::begin(&output).unwrap();
        assert_eq!((fresh.before("manifest.json"), fresh.before("search/secret.js")), (None, None));
        assert_eq!(fresh.before("index.html").as_deref(), Some(&b"old"[..]));
        assert!(!fresh.take_over("search", 2, 12).unwrap() && !fresh.take_over("search/k", 1, 6).unwrap());
        fresh.write("index.html", b"new").unwrap();
        assert_eq!(fresh.finish().unwrap().files, 1);
        assert_eq!(fs::read_to_string(outside.join("k/0.js")).unwrap(), "secret", "what is outside stays");
        assert!(!output.join("search").exists());
    }

    #[test]
    fn a_folder_of_somebody_else_is_left_alone() {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("thesis.txt"), "years of work").unwrap();
        let error = publish(place.path(), &[("index.html", "one")]).unwrap_err();
        assert!(error.message.contains("did not make"), "{error}");
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    }
}
