//! The list of columns whose texts are more than texts: what a column holds decides what becomes of it.

/// What is done with the texts of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// A name that figures count by: published after the detectors have looked at it, also where no text is.
    Name,
    /// Who, or which conversation: sealed, always. The word stands in the placeholder.
    Sealed(&'static str),
    /// Identity of a row, a file: looked at; sealed where no text is published.
    Handle(&'static str),
    /// A file: the folder of somebody's home is cut off as well.
    File,
    /// JSON: its texts, keys and numbers are looked at one by one, so that it stays JSON.
    Json,
    /// A sentence that quotes the beginning of a value: what was cut off is not shown, for half a secret is not found.
    Quoting,
    /// What the engine or we say: large numbers written out, names of tables and types, places of sentences.
    Number,
    /// Anything else.
    Text,
}

/// A column with its policy.
pub struct Column {
    /// Its name in a query's answer.
    pub name: &'static str,
    /// What becomes of its texts.
    pub policy: Policy,
}

const fn column(name: &'static str, policy: Policy) -> Column {
    Column { name, policy }
}

/// Every column that is not [`Policy::Text`].
pub const COLUMNS: &[Column] = &[
    column("provider", Policy::Name),
    column("model", Policy::Name),
    column("category", Policy::Name),
    column("app", Policy::Name),
    column("environment", Policy::Name),
    column("operation", Policy::Name),
    column("status", Policy::Name),
    column("error_type", Policy::Name),
    column("finish_reason", Policy::Name),
    column("service_tier", Policy::Name),
    column("prompt_version", Policy::Name),
    column("price_entry", Policy::Name),
    column("cost_source", Policy::Name),
    column("format", Policy::Name),
    column("how", Policy::Name),
    column("version", Policy::Name),
    column("unfinished", Policy::Name),
    column("token_basis", Policy::Name),
    column("basis", Policy::Name),
    column("field", Policy::Name),
    column("measure", Policy::Name),
    column("name", Policy::Name),
    column("source", Policy::Name),
    column("column_name", Policy::Number),
    column("table_name", Policy::Number),
    column("data_type", Policy::Number),
    column("hash_xor", Policy::Number),
    column("hash_sum", Policy::Number),
    column("unsupported", Policy::Number),
    column("user_id", Policy::Sealed("user")),
    column("session_id", Policy::Sealed("session")),
    column("trace_id", Policy::Sealed("trace")),
    column("span_id", Policy::Sealed("span")),
    column("parent_id", Policy::Sealed("span")),
    column("id", Policy::Handle("id")),
    column("path", Policy::File),
    column("metadata", Policy::Json),
    column("tags", Policy::Json),
    column("messages", Policy::Json),
    column("scores", Policy::Json),
    column("adds", Policy::Json),
    column("reason", Policy::Quoting),
    column("notes", Policy::Quoting),
];

impl Policy {
    /// That of a column.
    pub fn of(name: &str) -> Self {
        COLUMNS.iter().find(|column| column.name == name).map_or(Policy::Text, |column| column.policy)
    }
}
