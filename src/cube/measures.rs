//! The measures: declared once, as data. Rust turns a declaration into SQL over the cube; whoever else evaluates one
//! (a browser, an exporter) reads the same declaration.

/// How a measure follows from the columns of the cube.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Formula {
    /// Sum of a column.
    Sum(&'static str),
    /// Sum of one column over the sum of another.
    Ratio(&'static str, &'static str),
    /// Quantile of a histogram, 0…1.
    Quantile(&'static str, f64),
}

/// What a rise of the measure means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Neither: traffic.
    Neither,
}

/// Unit of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A count of things.
    Count,
    /// US dollars.
    Usd,
    /// Milliseconds.
    Milliseconds,
    /// A share, 0…1.
    Share,
    /// A plain number.
    Number,
}

/// One measure.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// Name in SQL files (`{cost}`), JSON and URLs.
    pub id: &'static str,
    /// Name on a page.
    pub label: &'static str,
    /// How it is computed.
    pub formula: Formula,
    /// Cube column that counts what it rests on.
    pub n: &'static str,
    /// What those are.
    pub n_of: &'static str,
    /// Unit.
    pub unit: Unit,
    /// What a rise means.
    pub better: Better,
    /// One sentence for "how it is made".
    pub about: &'static str,
}

macro_rules! measures {
    ($($id:literal $label:literal $formula:expr, $n:literal $n_of:literal, $unit:ident $better:ident, $about:literal;)*) => {
        /// Every measure.
        pub const MEASURES: &[Measure] = &[$(Measure {
            id: $id, label: $label, formula: $formula, n: $n, n_of: $n_of,
            unit: Unit::$unit, better: Better::$better, about: $about,
        },)*];
    };
}

use Formula::{Quantile, Ratio, Sum};

measures! {
    "requests" "Requests" Sum("requests"), "requests" "requests", Count Neither, "Interactions in the store, each identity once.";
    "errors" "Failed requests" Sum("errors"), "requests" "requests", Count Lower, "Requests whose status is an error.";
    "success_rate" "Success rate" Ratio("successes", "requests"), "requests" "requests", Share Higher, "Requests that did not fail over all requests; 95 % Wilson interval.";
    "error_rate" "Error rate" Ratio("errors", "requests"), "requests" "requests", Share Lower, "Failed requests over all requests; 95 % Wilson interval.";
    "cost" "Cost" Sum("cost_usd"), "priced" "priced requests", Usd Lower, "Logged cost where the log has one, else tokens at the dated list price (the setting `cost` can choose one of them); requests without are left out, not counted as 0.";
    "cost_per_request" "Cost per request" Ratio("cost_usd", "priced"), "priced" "priced requests", Usd Lower, "Cost over the requests that have one.";
    "logged_cost" "Logged cost" Sum("logged_cost_usd"), "logged" "requests with a logged cost", Usd Lower, "Cost as the log says.";
    "computed_cost" "Computed cost" Sum("computed_cost_usd"), "computed" "requests with a listed price", Usd Lower, "Tokens at the dated list price.";
    "cache_savings" "Cache savings" Sum("cache_savings_usd"), "cached" "priced requests with cached tokens", Usd Higher, "What the same tokens would have cost without a cache, less what they cost by the list; below 0 where writing to caches cost more than reading saved. Requests that a gateway answered from its own cache save their whole price.";
    "priced_share" "Priced share" Ratio("priced", "requests"), "requests" "requests", Share Higher, "Requests with a logged or computed cost over all requests.";
    "input_tokens" "Input tokens" Sum("input_tokens"), "with_input_tokens" "requests with input tokens", Count Neither, "Tokens sent, cached ones included.";
    "output_tokens" "Output tokens" Sum("output_tokens"), "with_output_tokens" "requests with output tokens", Count Neither, "Tokens answered, reasoning included.";
    "hallucination_rate" "Hallucination rate" Ratio("hallucinated", "labelled"), "labelled" "labelled requests", Share Lower, "Requests labelled as hallucinated in the log over all labelled ones; 95 % Wilson interval. Unlabelled requests do not count.";
    "feedback" "Mean feedback" Ratio("feedback_sum", "rated"), "rated" "rated requests", Number Higher, "Mean of the users' ratings, −1 to 1.";
    "latency_p50" "Median latency" Quantile("latency_ms", 0.50), "timed" "requests with a latency", Milliseconds Lower, "Half of the requests were faster. Read from logarithmic bins: off by 2.5 % at most.";
    "latency_p95" "p95 latency" Quantile("latency_ms", 0.95), "timed" "requests with a latency", Milliseconds Lower, "95 of 100 requests were faster. Read from logarithmic bins: off by 2.5 % at most.";
    "latency_p99" "p99 latency" Quantile("latency_ms", 0.99), "timed" "requests with a latency", Milliseconds Lower, "99 of 100 requests were faster. Read from logarithmic bins: off by 2.5 % at most.";
    "time_to_first_token_p50" "Median time to first token" Quantile("time_to_first_token_ms", 0.50), "streamed" "requests with a time to first token", Milliseconds Lower, "Half of the streamed answers began sooner. Read from logarithmic bins: off by 2.5 % at most.";
}

impl Measure {
    /// The measure of that id.
    pub fn named(id: &str) -> Option<&'static Measure> {
        MEASURES.iter().find(|m| m.id == id)
    }

    /// Its SQL over `cube_hours` (a quantile has none: it is read from `cube_histograms`). NULL when it rests on nothing.
    pub fn sql(&self) -> Option<String> {
        let value = match self.formula {
            Sum(column) => format!("sum({column})"),
            Ratio(over, under) => format!("sum({over})::DOUBLE / sum({under})::DOUBLE"),
            Quantile(..) => return None,
        };
        let cast = if self.unit == Unit::Count { "BIGINT" } else { "DOUBLE" };
        Some(format!("CASE WHEN sum({}) > 0 THEN ({value})::{cast} END", self.n))
    }

    /// SQL for what it rests on.
    pub fn n_sql(&self) -> String {
        format!("coalesce(sum({}), 0)::BIGINT", self.n)
    }
}

/// Fills `{measure}` and `{measure.n}` in the SQL of a figure.
pub fn fill(sql: &str) -> String {
    MEASURES.iter().fold(sql.to_string(), |sql, m| {
        let sql = sql.replace(&format!("{{{}.n}}", m.id), &m.n_sql());
        match m.sql() {
            Some(own) => sql.replace(&format!("{{{}}}", m.id), &own),
            None => sql,
        }
    })
}
