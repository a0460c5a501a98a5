//! One test binary for everything that looks at llmobs from outside.

mod enrich;
