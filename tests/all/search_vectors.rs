//! The tokenizer: texts whose tokens were written down by hand, and some thousand made of parts in all scripts, kept in
//! `tests/search-vectors.json`, which the browser's tokenizer is held to as well. After a wanted change of the rule (and of
//! its version): `LLMOBS_UPDATE_VECTORS=1 cargo test --release search_vectors`, then read the difference.

use std::fs;
use std::path::{Path, PathBuf};

use llmobs::search::tokens::{Take, Tokenizer};
use proptest::prelude::*;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

/// Everything that a text gives.
#[derive(Debug, Default, PartialEq)]
pub struct Found {
    pub tokens: Vec<String>,
    pub words: Vec<String>,
}

impl Take for Found {
    fn token(&mut self, token: &str) {
        self.tokens.push(token.to_owned());
    }

    fn step(&mut self, word: &str) {
        self.words.push(word.to_owned());
    }
}

/// What a text gives.
pub fn found(text: &str) -> Found {
    let mut found = Found::default();
    Tokenizer::default().read(text, &mut found);
    found
}

/// Texts and their tokens by hand; after a bar the words of phrases, where they are others.
const BY_HAND: &[(&str, &str)] = &[
    ("", ""),
    ("  \n\t ", ""),
    ("Hello, World!", "hello world"),
    ("don't", "don t"),
    ("e-mail re:use", "e mail re use"),
    ("a.b@c.org", "a b c org"),
    ("3.14 1,000 0x1F", "3 14 1 000 0x1f 0x1 f|3 14 1 000 0x1f"),
    ("_", ""),
    ("___", ""),
    ("__init__", "init"),
    ("_private", "private"),
    ("parse_json", "parse_json parse json|parse_json"),
    ("a__b", "a__b a b|a__b"),
    ("parseJson", "parsejson parse json|parsejson"),
    ("HTTPError", "httperror http error|httperror"),
    ("HTTPErrors2Go", "httperrors2go http errors2 go|httperrors2go"),
    ("ABC", "abc"),
    ("ABc", "abc a bc|abc"),
    ("aB", "ab a b|ab"),
    ("iPhone15Pro", "iphone15pro i phone15 pro|iphone15pro"),
    ("GPT4o", "gpt4o"),
    ("gpt4O", "gpt4o gpt4 o|gpt4o"),
    ("MAX_TOKENS", "max_tokens max tokens|max_tokens"),
    ("snake_caseAndCamel", "snake_caseandcamel snake case and camel|snake_caseandcamel"),
    ("x1Y2", "x1y2 x1 y2|x1y2"),
    ("std::fmt::Display", "std fmt display"),
    ("foo->barBaz()", "foo barbaz bar baz|foo barbaz"),
    ("/var/log/llmobs_2.log", "var log llmobs_2 llmobs 2 log|var log llmobs_2 log"),
    ("Café", "cafe"),
    ("CAFE\u{301}", "cafe"),
    ("naïve résumé", "naive resume"),
    ("Ångström", "angstrom"),
    ("Straße STRASSE", "strasse strasse"),
    ("GROẞ", "gross"),
    ("Æsop œuvre", "aesop oeuvre"),
    ("Øre Łódź Đorđe", "ore lodz dorde"),
    ("İstanbul ISPARTA ısı", "istanbul isparta isi"),
    ("þing eð", "thing ed"),
    ("ﬁnal ﬂow", "final flow"),
    ("ｆｕｌｌ　ｗｉｄｔｈ", "full width"),
    ("x² ½", "x2 1 2"),
    ("№5 ™", "no5 tm"),
    ("ΟΔΟΣ οδός", "οδοσ οδοσ"),
    ("Привет, МИР", "привет мир"),
    ("ёлка й", "елка и"),
    ("مَرْحَبًا", "مرحبا"),
    ("العـــربية", "العربية"),
    ("أحمد آب", "احمد اب"),
    ("می\u{200C}خواهم", "میخواهم"),
    ("שָׁלוֹם", "שלום"),
    ("हिन्दी", "हिन्दी"),
    ("한국어 검색", "한국어 검색"),
    ("한", "한"),
    ("数", "数"),
    ("数据", "数据 据|数 据"),
    ("数据分析", "数据 据分 分析 析|数 据 分 析"),
    ("数据，分析", "数据 据 分析 析|数 据 分 析"),
    ("用GPT写代码v2", "用 gpt 写代 代码 码 v2|用 gpt 写 代 码 v2"),
    ("カード", "カー ード ド|カ ー ド"),
    ("ひらがなカナ", "ひら らが がな なカ カナ ナ|ひ ら が な カ ナ"),
    ("々", "々"),
    ("ก", "ก"),
    ("น้ำ", "น\u{E49}\u{E4D}\u{E32} \u{E32}|น\u{E49}\u{E4D} \u{E32}"),
    ("ขอเงิน", "ขอ อเ เงิ งิน น|ข อ เ งิ น"),
    ("ສະບາຍ", "ສະ ະບ ບາ າຍ ຍ|ສ ະ ບ າ ຍ"),
    ("😀", "😀"),
    ("ok👍🏽go", "ok 👍 go"),
    ("❤️ ❤", "❤ ❤"),
    ("👩‍💻", "👩 💻"),
    ("© 2026", "© 2026"),
    ("🇩🇪", ""),
    ("a\u{202E}b\u{200F}c", "abc"),
    ("soft\u{AD}hyphen", "softhyphen"),
    ("a\u{200B}b", "a b"),
    ("a\0b", "a b"),
    ("lone \u{FFFD} here", "lone here"),
    ("0123456789012345678901234567890123456789x", "0123456789012345678901234567890123456789"),
    ("<script>alert(1)</script>", "script alert 1 script"),
];

