//! An interaction's evaluations in; feedback and hallucination where the log itself gives none, out.

mod read;

pub use read::{Score, read, write};
