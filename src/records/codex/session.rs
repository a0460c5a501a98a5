//! Lines of a rollout in, calls out: what a session says once (its id, its model, what was asked) is remembered for the
//! calls that follow.

use std::borrow::Cow;

use super::call::{Answer, content, set_usage};
use super::usage::Usage;
use crate::records::dig::{dig, text};
use crate::records::{Emit, Field, Found, Record, Value, time};

/// A copy of a parent's session is written in one go: token counts that follow one another faster are copies, since no
/// model answers so fast. µs.
const AT_ONCE: i64 = time::SECOND;

/// What a user's message begins with that the program wrote.
const NOT_ASKED: &[&str] = &["<", "# AGENTS.md instructions"];

/// A call that is told when the next one begins, since some versions write its answer after its token count.
struct Open {
    record: Record<'static>,
    answer: Answer,
    /// The answer has not come yet.
    waiting: bool,
}

/// What is known of the session so far.
#[derive(Default)]
pub struct State {
    id: Option<String>,
    /// The session that this one began as a copy of.
    parent: Option<String>,
    /// While the copy is read: when its latest line that counts was written.
    copying: Option<i64>,
    provider: Option<String>,
    model: Option<String>,
    tier: Option<String>,
    subagent: bool,
    prompt: Option<String>,
    totals: Option<Usage>,
    /// Whether the session counts tokens at all; early versions do not.
    counts: bool,
    answer: Answer,
    /// Line and time of the latest piece of the answer.
    answered: (u64, Value<'static>),
    open: Option<Open>,
    metadata: Vec<(Cow<'static, str>, Value<'static>)>,
}

impl State {
    /// Reads one line.
    pub fn read<'a>(&mut self, line: u64, row: &Value<'a>, emit: Emit<'_, 'a>) -> Result<(), String> {
        let kind = text(row, &["type"]).ok_or("type: there is none, so this is no line of a session")?;
        let what = match kind {
            "session_meta" => self.session(row, emit),
            "turn_context" => {
                self.model = text(row, &["payload", "model"]).map(str::to_owned).or(self.model.take());
                "turn settings"
            }
            "response_item" => self.item(line, row, emit),
            "event_msg" => return self.event(line, row, emit),
            "compacted" => "summaries",
            _ => "other session lines",
        };
        emit(Ok(Found::Other(what)));
        Ok(())
    }

