//! A text that may be published nowhere → the text that may: secrets and people found and replaced, ids sealed.
//!
//! [`Redactor`] finds; what it looks for are rows ([`KINDS`], national ids, vendors' keys) and the user's own patterns.
//! [`Mask`] decides by the name of a column what becomes of its texts, and counts. The warehouse hands every text that it
//! reads through the mask of its store, so that nothing above it can publish one that did not pass.
//! What this room must not do: read the clock, the disk or the store.

mod bounds;
mod card;
mod checks;
mod columns;
mod email;
mod iban;
mod ip;
mod jwt;
mod kinds;
mod login;
mod mask;
mod moved;
mod national;
mod national_rules;
mod own;
mod pem;
mod phone;
mod scan;
mod seal;
mod vendors;
mod words;

pub use columns::{COLUMNS, Column, Policy};
pub use kinds::{KINDS, Kind, all};
pub use mask::{Line, Mask, Removed};
pub use national::IDS;
pub use scan::{Hit, Redactor};
pub use seal::Key;
pub use vendors::VENDORS;
