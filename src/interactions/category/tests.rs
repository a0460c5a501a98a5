//! That the shipped rules read, decide what they should in several languages, and give way to the log.

use super::*;

fn enrichment() -> Category {
    Category { own: Own::new(&[]).expect("there are none"), rules: Rules::shipped().expect("the rules read") }
}

fn cells(prompt: Option<&str>, logged: Option<&str>) -> Vec<Cell> {
    let mut call = Interaction::of_texts(prompt.map(str::to_owned), None, None);
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
        assert_eq!(enrichment.classify(prompt).map(|verdict| verdict.category), Some(category), "{prompt}");
    }
}

#[test]
fn the_rules_that_decided_are_named() {
    let said = cells(Some("Summarize this."), None);
    assert_eq!(said[..2], [Cell::Word("summarization"), Cell::Word("summarize")]);
    assert!(matches!(said[2], Cell::Float(confidence) if confidence > 0.9), "{said:?}");
    assert_eq!(said[3], Cell::Text("summarize 11, a-summary 9".to_owned()));
    let nothing = [Cell::Word("other"), Cell::Null, Cell::Null, Cell::Null];
    assert_eq!(cells(Some("xyzzy"), None), nothing);
    assert_eq!(cells(Some(""), None), nothing);
    assert_eq!(cells(None, None), [const { Cell::Null }; 4]);
}

#[test]
fn two_kinds_of_work_in_one_prompt_lower_the_confidence() {
    let confidence = |prompt| enrichment().classify(prompt).expect("something speaks").confidence;
    assert!(confidence("Summarize this poem, or rewrite it") < confidence("Summarize this poem"));
}

#[test]
fn the_log_knows_better() {
    for logged in ["Customer Support", "customer-support", " CUSTOMER__support! "] {
        let expected = [Cell::Text("customer_support".to_owned()), Cell::Word("log"), Cell::Float(1.0), Cell::Null];
        assert_eq!(cells(Some("Summarize this."), Some(logged)), expected);
    }
    assert_eq!(cells(None, Some("问答"))[0], Cell::Text("问答".to_owned()));
    assert_eq!(cells(None, Some(" - ")), [const { Cell::Null }; 4]);
}

#[test]
fn a_text_that_comes_with_a_request_is_no_request() {
    let text = "The council met. Please summarize nothing here, it said. Write a poem, said another. ".repeat(4);
    let prompt = format!("Translate the following into French.\n\n{text}\nThank you very much.");
    assert_eq!(enrichment().classify(&prompt).map(|verdict| verdict.category), Some("translation"));
}

#[test]
fn only_the_ends_of_a_long_prompt_are_read() {
    let padding = "lorem ipsum dolor sit amet ".repeat(200);
    let classify = |prompt: String| enrichment().classify(&prompt).map(|verdict| verdict.category.to_owned());
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
    for rule in [
        "category = \"b\"\nany = [\"x\"]",
        "category = \"a\"",
        "category = \"a\"\nany = [\"@x\"]",
        "category = \"a\"\nsigns = [\"nonsense\"]",
    ] {
        let error = Rules::parse(&file(rule)).err().expect("it is wrong");
        assert!(error.causes[0].starts_with("rule r: "), "{error:?}");
    }
    assert!(Rules::parse(&file("category = \"a\"\nany = [\"x\"]")).is_ok());
}
