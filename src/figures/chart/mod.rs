//! Rows → Plotly charts of the few shapes that figures use. Look (fonts, grid, colours) is the browser's: see `palette`.

mod bars;
mod marks;
mod over_time;
mod series;

use plotly::layout::{Axis, Layout};
use plotly::{Plot, Trace};
use serde_json::{Value, json};

pub use bars::{Rank, distributions, grouped, log_columns, mix, ranking};
pub use marks::{dose, points, week};
pub use over_time::{control, lines, stacked};
pub use series::{Series, apart, columns, pivot};

fn from_zero() -> Axis {
    Axis::new().range_mode(plotly::layout::RangeMode::ToZero)
}

/// Plotly's `{data, layout}`; what each point rests on travels as `n` on its trace.
fn plot(traces: impl IntoIterator<Item = (Box<dyn Trace>, Vec<u64>)>, layout: Layout) -> Value {
    let (mut plot, mut counts) = (Plot::new(), Vec::new());
    for (trace, n) in traces {
        plot.add_trace(trace);
        counts.push(n);
    }
    plot.set_layout(layout);
    let whole: Value = serde_json::from_str(&plot.to_json()).unwrap_or(Value::Null);
    let mut out = json!({"data": whole["data"], "layout": whole["layout"]});
    for (at, n) in counts.into_iter().enumerate().filter(|(_, n)| !n.is_empty()) {
        out["data"][at]["n"] = json!(n);
    }
    out
}
