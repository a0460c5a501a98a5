//! The only file that prints. Data goes to standard output; notes, progress, warnings and errors go to standard error.
//!
//! Text that may come from a log (file names, reject reasons, causes) is printed with its control characters escaped, so
//! that a log cannot drive the terminal or forge a line of ours.

mod plain;

use std::fmt::{self, Write as _};
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anstream::{AutoStream, ColorChoice};
use indicatif::{HumanBytes, HumanCount, MultiProgress, ProgressBar, ProgressState, ProgressStyle};
use serde::Serialize;

pub use plain::plain;

use crate::error::{Error, Result};

const BOLD: &str = "\x1b[1m";
const RED: &str = "\x1b[1;31m";
const YELLOW: &str = "\x1b[1;33m";
const CYAN: &str = "\x1b[1;36m";
const PLAIN: &str = "\x1b[0m";

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` or `TERM=dumb` says otherwise.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    fn choice(self) -> ColorChoice {
        match self {
            Self::Auto => ColorChoice::Auto,
            Self::Always => ColorChoice::Always,
            Self::Never => ColorChoice::Never,
        }
    }
}

/// Where a run speaks. Shared by reference between threads.
pub struct Console {
    quiet: bool,
    color: Color,
    bars: MultiProgress,
}

impl Console {
    /// `quiet` leaves only data, warnings and errors.
    pub fn new(quiet: bool, color: Color) -> Self {
        // indicatif draws nothing when standard error is not a terminal.
        Self { quiet, color, bars: MultiProgress::new() }
    }

    /// One line about what is going on.
    pub fn line(&self, text: impl AsRef<str>) {
        if !self.quiet {
            self.say(&plain(text.as_ref()));
        }
    }

    /// Something the user should know although the run goes on. Not silenced by `--quiet`.
    pub fn warn(&self, text: impl AsRef<str>) {
        self.say(&format!("{YELLOW}warning{PLAIN}{BOLD}:{PLAIN} {}", plain(text.as_ref())));
    }

    /// What stopped the run.
    pub fn error(&self, error: &Error) {
        self.say(&rendered(error));
    }

    /// Data for standard output, as it is. A reader that has gone away (`| head`) is not an error.
    pub fn data(&self, text: impl AsRef<[u8]>) -> Result<()> {
        self.out(io::stdout().lock(), text.as_ref())
    }

    /// Standard output to write a lot of data to, piece by piece.
    pub fn stream(&self) -> impl Write + use<> {
        io::BufWriter::with_capacity(1 << 16, io::stdout().lock())
    }

    /// A value as JSON, over several lines, for standard output.
    pub fn json(&self, value: &impl Serialize) -> Result<()> {
        let mut text = serde_json::to_vec_pretty(value)
            .map_err(|error| Error::new("cannot write the summary as JSON").because(error))?;
        text.push(b'\n');
        self.data(text)
    }

    /// Help for standard output; its ANSI styles are ours and dropped where colour is off.
    pub fn help(&self, styled: &str) -> Result<()> {
        self.out(AutoStream::new(io::stdout(), self.color.choice()), styled.as_bytes())
    }

    /// A usage error for standard error, styled like [`Console::help`].
    pub fn usage(&self, styled: &str) {
        self.say(styled.trim_end());
    }

    /// Starts telling how far `label` is: a bar on a terminal, one line elsewhere. Without a total (standard input) the
    /// bar shows what has been read so far.
    pub fn progress(&self, label: &str, total_bytes: Option<u64>) -> Progress<'_> {
        self.working("reading", label, total_bytes)
    }

    /// The same for work that is called `doing`.
    pub fn working(&self, doing: &str, label: &str, total_bytes: Option<u64>) -> Progress<'_> {
        let label = plain(label).into_owned();
        let rows = Arc::new(AtomicU64::new(0));
        let bar =
            if self.quiet { ProgressBar::hidden() } else { self.bars.add(bar(&label, total_bytes, rows.clone())) };
        if !self.quiet && !io::stderr().is_terminal() {
            let size = total_bytes.map_or(String::new(), |bytes| format!(" ({})", HumanBytes(bytes)));
            self.line(format!("{doing} {label}{size}"));
        }
        Progress { console: self, label, bar, rows, started: Instant::now() }
    }

    fn say(&self, styled: &str) {
        self.bars.suspend(|| {
            // Nobody is left to tell when standard error itself fails.
            let _ = writeln!(AutoStream::new(io::stderr().lock(), self.color.choice()), "{styled}");
        });
    }

    fn out(&self, mut stream: impl Write, bytes: &[u8]) -> Result<()> {
        self.bars.suspend(|| match stream.write_all(bytes).and_then(|()| stream.flush()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                Err(Error::new("cannot write to standard output").because(error))
            }
            _ => Ok(()),
        })
    }
}

/// How far one input is. Shared by reference between threads; disappears when dropped.
pub struct Progress<'a> {
    console: &'a Console,
    label: String,
    bar: ProgressBar,
    rows: Arc<AtomicU64>,
    started: Instant,
}

impl Progress<'_> {
    /// So many more bytes of the input (compressed, if it is) and rows are done.
    pub fn advance(&self, bytes: u64, rows: u64) {
        self.rows.fetch_add(rows, Ordering::Relaxed);
        self.bar.inc(bytes);
    }

    /// The input is done: replaces the bar by one line, `label: outcome, 12,345 rows/s`.
    pub fn finish(self, outcome: &str) {
        let rate = per_second(self.rows.load(Ordering::Relaxed), self.started.elapsed());
        self.bar.finish_and_clear();
        self.console.line(format!("{}: {outcome}{rate}", self.label));
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        // After an error nothing half-drawn stays above its message.
        self.bar.finish_and_clear();
    }
}

fn bar(label: &str, total_bytes: Option<u64>, rows: Arc<AtomicU64>) -> ProgressBar {
    let template = match total_bytes {
        Some(_) => "{prefix:.bold} {wide_bar} {bytes}/{total_bytes} {rows} {eta} left",
        None => "{prefix:.bold} {spinner} {bytes} {rows}",
    };
    let speed = move |state: &ProgressState, out: &mut dyn fmt::Write| {
        let _ = write!(out, "{}", per_second(rows.load(Ordering::Relaxed), state.elapsed()).trim_start_matches(", "));
    };
    // The templates above are constants; the tests draw both.
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = total_bytes.map_or_else(ProgressBar::no_length, ProgressBar::new);
    bar.set_style(style.with_key("rows", speed).progress_chars("=> "));
    bar.set_prefix(ending(label, 32));
    bar
}

/// The last `most` characters of a long path, which tell files apart better than the first.
fn ending(label: &str, most: usize) -> String {
    let count = label.chars().count();
    if count <= most {
        label.to_string()
    } else {
        format!("…{}", label.chars().skip(count - most + 1).collect::<String>())
    }
}

/// `, 12,345 rows/s`; nothing before there is a rate to speak of.
fn per_second(rows: u64, time: Duration) -> String {
    if rows == 0 || time < Duration::from_millis(100) {
        return String::new();
    }
    format!(", {} rows/s", HumanCount((rows as f64 / time.as_secs_f64()) as u64))
}

fn rendered(error: &Error) -> String {
    let mut text = format!("{RED}error{PLAIN}{BOLD}:{PLAIN} {}", plain(&error.message));
    for cause in &error.causes {
        let _ = write!(text, "\n  {RED}caused by{PLAIN}{BOLD}:{PLAIN} {}", plain(cause));
    }
    if let Some(hint) = &error.hint {
        let _ = write!(text, "\n\n{CYAN}hint{PLAIN}{BOLD}:{PLAIN} {}", plain(hint));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use indicatif::{ProgressDrawTarget, TermLike};
    use std::sync::Mutex;

    fn colourless(text: &str) -> String {
        let mut out = AutoStream::never(Vec::new());
        out.write_all(text.as_bytes()).unwrap();
        String::from_utf8(out.into_inner()).unwrap()
    }

    #[test]
    fn an_error_is_rendered_line_by_line() {
        let error = Error::new("cannot read a.jsonl")
            .because_of("permission denied")
            .because_of("the folder is locked")
            .hint("ask its owner");
        let want = "error: cannot read a.jsonl\n  caused by: permission denied\n  caused by: the folder is locked\n\n\
                    hint: ask its owner";
        assert_eq!(colourless(&rendered(&error)), want);
        assert_eq!(colourless(&rendered(&Error::new("no"))), "error: no");
    }

    #[test]
    fn a_message_cannot_forge_a_line() {
        assert_eq!(colourless(&rendered(&Error::new("a\nhint: b"))), "error: a\\nhint: b");
    }

    /// A terminal of 100 columns that remembers what is written to it.
    #[derive(Clone, Debug, Default)]
    struct Paper(Arc<Mutex<String>>);

    impl TermLike for Paper {
        fn width(&self) -> u16 {
            100
        }
        fn move_cursor_up(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_down(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_right(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_left(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn write_line(&self, text: &str) -> io::Result<()> {
            self.write_str(text)
        }
        fn write_str(&self, text: &str) -> io::Result<()> {
            self.0.lock().unwrap().push_str(text);
            Ok(())
        }
        fn clear_line(&self) -> io::Result<()> {
            self.0.lock().unwrap().clear();
            Ok(())
        }
        fn flush(&self) -> io::Result<()> {
            Ok(())
        }
    }

    fn drawn(total: Option<u64>) -> String {
        let paper = Paper::default();
        let bars = MultiProgress::with_draw_target(ProgressDrawTarget::term_like(Box::new(paper.clone())));
        let bar = bars.add(bar("logs/today.jsonl", total, Arc::new(AtomicU64::new(1234))));
        std::thread::sleep(Duration::from_millis(120));
        bar.set_position(5 << 20);
        bar.tick();
        paper.0.lock().unwrap().clone()
    }

    #[test]
    fn a_long_label_keeps_its_end() {
        assert_eq!(ending("größe.jsonl", 11), "größe.jsonl");
        assert_eq!(ending("logs/größe.jsonl", 11), "…röße.jsonl");
    }

    #[test]
    fn a_bar_tells_bytes_rows_and_time_left() {
        let known = drawn(Some(10 << 20));
        for part in ["logs/today.jsonl", "=====>", "5.00 MiB/10.00 MiB", "rows/s", " left"] {
            assert!(known.contains(part), "{part} in {known}");
        }
        let unknown = drawn(None);
        assert!(unknown.contains("5.00 MiB") && unknown.contains("rows/s") && !unknown.contains("left"), "{unknown}");
    }
}
