//! `llmobs build-site --open` and `--watch`: the report in a browser, and anew as the logs grow.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use super::{Context, build_site, ingest};
use crate::error::{Error, OrFail, Result};
use crate::records::{Origin, discover};

/// How often the logs are looked at.
const EVERY: Duration = Duration::from_secs(1);

/// Opens a page with the program that this system opens pages with, or `$BROWSER`.
pub fn open(output: &Path) -> Result<()> {
    let page = output.join("index.html");
    let page = page.canonicalize().or_fail(|| format!("cannot find {}", page.display()))?;
    let usual = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let browser = std::env::var("BROWSER").ok().filter(|browser| !browser.is_empty()).unwrap_or(usual.into());
    let mut command = Command::new(&browser);
    command.arg(&page).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // The browser outlives us; nobody waits for it.
    command
        .spawn()
        .map(|_| ())
        .or_fail(|| format!("cannot start {browser}"))
        .map_err(|error| error.hint(format!("open {} yourself", page.display())))
}

/// Reads the logs and builds the site, as of now.
pub fn refresh(context: &Context<'_>, inputs: &[String]) -> Result<build_site::Summary> {
    let (config, in_force) = (context.config.clone(), context.in_force.clone());
    let fresh = Context { config, console: context.console, now: super::now()?, in_force };
    ingest::ingest(&fresh, &fresh.config.database, discover(inputs)?, None, None)?;
    build_site::build(&fresh, &fresh.config.database, &fresh.config.objectives)
}

/// Does so whenever one of the logs has changed; ends when it is interrupted.
pub fn watch(context: &Context<'_>, inputs: &[String]) -> Result<()> {
    if inputs.iter().any(|input| input == "-") {
        return Err(Error::new("standard input cannot be watched").hint("name files, globs or folders"));
    }
    let mut seen = Vec::new();
    context.console.line("watching; interrupt to end");
    loop {
        // A log that is gone for a moment (it is being rotated) is no reason to end.
        let now = discover(inputs).map(|inputs| state(&inputs)).unwrap_or_default();
        if now != seen && !now.is_empty() {
            refresh(context, inputs)?;
            seen = now;
        }
        std::thread::sleep(EVERY);
    }
}

/// What tells whether a log has changed.
fn state(inputs: &[crate::records::Input]) -> Vec<(PathBuf, u64, Option<SystemTime>)> {
    let file = |input: &crate::records::Input| match &input.origin {
        Origin::File(path) => {
            let data = std::fs::metadata(path).ok()?;
            Some((path.clone(), data.len(), data.modified().ok()))
        }
        Origin::Stdin => None,
    };
    inputs.iter().filter_map(file).collect()
}
