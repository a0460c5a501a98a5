//! The list of vendors whose keys have a shape of their own.

use std::ops::Range;

use super::bounds::{begins, is_word, run};

/// A vendor.
pub struct Vendor {
    /// The one id.
    pub id: &'static str,
    /// What it is, for people.
    pub label: &'static str,
    /// The shapes of its keys.
    pub keys: &'static [Shape],
}

/// The shape of a key: how it begins, and which characters follow.
pub struct Shape {
    /// First characters, as written.
    pub prefix: &'static str,
    /// What may follow.
    of: Of,
    /// Fewest and most characters after the prefix.
    length: (usize, usize),
    /// The prefix names the key and stays; only what follows, after `=`, `:` or quotes, is removed.
    named: bool,
}

/// Alphabets of keys.
#[derive(Clone, Copy)]
enum Of {
    /// Letters and digits.
    Alnum,
    /// Capitals and digits.
    Upper,
    /// 0 to 9, a to f.
    Hex,
    /// Letters, digits, `-`, `_`.
    Url,
    /// Letters, digits, `-`, `_`, `.`, `/`, `+`, `=`, `~`.
    Wide,
}

impl Of {
    fn admits(self, byte: u8) -> bool {
        match self {
            Of::Alnum => byte.is_ascii_alphanumeric(),
            Of::Upper => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
            Of::Hex => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
            Of::Url => byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_',
            Of::Wide => byte.is_ascii_alphanumeric() || b"-_./+=~".contains(&byte),
        }
    }
}

const fn key(prefix: &'static str, of: Of, least: usize, most: usize) -> Shape {
    Shape { prefix, of, length: (least, most), named: false }
}

/// A key without a shape that is told by its name before it.
const fn named(prefix: &'static str, of: Of, least: usize, most: usize) -> Shape {
    Shape { prefix, of, length: (least, most), named: true }
}

const fn vendor(id: &'static str, label: &'static str, keys: &'static [Shape]) -> Vendor {
    Vendor { id, label, keys }
}

/// Longest key without a stated length.
const ANY: usize = 400;

