//! The canonical fields: every format, whatever it calls them, feeds these.

/// Declares the field enum, its native names and its documentation in one place.
macro_rules! fields {
    ($($variant:ident $name:literal $doc:literal;)*) => {
        /// A canonical field of a record. Order is the order of the README table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Field { $(#[doc = $doc] $variant,)* }

        impl Field {
            /// Every field, in order.
            pub const ALL: &'static [Field] = &[$(Field::$variant,)*];
            /// How many there are.
            pub const COUNT: usize = Self::ALL.len();
            /// The native name, which is also the column's name in the store where there is one.
            pub fn name(self) -> &'static str { match self { $(Field::$variant => $name,)* } }
            /// One line for the README table and `llmobs formats`.
            pub fn doc(self) -> &'static str { match self { $(Field::$variant => $doc,)* } }
            /// The field of that native name.
            pub fn named(name: &str) -> Option<Field> { match name { $($name => Some(Field::$variant),)* _ => None } }
        }
    };
}

fields! {
    Id "id" "Identity of the interaction; rows with the same id count once. Without it, a hash of the content is used.";
    Timestamp "timestamp" "When the call started. RFC 3339, `YYYY-MM-DD HH:MM:SS[.fffffff]` (UTC unless a zone is given), or epoch s, ms, µs, ns.";
    EndTimestamp "end_timestamp" "When the call ended; gives the latency where that is missing.";
    LatencyMs "latency_ms" "Duration of the call in milliseconds.";
    TimeToFirstTokenMs "time_to_first_token_ms" "Milliseconds until the first token of a streamed answer.";
    Provider "provider" "Who served the call: `openai`, `anthropic`, `aws.bedrock`, …";
    Model "model" "The LLM model that answered.";
    Operation "operation" "`chat`, `text_completion`, `embeddings`, …";
    Status "status" "`success` or `error` (many spellings are understood).";
    FinishReason "finish_reason" "Why the answer ended: `stop`, `length`, `tool_calls`, `content_filter`, …";
    ErrorType "error_type" "What kind of failure: `rate_limit`, `timeout`, …";
    HttpStatus "http_status" "HTTP status of the answer; 400 and above is an error.";
    Prompt "prompt" "What was asked, as text.";
    Messages "messages" "The conversation sent, as `[{role, content}]`; the prompt is its last user message.";
    Response "response" "What was answered, as text.";
    Context "context" "Retrieved documents or source text the answer should rest on.";
    InputTokens "input_tokens" "Tokens sent, cached ones included.";
    OutputTokens "output_tokens" "Tokens answered, reasoning included.";
    CacheReadTokens "cache_read_tokens" "Part of the input that was read from the provider's cache.";
    CacheCreationTokens "cache_creation_tokens" "Part of the input that was written to the provider's cache.";
    CacheCreation1hTokens "cache_creation_1h_tokens" "Part of the tokens written to the provider's cache that was written for an hour instead of five minutes.";
    ReasoningTokens "reasoning_tokens" "Part of the output that was reasoning.";
    TotalTokens "total_tokens" "The log's own sum of input and output; tells whether cached tokens are inside the input. Not stored.";
    TokenBasis "token_basis" "How the log counts where its sum does not tell: `inclusive` (cached tokens are inside the input), `exclusive` (beside it), `disjoint` (and reasoning beside the output). The store is always inclusive.";
    ServiceTier "service_tier" "How the call was served and billed: `batch`, `flex`, `priority`, …";
    CacheHit "cache_hit" "Whether a gateway answered from a cache of its own, so that no model was called and nothing charged.";
    CostUsd "cost_usd" "What the call cost in US dollars, as the log says.";
    UserId "user_id" "Who asked.";
    SessionId "session_id" "The conversation this belongs to.";
    TraceId "trace_id" "The trace this belongs to.";
    SpanId "span_id" "The span (observation, step) of the trace that this is.";
    ParentId "parent_id" "The span that this one is part of.";
    Environment "environment" "`production`, `staging`, …";
    App "app" "The application or feature that called.";
    Tags "tags" "List of labels.";
    PromptVersion "prompt_version" "Version of the prompt template.";
    Category "category" "Kind of work; when given it wins over our own classification.";
    Feedback "feedback" "What the user thought: thumbs, −1…1, or 1…5; a map may carry `score` and `comment`.";
    FeedbackComment "feedback_comment" "The user's words with the feedback.";
    Hallucination "hallucination" "A label: did the answer hallucinate?";
    Scores "scores" "Evaluations: a list of `{name, value, label, source, comment}`, or an object of names and values.";
    Metadata "metadata" "Anything else, kept as JSON.";
}
