//! Hallucination by model, adjusted for category.

use super::{Figure, Rows, adjusted};
use crate::cube::Dim;

/// Computed from groups and strata.
pub const FIGURE: Figure = Figure {
    id: "hallucination_by_model_adjusted",
    page: "hallucination",
    title: "Hallucination by model, adjusted for category",
    question: "Does a model make things up, or does it get the work on which all do? Raw and adjusted odds compare a group with all others; above 1 is worse. The adjusted ones do so within every category (Mantel and Haenszel 1959; interval of Robins, Breslow and Greenland 1986). “With everybody's mix” is the rate the group would have if its categories were those of all (direct standardisation). Where raw and adjusted odds lie on different sides of 1, the row says “warning: turns round” (Simpson's paradox): believe the adjusted ones. This table does not follow filters.",
    unit: "",
    n_of: "labelled requests",
    missing: "Fewer than two groups have hallucination labels. Log `hallucination` (true or false), or load scores of that name.",
    note: None,
    rows: Rows::Built(|cube, context| adjusted::rows(cube, context, "hallucination_rate", Dim::Model, Dim::Category)),
    fields: adjusted::FIELDS,
    chart: None,
};
