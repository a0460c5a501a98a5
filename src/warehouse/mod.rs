//! Rows ↔ tables. The only room that names an engine's crate.
//!
//! One engine today, so there is no dialect trait yet: the second one brings it, shaped by what the two really share.

mod columns;
mod copy;
mod encode;
mod failure;
mod feed;
mod ledger;
mod load;
mod merge;
mod page;
mod parquet;
mod redo;
pub mod schema;
mod seen;
mod settle;
mod spoken;
mod spool;
mod store;
mod vectors;

pub use columns::Numbers;
pub use encode::{Batch, encode};
pub use ledger::{Ledger, Source};
pub use load::{Load, Loaded};
pub use merge::Merged;
pub use page::{Page, Ref};
pub use parquet::parquet;
pub use seen::Seen;
pub use settle::Settled;
pub use spoken::{SAMPLE, Spoken};
pub use store::{Access, ROW_GROUP, Store, quote, text};
