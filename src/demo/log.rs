//! Planned calls in, lines of the log out: texts, tokens, latency, cost, feedback and labels of each.

use std::fmt::Write as _;
use std::io::Write;

use chrono::SecondsFormat;

use super::apps::{APPS, App};
use super::dice::{Dice, mix};
use super::incidents::{Effect, Planted};
use super::library::Library;
use super::plan::{Call, in_slice};
use super::row::{Message, Metadata, Row};
use super::wording::Texts;
use crate::error::{OrFail, Result};

/// Answers slower than this annoy people.
const SLOW_MS: f64 = 15_000.0;

const REGIONS: &[&str] = &["eu-west-1", "eu-central-1", "us-east-1", "ap-northeast-1"];

/// Writes calls as lines; keeps its buffers from one to the next.
pub struct Log<'a> {
    library: &'a Library,
    incidents: &'a [Planted],
    /// Makes ids differ from seed to seed.
    salt: u64,
    /// This turn, then the turns before it.
    turns: Vec<Texts>,
    names: [String; 6],
    line: Vec<u8>,
}

/// What a call used.
#[derive(Clone, Copy, Default)]
struct Usage {
    input: u32,
    output: u32,
    reasoning: u32,
    cache_read: u32,
    cache_write: u32,
}

impl<'a> Log<'a> {
    /// A log of the calls of one seed.
    pub fn new(library: &'a Library, incidents: &'a [Planted], seed: u64) -> Self {
        let (turns, names) = (Vec::new(), Default::default());
        Self { library, incidents, salt: mix(seed), turns, names, line: Vec::with_capacity(16 << 10) }
    }

    /// Writes one line; `progress` is how much of the window is over, from 0 to 1.
    pub fn write(&mut self, call: &Call, progress: f64, out: &mut dyn Write) -> Result<()> {
        let app = call.app();
        let route = call.route();
        let mut dice = Dice::new(mix(self.salt ^ call.number));
        let scenario = &self.library.scenarios[call.app][call.scenario];
        let depth = if app.system.is_some() { usize::from(call.step) + 1 } else { 1 };
        if self.turns.len() < depth {
            self.turns.resize_with(depth, Texts::default);
        }
        for back in 0..depth {
            let step = usize::from(call.step) - back;
            self.library.turn(scenario, call.seed, step, call.wrong >> step & 1 == 1, &mut self.turns[back]);
        }

        let text = &self.turns[0];
        let conversation: usize = self.turns[1..depth].iter().map(|turn| turn.ask.len() + turn.answer.len()).sum();
        let usage = usage(call, text.context.len() + text.ask.len() + conversation, text.answer.len(), &mut dice);
        let (latency_ms, first_token_ms) = self.latency(call, usage, &mut dice);
        let wrong = call.wrong >> call.step & 1 == 1;
        let feedback = feedback(call, wrong, latency_ms, &mut dice);
        let [id, timestamp, user, session, trace, comment] = &mut self.names;
        ids(call, self.salt, [id, timestamp, user, session, trace]);
        let comments = feedback.filter(|_| dice.chance(0.35)).map(|score| match (score, wrong) {
            (1, _) => format!("up_{}", scenario.lang),
            (_, true) => format!("wrong_{}", scenario.lang),
            _ => format!("down_{}", scenario.lang),
        });
        comment.clear();
        if let Some(pool) = comments {
            self.library.item(&pool, &mut dice, comment);
        }

        let mut messages = Vec::new();
        if let Some(system) = app.system {
            messages.push(Message { role: "system", content: system });
            for turn in self.turns[1..depth].iter().rev() {
                messages.push(Message { role: "user", content: &turn.ask });
                messages.push(Message { role: "assistant", content: &turn.answer });
            }
            messages.push(Message { role: "user", content: &text.ask });
        }
        let streams = dice.chance(app.streams);
        let answered = call.fault.is_none();
        let mut tags: Vec<&'static str> = Vec::new();
        tags.extend((call.attempt > 1).then_some("retry"));
        tags.extend((app.goes_on == 0.0).then_some("batch"));
        tags.extend(dice.chance(0.07).then_some("experiment:short-answers"));
        tags.extend(dice.chance(0.04).then_some("beta"));
        let row = Row {
            id,
            timestamp,
            latency_ms,
            time_to_first_token_ms: (streams && answered).then_some(first_token_ms),
            provider: route.provider,
            model: route.model,
            operation: route.operation,
            status: if answered { "success" } else { "error" },
            error_type: call.fault.map(|fault| fault.name()),
            http_status: call.fault.map_or(200, |fault| fault.http_status()),
            prompt: app.system.is_none().then_some(&text.ask),
            messages: &messages,
            response: answered.then_some(&text.answer),
            context: (!text.context.is_empty()).then_some(&text.context),
            input_tokens: usage.input,
            output_tokens: usage.output,
            cache_read_tokens: app.caches.then_some(usage.cache_read),
            cache_creation_tokens: (app.caches && route.cache_writes).then_some(usage.cache_write),
            reasoning_tokens: (route.reasoning_tokens > 0.0).then_some(usage.reasoning),
            cost_usd: route
                .price
                .filter(|_| app.logs_cost)
                .map(|price| price.cost(usage.input, usage.cache_read, usage.cache_write, usage.output)),
            user_id: user,
            session_id: (app.goes_on > 0.0).then_some(session),
            trace_id: trace,
            environment: if call.staging { "staging" } else { "production" },
            app: app.id,
            tags: &tags,
            prompt_version: version(app, progress, call.staging),
            category: dice.chance(app.logs_category).then_some(&scenario.category),
            feedback,
            feedback_comment: (!comment.is_empty()).then_some(comment),
            hallucination: (answered && dice.chance(app.labelled)).then_some(wrong),
            metadata: dice.chance(0.5).then(|| Metadata {
                region: REGIONS[(call.user % 4) as usize],
                client: app.clients[(call.user % app.clients.len() as u64) as usize],
                stream: streams,
                attempt: call.attempt,
            }),
        };
        self.line.clear();
        serde_json::to_writer(&mut self.line, &row).or_fail(|| "cannot write a row of the demo".to_string())?;
        self.line.push(b'\n');
        out.write_all(&self.line).or_fail(|| "cannot write the demo log".to_string())
    }

