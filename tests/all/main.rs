//! The one integration-test binary: DuckDB is linked once.

mod pages;
mod pages_world;
