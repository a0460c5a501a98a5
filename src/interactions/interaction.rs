//! One call of an LLM, as understood: typed, in fixed units, NULL where the log says nothing.

use super::column::{Cell, Celled, Column, Kind, Micros};

/// Declares the struct, its columns and the way to and from cells together, so that they cannot drift apart.
macro_rules! interaction {
    ($($field:ident: $rust:ty, $kind:ident, $name:literal, $doc:literal;)*) => {
        /// One call of an LLM. Enrichments may fill a field that the log left empty (and mark it in a column of theirs).
        #[derive(Clone, Debug, PartialEq)]
        pub struct Interaction { $(#[doc = $doc] pub $field: $rust,)* }

        /// Columns of the base fields, in order.
        pub const BASE_COLUMNS: &[Column] = &[$(Column { name: $name, kind: Kind::$kind, doc: $doc },)*];

        impl Interaction {
            /// Moves every base field into `cells`, in the order of [`BASE_COLUMNS`].
            pub fn into_cells(self, cells: &mut Vec<Cell>) { $(cells.push(self.$field.into_cell());)* }

            /// Reads the base fields back; the name of the first column that does not fit otherwise.
            pub fn from_cells(cells: impl IntoIterator<Item = Cell>) -> Result<Self, &'static str> {
                let mut cells = cells.into_iter();
                Ok(Self { $($field: cells.next().and_then(Celled::from_cell).ok_or($name)?,)* })
            }
        }
    };
}

interaction! {
    id: String, Text, "id", "The id that the log gave, else the identity in hexadecimal.";
    identity: u128, Hash, "identity", "128-bit hash of the given id, else of the content; the same identity counts once.";
    source_id: i64, Int, "source_id", "The input this came from (`sources.source_id`).";
    source_line: i64, Int, "source_line", "1-based line of that input.";
    timestamp: Micros, Time, "timestamp", "When the call started, UTC.";
    end_timestamp: Option<Micros>, Time, "end_timestamp", "When the call ended, UTC.";
    latency_ms: Option<f64>, Float, "latency_ms", "Duration in milliseconds.";
    time_to_first_token_ms: Option<f64>, Float, "time_to_first_token_ms", "Milliseconds until the first token of a streamed answer.";
    provider: Option<String>, Word, "provider", "Who served the call, lower case.";
    model: Option<String>, Word, "model", "The LLM model that answered, as logged.";
    operation: Option<String>, Word, "operation", "chat, text_completion, embeddings, …";
    status: String, Word, "status", "success or error.";
    finish_reason: Option<String>, Word, "finish_reason", "Why the answer ended: stop, length, tool_calls, content_filter, …";
    error_type: Option<String>, Word, "error_type", "Kind of failure; NULL on success.";
    http_status: Option<i64>, Int, "http_status", "HTTP status.";
    prompt: Option<String>, LongText, "prompt", "What was asked.";
    messages: Option<String>, LongText, "messages", "The conversation sent, as JSON; NULL when the log has only a prompt.";
    response: Option<String>, LongText, "response", "What was answered.";
    context: Option<String>, LongText, "context", "Documents the answer should rest on.";
    input_tokens: Option<i64>, Int, "input_tokens", "Tokens sent, cached ones included.";
    output_tokens: Option<i64>, Int, "output_tokens", "Tokens answered, reasoning included.";
    cache_read_tokens: Option<i64>, Int, "cache_read_tokens", "Part of the input read from cache.";
    cache_creation_tokens: Option<i64>, Int, "cache_creation_tokens", "Part of the input written to cache.";
    cache_creation_1h_tokens: Option<i64>, Int, "cache_creation_1h_tokens", "Part of `cache_creation_tokens` written for an hour instead of five minutes.";
    reasoning_tokens: Option<i64>, Int, "reasoning_tokens", "Part of the output that was reasoning.";
    token_basis: Option<String>, Word, "token_basis", "How the log counted, here always made inclusive: inclusive, exclusive (input beside cache), disjoint (and output beside reasoning), ambiguous (its sums do not tell); NULL where nothing was cached.";
    service_tier: Option<String>, Word, "service_tier", "How the call was served and billed: batch, flex, priority, …";
    cache_hit: Option<bool>, Bool, "cache_hit", "Whether a gateway answered from its own cache: no model was called, nothing charged.";
    logged_cost_usd: Option<f64>, Float, "logged_cost_usd", "Cost in US dollars as the log says.";
    user_id: Option<String>, Text, "user_id", "Who asked.";
    session_id: Option<String>, Text, "session_id", "Conversation.";
    trace_id: Option<String>, Text, "trace_id", "Trace.";
    span_id: Option<String>, Text, "span_id", "Span of the trace.";
    parent_id: Option<String>, Text, "parent_id", "Span that this one is part of.";
    environment: Option<String>, Word, "environment", "production, staging, …";
    app: Option<String>, Word, "app", "Application or feature.";
    tags: Option<String>, Text, "tags", "JSON list of labels.";
    prompt_version: Option<String>, Word, "prompt_version", "Version of the prompt template.";
    logged_category: Option<String>, Word, "logged_category", "Kind of work as the log says.";
    feedback: Option<f64>, Float, "feedback", "What the user thought, −1 to 1.";
    feedback_comment: Option<String>, Text, "feedback_comment", "The user's words.";
    hallucination: Option<bool>, Bool, "hallucination", "Label from the log: did the answer hallucinate?";
    scores: Option<String>, Text, "scores", "Evaluations, as a JSON list of {name, value, label, source, comment}; also rows of the table `scores`.";
    metadata: Option<String>, Text, "metadata", "Anything else, as JSON.";
}

impl Interaction {
    /// Texts and nothing else, at the beginning of time: for looking at enrichments without a log.
    pub fn of_texts(prompt: Option<String>, context: Option<String>, response: Option<String>) -> Self {
        let blank = BASE_COLUMNS.iter().map(|column| match column.name {
            "id" | "status" => Cell::Text(String::new()),
            "identity" => Cell::Hash(0),
            "source_id" | "source_line" => Cell::Int(0),
            "timestamp" => Cell::Time(0),
            _ => Cell::Null,
        });
        let Ok(call) = Self::from_cells(blank) else { unreachable!("the columns above are those that are never NULL") };
        Self { prompt, context, response, ..call }
    }
}
