//! The models of the demo and who serves them: names, speed, prices and faults, as data.

/// One model at one provider.
pub struct Route {
    /// Provider, as the log names it.
    pub provider: &'static str,
    /// Model, as the log names it.
    pub model: &'static str,
    /// `gen_ai.operation.name` of its calls.
    pub operation: &'static str,
    /// Median milliseconds until the first token.
    pub first_token_ms: f64,
    /// Median output tokens per second after it.
    pub tokens_per_second: f64,
    /// Median reasoning tokens before the answer; 0 for models that do not reason.
    pub reasoning_tokens: f64,
    /// Share of calls that fail on an ordinary day.
    pub error_rate: f64,
    /// Share of ordinary answers with an invented claim, before category and context are weighed.
    pub hallucination_rate: f64,
    /// The provider reports cache writes separately.
    pub cache_writes: bool,
    /// List price, where a gateway logs a cost: USD per million tokens.
    pub price: Option<Price>,
}

/// List price in USD per million tokens.
#[derive(Clone, Copy)]
pub struct Price {
    /// Input that was not cached.
    pub input: f64,
    /// Input read from the cache.
    pub cache_read: f64,
    /// Input written to the cache.
    pub cache_write: f64,
    /// Output, reasoning included.
    pub output: f64,
}

impl Price {
    /// The cost of a call in USD, to a tenth of a millionth. `input` includes both cached parts.
    pub fn cost(self, input: u32, cache_read: u32, cache_write: u32, output: u32) -> f64 {
        let plain = f64::from(input - cache_read - cache_write) * self.input;
        let cached = f64::from(cache_read) * self.cache_read + f64::from(cache_write) * self.cache_write;
        ((plain + cached + f64::from(output) * self.output) * 10.0).round() / 1e7
    }
}

const fn price(input: f64, cache_read: f64, cache_write: f64, output: f64) -> Option<Price> {
    Some(Price { input, cache_read, cache_write, output })
}

#[rustfmt::skip] // a table
#[allow(clippy::too_many_arguments)] // one row of it
const fn route(
    provider: &'static str, model: &'static str, operation: &'static str, first_token_ms: f64, tokens_per_second: f64,
    reasoning_tokens: f64, error_rate: f64, hallucination_rate: f64, cache_writes: bool, price: Option<Price>,
) -> Route {
    Route { provider, model, operation, first_token_ms, tokens_per_second, reasoning_tokens, error_rate, hallucination_rate, cache_writes, price }
}

/// Every route. Prices: the vendors' list prices as genai-prices 0.2.3 has them; deepseek's depends on the hour, so no
/// gateway cost is logged for it.
#[rustfmt::skip] // a table
pub const ROUTES: &[Route] = &[
    //    provider         model                    operation           ttft   tok/s  reason err    halluc cw     price
    route("openai",        "gpt-5",                 "chat",             900.0,  85.0, 420.0, 0.016, 0.030, false, price(1.25, 0.125, 0.0, 10.0)),
    route("openai",        "gpt-5-mini",            "chat",             520.0, 130.0, 160.0, 0.014, 0.050, false, price(0.25, 0.025, 0.0, 2.0)),
    route("openai",        "gpt-4.1",               "chat",             480.0,  75.0,   0.0, 0.015, 0.072, false, price(2.0, 0.5, 0.0, 8.0)),
    route("anthropic",     "claude-opus-4-5",       "chat",             980.0,  58.0,   0.0, 0.018, 0.025, true,  price(5.0, 0.5, 6.25, 25.0)),
    route("anthropic",     "claude-sonnet-4-5",     "chat",             720.0,  72.0,   0.0, 0.017, 0.035, true,  price(3.0, 0.3, 3.75, 15.0)),
    route("anthropic",     "claude-haiku-4-5",      "chat",             430.0, 140.0,   0.0, 0.013, 0.055, true,  price(1.0, 0.1, 1.25, 5.0)),
    route("gcp.vertex_ai", "claude-sonnet-4-5",     "chat",             860.0,  66.0,   0.0, 0.021, 0.035, true,  price(3.0, 0.3, 3.75, 15.0)),
    route("google",        "gemini-2.5-pro",        "generate_content", 1150.0, 90.0, 380.0, 0.019, 0.040, false, price(1.25, 0.125, 0.0, 10.0)),
    route("google",        "gemini-2.5-flash",      "generate_content", 380.0, 170.0,   0.0, 0.015, 0.065, false, price(0.3, 0.03, 0.0, 2.5)),
    route("mistral",       "mistral-large-2512",    "chat",             560.0,  62.0,   0.0, 0.020, 0.070, false, price(0.5, 0.05, 0.0, 1.5)),
    route("mistral",       "codestral-2508",        "text_completion",  260.0, 150.0,   0.0, 0.012, 0.080, false, price(0.3, 0.03, 0.0, 0.9)),
    route("deepseek",      "deepseek-chat",         "chat",             1050.0, 38.0,   0.0, 0.034, 0.080, false, None),
    route("aws.bedrock",   "amazon.nova-lite-v1:0", "chat",             340.0, 155.0,   0.0, 0.017, 0.110, false, price(0.06, 0.015, 0.0, 0.24)),
];

/// The place in [`ROUTES`] of a model; of the first provider that serves it.
pub fn route_of(model: &str) -> Option<usize> {
    ROUTES.iter().position(|route| route.model == model)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cost_is_the_sum_of_its_parts() {
        let sonnet = ROUTES[route_of("claude-sonnet-4-5").unwrap()].price.unwrap();
        // 1,000 plain + 2,000 read + 500 written in, 400 out: 0.003 + 0.0006 + 0.001875 + 0.006
        assert_eq!(sonnet.cost(3_500, 2_000, 500, 400), 0.011475);
    }

    #[test]
    fn one_model_has_two_providers() {
        let sonnet: Vec<_> = ROUTES.iter().filter(|route| route.model == "claude-sonnet-4-5").collect();
        assert_eq!(sonnet.len(), 2);
        assert_ne!(sonnet[0].provider, sonnet[1].provider);
    }
}
