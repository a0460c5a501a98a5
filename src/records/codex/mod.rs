//! Session files (rollouts) of the Codex CLI in, one call for every answer of the model out.
//!
//! A file tells of a call in pieces: the model in the turn's settings, the question and the answer as items of the
//! conversation, and the usage in a token count that comes when the answer is whole.

mod call;
mod session;
mod usage;

use std::sync::{Mutex, PoisonError};

use super::{Emit, Format, Reading, Rows, Sample, Value};
use crate::error::{Reject, Result};
use session::State;

/// Rollouts of the Codex CLI.
pub struct Codex;

/// Types of lines that nothing else has.
const SIGNS: &[&str] = &["session_meta", "turn_context", "response_item", "event_msg", "compacted"];

impl Format for Codex {
    fn id(&self) -> &str {
        "codex"
    }

    fn title(&self) -> &str {
        "Codex CLI sessions (rollout JSONL)"
    }

    fn doc(&self) -> &str {
        "https://github.com/openai/codex"
    }

    fn about(&self) -> &str {
        "The files `rollout-*.jsonl` below `~/.codex/sessions` and `~/.codex/archived_sessions`. Every token count that \
         advances is one call, with the usage of the last request, or the difference of the running totals where that \
         is missing. A session that was forked, or a subagent's, begins with a copy of its parent's, written within a \
         second: what is counted there is left out. Copies that kept their times count once. Sessions of versions that \
         counted nothing give calls without tokens. Latency is not logged and stays empty. What `codex exec --json` \
         prints has neither time nor model, and is not read."
    }

    fn fits(&self, sample: &Sample) -> u32 {
        let ours =
            sample.is_typed(|kind, row| SIGNS.contains(&kind) && matches!(row.get("payload"), Some(Value::Map(_))));
        if ours { 200 } else { 0 }
    }

    fn reading(&self, _sample: &Sample) -> Result<Reading> {
        let note = "latency is not in these files; the time of a call is that of its token count, when it was over";
        Ok(Reading { rows: Box::new(Sessions::default()), inferences: vec![note.to_owned()] })
    }

    fn reads_anew(&self) -> bool {
        true
    }
}

/// What is known of the session so far.
#[derive(Default)]
struct Sessions {
    state: Mutex<State>,
}

impl Rows for Sessions {
    fn read<'a>(&self, line: u64, row: Value<'a>, emit: Emit<'_, 'a>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Err(reason) = state.read(line, &row, emit) {
            emit(Err(Reject { line, reason }));
        }
    }

    fn in_order(&self) -> bool {
        true
    }

    fn finish(&self, emit: Emit<'_, 'static>) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).tell_all(emit);
    }
}
