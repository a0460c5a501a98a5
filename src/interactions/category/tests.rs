//! That the shipped rules read, decide what they should in several languages, and give way to the log.

use super::super::BASE_COLUMNS;
use super::*;

fn enrichment() -> Category {
    Category { rules: Rules::shipped().expect("the rules read") }
}

fn cells(prompt: Option<&str>, logged: Option<&str>) -> Vec<Cell> {
    let blank = BASE_COLUMNS.iter().map(|column| match column.name {
        "id" | "status" => Cell::Text("success".into()),
        "identity" => Cell::Hash(0),
        "source_id" | "source_line" => Cell::Int(0),
        "timestamp" => Cell::Time(0),
        _ => Cell::Null,
    });
    let mut call = Interaction::from_cells(blank).expect("the cells fit");
    call.prompt = prompt.map(str::to_owned);
    call.logged_category = logged.map(str::to_owned);
    let mut out = Vec::new();
    enrichment().enrich(&mut call, &mut out);
    out
}

#[test]
fn each_category_in_several_languages() {
    let enrichment = enrichment();
    for (prompt, category) in [
        ("Please translate this sentence into French: the train is late.", "translation"),
        ("请把下面这句话翻译成英文：今天下雨了。", "translation"),
        ("Traduce al inglés: mañana iremos al mercado.", "translation"),
        ("Übersetze ins Englische: Das Wetter ist schön.", "translation"),
        ("Traduisez en anglais : le chat dort.", "translation"),
        ("ترجم الجملة التالية إلى الإنجليزية", "translation"),
        ("Could you summarize the meeting notes below?", "summarization"),
        ("总结一下这篇文章的主要内容", "summarization"),
        ("Fasse den folgenden Bericht zusammen.", "summarization"),
        ("لخص النص التالي في ثلاث جمل", "summarization"),
        ("Rewrite this paragraph so that it sounds more formal.", "rewriting_editing"),
        ("润色下面这段文字", "rewriting_editing"),
        ("Write a Python function that reverses a linked list.", "coding"),
        ("写一个函数，判断一个数是不是质数", "coding"),
        ("Tom has 12 apples and buys 7 more. How many apples does he have?", "math_reasoning"),
        ("Berechne das Integral von x^2 + 3 von 0 bis 2.", "math_reasoning"),
        ("I want you to act as a museum guide.", "roleplay_chat"),
        ("Actúa como un médico de pueblo.", "roleplay_chat"),
        ("Classify each of these as fruit or vegetable: carrot, plum.", "extraction_classification"),
        ("Extrais toutes les dates du texte suivant.", "extraction_classification"),
        ("Write a short story about a lighthouse.", "creative_writing"),
        ("Écris un poème sur la mer.", "creative_writing"),
        ("اكتب قصيدة عن البحر", "creative_writing"),
        ("Give me some ideas for a rainy weekend.", "brainstorming_planning"),
        ("Why is the sky blue?", "question_answering"),
        ("为什么天空是蓝色的？", "question_answering"),
        ("¿Por qué el cielo es azul?", "question_answering"),
    ] {
        assert_eq!(enrichment.classify(prompt).map(|(category, _)| category), Some(category), "{prompt}");
    }
}

#[test]
fn the_rule_that_decided_is_named() {
    let said = |category, rule| [Cell::Word(category), Cell::Word(rule)];
    assert_eq!(cells(Some("Summarize this."), None), said("summarization", "summarize"));
    assert_eq!(cells(Some("xyzzy"), None), [Cell::Word("other"), Cell::Null]);
    assert_eq!(cells(Some(""), None), [Cell::Word("other"), Cell::Null]);
    assert_eq!(cells(None, None), [Cell::Null, Cell::Null]);
}

#[test]
fn the_log_knows_better() {
    for logged in ["Customer Support", "customer-support", " CUSTOMER__support! "] {
        let expected = [Cell::Text("customer_support".to_owned()), Cell::Word("log")];
        assert_eq!(cells(Some("Summarize this."), Some(logged)), expected);
    }
    assert_eq!(cells(None, Some("问答"))[0], Cell::Text("问答".to_owned()));
    assert_eq!(cells(None, Some(" - ")), [Cell::Null, Cell::Null]);
}

#[test]
fn only_the_ends_of_a_long_prompt_are_read() {
    let padding = "lorem ipsum dolor sit amet ".repeat(200);
    let classify = |prompt: String| enrichment().classify(&prompt).map(|(category, _)| category.to_owned());
    assert_eq!(classify(format!("Summarize: {padding}")).as_deref(), Some("summarization"));
    assert_eq!(classify(format!("{padding}\nSummarize the above.")).as_deref(), Some("summarization"));
    assert_eq!(classify(format!("{padding}\nSummarize the above.\n{padding}")), None);
}

#[test]
fn rule_ids_are_unique_and_each_category_has_rules() {
    let rules = enrichment().rules;
    let mut ids: Vec<&str> = rules.rules.iter().map(|rule| rule.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), rules.rules.len());
    for (number, category) in rules.categories.iter().enumerate() {
        assert!(rules.rules.iter().any(|rule| rule.category == number && rule.weight > 0), "{category} has no rule");
    }
}

#[test]
fn a_wrong_rule_file_is_refused_with_the_rule_named() {
    let file = |rule: &str| format!("categories = [\"a\"]\nfillers = []\n[[rule]]\nid = \"r\"\nweight = 1\n{rule}");
    for rule in ["category = \"b\"\nany = [\"x\"]", "category = \"a\"", "category = \"a\"\nsigns = [\"nonsense\"]"] {
        let error = Rules::parse(&file(rule)).err().expect("it is wrong");
        assert!(error.causes[0].starts_with("rule r: "), "{error:?}");
    }
    assert!(Rules::parse(&file("category = \"a\"\nany = [\"x\"]")).is_ok());
}
