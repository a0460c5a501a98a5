//! A rule of the user's for what kind of work a prompt asks for, as the configuration gives it.

/// `[[category]]`: prompts with one of some words are of a kind.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnCategory {
    /// The category; stored in lower snake case.
    pub name: String,
    /// Whole words or phrases without regard to case; one that ends in `*` may go on.
    pub words: Vec<String>,
    /// Whether the prompt must begin with the word.
    pub at_start: bool,
}
