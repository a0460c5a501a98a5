//! Tables → rollups: `cube_sums` (sums per local hour and slice) and `cube_bins` (histograms per local day and slice), with
//! names for slices in `cube_slices`. A *slice* is a distinct provider, model, category, app and environment. [`Cube`]
//! answers questions about them; `cube_hours` and `cube_histograms` show them, with names, to whoever queries the store.

mod answer;
mod ask;
mod axis;
mod bins;
mod dims;
mod filter;
mod held;
pub mod histogram;
pub mod measures;
mod opened;
mod parts;
mod read;
mod refresh;
pub mod ship;
mod zone;

pub use ask::{Ask, Dim, GRAINS, Grain, Group, Value};
pub use dims::{DIMS, dim_named};
pub use filter::Filter;
pub use measures::{Better, Formula, MEASURES, Measure, Unit};
pub use opened::{Cube, HOURLY_DAYS};
pub use parts::{part, parts};
pub use refresh::{State, refresh, state};

use histogram::HISTOGRAMS;

/// What makes a slice, in the order of its names.
const SLICE: [&str; 5] = ["provider", "model", "category", "app", "environment"];

/// SQL that finds the slice `s` of the interaction `i`.
fn same_slice() -> String {
    SLICE.map(|dim| format!("i.{dim} IS NOT DISTINCT FROM s.{dim}")).join(" AND ")
}
