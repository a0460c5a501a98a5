//! What is known of the cube's columns before looking at them: what each is a part of, and what it should be equal to. A
//! column that is not listed is taken as a part of the requests; a wrong hint costs room, never a number.

/// A column to come: name, what it is a part of, what it may be equal to. Sums are written `a + b - c`; `price` is what its
/// tokens cost by prices that are found in the data.
pub struct Hint(pub &'static str, pub &'static str, pub &'static [&'static str]);

/// In the order of coding: each may name those above it.
pub const HINTS: &[Hint] = &[
    Hint("requests", "", &[]),
    Hint("successes", "requests", &["requests"]),
    Hint("errors", "requests", &["requests - successes"]),
    Hint("with_input_tokens", "requests", &["requests", "successes"]),
    Hint("with_output_tokens", "requests", &["with_input_tokens", "requests", "successes"]),
    Hint("with_tokens", "requests", &["with_output_tokens", "with_input_tokens"]),
    Hint("estimated", "requests", &["0"]),
    Hint("input_tokens", "with_input_tokens", &[]),
    Hint("output_tokens", "with_output_tokens", &[]),
    Hint("tokens", "with_tokens", &["input_tokens + output_tokens"]),
    Hint("cached", "requests", &[]),
    Hint("cache_read_tokens", "cached", &["0"]),
    Hint("cache_creation_tokens", "cached", &["0"]),
    Hint("reasoning_tokens", "with_output_tokens", &["0"]),
    Hint("computed", "requests", &["requests", "with_tokens", "0"]),
    Hint("logged", "requests", &["0", "requests", "successes"]),
    Hint("compared", "requests", &["logged", "computed", "0"]),
    Hint("priced", "requests", &["requests", "computed", "logged", "computed + logged - compared"]),
    Hint("computed_cost_usd", "computed", &["price"]),
    Hint("logged_cost_usd", "logged", &["price", "computed_cost_usd"]),
    Hint("compared_logged_usd", "compared", &["logged_cost_usd"]),
    Hint("compared_computed_usd", "compared", &["computed_cost_usd", "compared_logged_usd"]),
    Hint("cost_usd", "priced", &["logged_cost_usd + computed_cost_usd - compared_computed_usd", "computed_cost_usd"]),
    Hint("cache_savings_usd", "cached", &["price"]),
    Hint("labelled", "requests", &[]),
    Hint("hallucinated", "labelled", &[]),
    Hint("rated", "requests", &[]),
    Hint("positive", "rated", &[]),
    Hint("negative", "rated", &["rated - positive"]),
    Hint("feedback_sum", "rated", &["positive - negative"]),
    Hint("rated_and_labelled", "rated", &[]),
    Hint("liked_hallucinated", "rated_and_labelled", &["0"]),
    Hint("disliked_hallucinated", "rated_and_labelled - liked_hallucinated", &["0"]),
    Hint("disliked_sound", "rated_and_labelled - liked_hallucinated - disliked_hallucinated", &[]),
    Hint(
        "liked_sound",
        "rated_and_labelled",
        &["rated_and_labelled - liked_hallucinated - disliked_hallucinated - disliked_sound"],
    ),
    Hint("grounded", "requests", &["0"]),
    Hint("groundedness_sum", "grounded", &["0"]),
    Hint("suspected", "grounded", &["grounded", "0"]),
    Hint("suspicion_sum", "suspected", &["0"]),
    Hint("timed", "requests", &["requests"]),
    Hint("streamed", "timed", &["timed"]),
];

/// The totals of histograms, alike.
pub const TOTALS: &[Hint] = &[
    Hint("requests by error_type", "errors", &["errors"]),
    Hint("errors by error_type", "errors", &["requests by error_type"]),
    Hint("successes by error_type", "successes", &["0"]),
    Hint("latency_ms", "timed", &["timed"]),
    Hint("time_to_first_token_ms", "streamed", &["streamed"]),
    Hint("output_tokens_per_second", "successes", &["successes", "with_output_tokens"]),
    Hint("tokens_success", "successes", &["successes", "with_tokens"]),
    Hint("tokens_error", "errors", &["errors", "with_tokens - tokens_success"]),
    Hint("tokens_hallucinated", "hallucinated", &["hallucinated"]),
    Hint("tokens_sound", "labelled - hallucinated", &["labelled - hallucinated"]),
    Hint("complexity_labelled", "labelled", &["labelled"]),
    Hint("complexity_hallucinated", "hallucinated", &["hallucinated"]),
];

/// Histograms that are parts of others, with what else is a part of these; they have the same bins.
pub const WITHIN: &[(&str, &str)] = &[
    ("tokens_hallucinated", "tokens_success + tokens_error"),
    ("tokens_sound", "tokens_success + tokens_error - tokens_hallucinated"),
    ("complexity_hallucinated", "complexity_labelled"),
    ("errors by error_type", "requests by error_type"),
    ("successes by error_type", "requests by error_type - errors by error_type"),
];

/// Histograms that are equal where their totals are.
pub const LIKE: &[(&str, &str)] = &[("errors by error_type", "requests by error_type")];

/// Columns that money goes by.
pub const TOKENS: &[&str] = &["input_tokens", "output_tokens", "cache_read_tokens", "cache_creation_tokens"];

/// `a + b - c` as names with factors; `0` is none.
pub fn terms(text: &'static str) -> Vec<(&'static str, f64)> {
    let signed =
        |part: &'static str| part.split(" - ").enumerate().map(|(at, name)| (name, if at == 0 { 1.0 } else { -1.0 }));
    text.split(" + ").flat_map(signed).filter(|(name, _)| !matches!(*name, "0" | "")).collect()
}
