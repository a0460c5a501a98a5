//! Bodies of model APIs, as formats hand them to `records::bodies` → the fields they set.

use llmobs::interactions::{Interaction, understand};
use llmobs::records::{Field, Record, Value, bodies, json};

fn value(text: &str) -> Value<'static> {
    json::parse_text(text).expect(text).into_owned()
}

fn understood(mut record: Record<'static>) -> Interaction {
    record.set(Field::Timestamp, Value::Int(1_790_000_000));
    understand(record, 1).unwrap()
}

fn response(body: &str) -> Interaction {
    let mut record = Record::new(1);
    bodies::response(&mut record, value(body));
    understood(record)
}

fn request(body: &str) -> Interaction {
    let mut record = Record::new(1);
    bodies::request(&mut record, value(body));
    understood(record)
}

/// Input, output, cache read, cache written, of it for an hour, reasoning; −1 for unknown.
fn tokens(call: &Interaction) -> [i64; 6] {
    [
        call.input_tokens,
        call.output_tokens,
        call.cache_read_tokens,
        call.cache_creation_tokens,
        call.cache_creation_1h_tokens,
        call.reasoning_tokens,
    ]
    .map(|count| count.unwrap_or(-1))
}

#[test]
fn counts_are_inclusive_whoever_counted() {
    for (api, body, expected) in [
        (
            "OpenAI chat",
            r#"{"usage":{"prompt_tokens":100,"completion_tokens":30,"total_tokens":130,"prompt_tokens_details":{"cached_tokens":64},"completion_tokens_details":{"reasoning_tokens":20}}}"#,
            [100, 30, 64, -1, -1, 20],
        ),
        (
            "OpenAI Responses",
            r#"{"usage":{"input_tokens":50,"input_tokens_details":{"cached_tokens":10},"output_tokens":9,"output_tokens_details":{"reasoning_tokens":4},"total_tokens":59}}"#,
            [50, 9, 10, -1, -1, 4],
        ),
        ("embeddings", r#"{"usage":{"prompt_tokens":7,"total_tokens":7}}"#, [7, -1, -1, -1, -1, -1]),
        (
            "Anthropic",
            r#"{"usage":{"input_tokens":3,"cache_creation_input_tokens":25,"cache_read_input_tokens":1000,"cache_creation":{"ephemeral_5m_input_tokens":5,"ephemeral_1h_input_tokens":20},"output_tokens":12,"service_tier":"standard"}}"#,
            [1028, 12, 1000, 25, 20, -1],
        ),
        (
            "Anthropic, where the cache is smaller than the rest",
            r#"{"usage":{"input_tokens":500,"cache_creation_input_tokens":0,"cache_read_input_tokens":40,"output_tokens":12}}"#,
            [540, 12, 40, 0, -1, -1],
        ),
        (
            "Anthropic behind LiteLLM, which includes the cache and keeps its names",
            r#"{"usage":{"prompt_tokens":43,"completion_tokens":93,"total_tokens":136,"prompt_tokens_details":{"cached_tokens":32,"cache_creation_tokens":0},"cache_read_input_tokens":32,"cache_creation_input_tokens":0}}"#,
            [43, 93, 32, 0, -1, -1],
        ),
        (
            "Gemini counts thoughts and its tools' results beside",
            r#"{"usageMetadata":{"promptTokenCount":20,"cachedContentTokenCount":5,"candidatesTokenCount":10,"thoughtsTokenCount":30,"toolUsePromptTokenCount":8,"totalTokenCount":68}}"#,
            [28, 40, 5, -1, -1, 30],
        ),
        (
            "Gemini behind a gateway that has put them inside",
            r#"{"usageMetadata":{"promptTokenCount":20,"candidatesTokenCount":40,"thoughtsTokenCount":30,"totalTokenCount":60}}"#,
            [20, 40, -1, -1, -1, 30],
        ),
        (
            "Bedrock Converse",
            r#"{"usage":{"inputTokens":10,"outputTokens":4,"totalTokens":34,"cacheReadInputTokens":20,"cacheWriteInputTokens":0}}"#,
            [30, 4, 20, 0, -1, -1],
        ),
    ] {
        assert_eq!(tokens(&response(body)), expected, "{api}");
    }
    assert_eq!(
        response(r#"{"usage":{"input_tokens":3,"output_tokens":1,"service_tier":"priority"}}"#).service_tier.as_deref(),
        Some("priority")
    );
}

#[test]
fn what_a_row_says_itself_stays() {
    let mut record = Record::new(1);
    record.set(Field::Model, Value::Text("mine".into()));
    record.set(Field::InputTokens, Value::Int(9));
    // The row counts beside the cache; the body's way is not the row's.
    record.set(Field::TokenBasis, Value::Text("exclusive".into()));
    bodies::response(
        &mut record,
        value(
            r#"{"model":"theirs","usage":{"prompt_tokens":14,"completion_tokens":2,"prompt_tokens_details":{"cached_tokens":5}}}"#,
        ),
    );
    let call = understood(record);
    assert_eq!((call.model.as_deref(), tokens(&call)), (Some("mine"), [14, 2, 5, -1, -1, -1]));
}

/// Text, finish reason, operation.
#[test]
fn answers() {
    for (body, text, finish, operation) in [
        (
            r#"{"object":"chat.completion","choices":[{"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"},{"message":{"content":"Other"}}]}"#,
            Some("Hi"),
            Some("stop"),
            Some("chat"),
        ),
        (
            r#"{"choices":[{"message":{"content":null,"tool_calls":[{"function":{"name":"f"}}]},"finish_reason":"tool_calls"}]}"#,
            Some(r#"[{"function":{"name":"f"}}]"#),
            Some("tool_calls"),
            Some("chat"),
        ),
        (r#"{"choices":[{"message":{"content":null,"refusal":"No."}}]}"#, Some("No."), None, Some("chat")),
        (
            r#"{"choices":[{"text":"old","finish_reason":"length"}]}"#,
            Some("old"),
            Some("length"),
            Some("text_completion"),
        ),
        (
            r#"{"object":"response","status":"incomplete","incomplete_details":{"reason":"max_output_tokens"},"output":[{"type":"reasoning","summary":[]},{"type":"message","content":[{"type":"output_text","text":"a"},{"type":"output_text","text":"b"}]}]}"#,
            Some("ab"),
            Some("max_output_tokens"),
            Some("chat"),
        ),
        (
            r#"{"object":"response","status":"completed","output":[{"type":"function_call","name":"f","arguments":"{}"}]}"#,
            Some(r#"[{"type":"function_call","name":"f","arguments":"{}"}]"#),
            Some("completed"),
            Some("chat"),
        ),
        (
            r#"{"type":"message","stop_reason":"end_turn","content":[{"type":"thinking","thinking":"hm"},{"type":"text","text":"One "},{"type":"text","text":"two"}]}"#,
            Some("One two"),
            Some("end_turn"),
            Some("chat"),
        ),
        (
            r#"{"candidates":[{"content":{"parts":[{"text":"hm","thought":true},{"text":"g"}]},"finishReason":"STOP"}]}"#,
            Some("g"),
            Some("STOP"),
            Some("generate_content"),
        ),
        (r#"{"object":"list","data":[{"embedding":[0.5,-0.5]}]}"#, None, None, Some("embeddings")),
        (
            r#"{"output":{"message":{"role":"assistant","content":[{"text":"b"}]}},"stopReason":"end_turn"}"#,
            Some("b"),
            Some("end_turn"),
            Some("chat"),
        ),
        ("{}", None, None, None),
        ("[]", None, None, None),
        ("\"just text\"", Some("just text"), None, None),
    ] {
        let call = response(body);
        assert_eq!(
            (call.response.as_deref(), call.finish_reason.as_deref(), call.operation.as_deref()),
            (text, finish, operation),
            "{body}"
        );
        assert_eq!(call.status, "success", "{body}");
    }
}

/// Kind, HTTP status, message.
#[test]
fn errors() {
    for (body, kind, http, message) in [
        (
            r#"{"error":{"message":"too long","type":"invalid_request_error","code":"context_length_exceeded"}}"#,
            "context_length_exceeded",
            None,
            Some("too long"),
        ),
        (r#"{"error":{"message":"oops","type":"server_error","code":null}}"#, "server_error", None, Some("oops")),
        (
            r#"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#,
            "overloaded_error",
            None,
            Some("Overloaded"),
        ),
        (
            r#"{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"quota"}}"#,
            "RESOURCE_EXHAUSTED",
            Some(429),
            Some("quota"),
        ),
        (r#"{"error":{"code":"503"}}"#, "server_error", Some(503), None),
        (r#"{"error":"RateLimitError: slow down"}"#, "RateLimitError", None, Some("RateLimitError: slow down")),
        (r#"{"error":"it broke in a way"}"#, "error", None, Some("it broke in a way")),
        (r#"{"error":"{\"error\":{\"type\":\"timeout\"}}"}"#, "timeout", None, None),
        (
            r#"{"object":"response","status":"failed","output":[],"error":{"code":"server_error","message":"m"}}"#,
            "server_error",
            None,
            Some("m"),
        ),
    ] {
        let call = response(body);
        assert_eq!(
            (call.status.as_str(), call.error_type.as_deref(), call.http_status),
            ("error", Some(kind), http),
            "{body}"
        );
        let metadata = call.metadata.map(|text| serde_json::from_str::<serde_json::Value>(&text).unwrap());
        assert_eq!(
            metadata.and_then(|all| Some(all.get("error_message")?.as_str()?.to_owned())).as_deref(),
            message,
            "{body}"
        );
    }
    for none in [r#"{"error":null}"#, r#"{"error":{}}"#, r#"{"error":""}"#, r#"{"error":false}"#] {
        assert_eq!(response(none).status, "success", "{none}");
    }
}

/// Prompt, number of messages, first role.
#[test]
fn requests() {
    for (body, prompt, messages, first) in [
        (
            r#"{"model":"m","messages":[{"role":"system","content":"s"},{"role":"user","content":"u"}],"temperature":0}"#,
            Some("u"),
            2,
            "system",
        ),
        (
            r#"{"system":[{"type":"text","text":"s"}],"messages":[{"role":"user","content":[{"type":"text","text":"u"}]}]}"#,
            Some("u"),
            2,
            "system",
        ),
        (r#"{"instructions":"s","input":"u"}"#, Some("u"), 2, "system"),
        (r#"{"input":"u"}"#, Some("u"), 0, ""),
        (r#"{"input":["a","b"]}"#, Some("a\nb"), 0, ""),
        (r#"{"input":[15339,1917]}"#, None, 0, ""),
        (
            r#"{"input":[{"role":"user","content":[{"type":"input_text","text":"u"}]},{"type":"function_call","name":"f","arguments":"{}"},{"type":"function_call_output","output":"42"}]}"#,
            Some("u"),
            3,
            "user",
        ),
        (
            r#"{"systemInstruction":{"parts":[{"text":"s"}]},"contents":[{"parts":[{"text":"u"}]}]}"#,
            Some("u"),
            2,
            "system",
        ),
        (r#"{"prompt":"old"}"#, Some("old"), 0, ""),
        (r#""just text""#, Some("just text"), 0, ""),
    ] {
        let call = request(body);
        let list: Vec<serde_json::Value> =
            call.messages.map_or_else(Vec::new, |text| serde_json::from_str(&text).unwrap());
        assert_eq!(call.prompt.as_deref(), prompt, "{body}");
        assert_eq!(list.len(), messages, "{body}");
        assert_eq!(list.first().map_or("", |message| message["role"].as_str().unwrap()), first, "{body}");
    }
    let call = request(
        r#"{"model":"m","user":"u-1","service_tier":"auto","messages":[{"role":"user","content":"x"}],"temperature":0.5,"tools":[{}]}"#,
    );
    assert_eq!((call.model.as_deref(), call.user_id.as_deref(), call.service_tier), (Some("m"), Some("u-1"), None));
    assert_eq!(call.metadata.as_deref(), Some(r#"{"temperature":0.5}"#));
    assert_eq!(request(r#"{"service_tier":"flex","input":"x"}"#).service_tier.as_deref(), Some("flex"));
}

#[test]
fn json_in_a_text_is_read_like_the_object() {
    let call = response(
        r#""{\"model\":\"m\",\"choices\":[{\"message\":{\"content\":\"Hi\"}}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}""#,
    );
    assert_eq!(
        (call.model.as_deref(), call.response.as_deref(), tokens(&call)),
        (Some("m"), Some("Hi"), [1, 2, -1, -1, -1, -1])
    );
}

/// Events of a stream, as a list and as the text that came over the wire: model, text, finish reason, input, output.
#[test]
fn streams_are_read_like_the_whole() {
    for (api, events, expected) in [
        (
            "OpenAI chat, usage in the last chunk",
            &[
                r#"{"id":"c","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"He"},"finish_reason":null}],"usage":null}"#,
                r#"{"id":"c","object":"chat.completion.chunk","model":"m","choices":[{"index":1,"delta":{"content":"other"},"finish_reason":"length"}],"usage":null}"#,
                r#"{"id":"c","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{"content":"llo"},"finish_reason":"stop"}],"usage":null}"#,
                r#"{"id":"c","object":"chat.completion.chunk","model":"m","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":2}}"#,
            ][..],
            ("m", Some("Hello"), Some("stop"), 9, 2),
        ),
        (
            "Anthropic, the last counts win",
            &[
                r#"{"type":"message_start","message":{"id":"msg","type":"message","model":"m","content":[],"stop_reason":null,"usage":{"input_tokens":5,"cache_read_input_tokens":4,"output_tokens":1}}}"#,
                r#"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#,
                r#"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"He"}}"#,
                r#"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"llo"}}"#,
                r#"{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":2}}"#,
                r#"{"type":"message_stop"}"#,
            ],
            ("m", Some("Hello"), Some("end_turn"), 9, 2),
        ),
        (
            "OpenAI Responses, all in the last event",
            &[
                r#"{"type":"response.created","response":{"id":"r","object":"response","model":"m","status":"in_progress","output":[]}}"#,
                r#"{"type":"response.output_text.delta","delta":"He"}"#,
                r#"{"type":"response.completed","response":{"id":"r","object":"response","model":"m","status":"completed","output":[{"type":"message","content":[{"type":"output_text","text":"Hello"}]}],"usage":{"input_tokens":9,"output_tokens":2}}}"#,
            ],
            ("m", Some("Hello"), Some("completed"), 9, 2),
        ),
    ] {
        let list = format!("[{}]", events.join(","));
        let wire: String = events.iter().map(|event| format!("event: x\ndata: {event}\n\n")).collect();
        for body in [value(&list), Value::Text(format!("{wire}data: [DONE]\n\n").into())] {
            assert!(!bodies::id(&bodies::body(body.clone())).is_null(), "{api}");
            let mut record = Record::new(1);
            bodies::response(&mut record, body);
            let call = understood(record);
            let found = (call.model.as_deref().unwrap(), call.response.as_deref(), call.finish_reason.as_deref());
            assert_eq!((found.0, found.1, found.2, tokens(&call)[0], tokens(&call)[1]), expected, "{api}");
        }
    }
}
