//! What each producer calls the same thing: one table, best name first.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Declares the slots and their names in one place.
macro_rules! slots {
    ($($(#[$doc:meta])* $slot:ident: $($name:literal)*;)*) => {
        /// Something that a span may say, under any of several names.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Slot { $($(#[$doc])* $slot,)* }

        impl Slot {
            /// How many there are.
            pub const COUNT: usize = [$(Slot::$slot),*].len();
        }

        /// Every slot and its names, best first.
        pub const NAMES: &[(Slot, &[&str])] = &[$((Slot::$slot, &[$($name),*])),*];
    };
}

slots! {
    /// Who served the call.
    Provider: "gen_ai.provider.name" "gen_ai.system" "llm.provider" "ai.model.provider" "llm.system" "llm.vendor";
    /// The model that answered.
    Answered: "gen_ai.response.model" "ai.response.model" "llm.response.model_name" "llm.response.model" "llm.model_name"
        "embedding.model_name" "langfuse.observation.model.name";
    /// The model that was asked for.
    Asked: "gen_ai.request.model" "llm.request.model_name" "llm.request.model" "ai.model.id" "model";
    /// What was done, in OpenTelemetry's words.
    Operation: "gen_ai.operation.name" "gen_ai.operation.type";
    /// The same in OpenLLMetry's older words.
    RequestType: "llm.request.type";
    /// The kind of span in OpenInference's words.
    OpenInferenceKind: "openinference.span.kind";
    /// The same in OpenLLMetry's.
    TraceloopKind: "traceloop.span.kind";
    /// The same in the AI SDK's.
    AiOperation: "ai.operationId";
    /// The same in Langfuse's.
    LangfuseType: "langfuse.observation.type";
    /// The same in LangSmith's.
    LangSmithKind: "langsmith.span.kind";
    /// Tokens sent.
    Input: "gen_ai.usage.input_tokens" "gen_ai.usage.prompt_tokens" "llm.token_count.prompt" "llm.usage.prompt_tokens"
        "ai.usage.inputTokens" "ai.usage.promptTokens" "ai.usage.tokens";
    /// Tokens answered.
    Output: "gen_ai.usage.output_tokens" "gen_ai.usage.completion_tokens" "llm.token_count.completion"
        "llm.usage.completion_tokens" "ai.usage.outputTokens" "ai.usage.completionTokens";
    /// Tokens read from the provider's cache.
    CacheRead: "gen_ai.usage.cache_read.input_tokens" "gen_ai.usage.cache_read_input_tokens"
        "gen_ai.usage.cache_read_tokens" "gen_ai.usage.details.cache_read_tokens"
        "gen_ai.usage.details.cache_read_input_tokens" "gen_ai.usage.prompt_tokens_details.cached_tokens"
        "gen_ai.usage.input_cached_tokens" "llm.usage.cache_read_input_tokens"
        "llm.token_count.prompt_details.cache_read" "llm.token_count.prompt_details.cache_input"
        "ai.usage.inputTokenDetails.cacheReadTokens" "ai.usage.cachedInputTokens";
    /// Tokens written to the provider's cache.
    CacheCreation: "gen_ai.usage.cache_creation.input_tokens" "gen_ai.usage.cache_write.input_tokens"
        "gen_ai.usage.cache_creation_input_tokens" "gen_ai.usage.cache_creation_tokens" "gen_ai.usage.cache_write_tokens"
        "gen_ai.usage.details.cache_write_tokens" "gen_ai.usage.details.cache_creation_input_tokens"
        "gen_ai.usage.prompt_tokens_details.cache_creation_tokens" "gen_ai.usage.input_cache_creation"
        "llm.usage.cache_creation_input_tokens" "llm.token_count.prompt_details.cache_write"
        "ai.usage.inputTokenDetails.cacheWriteTokens";
    /// The part of these that was written for an hour.
    CacheCreation1h: "anthropic.usage.cache_creation.ephemeral_1h_input_tokens"
        "gen_ai.usage.cache_creation.ephemeral_1h_input_tokens";
    /// Tokens of reasoning.
    Reasoning: "gen_ai.usage.reasoning.output_tokens" "gen_ai.usage.reasoning_tokens"
        "gen_ai.usage.details.reasoning_tokens" "gen_ai.usage.completion_tokens_details.reasoning_tokens"
        "gen_ai.usage.output_reasoning_tokens" "llm.usage.reasoning_tokens" "llm.token_count.completion_details.reasoning"
        "ai.usage.outputTokenDetails.reasoningTokens" "ai.usage.reasoningTokens";
    /// The log's own sum.
    Total: "gen_ai.usage.total_tokens" "gen_ai.usage.total.token_count" "llm.usage.total_tokens" "llm.token_count.total"
        "ai.usage.totalTokens";
    /// Langfuse's counts, JSON in a text.
    UsageDetails: "langfuse.observation.usage_details";
    /// US dollars.
    Cost: "gen_ai.usage.cost" "gen_ai.usage.total_cost" "llm.cost.total" "llm.usage.total_cost";
    /// Langfuse's costs, JSON in a text.
    CostDetails: "langfuse.observation.cost_details";
    /// What a provider says beside, JSON in a text.
    ProviderMetadata: "ai.response.providerMetadata";
    /// Seconds until the first token.
    FirstTokenSeconds: "gen_ai.response.time_to_first_chunk" "gen_ai.server.time_to_first_token"
        "gen_ai.client.operation.time_to_first_chunk";
    /// The same in milliseconds.
    FirstTokenMs: "ai.response.msToFirstChunk" "ai.stream.msToFirstChunk";
    /// When the first token came.
    FirstTokenAt: "langfuse.observation.completion_start_time";
    /// Why the answer ended.
    Finish: "gen_ai.response.finish_reasons" "gen_ai.response.finish_reason" "llm.finish_reason"
        "llm.response.finish_reason" "ai.response.finishReason" "gen_ai.finishReason" "llm.response.stop_reason"
        "anthropic.message.stop_reason" "langfuse.observation.metadata.finish_reason";
    /// The conversation sent.
    InputMessages: "gen_ai.input.messages" "llm.input_messages" "ai.prompt.messages" "gen_ai.prompt" "llm.prompts"
        "gen_ai.content.prompt";
    /// The system's part of it, where that is kept apart.
    Instructions: "gen_ai.system_instructions";
    /// What was sent, in no agreed form.
    InputValue: "langfuse.observation.input" "input.value" "traceloop.entity.input" "ai.prompt";
    /// Texts that were embedded.
    Embedded: "embedding.embeddings" "ai.values" "ai.value" "embedding.text";
    /// The answers.
    OutputMessages: "gen_ai.output.messages" "llm.output_messages" "gen_ai.completion" "llm.completions"
        "gen_ai.content.completion";
    /// The answer as it is.
    OutputText: "ai.response.text" "ai.response.object" "ai.response.toolCalls";
    /// The answer, in no agreed form.
    OutputValue: "langfuse.observation.output" "output.value" "traceloop.entity.output";
    /// The conversation that the call belongs to.
    Session: "gen_ai.conversation.id" "session.id" "langfuse.session.id" "gen_ai.session.id"
        "ai.telemetry.metadata.sessionId" "ai.telemetry.metadata.session_id" "traceloop.association.properties.session_id"
        "copilot_chat.chat_session_id" "langsmith.trace.session_id";
    /// Who asked.
    User: "user.id" "langfuse.user.id" "enduser.id" "gen_ai.user.id" "gen_ai.user" "llm.user"
        "ai.telemetry.metadata.userId" "ai.telemetry.metadata.user_id" "traceloop.association.properties.user_id";
    /// Production, staging, …
    Environment: "deployment.environment.name" "deployment.environment" "langfuse.environment" "gen_ai.environment";
    /// The application.
    App: "service.name" "gen_ai.application_name";
    /// Labels.
    Tags: "langfuse.trace.tags" "tag.tags" "ai.telemetry.metadata.tags" "traceloop.association.properties.tags";
    /// The prompt template.
    PromptName: "gen_ai.prompt.name" "langfuse.observation.prompt.name" "traceloop.prompt.key";
    /// Its version.
    PromptVersion: "gen_ai.prompt.version" "langfuse.observation.prompt.version" "llm.prompt_template.version"
        "traceloop.prompt.version";
    /// How the call was served and billed.
    ServiceTier: "openai.response.service_tier" "gen_ai.openai.response.service_tier" "anthropic.response.service_tier"
        "gen_ai.response.service_tier" "openai.request.service_tier" "gen_ai.openai.request.service_tier"
        "gen_ai.request.service_tier";
    /// What kind of failure.
    ErrorType: "error.type";
    /// Status of the answer.
    HttpStatus: "http.response.status_code" "http.status_code";
    /// Langfuse's way to say that something failed.
    Level: "langfuse.observation.level";
    /// What it says then.
    LevelMessage: "langfuse.observation.status_message";
    /// Parameters of the request, JSON in a text.
    Parameters: "llm.invocation_parameters" "embedding.invocation_parameters" "langfuse.observation.model.parameters";
    /// Judgements of people and judges about this span.
    Annotations: "annotations" "evaluations";
    /// The same about its whole trace.
    TraceAnnotations: "trace.annotations" "trace.evaluations";
    /// A judgement told by single attributes: what was judged.
    EvaluationName: "gen_ai.evaluation.name";
    /// As a number.
    EvaluationScore: "gen_ai.evaluation.score.value";
    /// As a word.
    EvaluationLabel: "gen_ai.evaluation.score.label";
    /// Why.
    EvaluationWhy: "gen_ai.evaluation.explanation";
    /// Tells spans of HTTP from others.
    Http: "http.request.method" "http.method" "http.route";
    /// Tells spans of databases, queues and remote calls from others.
    Transport: "db.system.name" "db.system" "messaging.system" "rpc.system" "rpc.system.name";
}

/// Slots that producers also spell out key by key (`llm.input_messages.0.message.role`).
const SPELLED_OUT: &[Slot] =
    &[Slot::InputMessages, Slot::OutputMessages, Slot::Embedded, Slot::Annotations, Slot::TraceAnnotations];

/// Slot and rank (lower is better) by name.
static BY_NAME: LazyLock<HashMap<&'static str, (Slot, u8)>> = LazyLock::new(|| {
    let ranked = |(slot, names): &(Slot, &'static [&'static str])| {
        let slot = *slot;
        names.iter().enumerate().map(move |(rank, name)| (*name, (slot, rank as u8)))
    };
    NAMES.iter().flat_map(ranked).collect()
});

