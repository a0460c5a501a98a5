//! Names of providers as tracers write them in; OpenTelemetry's names out.

/// Spellings and what they mean. A spelling also covers what is added to it behind a dot (`openai.chat`); of several
/// that fit, the first counts.
const SPELLINGS: &[(&str, &str)] = &[
    ("azure.ai.inference", "azure.ai.inference"),
    ("azure.ai.openai", "azure.ai.openai"),
    ("az.ai.inference", "azure.ai.inference"),
    ("az.ai.openai", "azure.ai.openai"),
    ("azure-openai", "azure.ai.openai"),
    ("azure_openai", "azure.ai.openai"),
    ("azureopenai", "azure.ai.openai"),
    ("azure", "azure.ai.openai"),
    ("aws.bedrock", "aws.bedrock"),
    ("amazon-bedrock", "aws.bedrock"),
    ("aws_bedrock", "aws.bedrock"),
    ("bedrock", "aws.bedrock"),
    ("aws", "aws.bedrock"),
    ("gcp.vertex.agent", "gcp.gen_ai"),
    ("gcp.vertex_ai", "gcp.vertex_ai"),
    ("google.vertex", "gcp.vertex_ai"),
    ("google_vertex", "gcp.vertex_ai"),
    ("vertex_ai", "gcp.vertex_ai"),
    ("vertexai", "gcp.vertex_ai"),
    ("vertex", "gcp.vertex_ai"),
    ("gcp.gemini", "gcp.gemini"),
    ("google.generative-ai", "gcp.gemini"),
    ("google_genai", "gcp.gemini"),
    ("google-genai", "gcp.gemini"),
    ("google_generativeai", "gcp.gemini"),
    ("gemini", "gcp.gemini"),
    ("google", "gcp.gen_ai"),
    ("openai", "openai"),
    ("anthropic", "anthropic"),
    ("cohere", "cohere"),
    ("mistral_ai", "mistral_ai"),
    ("mistralai", "mistral_ai"),
    ("mistral", "mistral_ai"),
    ("x_ai", "x_ai"),
    ("xai", "x_ai"),
    ("ibm.watsonx.ai", "ibm.watsonx.ai"),
    ("watsonx", "ibm.watsonx.ai"),
    ("deepseek", "deepseek"),
    ("groq", "groq"),
    ("perplexity", "perplexity"),
];

/// OpenTelemetry's name of a provider; one that it does not name stays as it is, in lower case.
pub fn normal(name: &str) -> String {
    let name = name.trim().to_lowercase();
    let covers =
        |spelling: &str| name.strip_prefix(spelling).is_some_and(|more| more.is_empty() || more.starts_with('.'));
    match SPELLINGS.iter().find(|(spelling, _)| covers(spelling)) {
        Some((_, provider)) => (*provider).to_owned(),
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings() {
        for (written, provider) in [
            ("openai", "openai"),
            ("OpenAI", "openai"),
            ("openai.chat", "openai"),
            ("openai.responses", "openai"),
            ("anthropic.messages", "anthropic"),
            ("az.ai.openai", "azure.ai.openai"),
            ("azure.ai.inference", "azure.ai.inference"),
            ("azure-openai.chat", "azure.ai.openai"),
            ("AWS", "aws.bedrock"),
            ("amazon-bedrock", "aws.bedrock"),
            ("google.vertex.chat", "gcp.vertex_ai"),
            ("google.generative-ai", "gcp.gemini"),
            ("gcp.gemini", "gcp.gemini"),
            ("MistralAI", "mistral_ai"),
            ("xai.chat", "x_ai"),
            ("openaiish", "openaiish"),
            (" Together ", "together"),
        ] {
            assert_eq!(normal(written), provider, "{written}");
        }
    }
}
