//! What tracers say about model calls, whichever file it stands in: a span with its attributes in; a call, a remark or
//! the name of another kind of span out.
//!
//! Producers agree on little: OpenTelemetry's GenAI convention and its older spellings, OpenInference, OpenLLMetry,
//! OpenLIT, the Vercel AI SDK and Langfuse each have names of their own. They are told apart by name only
//! ([`names`]), so that a span which mixes them (many do) is understood, too.

pub mod attributes;
pub mod call;
pub mod events;
pub mod ids;
pub mod kind;
pub mod messages;
pub mod names;
pub mod outcome;
pub mod providers;
pub mod rest;
pub mod scores;
pub mod span;
pub mod texts;
pub mod timing;
pub mod tree;
pub mod usage;

pub use attributes::Attributes;
pub use names::Slot;
pub use span::{Event, Span};
