//! All integration tests, in one binary, so that the engine is linked once.

mod records;
mod records_files;
mod records_props;
mod records_shared;
mod records_speed;