    /// A new session, or the head of the one that this one began as a copy of.
    fn session<'a>(&mut self, row: &Value<'a>, emit: Emit<'_, 'a>) -> &'static str {
        let payload = row.get("payload").unwrap_or(&Value::Null);
        let id = text(payload, &["id"]);
        if self.parent.is_some() && id == self.parent.as_deref() || self.is_copy(row) {
            return "session heads";
        }
        self.tell_all(emit);
        let parent = text(payload, &["forked_from_id"])
            .or_else(|| text(payload, &["source", "subagent", "thread_spawn", "parent_thread_id"]));
        let mut metadata: Vec<_> = ["cwd", "cli_version", "originator"]
            .iter()
            .filter_map(|key| Some((Cow::from(*key), dig(payload, &[key])?.clone().into_owned())))
            .collect();
        if let Some(branch) = dig(payload, &["git", "branch"]) {
            metadata.push(("git_branch".into(), branch.clone().into_owned()));
        }
        *self = Self {
            id: id.map(str::to_owned),
            parent: parent.map(str::to_owned),
            copying: parent.and_then(|_| at(row)),
            provider: text(payload, &["model_provider"]).map(str::to_owned),
            subagent: dig(payload, &["source", "subagent"]).is_some(),
            metadata,
            ..Self::default()
        };
        "session heads"
    }

    /// Whether the line was written with the copy of the parent's session.
    fn is_copy(&self, row: &Value<'_>) -> bool {
        self.copying.is_some_and(|then| at(row).is_some_and(|now| (0..=AT_ONCE).contains(&(now - then))))
    }

    fn item<'a>(&mut self, line: u64, row: &Value<'a>, emit: Emit<'_, 'a>) -> &'static str {
        const ITEMS: &str = "conversation items";
        let item = row.get("payload").unwrap_or(&Value::Null);
        if text(item, &["type"]) == Some("message") && text(item, &["role"]) == Some("user") {
            self.ask(&content(item), emit);
            return ITEMS;
        }
        if self.is_copy(row) {
            return ITEMS;
        }
        if let Some(open) = self.open.as_mut().filter(|open| open.waiting) {
            // Anything but more of the answer, such as what a tool gave back, ends it.
            open.waiting = open.answer.add(item) || open.answer.is_empty();
            if open.waiting {
                return ITEMS;
            }
        }
        if self.answer.add(item) {
            self.answered = (line, row.get("timestamp").cloned().unwrap_or_default().into_owned());
        }
        ITEMS
    }

    fn event<'a>(&mut self, line: u64, row: &Value<'a>, emit: Emit<'_, 'a>) -> Result<(), String> {
        let event = dig(row, &["payload"]).ok_or("payload: there is none")?;
        let what = match text(event, &["type"]) {
            Some("token_count") => return self.count(line, row, emit),
            Some("user_message") => {
                self.ask(text(event, &["message"]).unwrap_or_default(), emit);
                "session events"
            }
            Some("thread_settings_applied") => {
                // Settings without a tier leave it as it is.
                let tier = text(event, &["thread_settings", "service_tier"]).map(str::to_owned);
                self.tier = tier.or(self.tier.take());
                "session events"
            }
            Some("error") if !self.is_copy(row) => {
                self.tell_open(emit);
                self.failed(line, row, emit);
                return Ok(());
            }
            _ => "session events",
        };
        emit(Ok(Found::Other(what)));
        Ok(())
    }

    fn ask(&mut self, said: &str, emit: Emit<'_, '_>) {
        if said.trim().is_empty() || NOT_ASKED.iter().any(|start| said.starts_with(start)) {
            return;
        }
        self.tell_open(emit);
        self.tell_uncounted(emit);
        self.prompt = Some(said.to_owned());
    }

    /// A token count: the end of a call, if it advances.
    fn count<'a>(&mut self, line: u64, row: &Value<'a>, emit: Emit<'_, 'a>) -> Result<(), String> {
        let info = |key: &str| dig(row, &["payload", "info", key]).map(Usage::read);
        let (last, total) = (info("last_token_usage"), info("total_token_usage"));
        let repeated = total.is_some() && total == self.totals;
        let used = last.or_else(|| Some(total?.since(self.totals.unwrap_or_default())));
        self.totals = total.or(self.totals);
        let Some(used) = used.filter(|used| !repeated && !used.is_nothing()) else {
            emit(Ok(Found::Other("token counts that add nothing")));
            return Ok(());
        };
        let answer = std::mem::take(&mut self.answer);
        if self.is_copy(row) {
            self.copying = at(row);
            emit(Ok(Found::Other("replayed turns")));
            return Ok(());
        }
        self.counts = true;
        self.copying = None;
        self.tell_open(emit);
        let time = text(row, &["timestamp"]).ok_or("timestamp: there is none")?;
        let mut record = self.record(line, row.get("timestamp"));
        for path in [&["payload", "info", "model"][..], &["payload", "model"]] {
            if let Some(model) = text(row, path) {
                record.set(Field::Model, Value::Text(model.to_owned().into()));
            }
        }
        // Neither session nor place in the file: a copy in another session is the same call.
        let Usage { input, cached, output, reasoning, .. } = used;
        let model = record.get(Field::Model).as_text().unwrap_or_default();
        let id = format!("codex:{time}:{model}:{input}:{cached}:{output}:{reasoning}");
        record.set(Field::Id, Value::Text(id.into()));
        set_usage(&mut record, used);
        self.open = Some(Open { record, waiting: answer.is_empty(), answer });
        Ok(())
    }

    fn failed<'a>(&mut self, line: u64, row: &Value<'a>, emit: Emit<'_, 'a>) {
        let mut record = self.record(line, row.get("timestamp"));
        let kind = match dig(row, &["payload", "codex_error_info"]) {
            Some(Value::Text(kind)) => kind.to_string(),
            Some(Value::Map(entries)) => entries.first().map_or_else(String::new, |(kind, _)| kind.to_string()),
            _ => String::new(),
        };
        let kind = if kind.is_empty() { "error".to_owned() } else { kind };
        let time = text(row, &["timestamp"]).unwrap_or_default();
        record.set(Field::Id, Value::Text(format!("codex:{time}:{kind}").into()));
        record.set(Field::Status, Value::Text("error".into()));
        record.set(Field::ErrorType, Value::Text(kind.into()));
        if let Some(said) = text(row, &["payload", "message"]) {
            record.set(Field::Response, Value::Text(said.to_owned().into()));
        }
        emit(Ok(Found::Call(record)));
    }

    /// What every call of the session has.
    fn record(&self, line: u64, time: Option<&Value<'_>>) -> Record<'static> {
        let mut record = Record::new(line);
        let mut set = |field: Field, text: Option<&str>| {
            if let Some(text) = text {
                record.set(field, Value::Text(text.to_owned().into()));
            }
        };
        // Early versions name no provider, and knew no other.
        set(Field::Provider, Some(self.provider.as_deref().unwrap_or("openai")));
        set(Field::Model, self.model.as_deref());
        set(Field::ServiceTier, self.tier.as_deref());
        set(Field::SessionId, self.id.as_deref());
        set(Field::Prompt, self.prompt.as_deref());
        set(Field::App, Some("codex"));
        set(Field::Operation, Some("chat"));
        record.set(Field::Timestamp, time.cloned().unwrap_or_default().into_owned());
        record.set(Field::Metadata, Value::Map(self.metadata.clone()));
        if self.subagent {
            record.set(Field::Tags, Value::List(vec![Value::Text("subagent".into())]));
        }
        record
    }

    fn tell_open(&mut self, emit: Emit<'_, '_>) {
        if let Some(Open { mut record, answer, .. }) = self.open.take() {
            answer.tell(&mut record);
            emit(Ok(Found::Call(record)));
        }
    }

    /// An answer of a version that counts no tokens is a call, too.
    fn tell_uncounted(&mut self, emit: Emit<'_, '_>) {
        let answer = std::mem::take(&mut self.answer);
        if self.counts || answer.is_empty() {
            return;
        }
        let (line, time) = std::mem::take(&mut self.answered);
        let mut record = self.record(line, Some(&time));
        let id = format!("codex:{}:{}", time.as_text().unwrap_or_default(), self.id.as_deref().unwrap_or_default());
        record.set(Field::Id, Value::Text(id.into()));
        answer.tell(&mut record);
        emit(Ok(Found::Call(record)));
    }

    /// Tells what is left at the end of a session.
    pub fn tell_all(&mut self, emit: Emit<'_, '_>) {
        self.tell_open(emit);
        self.tell_uncounted(emit);
    }
}

/// When a line was written, µs.
fn at(row: &Value<'_>) -> Option<i64> {
    time::micros(row.get("timestamp")?).ok()?
}
