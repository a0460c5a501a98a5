//! A row of the native format: its fields in the README's order in, one line of JSON out.

use serde::Serialize;

/// A message of a conversation.
#[derive(Clone, Copy, Serialize)]
pub struct Message<'a> {
    /// `system`, `user` or `assistant`.
    pub role: &'static str,
    /// What was said.
    pub content: &'a str,
}

/// What a service knows besides.
#[derive(Serialize)]
pub struct Metadata {
    /// Where it ran.
    pub region: &'static str,
    /// Who called.
    pub client: &'static str,
    /// Was it streamed?
    pub stream: bool,
    /// Which try this is, from 1.
    pub attempt: u8,
}

/// One line of the log. Absent fields are left out, as loggers do.
#[derive(Serialize)]
#[allow(missing_docs)] // the names are the native fields, documented there
pub struct Row<'a> {
    pub id: &'a str,
    pub timestamp: &'a str,
    pub latency_ms: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_to_first_token_ms: Option<f64>,
    pub provider: &'static str,
    pub model: &'static str,
    pub operation: &'static str,
    pub status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_type: Option<&'static str>,
    pub http_status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prompt: Option<&'a str>,
    #[serde(skip_serializing_if = "<[Message]>::is_empty")]
    pub messages: &'a [Message<'a>],
    pub response: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<&'a str>,
    pub input_tokens: u32,
    pub output_tokens: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cache_read_tokens: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cache_creation_tokens: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reasoning_tokens: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost_usd: Option<f64>,
    pub user_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session_id: Option<&'a str>,
    pub trace_id: &'a str,
    pub environment: &'static str,
    pub app: &'static str,
    #[serde(skip_serializing_if = "<[&str]>::is_empty")]
    pub tags: &'a [&'static str],
    pub prompt_version: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feedback: Option<i8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feedback_comment: Option<&'a str>,
    pub hallucination: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<Metadata>,
}
