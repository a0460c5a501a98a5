//! Negative feedback by category, adjusted for model.

use super::{Figure, Rows, adjusted};
use crate::cube::Dim;

/// Computed from groups and strata.
pub const FIGURE: Figure = Figure {
    id: "feedback_by_category_adjusted",
    page: "feedback",
    title: "Negative feedback by category, adjusted for model",
    question: "Does the kind of work disappoint, or the models that do it? Raw and adjusted odds compare a group with all others; above 1 is worse. The adjusted ones do so within every model (Mantel and Haenszel 1959; interval of Robins, Breslow and Greenland 1986). “With everybody's mix” is the rate the group would have if its models were those of all (direct standardisation). Where raw and adjusted odds lie on different sides of 1, the row says “warning: turns round” (Simpson's paradox): believe the adjusted ones. This table does not follow filters.",
    unit: "",
    n_of: "rated requests",
    missing: "Fewer than two groups have feedback. Log `feedback`: thumbs, stars or −1 to 1.",
    note: None,
    rows: Rows::Built(|cube, context| adjusted::rows(cube, context, "negative_share", Dim::Category, Dim::Model)),
    fields: adjusted::FIELDS,
    chart: None,
};
