//! The one test binary, so that DuckDB is linked once. One file per subject.

mod cli;
mod config;
mod house;
mod readme;
