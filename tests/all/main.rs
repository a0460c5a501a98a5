//! The one test binary, so that DuckDB is linked once. One file per subject.

mod again;
mod cli;
mod config;
mod crash;
mod demo;
mod demo_cli;
mod enrich;
mod figures;
mod format_agents;
mod golden;
mod hostile;
mod house;
mod ingest;
mod pages;
mod pages_world;
mod readme;
mod records;
mod records_files;
mod records_props;
mod records_shared;
mod records_speed;
mod trouble;
mod world;
