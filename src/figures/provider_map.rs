//! Success against hallucination.

use super::declare::{by, n, of, resting};
use super::drawn::Show;
use super::{Asked, Axis, Chart, Colours, Figure, Keep, Rows};
use crate::cube::Dim;

/// Declared; the cube is asked.
pub const FIGURE: Figure = Figure {
    id: "provider_map",
    page: "providers",
    title: "Success against hallucination",
    question: "Who is reliable and truthful, at which price?",
    unit: "share of requests",
    n_of: "requests",
    missing: "No provider has at least 30 requests and 30 labelled ones. Log `provider`, `status` and `hallucination`.",
    note: Some(
        "Area: number of requests; shade: cost per 1,000 successes. Providers with fewer than 30 labelled requests are left out: the table below has them. A point tells its name when pointed at, where there is no room to write it.",
    ),
    rows: Rows::Cube(Asked { keep: Keep::AtLeast("hallucination_rate", 30), ..Asked::LARGEST }),
    fields: &[
        by(Dim::Provider),
        n("requests"),
        of("success_rate", "success_rate", "Success rate", Show::Share),
        of("hallucination_rate", "hallucination_rate", "Hallucination", Show::Share),
        resting("hallucination_rate", "labelled", "Labelled"),
        of("cost_per_1000_successes", "cost_per_1000_successes_usd", "Cost per 1,000 successes", Show::Usd),
    ],
    chart: Some(Chart::Points {
        x: Axis("hallucination_rate", Show::Share, "Hallucination rate"),
        y: Axis("success_rate", Show::Share, "Success rate"),
        shade: Some(Axis("cost_per_1000_successes_usd", Show::Usd, "per 1,000 successes")),
        colours: Colours::Providers,
    }),
};
