//! The measures: declared once, as data. `ask` evaluates a declaration over the cube; whoever else does (a browser, an
//! exporter) reads the same declaration.

use serde::Serialize;

/// How a measure follows from the columns of the cube. In JSON: `{"sum": "requests"}`, `{"ratio": ["cost_usd", "priced", 1.0]}`,
/// `{"quantile": ["latency_ms", 0.5]}`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Formula {
    /// Sum of a column.
    Sum(&'static str),
    /// Sum of one column over the sum of another, times a factor.
    Ratio(&'static str, &'static str, f64),
    /// Quantile of a histogram, 0…1.
    Quantile(&'static str, f64),
}

/// What a rise of the measure means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Neither: traffic.
    Neither,
}

/// Unit of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
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
#[derive(Clone, Copy, Debug, Serialize)]
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
    "success_rate" "Success rate" Ratio("successes", "requests", 1.0), "requests" "requests", Share Higher, "Requests that did not fail over all requests; 95 % Wilson interval.";
    "error_rate" "Error rate" Ratio("errors", "requests", 1.0), "requests" "requests", Share Lower, "Failed requests over all requests; 95 % Wilson interval.";
    "cost" "Cost" Sum("cost_usd"), "priced" "priced requests", Usd Lower, "Logged cost where the log has one, else tokens at the dated list price (the setting `cost` can choose one of them); requests without are left out, not counted as 0.";
    "cost_per_request" "Cost per request" Ratio("cost_usd", "priced", 1.0), "priced" "priced requests", Usd Lower, "Cost over the requests that have one.";
    "cost_per_1000_successes" "Cost per 1,000 successes" Ratio("cost_usd", "successes", 1e3), "priced" "priced requests", Usd Lower, "Cost of all requests, failed ones too, for every 1,000 that succeeded.";
    "cost_per_million_tokens" "Cost per million tokens" Ratio("cost_usd", "tokens", 1e6), "priced" "priced requests", Usd Lower, "Cost over the tokens sent and answered, times a million.";
    "logged_cost" "Logged cost" Sum("logged_cost_usd"), "logged" "requests with a logged cost", Usd Lower, "Cost as the log says.";
    "computed_cost" "Computed cost" Sum("computed_cost_usd"), "computed" "requests with a listed price", Usd Lower, "Tokens at the dated list price.";
    "compared_logged_cost" "Logged" Sum("compared_logged_usd"), "compared" "requests with both costs", Usd Lower, "Logged cost of the requests that have both a logged and a computed one.";
    "compared_computed_cost" "Computed" Sum("compared_computed_usd"), "compared" "requests with both costs", Usd Lower, "Computed cost of the requests that have both a logged and a computed one.";
    "cost_difference" "Computed over logged" Ratio("compared_computed_usd", "compared_logged_usd", 1.0), "compared" "requests with both costs", Number Neither, "Computed over logged cost, of the requests that have both.";
    "cache_savings" "Cache savings" Sum("cache_savings_usd"), "cached" "priced requests with cached tokens", Usd Higher, "What the same tokens would have cost without a cache, less what they cost by the list; below 0 where writing to caches cost more than reading saved. Requests that a gateway answered from its own cache save their whole price.";
    "priced_share" "Priced share" Ratio("priced", "requests", 1.0), "requests" "requests", Share Higher, "Requests with a logged or computed cost over all requests.";
    "input_tokens" "Input tokens" Sum("input_tokens"), "with_input_tokens" "requests with input tokens", Count Neither, "Tokens sent, cached ones included.";
    "output_tokens" "Output tokens" Sum("output_tokens"), "with_output_tokens" "requests with output tokens", Count Neither, "Tokens answered, reasoning included.";
    "cache_read_tokens" "Tokens read from caches" Sum("cache_read_tokens"), "requests" "requests", Count Higher, "Part of the input that the provider read from its cache.";
    "cache_creation_tokens" "Tokens written to caches" Sum("cache_creation_tokens"), "requests" "requests", Count Neither, "Part of the input that the provider wrote to its cache.";
    "cache_read_share" "Cache share" Ratio("cache_read_tokens", "input_tokens", 1.0), "with_input_tokens" "requests with input tokens", Share Higher, "Input tokens read from caches over all input tokens.";
    "input_tokens_per_request" "Input tokens per request" Ratio("input_tokens", "with_input_tokens", 1.0), "with_input_tokens" "requests with input tokens", Number Neither, "Mean number of tokens sent, cached ones included.";
    "output_tokens_per_request" "Output tokens per request" Ratio("output_tokens", "with_output_tokens", 1.0), "with_output_tokens" "requests with output tokens", Number Neither, "Mean number of tokens answered, reasoning included.";
    "tokens_per_success" "Tokens per success" Ratio("tokens", "successes", 1.0), "with_tokens" "requests with both token counts", Number Lower, "Tokens sent and answered by all requests, failed ones too, over the requests that succeeded.";
    "tokens_p50_success" "Median tokens, succeeded" Quantile("tokens_success", 0.50), "tokens_success" "successful requests with tokens", Count Neither, "Half of the successful requests took fewer tokens, sent and answered. Read from logarithmic bins: off by 4.9 % at most.";
    "tokens_p50_error" "Median tokens, failed" Quantile("tokens_error", 0.50), "tokens_error" "failed requests with tokens", Count Neither, "Half of the failed requests took fewer tokens, sent and answered. Read from logarithmic bins: off by 4.9 % at most.";
    "tokens_p50_hallucinated" "Median tokens, hallucinated" Quantile("tokens_hallucinated", 0.50), "tokens_hallucinated" "hallucinated answers with tokens", Count Neither, "Half of the requests labelled as hallucinated took fewer tokens, sent and answered. Read from logarithmic bins: off by 4.9 % at most.";
    "tokens_p50_sound" "Median tokens, not hallucinated" Quantile("tokens_sound", 0.50), "tokens_sound" "sound answers with tokens", Count Neither, "Half of the requests labelled as not hallucinated took fewer tokens, sent and answered. Read from logarithmic bins: off by 4.9 % at most.";
    "hallucinated" "Hallucinated" Sum("hallucinated"), "labelled" "labelled requests", Count Lower, "Requests labelled as hallucinated in the log.";
    "complexity" "Mean complexity" Ratio("complexity_sum", "with_complexity", 1.0), "with_complexity" "requests with a prompt", Number Neither, "Mean of how demanding prompts are, 0 to 100.";
    "labelled_share" "Labelled share" Ratio("labelled", "requests", 1.0), "requests" "requests", Share Neither, "Requests with a hallucination label over all requests.";
    "hallucination_rate" "Hallucination rate" Ratio("hallucinated", "labelled", 1.0), "labelled" "labelled requests", Share Lower, "Requests labelled as hallucinated in the log over all labelled ones; 95 % Wilson interval. Unlabelled requests do not count.";
    "groundedness" "Groundedness" Ratio("groundedness_sum", "grounded", 1.0), "grounded" "responses with a text to rest on", Number Higher, "Mean of how far responses are found in their context, in what tools gave back or in a long text of the prompt, 0 to 1. No label and no judgement: the page Signals tells how well it agrees with people.";
    "suspicion" "Suspicion" Ratio("suspicion_sum", "suspected", 1.0), "suspected" "responses on which suspicion speaks", Number Lower, "Mean of our own probability that people would call a response hallucinated, 0 to 1, where its context allows one. Fitted to public labels: the page Signals tells what it is worth here.";
    "feedback" "Mean feedback" Ratio("feedback_sum", "rated", 1.0), "rated" "rated requests", Number Higher, "Mean of the users' ratings, −1 to 1.";
    "rated_share" "Rated share" Ratio("rated", "requests", 1.0), "requests" "requests", Share Neither, "Requests with a rating over all requests.";
    "positive_share" "Positive feedback" Ratio("positive", "rated", 1.0), "rated" "rated requests", Share Higher, "Ratings above 0 over all ratings; 95 % Wilson interval.";
    "negative_share" "Negative feedback" Ratio("negative", "rated", 1.0), "rated" "rated requests", Share Lower, "Ratings below 0 over all ratings; 95 % Wilson interval.";
    "liked_hallucinated" "Liked, hallucinated" Sum("liked_hallucinated"), "rated_and_labelled" "requests with a rating and a label", Count Neither, "Requests rated above 0 and labelled as hallucinated.";
    "liked_sound" "Liked, not hallucinated" Sum("liked_sound"), "rated_and_labelled" "requests with a rating and a label", Count Neither, "Requests rated above 0 and labelled as not hallucinated.";
    "disliked_hallucinated" "Disliked, hallucinated" Sum("disliked_hallucinated"), "rated_and_labelled" "requests with a rating and a label", Count Neither, "Requests rated below 0 and labelled as hallucinated.";
    "disliked_sound" "Disliked, not hallucinated" Sum("disliked_sound"), "rated_and_labelled" "requests with a rating and a label", Count Neither, "Requests rated below 0 and labelled as not hallucinated.";
    "latency_p50" "Median latency" Quantile("latency_ms", 0.50), "timed" "requests with a latency", Milliseconds Lower, "Half of the requests were faster. Read from logarithmic bins: off by 2.5 % at most.";
    "latency_p95" "p95 latency" Quantile("latency_ms", 0.95), "timed" "requests with a latency", Milliseconds Lower, "95 of 100 requests were faster. Read from logarithmic bins: off by 2.5 % at most.";
    "latency_p99" "p99 latency" Quantile("latency_ms", 0.99), "timed" "requests with a latency", Milliseconds Lower, "99 of 100 requests were faster. Read from logarithmic bins: off by 2.5 % at most.";
    "time_to_first_token_p50" "Median time to first token" Quantile("time_to_first_token_ms", 0.50), "streamed" "requests with a time to first token", Milliseconds Lower, "Half of the streamed answers began sooner. Read from logarithmic bins: off by 2.5 % at most.";
    "time_to_first_token_p95" "p95 time to first token" Quantile("time_to_first_token_ms", 0.95), "streamed" "requests with a time to first token", Milliseconds Lower, "95 of 100 streamed answers began sooner. Read from logarithmic bins: off by 2.5 % at most.";
    "output_speed_p50" "Median output speed" Quantile("output_tokens_per_second", 0.50), "output_tokens_per_second" "answers whose speed is known", Number Higher, "Output tokens per second after the first token (over the whole latency where no first token is logged). Estimated tokens do not count. Read from logarithmic bins: off by 4.9 % at most.";
    "output_speed_p05" "Slowest 5 %" Quantile("output_tokens_per_second", 0.05), "output_tokens_per_second" "answers whose speed is known", Number Higher, "5 of 100 answers came slower than this many output tokens per second. Read from logarithmic bins: off by 4.9 % at most.";
}

impl Measure {
    /// The measure of that id.
    pub fn named(id: &str) -> Option<&'static Measure> {
        MEASURES.iter().find(|m| m.id == id)
    }

    /// Whether its values are whole numbers.
    pub fn counts(&self) -> bool {
        self.unit == Unit::Count && matches!(self.formula, Sum(_))
    }

    /// The cube column that counts hits, for a share whose n is the other column; means have none.
    pub fn hits(&self) -> Option<&'static str> {
        match self.formula {
            Ratio(over, under, _) if under == self.n && self.unit == Unit::Share => Some(over),
            _ => None,
        }
    }

    /// Columns of the cube that it needs; a quantile needs none.
    pub fn columns(&self) -> Vec<&'static str> {
        match self.formula {
            Sum(column) => vec![column, self.n],
            Ratio(over, under, _) => vec![over, under, self.n],
            Quantile(..) => Vec::new(),
        }
    }

    /// The histogram that it is read from, for a quantile.
    pub fn histogram(&self) -> Option<&'static str> {
        match self.formula {
            Quantile(histogram, _) => Some(histogram),
            _ => None,
        }
    }
}
