//! A log with secrets in every field → a site in which none of them is, in no file and in nothing that a file holds packed.

use std::fs;
use std::io::Read;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::world::World;

/// Fields that take any text.
const FIELDS: &[&str] = &[
    "id",
    "provider",
    "model",
    "operation",
    "error_type",
    "finish_reason",
    "prompt",
    "response",
    "context",
    "user_id",
    "session_id",
    "trace_id",
    "environment",
    "app",
    "prompt_version",
    "category",
    "feedback_comment",
    "service_tier",
];

/// Made-up secrets, the `n`th of each kind. Checksums are computed here and not by what is tested.
const KINDS: &[fn(u64) -> String] = &[
    |n| format!("person{n}.x@secret{n}.example"),
    |n| format!("+49 30 {:07}", 9_000_000 + n * 37),
    |n| {
        let body = format!("4{:014}", n * 7_919 + 1);
        (0..10).map(|check| format!("{body}{check}")).find(|number| luhn(number)).unwrap()
    },
    |n| {
        let bban = format!("{:018}", n * 104_729 + 5);
        let rest = format!("{bban}131400").bytes().fold(0, |rest, digit| (rest * 10 + u64::from(digit - b'0')) % 97);
        format!("DE{:02}{bban}", 98 - rest)
    },
    |n| format!("203.0.{}.{}", 20 + n % 200, 11 + n / 200),
    |n| format!("{:03}-{:02}-{:04}", 100 + n % 500, 10 + n % 80, 1000 + n),
    |n| format!("sk-{}proj-{}", "", scrambled(n, 48)),
    |n| format!("gh{}_{}", "p", scrambled(n, 36)),
    |n| format!("AK{}{}", "IA", scrambled(n, 15).to_uppercase()),
    |n| format!("xox{}-{:012}-{}", "b", n * 31 + 100_000_000_000, scrambled(n, 24)),
    |n| format!("ey{}.eyJzdWIiOiJ{n}In0.{}", "JhbGciOiJIUzI1NiJ9", scrambled(n, 43)),
    |n| format!("https://bot:{}@git.example", scrambled(n, 14)),
];

fn luhn(number: &str) -> bool {
    let digits = number.bytes().rev().map(|byte| u32::from(byte - b'0')).enumerate();
    digits.map(|(at, d)| if at % 2 == 1 { d * 2 / 10 + d * 2 % 10 } else { d }).sum::<u32>() % 10 == 0
}

/// Letters and digits that differ for every number.
fn scrambled(n: u64, length: usize) -> String {
    let letters = b"abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ234567";
    let mut state = n.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let next = |_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        char::from(letters[(state % letters.len() as u64) as usize])
    };
    (0..length).map(next).collect::<String>().replacen('a', "2", 1) + "7"
}

/// A world with secrets, and the secrets: each stands in one place, so that one that is found tells which.
struct Planted {
    world: World,
    secrets: Vec<(String, String)>,
}

