//! The hand-written front end and Plotly → the files under `assets/` that every site has.

use super::SiteFile;
use crate::error::{Error, Result};

/// One style sheet from its parts, in the order in which they build on each other.
const CSS: &str = concat!(
    include_str!("../../site/css/tokens.css"),
    include_str!("../../site/css/frame.css"),
    include_str!("../../site/css/content.css"),
    include_str!("../../site/css/filters.css"),
    include_str!("../../site/css/print.css"),
);

/// One script from its parts: each is a closed function that adds to `window.llmobs`, later ones use earlier ones.
const JS: &str = concat!(
    include_str!("../../site/js/format.js"),
    include_str!("../../site/js/table.js"),
    include_str!("../../site/js/ticks.js"),
    include_str!("../../site/js/labels.js"),
    include_str!("../../site/js/room.js"),
    include_str!("../../site/js/when.js"),
    include_str!("../../site/js/steps.js"),
    include_str!("../../site/js/style.js"),
    include_str!("../../site/js/chart.js"),
    include_str!("../../site/js/coder.js"),
    include_str!("../../site/js/unpack.js"),
    include_str!("../../site/js/stats.js"),
    include_str!("../../site/js/cube.js"),
    include_str!("../../site/js/rows.js"),
    include_str!("../../site/js/derive.js"),
    include_str!("../../site/js/changes.js"),
    include_str!("../../site/js/levels.js"),
    include_str!("../../site/js/forecast.js"),
    include_str!("../../site/js/evaluate.js"),
    include_str!("../../site/js/before.js"),
    include_str!("../../site/js/series.js"),
    include_str!("../../site/js/plots.js"),
    include_str!("../../site/js/charts.js"),
    include_str!("../../site/js/spark.js"),
    include_str!("../../site/js/headlines.js"),
    include_str!("../../site/js/make.js"),
    include_str!("../../site/js/state.js"),
    include_str!("../../site/js/period.js"),
    include_str!("../../site/js/tell.js"),
    include_str!("../../site/js/address.js"),
    include_str!("../../site/js/popover.js"),
    include_str!("../../site/js/menu.js"),
    include_str!("../../site/js/periods.js"),
    include_str!("../../site/js/filters.js"),
    include_str!("../../site/js/shell.js"),
    include_str!("../../site/js/redraw.js"),
    include_str!("../../site/js/follow.js"),
    include_str!("../../site/js/lead.js"),
    include_str!("../../site/js/page.js"),
);

/// The explorer's script, loaded on its page only: the engine, then what is seen of it.
const EXPLORER_JS: &str = concat!(
    include_str!("../../site/js/search/tokens.js"),
    include_str!("../../site/js/search/fields.js"),
    include_str!("../../site/js/search/query.js"),
    include_str!("../../site/js/search/load.js"),
    include_str!("../../site/js/search/bits.js"),
    include_str!("../../site/js/search/postings.js"),
    include_str!("../../site/js/search/columns.js"),
    include_str!("../../site/js/search/details.js"),
    include_str!("../../site/js/search/match.js"),
    include_str!("../../site/js/search/phrases.js"),
    include_str!("../../site/js/search/rank.js"),
    include_str!("../../site/js/search/index.js"),
    include_str!("../../site/js/search/facets.js"),
    include_str!("../../site/js/search/marks.js"),
    include_str!("../../site/js/explorer/place.js"),
    include_str!("../../site/js/explorer/write.js"),
    include_str!("../../site/js/explorer/asking.js"),
    include_str!("../../site/js/explorer/box.js"),
    include_str!("../../site/js/explorer/complete.js"),
    include_str!("../../site/js/explorer/row.js"),
    include_str!("../../site/js/explorer/snippets.js"),
    include_str!("../../site/js/explorer/list.js"),
    include_str!("../../site/js/explorer/side.js"),
    include_str!("../../site/js/explorer/timeline.js"),
    include_str!("../../site/js/explorer/doubts.js"),
    include_str!("../../site/js/explorer/texts.js"),
    include_str!("../../site/js/explorer/arithmetic.js"),
    include_str!("../../site/js/explorer/facts.js"),
    include_str!("../../site/js/explorer/detail.js"),
    include_str!("../../site/js/explorer/export.js"),
    include_str!("../../site/js/explorer/nothing.js"),
    include_str!("../../site/js/explorer/results.js"),
    include_str!("../../site/js/explorer/reading.js"),
    include_str!("../../site/js/explorer/narrowing.js"),
    include_str!("../../site/js/explorer/explorer.js"),
);

/// Every asset that does not depend on the data.
pub(super) fn all() -> Result<Vec<SiteFile>> {
    Ok(vec![
        ("assets/explorer.css".into(), include_bytes!("../../site/css/explorer.css").to_vec()),
        ("assets/explorer.js".into(), EXPLORER_JS.as_bytes().to_vec()),
        ("assets/icon.svg".into(), include_bytes!("../../site/icon.svg").to_vec()),
        ("assets/llmobs.css".into(), CSS.as_bytes().to_vec()),
        ("assets/llmobs.js".into(), JS.as_bytes().to_vec()),
        ("assets/plotly.js".into(), plotly()?.into_bytes()),
        ("assets/theme.js".into(), include_bytes!("../../site/js/theme.js").to_vec()),
    ])
}

/// Plotly's script, licence header included, cut out of the `<script>` tags in which the plotly crate hands it over
/// (MathJax follows it there and is left behind).
fn plotly() -> Result<String> {
    let mut sources = plotly::Plot::offline_js_sources();
    let open = "<script type=\"text/javascript\">";
    let cut = sources.find(open).map(|at| at + open.len()).zip(sources.find("</script>"));
    let Some((start, end)) = cut.filter(|(start, end)| start < end && sources[*start..*end].contains("plotly.js v"))
    else {
        return Err(Error::new("the plotly crate no longer hands over Plotly's script in the form we know"));
    };
    sources.truncate(end);
    sources.drain(..start);
    sources.push('\n');
    Ok(sources)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plotly_comes_with_its_licence_and_without_mathjax() {
        let script = plotly().unwrap();
        assert!(script.trim_start().starts_with("/**\n* plotly.js v"));
        assert!(script[..300].contains("Licensed under the MIT license"));
        assert!(script.trim_end().ends_with("}));"), "{}", &script[script.len() - 40..]);
        assert!(!script.contains("</script") && !script.contains("MathJax=function"));
        assert!((3_000_000..6_000_000).contains(&script.len()));
    }
}