/// Every vendor. Shapes are those that vendors document or that their keys have had; lengths are kept loose, because
/// vendors change them.
pub const VENDORS: &[Vendor] = &[
    vendor(
        "openai_key",
        "OpenAI key",
        &[
            key("sk-proj-", Of::Url, 20, ANY),
            key("sk-svcacct-", Of::Url, 20, ANY),
            key("sk-admin-", Of::Url, 20, ANY),
            key("sk-None-", Of::Url, 20, ANY),
            key("sk-", Of::Alnum, 32, ANY),
        ],
    ),
    vendor("anthropic_key", "Anthropic key", &[key("sk-ant-", Of::Url, 20, ANY)]),
    vendor("openrouter_key", "OpenRouter key", &[key("sk-or-", Of::Url, 32, ANY)]),
    vendor("langfuse_key", "Langfuse key", &[key("sk-lf-", Of::Url, 30, 60), key("pk-lf-", Of::Url, 30, 60)]),
    vendor("langsmith_key", "LangSmith key", &[key("lsv2_pt_", Of::Url, 30, 80), key("lsv2_sk_", Of::Url, 30, 80)]),
    vendor("groq_key", "Groq key", &[key("gsk_", Of::Alnum, 40, 80)]),
    vendor("xai_key", "xAI key", &[key("xai-", Of::Alnum, 60, 120)]),
    vendor("perplexity_key", "Perplexity key", &[key("pplx-", Of::Alnum, 32, 80)]),
    vendor("replicate_key", "Replicate key", &[key("r8_", Of::Alnum, 32, 48)]),
    vendor("nvidia_key", "NVIDIA key", &[key("nvapi-", Of::Url, 40, 100)]),
    vendor("pinecone_key", "Pinecone key", &[key("pcsk_", Of::Url, 40, 120)]),
    vendor(
        "huggingface_key",
        "Hugging Face token",
        &[key("hf_", Of::Alnum, 30, 60), key("api_org_", Of::Alnum, 30, 60)],
    ),
    vendor(
        "aws_key",
        "AWS key",
        &[
            key("AKIA", Of::Upper, 16, 16),
            key("ASIA", Of::Upper, 16, 16),
            key("ABIA", Of::Upper, 16, 16),
            key("ABSKQmVkcm9ja0FQSUtleS", Of::Wide, 80, 200),
            named("secret_access_key", Of::Wide, 40, 40),
            named("SECRET_ACCESS_KEY", Of::Wide, 40, 40),
            named("SecretAccessKey", Of::Wide, 40, 40),
            named("secretAccessKey", Of::Wide, 40, 40),
            named("session_token", Of::Wide, 100, 2000),
            named("SESSION_TOKEN", Of::Wide, 100, 2000),
            named("SessionToken", Of::Wide, 100, 2000),
            named("sessionToken", Of::Wide, 100, 2000),
        ],
    ),
    vendor(
        "gcp_key",
        "Google key",
        &[key("AIza", Of::Url, 35, 35), key("ya29.", Of::Url, 30, 2000), key("GOCSPX-", Of::Url, 28, 28)],
    ),
    vendor(
        "azure_key",
        "Azure key",
        &[
            key("AccountKey=", Of::Wide, 86, 88),
            key("SharedAccessKey=", Of::Wide, 43, 88),
            named("AZURE_OPENAI_API_KEY", Of::Alnum, 32, 84),
            named("AZURE_OPENAI_KEY", Of::Alnum, 32, 84),
            named("Ocp-Apim-Subscription-Key", Of::Hex, 32, 32),
            named("api-key", Of::Alnum, 32, 84),
            // The middle of newer keys, and of Entra's client secrets: what stands before it belongs to the key as well.
            key("JQQJ99", Of::Alnum, 20, 40),
            key("7Q~", Of::Wide, 31, 34),
            key("8Q~", Of::Wide, 31, 34),
        ],
    ),
    vendor(
        "github_token",
        "GitHub token",
        &[
            key("ghp_", Of::Alnum, 36, 255),
            key("gho_", Of::Alnum, 36, 255),
            key("ghu_", Of::Alnum, 36, 255),
            key("ghs_", Of::Url, 36, 600),
            key("ghr_", Of::Alnum, 36, 255),
            key("github_pat_", Of::Url, 50, 255),
        ],
    ),
    vendor("gitlab_token", "GitLab token", &[key("glpat-", Of::Wide, 20, 100), key("gldt-", Of::Url, 20, 64)]),
    vendor(
        "slack_token",
        "Slack token",
        &[
            key("xoxb-", Of::Url, 20, 120),
            key("xoxp-", Of::Url, 20, 120),
            key("xoxa-", Of::Url, 20, 120),
            key("xoxs-", Of::Url, 20, 120),
            key("xoxr-", Of::Url, 20, 120),
            key("xoxe.", Of::Wide, 20, 200),
            key("xapp-", Of::Url, 20, 150),
            key("hooks.slack.com/services/", Of::Wide, 30, 100),
        ],
    ),
    vendor(
        "stripe_key",
        "Stripe key",
        &[
            key("sk_live_", Of::Alnum, 16, 120),
            key("sk_test_", Of::Alnum, 16, 120),
            key("rk_live_", Of::Alnum, 16, 120),
            key("rk_test_", Of::Alnum, 16, 120),
            key("whsec_", Of::Wide, 24, 80),
        ],
    ),
    vendor("npm_token", "npm token", &[key("npm_", Of::Alnum, 36, 36)]),
    vendor("pypi_token", "PyPI token", &[key("pypi-AgE", Of::Url, 50, ANY)]),
    vendor("sendgrid_key", "SendGrid key", &[key("SG.", Of::Wide, 60, 80)]),
    vendor(
        "digitalocean_token",
        "DigitalOcean token",
        &[key("dop_v1_", Of::Hex, 64, 64), key("doo_v1_", Of::Hex, 64, 64), key("dor_v1_", Of::Hex, 64, 64)],
    ),
    vendor("databricks_token", "Databricks token", &[key("dapi", Of::Wide, 32, 36)]),
    vendor("vault_token", "Vault token", &[key("hvs.", Of::Url, 24, 200), key("hvb.", Of::Url, 24, 300)]),
    vendor("shopify_token", "Shopify token", &[key("shpat_", Of::Alnum, 32, 32), key("shpss_", Of::Alnum, 32, 32)]),
    vendor("grafana_token", "Grafana token", &[key("glsa_", Of::Url, 40, 60), key("glc_", Of::Wide, 32, 400)]),
];

/// What is to be removed where a shape's prefix was found.
pub fn find(text: &str, at: Range<usize>, shape: &Shape) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let of = |byte: u8| shape.of.admits(byte);
    let mut range = at.clone();
    let mut from = at.end;
    if shape.named {
        // At least one of these, at most a few: `key = "…`, `"key": "…`.
        from = run(bytes, at.end, 6, |byte| b" \t=:\"'\\".contains(&byte));
        if from == at.end {
            return None;
        }
        range.start = from;
    } else if matches!(shape.prefix, "JQQJ99" | "7Q~" | "8Q~") {
        range.start -= bytes[..at.start].iter().rev().take(60).take_while(|byte| of(**byte)).count();
    } else if !(begins(bytes, at.start) || at.start > 0 && bytes[at.start - 1] == b'_') {
        return None;
    }
    let (least, most) = shape.length;
    let mut end = run(bytes, from, most + 1, of);
    // The dot or slash of the sentence around it is no part of it.
    while end > from && b"./".contains(&bytes[end - 1]) && matches!(shape.of, Of::Wide) {
        end -= 1;
    }
    let length = end - from;
    let closed = bytes.get(end).is_none_or(|byte| !is_word(*byte) || *byte == b'_' && !of(b'_'));
    // Words joined by hyphens are no key: a key has a digit, or capitals and small letters.
    let value = &bytes[from..end];
    let mixed = value.iter().any(u8::is_ascii_digit)
        || value.iter().any(u8::is_ascii_uppercase) && value.iter().any(u8::is_ascii_lowercase);
    range.end = end;
    ((least..=most).contains(&length) && closed && mixed).then_some(range)
}