fn plant(name: &str, publish: &str) -> Planted {
    let world = World::empty(name);
    let mut secrets: Vec<(String, String)> = Vec::new();
    let mut fresh = |place: &str| {
        let n = secrets.len() as u64;
        let secret = KINDS[(n + n / KINDS.len() as u64) as usize % KINDS.len()](n);
        secrets.push((place.to_string(), secret.clone()));
        secret
    };
    let mut log = String::new();
    for row in 0..50 {
        let mut call = json!({
            "timestamp": format!("2026-10-{:02}T10:00:00Z", row % 28 + 1), "latency_ms": 1000 + row, "input_tokens": 10,
            "output_tokens": 5, "status": if row % 3 == 0 { "error" } else { "success" }, "feedback": 1,
        });
        for field in FIELDS {
            // In groups, so that every field sees every kind, alone and within words.
            let secret = fresh(field);
            call[*field] = Value::String(if row % 2 == 0 { secret } else { format!("zebrafish {secret} quokka") });
        }
        let (a, b, c) = (fresh("metadata key"), fresh("metadata value"), fresh("metadata, deep"));
        call["metadata"] = json!({ a: b, "deep": { "list": [format!("line\n{c}\tzebrafish")] } });
        call["tags"] = json!([fresh("tag"), "zebrafish"]);
        call["messages"] = json!([{ "role": "user", "content": format!("\"{}\"", fresh("message")) }]);
        call["scores"] =
            json!([{ "name": fresh("score"), "value": 0.5, "label": fresh("label"), "comment": fresh("comment") }]);
        log += &format!("{call}\n");
    }
    for _ in 0..10 {
        let row = json!({ "timestamp": format!("at {}", fresh("rejected")), "model": "x" });
        log += &format!("{row}\n{}\n", json!({ "timestamp": "2026-10-01", "latency_ms": fresh("rejected") }));
    }
    // A secret that a message of ours cuts off in the middle.
    log += &format!("{}\n", json!({ "timestamp": format!("{} {}", "y".repeat(40), scrambled(9, 60)) }));
    secrets.push(("cut".into(), scrambled(9, 60)[..18].to_string()));
    let file = "mail-of-ada.l@secret.example.jsonl";
    secrets.push(("file name".into(), "ada.l@secret.example".into()));
    world.write(file, log);
    world.write(
        "llmobs.toml",
        format!(
            "title = \"Calls of ceo@secret.example\"\n[publish]\ntext = \"{publish}\"\nkey = \"a phrase for tests\"\n\
             [[redact]]\nname = \"badge\"\npattern = 'BADGE-\\d+'\n\
             [[objective]]\nmeasure = \"success_rate\"\nat_least = 0.5\napp = \"chief@secret.example\"\n"
        ),
    );
    secrets.push(("title".into(), "ceo@secret.example".into()));
    secrets.push(("objective".into(), "chief@secret.example".into()));
    world.write("badge.jsonl", "{\"timestamp\":\"2026-10-05T01:00:00Z\",\"model\":\"m\",\"prompt\":\"I am BADGE-4711, zebrafish\",\"latency_ms\":9999999}\n");
    secrets.push(("own pattern".into(), "BADGE-4711".into()));
    world.ok(&["ingest", file, "badge.jsonl"]);
    world.ok(&["build-site"]);
    assert!(secrets.len() >= 1000, "{} secrets", secrets.len());
    Planted { world, secrets }
}

/// Every file of the site by name: as it is and, below it, unpacked and unescaped whatever it holds packed or escaped.
pub fn published(world: &World) -> Vec<(String, String)> {
    let site = world.path().join("_site");
    let files = walkdir::WalkDir::new(&site).sort_by_file_name().into_iter().map(Result::unwrap);
    let (mut all, mut unpacked) = (Vec::new(), 0);
    for entry in files.filter(|entry| entry.file_type().is_file()) {
        let name = entry.path().strip_prefix(&site).unwrap().to_str().unwrap().to_string();
        // Plotly is the same for everybody.
        if name == "assets/plotly.js" {
            continue;
        }
        let mut text = String::from_utf8_lossy(&fs::read(entry.path()).unwrap()).into_owned();
        let base64 = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '='));
        let packed: Vec<Vec<u8>> =
            text.split(base64).filter(|part| part.len() >= 16).filter_map(|part| STANDARD.decode(part).ok()).collect();
        for bytes in packed {
            let mut plain = Vec::new();
            if flate2::read::DeflateDecoder::new(&bytes[..]).read_to_end(&mut plain).is_ok() {
                unpacked += 1;
                text += &String::from_utf8_lossy(&plain);
            }
        }
        for (escaped, plain) in [("&#x2f;", "/"), ("&#47;", "/"), ("\\/", "/"), ("&quot;", "\""), ("&amp;", "&")] {
            text = text.replace(escaped, plain);
        }
        all.push((format!("{name} ({})", text.len()), text));
    }
    assert!(all.len() > 25, "only {} files", all.len());
    assert!(unpacked > 0 || !site.join("search").exists(), "nothing of the index could be unpacked");
    all
}

fn leaks(files: &[(String, String)], secrets: &[(String, String)]) -> Vec<String> {
    let found = |(place, secret): &(String, String)| {
        let file = files.iter().find(|(_, text)| text.contains(secret.as_str()))?;
        Some(format!("{secret} of {place} is in {}", file.0))
    };
    secrets.iter().filter_map(found).collect()
}

