//! A log whose every text wants out of its place → a store and a site where it is only text.
//!
//! `LLMOBS_HOSTILE_OUT=folder` also writes the site there, for `tests/browser/hostile.mjs`.

use std::fs;

use llmobs::records::Field;

use crate::world::World;

/// What is written into every text field, as JSON string literals.
const TEXTS: &[&str] = &[
    r#""</script><img src=x onerror=alert(1)>""#,
    r#""\"><svg onload=alert(2)>' onmouseover='alert(3)""#,
    r#""=cmd|'/c calc'!A0""#,
    r#""@SUM(1+1)*cmd""#,
    r#""+1+1""#,
    r#""\u202Egnp.exe\u2066 \u200B\uFEFF""#,
    r#""a\u0000b\u0007\u001b[31mred\u0085""#,
    r#""lone \ud800 and \udfff surrogates""#,
    r#""{{7*7}}{% include 'x' %}{# no #}${7*7}""#,
    r#""quo\"te 'and' `tick` back\\slash\nnew line\r\nand\ttab\u2028and\u2029end""#,
    r#""__proto__""#,
    r#""constructor""#,
    r#""toString""#,
    r#""<!--<script>""#,
    r#""]]><![CDATA[&lt;b&gt;&amp;""#,
    r#""javascript:alert(4)""#,
    r#""<a href='https://example.invalid/'>x</a><style>*{display:none}</style>""#,
    r#""%{x}<br><b>%{customdata}</b><extra></extra>""#,
    r#""$x^2$ \\(y\\)""#,
    r#""'; DROP TABLE interactions; --""#,
];

/// Parts that must never stand in a page as they are.
const RAW: &[&str] = &[
    "<img src=x",
    "<svg onload",
    "</script><",
    "<!--<script",
    "<style>*",
    "<a href='https://example",
    "<![CDATA[",
    "' onmouseover='",
];

/// Every text in every field that takes text, a megabyte in one line, and rows that are rejected for what they say.
pub fn log() -> String {
    let texts = [
        "id",
        "provider",
        "model",
        "operation",
        "error_type",
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
    ];
    for name in texts {
        assert!(Field::ALL.iter().any(|field| field.name() == name), "{name} is no field");
    }
    let mut log = String::new();
    for (i, text) in TEXTS.iter().enumerate() {
        let fields: String = texts.iter().map(|name| format!(",\"{name}\":{text}")).collect();
        for (k, status) in ["success", "error"].iter().enumerate() {
            // The id must differ between the two, and each text stands in an id once.
            let fields = if k == 1 { fields.replacen(&format!(",\"id\":{text}"), "", 1) } else { fields.clone() };
            log += &format!(
                "{{\"timestamp\":\"2026-10-{:02}T10:0{k}:00Z\",\"status\":\"{status}\",\"latency_ms\":{},\"input_tokens\":10,\
                 \"output_tokens\":5,\"feedback\":1,\"hallucination\":true,\"cost_usd\":0.5,\"tags\":[{text}],\
                 \"metadata\":{{{text}:{text}}},\"messages\":[{{\"role\":{text},\"content\":{text}}}]{fields}}}\n",
                1 + i,
                100 * (i + 1)
            );
        }
        log += &format!("{{\"timestamp\":{text},\"model\":{text}}}\n");
    }
    log += &format!(
        "{{\"timestamp\":\"2026-10-30T10:00:00Z\",\"model\":\"{}\",\"prompt\":\"{}\"}}\n",
        "<b>".repeat(200),
        "<img src=x onerror=alert(5)>".repeat(1 << 15)
    );
    log
}

/// The world and the folder of its site.
fn world() -> World {
    let world = World::empty("hostile");
    world.write("llmobs.toml", "title = \"</title><script>alert(6)</script>{{7*7}}\"\n");
    let name = if cfg!(windows) { "log.jsonl" } else { "<img src=x onerror=alert(7)>'\"{{7*7}}.jsonl" };
    world.write(name, log());
    let output = world.run(&["ingest", "."]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    assert!(told.chars().all(|c| c == '\n' || !c.is_control()), "a log drives the terminal: {told:?}");
    world.ok(&["build-site"]);
    world
}

#[test]
fn hostile_texts_stay_texts() {
    let world = world();
    world.sound();
    let n = TEXTS.len() as u64;
    let ledger = world.sql("SELECT read, loaded, duplicates, rejected FROM ingests");
    assert_eq!(ledger, [format!("{} {} 0 {n}", 3 * n + 1, 2 * n + 1)]);
    // Kept as written: nothing is "cleaned".
    for text in ["</script><img src=x onerror=alert(1)>", "__proto__", "'; DROP TABLE interactions; --"] {
        let query =
            format!("SELECT count(*) FROM interactions WHERE prompt = '{0}' AND app = '{0}'", text.replace('\'', "''"));
        assert_eq!(world.sql(&query), ["2"], "{text}");
    }
    assert_eq!(world.sql("SELECT max(length(prompt)) FROM interactions"), [(28 << 15).to_string()]);

    let folder = world.path().join("_site");
    let (mut files, mut meets) = (0, 0);
    for entry in walkdir::WalkDir::new(&folder).into_iter().map(Result::unwrap) {
        let name = entry.path().strip_prefix(&folder).unwrap().to_str().unwrap().to_string();
        let ours = name.ends_with(".html") || name.starts_with("assets/figures/") && name.ends_with(".js");
        if !ours {
            continue;
        }
        let text = fs::read_to_string(entry.path()).expect("every file is UTF-8");
        let binary = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
        assert!(!text.contains(binary), "{name} holds a control character");
        assert!(!text.contains("}49") && !text.contains(">49<"), "{name} ran a template");
        if name.ends_with(".js") {
            assert!(!text.contains(['<', '\u{2028}', '\u{2029}']), "{name} holds a raw < or line separator");
            let json = text.split_once(", ").unwrap().1.trim_end().strip_suffix(");").unwrap();
            serde_json::from_str::<serde_json::Value>(json).unwrap_or_else(|error| panic!("{name}: {error}"));
        } else {
            for raw in RAW {
                assert!(!text.contains(raw), "{name} holds {raw:?} raw");
            }
        }
        meets += usize::from(text.contains("onerror=alert(1)"));
        files += 1;
    }
    assert!(files >= 12 && meets >= 6, "{files} files, {meets} of them show what was planted");
    if let Ok(out) = std::env::var("LLMOBS_HOSTILE_OUT") {
        let out = std::path::Path::new(&out);
        for entry in walkdir::WalkDir::new(&folder).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file())
        {
            let path = out.join(entry.path().strip_prefix(&folder).unwrap());
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::copy(entry.path(), path).unwrap();
        }
    }
}