/// The slot of a name and how good a name it is.
pub fn slot(name: &str) -> Option<(Slot, u8)> {
    BY_NAME.get(name).copied()
}

/// For `name.0.part`: the slot that is called `name`, how good a name it is, and where the index starts.
pub fn spelled_out(key: &str) -> Option<(Slot, u8, usize)> {
    let digit = |at: usize| key.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit);
    let (at, _) = key.match_indices('.').find(|(at, _)| digit(*at))?;
    slot(&key[..at]).filter(|(slot, _)| SPELLED_OUT.contains(slot)).map(|(slot, rank)| (slot, rank, at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_means_two_things() {
        let names: Vec<_> = NAMES.iter().flat_map(|(_, names)| names.iter()).collect();
        assert_eq!(names.len(), BY_NAME.len());
        assert_eq!(NAMES.len(), Slot::COUNT);
    }

    #[test]
    fn indexes_are_found() {
        assert_eq!(spelled_out("llm.input_messages.0.message.role"), Some((Slot::InputMessages, 1, 19)));
        assert_eq!(spelled_out("gen_ai.prompt.12.content"), Some((Slot::InputMessages, 3, 14)));
        assert_eq!(spelled_out("llm.tools.0.tool.json_schema"), None);
        assert_eq!(slot("gen_ai.prompt.name"), Some((Slot::PromptName, 0)));
    }
}
