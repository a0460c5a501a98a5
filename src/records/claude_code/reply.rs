//! What one line says of a reply in; joined with what other lines say of it, a call out.

use std::borrow::Cow;
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_128;

use super::failure::failure;
use crate::records::dig::{dig, int, is_set, items, text};
use crate::records::{Field, Record, Value, json};

/// The model that Claude Code names when it wrote the text itself.
const NO_MODEL: &str = "<synthetic>";
/// Fields of a line that are kept beside those that have a place of their own.
const KEPT: &[&str] = &["cwd", "gitBranch", "version", "entrypoint", "agentId", "requestId", "isSidechain"];
/// Who served a reply, where the reply's id tells.
const SERVED: &[(&str, &str)] = &[("msg_bdrk_", "aws.bedrock"), ("msg_vrtx_", "gcp.vertex_ai")];
/// Fields that come with the usage: the line with the most tokens gives all of them.
const USAGE: &[Field] = &[
    Field::InputTokens,
    Field::OutputTokens,
    Field::CacheReadTokens,
    Field::CacheCreationTokens,
    Field::CacheCreation1hTokens,
    Field::ReasoningTokens,
    Field::ServiceTier,
    Field::CostUsd,
];
/// What a held reply needs beside its texts, about.
const SIZE: usize = 2_000;

/// A block of the answer.
enum Block {
    Text(String),
    /// The tool's name, and the whole block as JSON.
    Tool(String, String),
}

/// A reply, as far as it is known.
pub struct Reply {
    key: u128,
    sidechain: bool,
    /// All tokens of the line with the most of them.
    tokens: i64,
    record: Record<'static>,
    prompt: Option<Arc<str>>,
    blocks: Vec<(u128, Block)>,
    metadata: Vec<(Cow<'static, str>, Value<'static>)>,
    /// Models that advised on this reply, each with its usage.
    advisors: Vec<Value<'static>>,
}