#[test]
fn none_of_a_thousand_planted_secrets_is_published() {
    let planted = plant("planted", "redacted");
    let files = published(&planted.world);
    let leaked = leaks(&files, &planted.secrets);
    assert!(leaked.is_empty(), "{} of {} leaked:\n{}", leaked.len(), planted.secrets.len(), leaked.join("\n"));
    // What is not secret is still there, and what was is counted on the page about the data.
    let has = |text: &str| files.iter().any(|(_, file)| file.contains(text));
    assert!(has("zebrafish") && has("[email:") && has("[user:") && has("[badge:"), "placeholders and words");
    let quality = &files.iter().find(|(name, _)| name.starts_with("quality.html")).unwrap().1;
    assert!(quality.contains("Removed from this report") && quality.contains("[aws_key:…]"));
    assert!(
        files.iter().all(|(name, text)| !name.contains(".html") || text.contains("secrets and personal data removed"))
    );
    // The same store and clock give the same bytes, although the second build takes the index over.
    planted.world.ok(&["build-site"]);
    let again = published(&planted.world);
    assert!(files == again, "a second build differs");
    // The check itself: with everything published, the secrets are found.
    planted.world.write("llmobs.toml", "[publish]\ntext = \"full\"\n");
    planted.world.ok(&["build-site"]);
    let shown = leaks(&published(&planted.world), &planted.secrets).len();
    assert!(shown > 900, "only {shown} of {} are found where nothing is removed", planted.secrets.len());
}

#[test]
fn without_texts_no_word_and_no_person_is_published() {
    let planted = plant("no-texts", "none");
    let files = published(&planted.world);
    let leaked = leaks(&files, &planted.secrets);
    assert!(leaked.is_empty(), "{} leaked:\n{}", leaked.len(), leaked.join("\n"));
    assert!(!planted.world.path().join("_site/search").exists(), "there is an index");
    // The words stand in names as well (`model`, `category`), which are published: those in texts only must not be.
    let world = World::empty("words");
    world.write("llmobs.toml", "[publish]\ntext = \"none\"\n");
    let words = ["zebrafish", "quokka", "axolotl", "narwhal", "okapi", "tapir", "pangolin", "kakapo"];
    let call = json!({
        "timestamp": "2026-10-01T10:00:00Z", "model": "gpt-4o", "latency_ms": 900, "prompt": words[0], "response": words[1],
        "context": words[2], "feedback": { "score": 1, "comment": words[3] }, "user_id": words[4],
        "metadata": { words[5]: 1 }, "tags": [words[6]], "session_id": words[7],
    });
    world.write("a.jsonl", format!("{call}\n{}\n", json!({ "timestamp": "the kakapo", "model": "x" })));
    world.ok(&["ingest", "a.jsonl"]);
    world.ok(&["build-site"]);
    for (name, text) in published(&world) {
        let found: Vec<&&str> = words.iter().filter(|word| text.contains(**word)).collect();
        assert!(found.is_empty(), "{name} has {found:?}");
    }
}

#[test]
fn pages_run_their_own_scripts_only() {
    let world = World::demo("policy");
    world.ok(&["build-site"]);
    let policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; base-uri 'none'; form-action 'none'";
    let handler = regex::Regex::new(r#"<[^>]*\son[a-z]+\s*="#).unwrap();
    let elsewhere = regex::Regex::new(r#"<(?:script|link|img|iframe)[^>]*(?:src|href)\s*=\s*"(?:[a-z]+:|//)"#).unwrap();
    let pages: Vec<_> = published(&world).into_iter().filter(|(name, _)| name.contains(".html")).collect();
    assert!(pages.len() > 10);
    for (name, html) in pages {
        assert!(html.contains(&format!("content=\"{policy}\"")), "{name} has another policy");
        assert!(!handler.is_match(&html), "{name} has an inline handler");
        assert!(!elsewhere.is_match(&html), "{name} wants something from elsewhere");
        assert!(!html.contains("javascript:") && !html.contains("<script>"), "{name} has a script in it");
    }
}
