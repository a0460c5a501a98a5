//! The redactor against a set written for it (`tests/privacy`): precision and recall by kind, printed and asserted. The
//! README quotes the table; `LLMOBS_UPDATE_README=1` rewrites it.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

use llmobs::privacy::{IDS, KINDS, Key, Redactor};

/// What was right and wrong for a kind, counted in places.
#[derive(Clone, Copy, Default)]
struct Score {
    found: u32,
    missed: u32,
    wrong: u32,
}

impl Score {
    fn recall(self) -> f64 {
        f64::from(self.found) / f64::from((self.found + self.missed).max(1))
    }

    fn precision(self) -> f64 {
        f64::from(self.found) / f64::from((self.found + self.wrong).max(1))
    }
}

fn lines(name: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/privacy").join(name);
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with("# ") && !line.is_empty());
    lines.map(|line| line.replace('¦', "").replace('␤', "\n")).collect()
}

fn redactor() -> Redactor {
    Redactor::new(&[], Key::from_phrase("a phrase for tests")).unwrap()
}

/// The text without its marks, and where the marks were.
fn marked(text: &str) -> (String, Vec<Range<usize>>) {
    let (mut plain, mut ranges, mut open) = (String::new(), Vec::new(), 0);
    for c in text.chars() {
        match c {
            '⟦' => open = plain.len(),
            '⟧' => ranges.push(open..plain.len()),
            other => plain.push(other),
        }
    }
    (plain, ranges)
}

/// Scores by kind; and each miss and false alarm as a line for people.
fn scores() -> (BTreeMap<String, Score>, Vec<String>) {
    let redactor = redactor();
    let (mut scores, mut told): (BTreeMap<String, Score>, _) = (BTreeMap::new(), Vec::new());
    let kinds = redactor.names();
    for line in lines("found.txt") {
        let (kind, text) = line.split_once('|').expect("a kind and a text");
        assert!(kinds.iter().any(|(id, _)| id == kind), "{kind} is no kind");
        let (plain, wanted) = marked(text);
        let hits = redactor.hits(&plain);
        // Nothing of it may be left: a hit of any kind that covers it hides it, one of another kind is also wrong.
        for want in &wanted {
            let hit = hits.iter().find(|hit| hit.range.start <= want.start && want.end <= hit.range.end);
            let score = scores.entry(kind.to_string()).or_default();
            match hit {
                Some(hit) if kinds[hit.kind].0 == kind => score.found += 1,
                Some(hit) => {
                    score.missed += 1;
                    scores.entry(kinds[hit.kind].0.clone()).or_default().wrong += 1;
                    told.push(format!("{kind} taken for {}: {plain:?}", kinds[hit.kind].0));
                }
                None => {
                    score.missed += 1;
                    told.push(format!("{kind} missed: {plain:?}"));
                }
            }
        }
        for hit in hits.iter().filter(|h| !wanted.iter().any(|w| w.start < h.range.end && h.range.start < w.end)) {
            scores.entry(kinds[hit.kind].0.clone()).or_default().wrong += 1;
            told.push(format!(
                "{} where there is none: {:?} in {plain:?}",
                kinds[hit.kind].0,
                &plain[hit.range.clone()]
            ));
        }
    }
    for text in lines("left.txt") {
        for hit in redactor.hits(&text) {
            scores.entry(kinds[hit.kind].0.clone()).or_default().wrong += 1;
            told.push(format!("{} where there is none: {:?} in {text:?}", kinds[hit.kind].0, &text[hit.range.clone()]));
        }
    }
    (scores, told)
}

#[test]
fn privacy_precision_and_recall_by_kind() {
    let (scores, told) = scores();
    println!("{}", told.join("\n"));
    let mut all = Score::default();
    for (kind, score) in &scores {
        println!("{kind:20} {:4} {:5.3} {:5.3}", score.found + score.missed, score.precision(), score.recall());
        all.found += score.found;
        all.missed += score.missed;
        all.wrong += score.wrong;
    }
    println!("{:20} {:4} {:5.3} {:5.3}", "all", all.found + all.missed, all.precision(), all.recall());
    for (id, _) in redactor().names() {
        assert!(scores.get(id).is_some_and(|score| score.found > 0), "{id} is not in the set, or never found");
    }
    let about = |id: &str| {
        let kind = KINDS.iter().find(|kind| kind.id == id).map(|kind| kind.about);
        let national =
            IDS.iter().any(|one| one.id == id).then_some("its shape and checksum; a word, where others look alike");
        kind.or(national).unwrap_or("its prefix, alphabet and length")
    };
    let mut table = "| kind | told by | n | precision | recall |\n|---|---|---|---|---|\n".to_string();
    for (id, label) in llmobs::privacy::all() {
        let score = scores.get(id).copied().unwrap_or_default();
        let n = score.found + score.missed;
        table += &format!("| {label} | {} | {n} | {:.2} | {:.2} |\n", about(id), score.precision(), score.recall());
    }
    let n = all.found + all.missed;
    table += &format!("| **all** | | {n} | {:.3} | {:.3} |\n", all.precision(), all.recall());
    crate::readme::generated("redaction", &table);
    // Each kind alone; the whole is held tighter.
    for (kind, score) in &scores {
        assert!(score.precision() >= 0.8 && score.recall() >= 0.7, "{kind}: a kind got worse");
    }
    assert!(all.precision() >= 0.98, "precision {}", all.precision());
    assert!(all.recall() >= 0.95, "recall {}", all.recall());
}

/// Numbers and hashes by chance, in sentences: how many of 10,000 are taken for something. What has a checksum of one digit
/// is met by a tenth of all numbers, so these bounds are about shapes.
#[test]
fn privacy_leaves_numbers_by_chance_alone() {
    let redactor = redactor();
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let mut alarms = |most: usize, what: &str, make: &mut dyn FnMut(u64, u64) -> String| {
        let texts: Vec<String> = (0..10_000).map(|_| make(next(), next())).collect();
        let hits = texts.iter().filter(|text| redactor.finds(text)).count();
        println!("{what:28} {hits:5} of 10000");
        assert!(hits <= most, "{what}: {hits}");
    };
    for (length, most) in [(7, 0), (8, 0), (9, 0), (10, 0), (11, 350), (12, 0), (13, 10), (14, 60), (15, 60), (16, 400)]
    {
        alarms(most, &format!("{length} digits"), &mut |a, b| {
            format!("row {} ok", &format!("{a:020}{b:020}")[20 - length..20])
        });
    }
    alarms(0, "UUIDs", &mut |a, b| {
        let hex = format!("{a:016x}{b:016x}");
        format!("id {}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
    });
    alarms(10, "hashes (hex)", &mut |a, b| format!("sha {a:016x}{b:016x}{a:016x}"));
    alarms(0, "times in ms", &mut |a, _| format!("at {}", 1_600_000_000_000 + a % 200_000_000_000));
    alarms(0, "times in µs", &mut |a, _| format!("at {}", 1_600_000_000_000_000 + a % 200_000_000_000_000));
    alarms(0, "decimals", &mut |a, b| format!("x = {}.{:016}", a % 100, b % 10_000_000_000_000_000));
}
