//! The program: the command line in, an exit code out (0 done, 1 a limit was not met, 2 it could not be done).

use std::ffi::{c_int, c_long};
use std::process::ExitCode;

use llmobs::console::{Color, Console};
use llmobs::{cli, commands};

// Ingest allocates small strings on every thread; the system's allocator contends there.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[allow(unsafe_code)]
unsafe extern "C" {
    /// Sets an option of the allocator; those that it does not know are ignored.
    fn mi_option_set(option: c_int, value: c_long);
}

/// `mi_option_purge_delay` of mimalloc.h: milliseconds until memory that was freed goes back to the system; -1, never.
const PURGE_DELAY: c_int = 15;

fn main() -> ExitCode {
    keep_memory();
    let cli = match cli::parse(std::env::args_os()) {
        Ok(cli) => cli,
        Err(stop) => return unparsed(&stop),
    };
    let console = Console::new(cli.globals.quiet, cli.globals.color);
    match commands::run(&cli, &console) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            console.error(&error);
            ExitCode::from(error.exit as u8)
        }
    }
}

/// A row group is freed and the next one allocated many times a second. What went back to the system between the two had
/// to be cleared again: a tenth of an ingest's CPU time. The peak hardly grows, and a run is over soon.
#[allow(unsafe_code)]
fn keep_memory() {
    // SAFETY: it stores a number that the allocator reads whenever it would give memory back.
    unsafe { mi_option_set(PURGE_DELAY, -1) };
}

/// Help, version, or a command line we cannot understand.
fn unparsed(stop: &cli::Stop) -> ExitCode {
    let console = Console::new(false, Color::Auto);
    if stop.is_error {
        console.usage(&stop.styled);
        return ExitCode::from(2);
    }
    console.help(&stop.styled).map_or(ExitCode::from(2), |()| ExitCode::SUCCESS)
}
