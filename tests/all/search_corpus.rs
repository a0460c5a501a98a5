//! Made-up interactions that are hard to search: several scripts, code, ids, nothing at all, quotes, bidi, emoji. In three
//! parts that arrive one after the other; the later ones bring calls from the days of the first.

use chrono::{DateTime, TimeDelta, Utc};
use rand::seq::IndexedRandom;
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Map, Value, json};

/// Interactions of each part: few enough that the parts stay segments of their own.
pub const PARTS: [usize; 3] = [420, 160, 60];

const SENTENCES: &[&str] = &[
    "Please refund the order of last week",
    "The refund of the order was refused, order refund refused",
    "Ich möchte eine Rückerstattung für meine Bestellung in der Straße",
    "Die Größe der Rückerstattung ist falsch",
    "Je voudrais être remboursé, s'il vous plaît; c'est déjà l'été",
    "数据分析报告怎么写？请分析数据",
    "用 Python 分析数据并生成报告",
    "注文をキャンセルしたいです。カードで払いました",
    "한국어로 환불을 요청합니다",
    "ขอเงินคืนสำหรับคำสั่งซื้อของฉัน",
    "أريد استرداد المال من فضلك",
    "مَرْحَبًا كيف حالك",
    "שלום, אני רוצה החזר כספי",
    "Верните деньги за заказ, пожалуйста",
    "मुझे धनवापसी चाहिए",
    "def parse_json(text): return json.loads(text)",
    "raise HTTPError(429, 'rate limit') in fetchUserData",
    "let parseJson = (x) => JSON.parse(x); // O(n log n)",
    "SELECT user_id, count(*) FROM orders WHERE total_usd > 0.5",
    "std::sync::mpsc::channel and tokio::spawn in rust_2024",
    "<script>alert('x')</script> & <b>bold</b>",
    "She said \"the refund\" and left \\ backslash",
    "so happy 😀 👍🏽 ❤️ thanks",
    "abc\u{202E}fed\u{2066} hidden \u{FEFF}order",
    "a\u{0}b NUL and \u{FFFD}",
    "e\u{301}te\u{301} Café CAFÉ naïve",
    "the the the the quick brown fox",
    "error 500 at /api/v1/orders?id=42#top",
    "12 345.67 EUR, 1e-9, 0x1F, v2.0.1",
    "x",
    "…",
    "",
];

const MODELS: &[&str] = &["gpt-4o", "GPT 4 Turbo", "claude-sonnet-4-5", "模型-七", "o\"quoted\"", "gpt-4o-mini"];
const APPS: &[&str] = &["support", "Search Assistant", "кабинет", "a:b"];
const USERS: &[&str] = &["u1", "u2", "ann@example.org", "two words", "Ümit", "u:3", "😀", "\u{FFFD}\u{E000}"];
const TAGS: &[&str] = &["batch", "beta test", "prod:eu", "数据"];

/// The rows of one part, as lines of JSON.
pub fn part(at: usize) -> String {
    let mut chance = ChaCha8Rng::seed_from_u64(70 + at as u64);
    // The nights when Berlin's clock goes back are inside the first; the last part comes late, too.
    let (start, hours) =
        [("2026-10-20T00:00:00Z", 150), ("2026-10-26T06:00:00Z", 60), ("2026-10-24T22:00:00Z", 120)][at];
    let start: DateTime<Utc> = start.parse().unwrap();
    let lines = (0..PARTS[at]).map(|n| row(&mut chance, at, n, start, hours).to_string() + "\n");
    lines.collect()
}

