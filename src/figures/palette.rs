//! Series index, name or meaning → the *name* of a colour; the browser turns names into colours, light or dark.
//!
//! # What a figure may write in its `plot`
//!
//! `plot` is Plotly's `{data, layout}`. The browser adds fonts, margins, grid, background, legend, hover style and
//! the palette, so a figure writes only what is its own. On top of Plotly's own attributes it may use these:
//!
//! | where | key | meaning |
//! |---|---|---|
//! | any colour | `"@c1"`…`"@c8"`, `"@other"`, `"@good"`, `"@warn"`, `"@bad"`, `"@ink"`, `"@muted"`, `"@grid"` | palette name; `"@c1/25"` is the same at 25 % opacity |
//! | `colorscale` | `"@sequential"`, `"@diverging"` | from "little" to "much"; from bad over neutral to good |
//! | an axis | `show` | how its values are written, as in a table: `"usd"`, `"milliseconds"`, `"share"`, `"count"`, `"number"` |
//! | a trace | `show` | the same for the colour value of a heat map |
//! | a trace | `n` | an array, one count per point, told in the hover text |
//! | a trace | `at` | an array of texts that name each point in the hover text, where the axis value does not (bins) |
//! | `plot` | `wide` | `true`: always the full width of the page |
//!
//! Only keys that end in `color`, `colors`, `colorway` or `colorscale` are looked up, so a category that happens to be
//! called `@c1` stays text. Names, categories and texts of traces are escaped and shortened by the browser; a template or
//! an annotation is passed on as it is (Plotly reads `<b>` and `<br>` in it), so no text from data belongs there.
//!
//! # The same colour for the same thing on every page
//!
//! A provider or a model keeps its colour because all figures ask one [`Roster`], filled once per site in one order
//! (largest first over all data). There are eight colours that colour-blind readers can tell apart; what ranks ninth
//! or later is `@other`, and a figure should fold it into one series.

use std::collections::HashMap;

/// Colours of series, in the order in which they are to be used.
pub const SERIES: [&str; 8] = ["@c1", "@c2", "@c3", "@c4", "@c5", "@c6", "@c7", "@c8"];
/// What has no colour of its own: "other", "unknown".
pub const OTHER: &str = "@other";
/// Good: success, inside the objective.
pub const GOOD: &str = "@good";
/// Worth a look.
pub const WARN: &str = "@warn";
/// Bad: errors, hallucination, outside the objective.
pub const BAD: &str = "@bad";
/// Lines that stand behind: reference lines, the previous period.
pub const MUTED: &str = "@muted";
/// Text and marks that must be read.
pub const INK: &str = "@ink";
/// Colour scale from little to much.
pub const SEQUENTIAL: &str = "@sequential";
/// Colour scale from bad over neutral to good.
pub const DIVERGING: &str = "@diverging";

/// The colour of the series at `index` (from 0); [`OTHER`] from the ninth on.
pub fn colour_of(index: usize) -> &'static str {
    SERIES.get(index).copied().unwrap_or(OTHER)
}

/// Which colour belongs to which provider, model or category, for the whole site.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    rank: HashMap<String, usize>,
}

impl Roster {
    /// A roster of `names` in their site-wide order; a name that comes twice keeps its first place.
    pub fn new<S: Into<String>>(names: impl IntoIterator<Item = S>) -> Self {
        let mut rank = HashMap::new();
        for name in names {
            let next = rank.len();
            rank.entry(name.into()).or_insert(next);
        }
        Self { rank }
    }

    /// The colour of `name`; [`OTHER`] when it ranks ninth or later, or is not in the roster.
    pub fn colour(&self, name: &str) -> &'static str {
        self.rank.get(name).map_or(OTHER, |&rank| colour_of(rank))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_colour_and_the_ninth_is_other() {
        let roster = Roster::new(["a", "b", "a", "c", "d", "e", "f", "g", "h", "ninth"]);
        assert_eq!(roster.colour("a"), "@c1");
        assert_eq!(roster.colour("c"), "@c3");
        assert_eq!(roster.colour("h"), "@c8");
        assert_eq!(roster.colour("ninth"), OTHER);
        assert_eq!(roster.colour("never seen"), OTHER);
    }
}
