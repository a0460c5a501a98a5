//! Rollups → [`Drawn`] figures. One figure = one `.rs` and one `.sql` of the same name, and one line in the registry.

pub mod drawn;
pub mod format;
pub mod palette;