/// Parts that texts are made of.
const PARTS: &[&str] = &[
    "a",
    "B",
    "z9",
    "Foo",
    "BAR",
    "Qux",
    "x_y",
    "_",
    "__",
    "HTTP",
    "Error",
    "id",
    "7",
    "42",
    "é",
    "É",
    "e\u{301}",
    "ß",
    "ẞ",
    "Æ",
    "œ",
    "Ø",
    "ł",
    "ı",
    "İ",
    "Þ",
    "Σ",
    "ς",
    "σα",
    "Я",
    "ж",
    "й",
    "ё",
    "ابن",
    "أ",
    "ـ",
    "\u{64E}",
    "ש",
    "\u{5B8}",
    "한",
    "국어",
    "\u{1112}\u{1161}",
    "漢",
    "字",
    "々",
    "ー",
    "カ",
    "か\u{3099}",
    "ひ",
    "ไ",
    "ทย",
    "\u{E31}",
    "ກ",
    "ក",
    "\u{17D2}",
    "က",
    "\u{1039}",
    "བོད",
    "हि",
    "न्दी",
    "\u{94D}",
    "தமிழ்",
    "ﬁ",
    "Ａ",
    "１",
    "²",
    "½",
    "Ⅳ",
    "№",
    "😀",
    "👍🏽",
    "❤️",
    "👩‍💻",
    "©",
    "🇩🇪",
    "\u{200C}",
    "\u{200D}",
    "\u{202E}",
    "\u{AD}",
    "\u{200B}",
    "\u{FE0F}",
    "\u{FFFD}",
    "𝒳",
    "𠀀",
    "𐐀",
    "\u{10FFFF}",
    "\u{301}",
    "\u{20E3}",
    " ",
    " ",
    " ",
    "-",
    ".",
    "'",
    "\n",
    "/",
    "::",
    "(",
    "\"",
    "\0",
    "。",
    "，",
    "„",
    "–",
    "\u{3000}",
];

fn vectors() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search-vectors.json")
}

#[test]
fn search_vectors_by_hand() {
    assert!(BY_HAND.len() >= 60);
    for (text, expected) in BY_HAND {
        let (tokens, words) = expected.split_once('|').unwrap_or((expected, expected));
        let list = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let found = found(text);
        assert_eq!(found.tokens, list(tokens), "tokens of {text:?}");
        assert_eq!(found.words, list(words), "words of {text:?}");
    }
}

#[test]
fn search_vectors_are_those_of_the_file() {
    let mut chance = ChaCha8Rng::seed_from_u64(5);
    let mut text = || -> String {
        let parts = chance.random_range(1..9);
        (0..parts).map(|_| *PARTS.choose(&mut chance).unwrap()).collect()
    };
    let texts = BY_HAND.iter().map(|(text, _)| text.to_string());
    let texts: Vec<String> =
        texts.chain(PARTS.iter().map(|part| part.to_string())).chain((0..2800).map(|_| text())).collect();
    let vector = |text: &String| {
        let Found { tokens, words } = found(text);
        json!({ "text": text, "tokens": tokens, "words": words })
    };
    let vectors_now: Vec<Value> = texts.iter().map(vector).collect();
    let lines: Vec<String> = vectors_now.iter().map(Value::to_string).collect();
    let now = format!("[\n{}\n]\n", lines.join(",\n"));
    if std::env::var_os("LLMOBS_UPDATE_VECTORS").is_some() {
        return fs::write(vectors(), now).unwrap();
    }
    let kept: Vec<Value> = serde_json::from_str(&fs::read_to_string(vectors()).unwrap()).unwrap();
    for (now, kept) in vectors_now.iter().zip(&kept) {
        assert_eq!(now, kept);
    }
    assert_eq!(vectors_now.len(), kept.len());
}

proptest! {
    /// ASCII has a way of its own; with a letter beyond ASCII in front, everything goes the other way.
    #[test]
    fn search_vectors_are_the_same_on_both_ways(text in "[a-zA-Z0-9_]{1,50}( ?[A-Za-z_.]{0,8})") {
        let both = |text: &str| found(text).tokens;
        let slow: Vec<String> = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').flat_map(|word| {
            // A dense character makes a stretch of its own, which adds one token in front.
            let tokens = both(&format!("漢{word}"));
            tokens[1..].to_vec()
        }).collect();
        prop_assert_eq!(both(&text), slow);
    }
}
