//! llmobs turns LLM interaction logs into a static report site.
//!
//! A log file is read into **records**; records become **interactions**; interactions are kept in the **warehouse**;
//! the **cube** rolls them up; **figures** are drawn from the cube; **pages** hold figures; **search** indexes what
//! pages show; the **site** is written.

pub mod checks;
pub mod cli;
pub mod commands;
pub mod config;
pub mod console;
pub mod cube;
pub mod demo;
pub mod error;
pub mod evaluation;
pub mod exports;
pub mod figures;
pub mod interactions;
pub mod pages;
pub mod privacy;
pub mod publish;
pub mod records;
pub mod search;
pub mod summary;
pub mod warehouse;
