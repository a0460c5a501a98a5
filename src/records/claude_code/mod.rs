//! Session files of Claude Code in, one call for every reply of the model out.
//!
//! A reply is spread over lines, one for each block of its content, all with the reply's id and usage. The same reply
//! may come again: a resumed session copies its history, and a side conversation repeats what the main one said.

mod failure;
mod prompts;
mod replies;
mod reply;

use std::sync::{Arc, Mutex, PoisonError};

use super::dig::{dig, text};
use super::{Emit, Format, Found, Reading, Rows, Sample, Value};
use crate::error::{Reject, Result};
use prompts::Prompts;
use replies::Replies;
use reply::Reply;

/// Session files of Claude Code.
pub struct ClaudeCode;

/// Lines that nothing else has: their type, and keys that come with it.
const SIGNS: &[(&str, &[&str])] = &[
    ("assistant", &["sessionId", "uuid", "message"]),
    ("user", &["sessionId", "uuid", "message"]),
    ("system", &["sessionId", "uuid", "parentUuid"]),
    ("attachment", &["sessionId", "uuid", "parentUuid"]),
    ("progress", &["sessionId", "uuid", "data"]),
    ("summary", &["summary", "leafUuid"]),
    ("file-history-snapshot", &["messageId", "snapshot"]),
    ("queue-operation", &["operation", "sessionId"]),
    ("last-prompt", &["lastPrompt", "sessionId"]),
    ("custom-title", &["customTitle", "sessionId"]),
    ("ai-title", &["aiTitle", "sessionId"]),
    ("agent-name", &["agentName", "sessionId"]),
    ("permission-mode", &["permissionMode", "sessionId"]),
    ("pr-link", &["sessionId", "prNumber"]),
];

/// Files that lie beside sessions: keys that tell them, none of which is a type.
const BESIDE: &[(&[&str], &str)] =
    &[(&["version", "entries"], "indexes of sessions"), (&["agentType"], "descriptions of subagents")];

/// What lines that are no reply are called.
const OTHERS: &[(&str, &str)] = &[
    ("summary", "summaries"),
    ("system", "system notes"),
    ("progress", "progress notes"),
    ("file-history-snapshot", "file snapshots"),
    ("queue-operation", "queue operations"),
    ("attachment", "attachments"),
];

impl Format for ClaudeCode {
    fn id(&self) -> &str {
        "claude_code"
    }

    fn title(&self) -> &str {
        "Claude Code sessions (JSONL)"
    }

    fn doc(&self) -> &str {
        "https://github.com/anthropics/claude-code"
    }

    fn about(&self) -> &str {
        "The session files below `~/.claude/projects`, those of subagents included. The lines of one reply (one for each \
         block of its content) are one call, whose usage is that of the line with the most tokens; its answer is the \
         text, or the tools it called where it said nothing. A reply that is copied into a resumed session counts once, \
         and a side conversation that repeats one does not count. Input is logged beside the cache and made inclusive. \
         Latency is not logged and stays empty. Errors that Claude Code wrote in the model's place are failed calls \
         without a model; its other notes of that kind are no calls. Claude Code deletes these files after 30 days \
         unless told otherwise, so ingest them regularly."
    }

    fn fits(&self, sample: &Sample) -> u32 {
        let ours = sample.is_typed(|kind, row| {
            SIGNS.iter().any(|(sign, keys)| *sign == kind && keys.iter().all(|key| row.get(key).is_some()))
        });
        // The index and descriptions of subagents are one object each, in files of a name of their own.
        let named = sample.file == "sessions-index.json" || sample.file.ends_with(".meta.json");
        let aside = named && sample.header.is_none() && sample.rows.len() == 1 && beside(&sample.rows[0]).is_some();
        if ours || aside { 200 } else { 0 }
    }

    fn reading(&self, _sample: &Sample) -> Result<Reading> {
        let note = "latency is not in these files; the time of a call is that of its first line";
        Ok(Reading { rows: Box::new(Sessions::default()), inferences: vec![note.to_owned()] })
    }

    fn reads_anew(&self) -> bool {
        true
    }
}

/// What is known of the sessions so far.
#[derive(Default)]
struct Sessions {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    prompts: Prompts,
    replies: Replies,
}

impl Rows for Sessions {
    fn read<'a>(&self, line: u64, row: Value<'a>, emit: Emit<'_, 'a>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Err(reason) = state.read(line, row, emit) {
            emit(Err(Reject { line, reason }));
        }
    }

    fn in_order(&self) -> bool {
        true
    }

    fn finish(&self, emit: Emit<'_, 'static>) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).replies.finish(emit);
    }
}

impl State {
    fn read<'a>(&mut self, line: u64, mut row: Value<'a>, emit: Emit<'_, 'a>) -> Result<(), String> {
        let Some(kind) = text(&row, &["type"]).map(str::to_owned) else {
            if let Some(words) = beside(&row) {
                emit(Ok(Found::Other(words)));
                return Ok(());
            }
            return Err("type: there is none, so this is no line of a session".to_owned());
        };
        let before = self.prompts.before(&row);
        if kind == "user" {
            let (asked, what) = prompts::asked(&row);
            self.prompts.note(&row, asked.map(Arc::from).or(before));
            emit(Ok(Found::Other(what)));
            return Ok(());
        }
        self.prompts.note(&row, before.clone());
        let (answer, prompt) = match (kind.as_str(), subagents(&mut row)) {
            ("assistant", _) => (row, before),
            ("progress", Some((answer, prompt))) => (answer, prompt),
            (kind, _) => {
                let named = OTHERS.iter().find(|(known, _)| *known == kind);
                emit(Ok(Found::Other(named.map_or("other session lines", |(_, words)| words))));
                return Ok(());
            }
        };
        match Reply::new(line, &answer, prompt)? {
            Some(reply) => self.replies.take(reply, emit),
            None => emit(Ok(Found::Other("notes in the model's place"))),
        }
        Ok(())
    }
}

/// What a file beside sessions is called, if the row is one.
fn beside(row: &Value<'_>) -> Option<&'static str> {
    let is = |keys: &[&str]| keys.iter().all(|key| row.get(key).is_some());
    BESIDE.iter().find(|(keys, _)| is(keys)).map(|(_, words)| *words)
}

/// A reply of a subagent that the main session tells as progress, as a line of its own, and what the subagent was asked.
fn subagents<'a>(row: &mut Value<'a>) -> Option<(Value<'a>, Option<Arc<str>>)> {
    if text(row, &["data", "message", "type"]) != Some("assistant")
        || dig(row, &["data", "message", "message"]).is_none()
    {
        return None;
    }
    let prompt = text(row, &["data", "prompt"]).map(Arc::from);
    let mut around: Vec<_> = ["sessionId", "cwd", "version", "gitBranch"]
        .iter()
        .filter_map(|key| Some(((*key).into(), std::mem::take(row.get_mut(key)?))))
        .collect();
    around.push(("isSidechain".into(), Value::Bool(true)));
    let data = row.get_mut("data")?;
    if let Some(agent) = data.get_mut("agentId").map(std::mem::take) {
        around.push(("agentId".into(), agent));
    }
    let Some(Value::Map(mut answer)) = data.get_mut("message").map(std::mem::take) else { return None };
    answer.retain(|(key, _)| !around.iter().any(|(known, _)| known == key));
    answer.append(&mut around);
    Some((Value::Map(answer), prompt))
}