    /// Milliseconds until the end and until the first token.
    fn latency(&self, call: &Call, usage: Usage, dice: &mut Dice) -> (f64, f64) {
        if let Some(fault) = call.fault {
            return (tenths(fault.latency_ms(dice)), 0.0);
        }
        let route = call.route();
        let slower: f64 = self
            .incidents
            .iter()
            .filter(|planted| in_slice(planted, call))
            .map(|planted| match planted.incident.effect {
                Effect::Slower(factor) => 1.0 + (factor - 1.0) * planted.size(call.at()),
                Effect::Outage(_) => 1.0 + 1.2 * planted.size(call.at()),
                _ => 1.0,
            })
            .product();
        // One call in eighty hits a busy machine.
        let unlucky = if dice.chance(0.0125) { 3.0 * dice.spread(0.3) } else { 1.0 };
        let per_token = slower * unlucky * 1_000.0 / route.tokens_per_second * dice.spread(0.28);
        let reading = f64::from(usage.input - usage.cache_read) * 0.04;
        let waiting = (route.first_token_ms * dice.spread(0.4) + reading) * slower * unlucky;
        let first = waiting + f64::from(usage.reasoning) * per_token;
        (tenths(first + f64::from(usage.output - usage.reasoning) * per_token), tenths(first))
    }
}

fn tenths(ms: f64) -> f64 {
    (ms * 10.0).round() / 10.0
}

/// Four bytes are about a token: four letters of English, or one and a third of Chinese.
fn usage(call: &Call, sent: usize, answered: usize, dice: &mut Dice) -> Usage {
    let (app, route) = (call.app(), call.route());
    let mut usage = Usage::default();
    if call.fault.is_none_or(|fault| fault.is_charged()) {
        usage.input = app.system_tokens + (sent as f64 / 4.0 * dice.spread(0.06)) as u32 + 12;
    }
    if call.fault.is_none() {
        usage.output = (answered as f64 / 4.0 * dice.spread(0.08)) as u32 + 3;
        if route.reasoning_tokens > 0.0 {
            usage.reasoning = (route.reasoning_tokens * dice.spread(0.9)) as u32 / 64 * 64;
            usage.output += usage.reasoning;
        }
        if app.caches && app.system_tokens >= 1_024 {
            let cached = app.system_tokens / 128 * 128;
            if dice.chance(if call.step > 0 { 0.95 } else { 0.55 }) {
                usage.cache_read = cached;
            } else if route.cache_writes {
                usage.cache_write = cached;
            }
        }
    }
    usage
}

/// −1, 1 or nothing. Bad answers get more of it, and worse.
fn feedback(call: &Call, wrong: bool, latency_ms: f64, dice: &mut Dice) -> Option<i8> {
    let slow = latency_ms > SLOW_MS;
    let (urge, bad) = match call.fault {
        Some(_) => (1.3, 0.95),
        None if wrong => (2.2, 0.84),
        None if slow => (1.2, 0.36),
        None => (1.0, 0.13),
    };
    dice.chance(call.app().feedback * urge).then(|| if dice.chance(bad) { -1 } else { 1 })
}

fn version(app: &App, progress: f64, staging: bool) -> &'static str {
    let live = app.versions.iter().take_while(|(from, _)| *from <= progress).count().max(1) - 1;
    // Staging tries the next one.
    app.versions[(live + usize::from(staging)).min(app.versions.len() - 1)].1
}

fn ids(call: &Call, salt: u64, [id, timestamp, user, session, trace]: [&mut String; 5]) {
    for text in [&mut *id, timestamp, user, session, trace] {
        text.clear();
    }
    let app = call.app();
    // `mix` is one to one, so no two calls of a log share an id.
    _ = write!(id, "req_{:016x}", mix(call.number ^ salt));
    _ = write!(session, "s_{:012x}", call.session >> 16);
    _ = write!(trace, "{:016x}{:016x}", mix(call.session), call.trace);
    // 7,919 and the prime 100,003 spread ranks over five digits without two falling together.
    let place = APPS.iter().position(|other| other.user_prefix == app.user_prefix).unwrap_or(0) as u64;
    _ = write!(user, "{}{:05}", app.user_prefix, (call.user * 7_919 + place * 31 + 17) % 100_003);
    timestamp.push_str(&call.at().to_rfc3339_opts(SecondsFormat::Millis, true));
}
