//! The cube and the store → files for other programs: metrics for Prometheus, tables for everybody.

pub mod prometheus;
pub mod tables;
