//! Labelled rows in, how good each of our signals is out: macro-F1 and AUROC with intervals, per source and language.
//!
//! It knows signals only as columns that enrichments fill, so what is measured is what a store would hold.

mod agreement;
mod bootstrap;
mod counted;
mod labelled;
mod published;
mod ranking;
mod references;
mod run;
mod signals;

pub use agreement::{Agreement, Class, Group};
pub use bootstrap::{Draws, Estimate};
pub use counted::{Area, Counted, area, calibration_of};
pub use labelled::{Labelled, read};
pub use published::{Measure, Measured, Published};
pub use ranking::{Bin, Calibration, Ranked, Ranking, auroc, calibration};
pub use references::{Reference, keywords};
pub use run::{Options, Outcome, Report, Result_, run};
pub use signals::{Label, SIGNALS, Signal};
