//! A span in; whether it is one call of a model, and what it is otherwise, out.
//!
//! Only leaves count: agents, chains and the AI SDK's outer spans repeat the usage of the calls below them.

use super::{Slot, Span};

/// What a span is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One call of a model: the operation, in OpenTelemetry's words.
    Call(&'static str),
    /// Neither; what such spans are called, in the plural.
    Other(&'static str),
}

use Kind::{Call, Other};

/// What producers' words for kinds and operations mean, in lower case.
const WORDS: &[(&str, Kind)] = &[
    ("llm", Call("chat")),
    ("chat", Call("chat")),
    ("generation", Call("chat")),
    ("generate", Call("chat")),
    ("response", Call("chat")),
    ("responses", Call("chat")),
    ("message", Call("chat")),
    ("messages", Call("chat")),
    ("chat_completion", Call("chat")),
    ("chat_completions", Call("chat")),
    ("generate_content", Call("generate_content")),
    ("text_completion", Call("text_completion")),
    ("completion", Call("text_completion")),
    ("embeddings", Call("embeddings")),
    ("embedding", Call("embeddings")),
    ("tool", Other("tool spans")),
    ("execute_tool", Other("tool spans")),
    ("agent", Other("agent spans")),
    ("invoke_agent", Other("agent spans")),
    ("create_agent", Other("agent spans")),
    ("framework", Other("agent spans")),
    ("chain", Other("chain spans")),
    ("workflow", Other("chain spans")),
    ("invoke_workflow", Other("chain spans")),
    ("task", Other("chain spans")),
    ("retriever", Other("retrieval spans")),
    ("retrieval", Other("retrieval spans")),
    ("vectordb", Other("retrieval spans")),
    ("reranker", Other("reranking spans")),
    ("rerank", Other("reranking spans")),
    ("guardrail", Other("guardrail spans")),
    ("evaluator", Other("evaluation spans")),
    ("evaluate", Other("evaluation spans")),
    ("prompt", Other("prompt spans")),
    ("event", Other("event spans")),
    ("span", Other("other spans")),
    ("image", Other("image and audio spans")),
    ("audio", Other("image and audio spans")),
];

/// Where the words stand; the first that is known decides. Producers that tell parents from calls come first.
const PLACES: &[Slot] = &[
    Slot::LangfuseType,
    Slot::OpenInferenceKind,
    Slot::Operation,
    Slot::RequestType,
    Slot::TraceloopKind,
    Slot::LangSmithKind,
];

/// Endings of the AI SDK's operations.
const AI_ENDINGS: &[(&str, Kind)] = &[
    (".doGenerate", Call("chat")),
    (".doStream", Call("chat")),
    (".doEmbed", Call("embeddings")),
    (".doRerank", Other("reranking spans")),
    ("ai.toolCall", Other("tool spans")),
    ("", Other("outer spans that repeat their calls")),
];

/// What `span` is.
pub fn of(span: &Span<'_>) -> Kind {
    let attributes = &span.attributes;
    if let Some(operation) = attributes.text(Slot::AiOperation) {
        let kind = AI_ENDINGS.iter().find(|(ending, _)| operation.ends_with(ending));
        return kind.map_or(Other("other spans"), |(_, kind)| *kind);
    }
    let word = |slot: &Slot| {
        let said = attributes.text(*slot)?.trim();
        WORDS.iter().find(|(word, _)| said.eq_ignore_ascii_case(word)).map(|(_, kind)| *kind)
    };
    PLACES.iter().find_map(word).unwrap_or_else(|| guess(span))
}

/// What a span is that does not say so: a call, if it names a model and what the call took or gave.
fn guess(span: &Span<'_>) -> Kind {
    let has = |slots: &[Slot]| slots.iter().any(|slot| span.attributes.has(*slot));
    let named = has(&[Slot::Answered, Slot::Asked]);
    if named && has(&[Slot::Input, Slot::Output, Slot::UsageDetails, Slot::InputMessages, Slot::OutputMessages]) {
        Call("chat")
    } else if has(&[Slot::Http]) {
        Other("HTTP spans")
    } else if has(&[Slot::Transport]) {
        Other("database, queue and RPC spans")
    } else {
        Other("other spans")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::Value;
    use crate::records::genai::Attributes;

    fn kind(attributes: &[(&'static str, &'static str)]) -> Kind {
        let list = attributes.iter().map(|(key, value)| ((*key).into(), Value::Text((*value).into())));
        of(&Span { attributes: list.collect::<Attributes<'_>>(), ..Span::default() })
    }

    #[test]
    fn leaves_are_calls_and_parents_are_not() {
        for (attributes, expected) in [
            (&[("gen_ai.operation.name", "chat"), ("http.request.method", "POST")][..], Call("chat")),
            (&[("gen_ai.operation.name", "execute_tool")], Other("tool spans")),
            (&[("gen_ai.operation.name", "invoke_agent"), ("gen_ai.usage.input_tokens", "7")], Other("agent spans")),
            (&[("openinference.span.kind", "LLM")], Call("chat")),
            (&[("openinference.span.kind", "EMBEDDING")], Call("embeddings")),
            (&[("openinference.span.kind", "CHAIN"), ("gen_ai.request.model", "m")], Other("chain spans")),
            (&[("traceloop.span.kind", "workflow")], Other("chain spans")),
            (&[("llm.request.type", "completion")], Call("text_completion")),
            (&[("langfuse.observation.type", "generation")], Call("chat")),
            (&[("langfuse.observation.type", "span")], Other("other spans")),
            (&[("ai.operationId", "ai.streamText.doStream")], Call("chat")),
            (
                &[("ai.operationId", "ai.streamText"), ("gen_ai.operation.name", "chat")],
                Other("outer spans that repeat their calls"),
            ),
            (&[("ai.operationId", "ai.embedMany.doEmbed")], Call("embeddings")),
            (&[("ai.operationId", "ai.toolCall")], Other("tool spans")),
            (&[("gen_ai.request.model", "m"), ("gen_ai.usage.input_tokens", "7")], Call("chat")),
            (&[("gen_ai.request.model", "m")], Other("other spans")),
            (&[("http.method", "GET")], Other("HTTP spans")),
            (&[("db.system", "postgresql")], Other("database, queue and RPC spans")),
            (&[], Other("other spans")),
        ] {
            assert_eq!(kind(attributes), expected, "{attributes:?}");
        }
    }
}
