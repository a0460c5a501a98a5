//! Prompts in, what the plainest methods would call them out: what our categories are compared with.

use std::sync::LazyLock;

use regex::Regex;

use super::agreement::Group;

/// One plain method and how well it does.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Reference {
    /// `majority` or `keywords`.
    pub id: &'static str,
    /// What it does.
    pub about: &'static str,
    /// On all rows.
    pub all: Group,
}

/// One expression for each category, the first that is found counts.
static KEYWORDS: LazyLock<Vec<(&str, Regex)>> = LazyLock::new(|| {
    [
        ("translation", r"translat|翻译|traduc|tradui|übersetz|ترجم"),
        ("summarization", r"summar|tl;?dr|总结|摘要|概括|resum|résum|zusammenfass|لخص"),
        ("rewriting_editing", r"rewrit|rephras|paraphras|proofread|\bedit\b|改写|润色|reescrib|umschreib|reformul"),
        ("roleplay_chat", r"\bact as\b|pretend|role.?play|you are (a|an|the)\b|扮演|actúa como|spiel die rolle"),
        ("coding", r"```|\bcode\b|python|javascript|\bsql\b|\bfunction\b|代码|código|编程"),
        ("math_reasoning", r"solve|calculat|how many|how much|equation|prove\b|计算|求解|calcul|berechne"),
        (
            "extraction_classification",
            r"classif|categori[sz]e|extract|identify|分类|提取|clasific|extra[ei]|klassifizier",
        ),
        ("creative_writing", r"\b(story|poem|song|essay|letter|email|blog)\b|写一|poema|cuento|gedicht|poème"),
        (
            "brainstorming_planning",
            r"\bideas?\b|brainstorm|suggest|recommend|\bplan\b|list of|建议|计划|sugier|vorschl",
        ),
    ]
    .into_iter()
    // They are constants; the test below compiles each.
    .filter_map(|(category, expression)| Some((category, Regex::new(&format!("(?i){expression}")).ok()?)))
    .collect()
});

/// The category of the first expression found in the prompt; `question_answering` where none is.
pub fn keywords(prompt: &str) -> &'static str {
    KEYWORDS.iter().find(|(_, expression)| expression.is_match(prompt)).map_or("question_answering", |(id, _)| id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_expression_counts() {
        assert_eq!(KEYWORDS.len(), 9);
        assert_eq!(keywords("Translate this summary"), "translation");
        assert_eq!(keywords("请总结这篇文章"), "summarization");
        assert_eq!(keywords("Why?"), "question_answering");
    }
}
