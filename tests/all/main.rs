//! The one test binary, so that DuckDB is linked once. One file per subject.

mod cli;
mod config;
mod demo;
mod enrich;
mod figures;
mod house;
mod pages;
mod pages_world;
mod readme;
mod records;
mod records_files;
mod records_props;
mod records_shared;
mod records_speed;
mod world;
