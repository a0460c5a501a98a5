//! The program: the command line in, an exit code out (0 done, 1 a limit was not met, 2 it could not be done).

use std::process::ExitCode;

use llmobs::console::{Color, Console};
use llmobs::{cli, commands};

// Ingest allocates small strings on every thread; the system's allocator contends there.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
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

/// Help, version, or a command line we cannot understand.
fn unparsed(stop: &cli::Stop) -> ExitCode {
    let console = Console::new(false, Color::Auto);
    if stop.is_error {
        console.usage(&stop.styled);
        return ExitCode::from(2);
    }
    console.help(&stop.styled).map_or(ExitCode::from(2), |()| ExitCode::SUCCESS)
}