fn row(chance: &mut ChaCha8Rng, part: usize, n: usize, start: DateTime<Utc>, hours: i64) -> Value {
    // Many at the very same time.
    let minutes = chance.random_range(0..hours * 60) / 30 * 30;
    let time =
        start + TimeDelta::minutes(minutes) + TimeDelta::milliseconds([0, 0, 0, 1, 999][chance.random_range(0..5)]);
    let mut row = Map::new();
    row.insert("timestamp".into(), json!(time.to_rfc3339()));
    row.insert("note".into(), json!(format!("{part}/{n}")));
    let mut put = |chance: &mut ChaCha8Rng, share: f64, name: &str, value: Value| {
        if chance.random_bool(share) {
            row.insert(name.into(), value);
        }
    };
    let texts = |chance: &mut ChaCha8Rng| {
        let count = chance.random_range(1..4);
        (0..count)
            .map(|_| pick(chance, SENTENCES))
            .collect::<Vec<_>>()
            .join([" ", "\n", ". "][chance.random_range(0..3)])
    };
    let value = json!(format!("req_{part}_{n:03}"));
    put(chance, 0.8, "id", value);
    let value = json!(texts(chance));
    put(chance, 0.9, "prompt", value);
    let talk = json!([
        { "role": "system", "content": "You answer in short sentences, politely." },
        { "role": "user", "content": [{ "type": "text", "text": texts(chance) }, { "type": "image_url", "image_url": "data:image/png;base64,refund" }] },
    ]);
    put(chance, 0.2, "messages", talk);
    let value = json!(texts(chance));
    put(chance, 0.85, "response", value);
    let value = json!(texts(chance));
    put(chance, 0.2, "context", value);
    let value = json!(pick(chance, MODELS));
    put(chance, 0.9, "model", value);
    let value = json!(["openai", "anthropic", "Self Hosted"][chance.random_range(0..3)]);
    put(chance, 0.8, "provider", value);
    let value = json!(pick(chance, APPS));
    put(chance, 0.7, "app", value);
    let value = json!(["production", "staging"][chance.random_range(0..2)]);
    put(chance, 0.7, "environment", value);
    let value = json!(pick(chance, USERS));
    put(chance, 0.7, "user_id", value);
    let value = json!(format!("s{}", n / 5));
    put(chance, 0.7, "session_id", value);
    let value = json!(format!("trace-{}", n / 3));
    put(chance, 0.5, "trace_id", value);
    let value = json!([pick(chance, TAGS), pick(chance, TAGS)]);
    put(chance, 0.4, "tags", value);
    let value = json!((chance.random_range(0..60_000) as f64) / 10.0);
    put(chance, 0.85, "latency_ms", value);
    let value = json!(chance.random_range(0..3000));
    put(chance, 0.85, "input_tokens", value);
    let value = json!(chance.random_range(0..900));
    put(chance, 0.7, "output_tokens", value);
    let value = json!(f64::from(chance.random_range(0..1000)) / 20_000.0);
    put(chance, 0.6, "cost_usd", value);
    let value = json!([-1, -1, 0, 1][chance.random_range(0..4)]);
    put(chance, 0.4, "feedback", value);
    let value = json!(texts(chance));
    put(chance, 0.1, "feedback_comment", value);
    let value = json!(chance.next_u32().is_multiple_of(2));
    put(chance, 0.4, "hallucination", value);
    if chance.random_bool(0.2) {
        row.insert("status".into(), json!("error"));
        row.insert(
            "error_type".into(),
            json!(["rate_limit", "timeout", "Server said: quota refund"][chance.random_range(0..3)]),
        );
    }
    Value::Object(row)
}

fn pick(chance: &mut ChaCha8Rng, list: &[&str]) -> String {
    list.choose(chance).unwrap().to_string()
}

/// Every sentence: where queries take their words from.
pub fn sentences() -> &'static [&'static str] {
    SENTENCES
}

/// Values of fields that queries ask for.
pub fn values(field: &str) -> Vec<String> {
    let all: &[&str] = match field {
        "model" => MODELS,
        "provider" => &["openai", "anthropic", "self hosted", "nobody"],
        "category" => &["coding", "other", "question_answering", "translation"],
        "app" => APPS,
        "env" | "environment" => &["production", "staging", "test"],
        "status" => &["success", "error"],
        "error" => &["yes", "no", "rate_limit", "timeout", "server said: quota refund"],
        "hallucinated" => &["yes", "no", "unknown"],
        "feedback" => &["up", "down", "neutral", "none"],
        "user" => USERS,
        "session" => &["s0", "s1", "s12", "s30", "nothing"],
        "trace" => &["trace-0", "trace-7", "trace-50"],
        "tag" => TAGS,
        _ => &["req_0_001", "req_1_077", "req_2_010", "req_0_400", "nobody"],
    };
    all.iter().map(|value| value.to_string()).collect()
}