impl Reply {
    /// What the line says; `None` for a note in the model's place that tells of no call.
    pub fn new(line: u64, row: &Value<'_>, prompt: Option<Arc<str>>) -> Result<Option<Self>, String> {
        let message = dig(row, &["message"]).ok_or("message: there is none")?;
        let model = text(message, &["model"]).filter(|model| *model != NO_MODEL);
        let failed = is_set(row, &["isApiErrorMessage"]);
        let id = id(row);
        let mut reply = Self {
            key: xxh3_128(id.clone().unwrap_or_else(|| format!("line {line}")).as_bytes()),
            sidechain: is_set(row, &["isSidechain"]),
            tokens: 0,
            record: Record::new(line),
            prompt,
            blocks: items(message, &["content"]).iter().filter_map(block).collect(),
            metadata: KEPT
                .iter()
                .filter_map(|key| Some(((*key).into(), dig(row, &[key])?.clone().into_owned())))
                .collect(),
            advisors: Vec::new(),
        };
        reply.metadata.retain(|(_, value)| *value != Value::Bool(false));
        if let Some(Value::Text(said)) = message.get("content") {
            reply.blocks.push((0, Block::Text(said.to_string())));
        }
        if let Some(usage) = dig(message, &["usage"]) {
            reply.set_usage(usage);
        }
        if text(message, &["model"]) == Some(NO_MODEL) && !failed && reply.tokens == 0 {
            return Ok(None);
        }
        let set = |record: &mut Record<'static>, field: Field, value: Option<&str>| {
            if let Some(text) = value {
                record.set(field, Value::Text(text.to_owned().into()));
            }
        };
        let record = &mut reply.record;
        let served = text(message, &["id"]).and_then(|id| SERVED.iter().find(|(start, _)| id.starts_with(start)));
        // Other models are served by gateways that speak Anthropic's protocol.
        let anthropic = model.is_none_or(|model| model.starts_with("claude")).then_some("anthropic");
        set(record, Field::Provider, served.map(|(_, name)| *name).or(anthropic));
        set(record, Field::Id, id.as_deref());
        set(record, Field::Model, model);
        set(record, Field::SessionId, text(row, &["sessionId"]));
        set(record, Field::FinishReason, text(message, &["stop_reason"]));
        set(record, Field::App, Some("claude-code"));
        set(record, Field::Operation, Some("chat"));
        set(record, Field::TokenBasis, Some("exclusive"));
        record.set(Field::Timestamp, dig(row, &["timestamp"]).cloned().unwrap_or_default().into_owned());
        record.set(Field::CostUsd, dig(row, &["costUSD"]).cloned().unwrap_or_default().into_owned());
        if reply.sidechain {
            record.set(Field::Tags, Value::List(vec![Value::Text("sidechain".into())]));
        }
        if failed {
            let said = texts(&reply.blocks).join("\n");
            let (kind, status) = failure(row, &said);
            set(record, Field::Status, Some("error"));
            set(record, Field::ErrorType, Some(&kind));
            record.set(Field::HttpStatus, status.map_or(Value::Null, Value::Int));
        }
        Ok(Some(reply))
    }

    /// Same key, same reply.
    pub fn key(&self) -> u128 {
        self.key
    }

    /// Bytes held, about.
    pub fn size(&self) -> usize {
        let bytes = |block: &Block| match block {
            Block::Text(text) => text.len(),
            Block::Tool(name, block) => name.len() + block.len(),
        };
        SIZE + self.blocks.iter().map(|(_, block)| 64 + bytes(block)).sum::<usize>()
    }

    /// Adds what a further line says. What such lines are called.
    pub fn join(&mut self, mut other: Self) -> &'static str {
        if self.sidechain != other.sidechain {
            // A side conversation starts with what the main one said; the main one's copy is the real one.
            if self.sidechain {
                *self = other;
            }
            return "replayed replies";
        }
        for (key, block) in other.blocks {
            if !self.blocks.iter().any(|(known, _)| *known == key) {
                self.blocks.push((key, block));
            }
        }
        if other.tokens > self.tokens {
            USAGE.iter().for_each(|field| self.record.set(*field, other.record.take(*field)));
            self.tokens = other.tokens;
        }
        // Advice may come with a later line of the same usage.
        if other.advisors.len() > self.advisors.len() {
            self.advisors = other.advisors;
        }
        if !other.record.get(Field::FinishReason).is_null() {
            self.record.set(Field::FinishReason, other.record.take(Field::FinishReason));
        }
        self.prompt = self.prompt.take().or(other.prompt);
        "further lines of replies"
    }

    /// The calls: the reply's, and one for each model that advised on it.
    pub fn tell(self) -> Vec<Record<'static>> {
        let Self { mut record, blocks, mut metadata, prompt, .. } = self;
        let mut tools: Vec<Value<'static>> = Vec::new();
        for (_, block) in &blocks {
            if let Block::Tool(name, _) = block {
                tools.push(Value::Text(name.clone().into()));
            }
        }
        let said = texts(&blocks).join("\n");
        if !said.is_empty() {
            record.set(Field::Response, Value::Text(said.into()));
        } else if !tools.is_empty() {
            let called = blocks.iter().filter_map(|(_, block)| match block {
                Block::Tool(_, json) => Some(json.as_str()),
                Block::Text(_) => None,
            });
            record.set(Field::Response, Value::Text(format!("[{}]", called.collect::<Vec<_>>().join(",")).into()));
        }
        if !tools.is_empty() {
            metadata.push(("tools".into(), Value::List(tools)));
        }
        record.set(Field::Metadata, Value::Map(metadata));
        if let Some(prompt) = prompt {
            record.set(Field::Prompt, Value::Text(prompt.to_string().into()));
        }
        let advised: Vec<_> = self.advisors.iter().enumerate().map(|(n, usage)| advice(&record, n, usage)).collect();
        std::iter::once(record).chain(advised).collect()
    }

    fn set_usage(&mut self, usage: &Value<'_>) {
        self.tokens = set_counts(&mut self.record, usage);
        let advisors = items(usage, &["iterations"]).iter().filter(|iteration| {
            text(iteration, &["type"]) == Some("advisor_message") && text(iteration, &["model"]).is_some()
        });
        self.advisors = advisors.map(|iteration| iteration.clone().into_owned()).collect();
        if let Some(searches) = int(usage, &["server_tool_use", "web_search_requests"]).filter(|n| *n > 0) {
            self.metadata.push(("web_search_requests".into(), Value::Int(searches)));
        }
    }
}

