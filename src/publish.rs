//! Files of a site → a folder, all at once: written beside the old one, then swapped in. Only a folder that llmobs made
//! is ever replaced.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, OrFail, Result};
use crate::pages::SiteFile;

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

/// Writes `files` as the folder `output`. Until the last moment the old site stays as it is; on an error it stays.
///
/// Fails when `output` holds files that llmobs did not make, or when the folder beside it cannot be written.
pub fn publish(output: &Path, files: &[SiteFile]) -> Result<Published> {
    let output = resolve(output);
    check_ours(&output)?;
    let parent = output.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).or_fail(|| format!("cannot make the folder {}", parent.display()))?;
    // A temporary folder in the same place: same file system, so that the swap is a rename. Removed when dropped.
    let fresh = tempfile::Builder::new()
        .prefix(".llmobs-new-")
        .tempdir_in(parent)
        .or_fail(|| format!("cannot write in {}", parent.display()))?;
    let mut published = Published { files: 0, bytes: 0 };
    let mut sorted: Vec<&SiteFile> = files.iter().collect();
    sorted.sort();
    for (name, content) in sorted {
        write(&fresh.path().join(name), content)?;
        published.files += 1;
        published.bytes += content.len() as u64;
    }
    write(&fresh.path().join(MARKER), MARKER_TEXT.as_bytes())?;
    allow_reading(fresh.path())?;
    swap(fresh.keep(), &output, parent)?;
    Ok(published)
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

fn write(path: &Path, content: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).or_fail(|| format!("cannot make the folder {}", folder.display()))?;
    }
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

    fn file(name: &str, content: &str) -> SiteFile {
        (name.to_string(), content.as_bytes().to_vec())
    }

    #[test]
    fn a_site_is_replaced_as_a_whole() {
        let place = tempfile::tempdir().unwrap();
        let output = place.path().join("site");
        publish(&output, &[file("index.html", "one"), file("assets/a.js", "a")]).unwrap();
        let done = publish(&output, &[file("index.html", "two")]).unwrap();
        assert_eq!(done, Published { files: 1, bytes: 3 });
        assert_eq!(fs::read_to_string(output.join("index.html")).unwrap(), "two");
        assert!(!output.join("assets").exists());
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1, "nothing is left beside the site");
    }

    #[test]
    fn a_folder_of_somebody_else_is_left_alone() {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("thesis.txt"), "years of work").unwrap();
        let error = publish(place.path(), &[file("index.html", "one")]).unwrap_err();
        assert!(error.message.contains("did not make"), "{error}");
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    }
}
