//! llmobs.toml, environment and options → one resolved [`Config`]. What was typed and what it means are kept apart.

/// What is in force for this run.
#[derive(Clone, Debug, Default)]
pub struct Config {}