/// The call of a model that advised on a reply.
fn advice(reply: &Record<'static>, n: usize, usage: &Value<'static>) -> Record<'static> {
    let mut record = Record::new(reply.line);
    for field in [Field::Timestamp, Field::Provider, Field::SessionId, Field::App, Field::Operation, Field::TokenBasis]
    {
        record.set(field, reply.get(field).clone());
    }
    if let Some(id) = reply.get(Field::Id).as_text() {
        record.set(Field::Id, Value::Text(format!("{id}:advisor:{n}").into()));
    }
    record.set(Field::Model, usage.get("model").cloned().unwrap_or_default());
    record.set(Field::Tags, Value::List(vec![Value::Text("advisor".into())]));
    set_counts(&mut record, usage);
    record
}

/// Sets what is counted; the sum of all tokens.
fn set_counts(record: &mut Record<'static>, usage: &Value<'_>) -> i64 {
    let hour = int(usage, &["cache_creation", "ephemeral_1h_input_tokens"]);
    let minutes = int(usage, &["cache_creation", "ephemeral_5m_input_tokens"]);
    let parts = hour.unwrap_or(0) + minutes.unwrap_or(0);
    let created = if parts > 0 { Some(parts) } else { int(usage, &["cache_creation_input_tokens"]) };
    let counts = [
        (Field::InputTokens, int(usage, &["input_tokens"])),
        (Field::OutputTokens, int(usage, &["output_tokens"])),
        (Field::CacheReadTokens, int(usage, &["cache_read_input_tokens"])),
        (Field::CacheCreationTokens, created),
    ];
    for (field, count) in counts {
        record.set(field, count.map_or(Value::Null, Value::Int));
    }
    record.set(Field::CacheCreation1hTokens, hour.map_or(Value::Null, Value::Int));
    let thinking = int(usage, &["output_tokens_details", "thinking_tokens"]);
    record.set(Field::ReasoningTokens, thinking.map_or(Value::Null, Value::Int));
    // What is served faster has a price of its own, whatever the tier.
    let fast = text(usage, &["speed"]).filter(|speed| *speed == "fast");
    if let Some(tier) = fast.or_else(|| text(usage, &["service_tier"])) {
        record.set(Field::ServiceTier, Value::Text(tier.to_owned().into()));
    }
    counts.iter().filter_map(|(_, count)| *count).sum()
}

/// What a line calls the reply. An id that is one of a kind is enough, and the same in a resumed session, a side
/// conversation and any other log of this reply. Gateways and tests make up ids that come again: there
/// the request counts, too, or else the session and the time.
fn id(row: &Value<'_>) -> Option<String> {
    match (text(row, &["message", "id"]), text(row, &["requestId"])) {
        (Some(id), _) if is_issued(id) => Some(id.to_owned()),
        (Some(id), Some(request)) => Some(format!("{id}:{request}")),
        (Some(id), None) => {
            let [session, time] = ["sessionId", "timestamp"].map(|key| text(row, &[key]).unwrap_or_default());
            Some(format!("{id}:{session}:{time}"))
        }
        (None, _) => text(row, &["uuid"]).map(str::to_owned),
    }
}

/// Whether an id is one of a kind: one of the API's (`msg_`, perhaps who served it, and more than twenty letters and
/// digits), or a UUID, which Claude Code gives to what it wrote itself.
fn is_issued(id: &str) -> bool {
    let random = id.strip_prefix("msg_").and_then(|rest| rest.rsplit('_').next()).unwrap_or_default();
    let parts: Vec<usize> = id.split('-').map(str::len).collect();
    random.len() > 20 && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
        || parts == [8, 4, 4, 4, 12] && id.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

/// A block, with a key by which it is known when it comes again; thinking is not kept.
fn block(part: &Value<'_>) -> Option<(u128, Block)> {
    match text(part, &["type"])? {
        "text" => {
            let said = text(part, &["text"])?;
            Some((xxh3_128(said.as_bytes()), Block::Text(said.to_owned())))
        }
        "tool_use" | "server_tool_use" | "mcp_tool_use" => {
            let name = text(part, &["name"]).unwrap_or("?").to_owned();
            let json = json::to_text(part);
            let key = text(part, &["id"]).map_or_else(|| xxh3_128(json.as_bytes()), |id| xxh3_128(id.as_bytes()));
            Some((key, Block::Tool(name, json)))
        }
        _ => None,
    }
}

fn texts(blocks: &[(u128, Block)]) -> Vec<&str> {
    let texts = blocks.iter().filter_map(|(_, block)| match block {
        Block::Text(text) => Some(text.as_str()),
        Block::Tool(..) => None,
    });
    texts.filter(|text| !text.trim().is_empty()).collect()
}
