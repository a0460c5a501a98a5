//! Which pages there are and what stands on each: figures place themselves by naming their page.

use crate::cube::{Cube, Measure};
use crate::error::{Error, Result};
use crate::figures::drawn::PageContent;
use crate::figures::headline::headlines;
use crate::figures::{Context, FIGURES};

/// A page, declared.
pub struct Page {
    /// File name without `.html`.
    pub id: &'static str,
    /// Name in the navigation.
    pub title: &'static str,
    /// The question it answers.
    pub lead: &'static str,
    /// Measures on top.
    pub headlines: &'static [&'static str],
}

/// Every page, in the order of the navigation.
pub const PAGES: &[Page] = &[
    Page {
        id: "index",
        title: "Overview",
        lead: "How are we doing, compared with the period before?",
        headlines: &["requests", "cost", "success_rate", "latency_p50", "latency_p95", "hallucination_rate"],
    },
    Page {
        id: "explorer",
        title: "Explorer",
        lead: "Which interactions are behind a number, and what was said in them?",
        headlines: &[],
    },
    Page {
        id: "latency",
        title: "Latency",
        lead: "How long do people wait, on what, and is it getting worse?",
        headlines: &["latency_p50", "latency_p95", "latency_p99", "time_to_first_token_p50"],
    },
    Page {
        id: "cost",
        title: "Cost",
        lead: "What does it cost, who gets the money, and what drives it?",
        headlines: &["cost", "cost_per_request", "cache_savings", "input_tokens", "output_tokens", "priced_share"],
    },
    Page {
        id: "tokens",
        title: "Tokens",
        lead: "Where do the tokens go, and what do they buy?",
        headlines: &[
            "input_tokens",
            "output_tokens",
            "tokens_per_success",
            "cache_read_share",
            "tokens_p50_success",
            "tokens_p50_error",
        ],
    },
    Page {
        id: "reliability",
        title: "Reliability",
        lead: "What fails, how often, and whose fault is it?",
        headlines: &["success_rate", "errors", "requests"],
    },
    Page {
        id: "categories",
        title: "Categories",
        lead: "What is it used for, and how does that work go?",
        headlines: &[],
    },
    Page {
        id: "feedback",
        title: "Feedback",
        lead: "What do people think of the answers?",
        headlines: &["positive_share", "negative_share", "feedback", "rated_share"],
    },
    Page {
        id: "hallucination",
        title: "Hallucination",
        lead: "What is made up, by whom, on which work, and is it getting worse?",
        headlines: &[
            "hallucination_rate",
            "hallucinated",
            "labelled_share",
            "tokens_p50_hallucinated",
            "tokens_p50_sound",
            "groundedness",
        ],
    },
    Page {
        id: "drift",
        title: "Drift",
        lead: "What has changed for good, since when, by how much, and for whom?",
        headlines: &[],
    },
    Page { id: "providers", title: "Providers", lead: "Who gives most for the money?", headlines: &[] },
    Page { id: "similarity", title: "Similarity", lead: "Do answers stay with the question?", headlines: &[] },
    Page {
        id: "signals",
        title: "Signals",
        lead: "How good are these signals, where people said what is right, and what can they not tell?",
        headlines: &[],
    },
    Page {
        id: "quality",
        title: "Data quality",
        lead: "What was read, what was not, and what did we assume?",
        headlines: &["requests", "priced_share"],
    },
];

/// What to log so that a measure has a value.
const MISSING: &[(&str, &str)] = &[
    ("requests", "No interaction in this period."),
    ("errors", "No interaction in this period."),
    ("success_rate", "No interaction in this period."),
    ("priced_share", "No interaction in this period."),
    ("cost", "No costs: log `cost_usd`, or `model` and tokens."),
    ("cost_per_request", "No costs: log `cost_usd`, or `model` and tokens."),
    ("cache_savings", "No cached tokens: log `cache_read_tokens` and `cache_creation_tokens`."),
    ("input_tokens", "No tokens: log `input_tokens`."),
    ("output_tokens", "No tokens: log `output_tokens`."),
    ("latency_p50", "No latencies: log `latency_ms`."),
    ("latency_p95", "No latencies: log `latency_ms`."),
    ("latency_p99", "No latencies: log `latency_ms`."),
    ("time_to_first_token_p50", "No streamed answers: log `time_to_first_token_ms`."),
    ("tokens_per_success", "No tokens: log `input_tokens` and `output_tokens`."),
    ("cache_read_share", "No tokens: log `input_tokens`."),
    ("tokens_p50_success", "No tokens: log `input_tokens` and `output_tokens`."),
    ("tokens_p50_error", "No failed request with tokens."),
    ("tokens_p50_hallucinated", "No hallucination labels in this data: log `hallucination`."),
    ("tokens_p50_sound", "No hallucination labels in this data: log `hallucination`."),
    ("hallucinated", "No hallucination labels in this data: log `hallucination`."),
    ("labelled_share", "No interaction in this period."),
    ("rated_share", "No interaction in this period."),
    ("feedback", "No feedback in this data: log `feedback`."),
    ("positive_share", "No feedback in this data: log `feedback`."),
    ("negative_share", "No feedback in this data: log `feedback`."),
    ("groundedness", "No response with a text to rest on: log `context` or `messages`."),
    ("hallucination_rate", "No hallucination labels in this data: log `hallucination`."),
];

/// Draws everything that stands on `page`.
pub fn assemble(page: &'static Page, cube: &Cube<'_>, context: &Context) -> Result<PageContent> {
    let mut content = PageContent {
        id: page.id,
        title: page.title,
        lead: page.lead,
        headlines: Vec::new(),
        panels: Vec::new(),
        figures: Vec::new(),
    };
    let given = |id: &&'static str| {
        let measure = Measure::named(id).ok_or_else(|| Error::new(format!("there is no measure {id}")))?;
        Ok((measure, MISSING.iter().find(|m| m.0 == *id).map_or("Not in this data.", |m| m.1)))
    };
    let given = page.headlines.iter().map(given).collect::<Result<Vec<_>>>()?;
    content.headlines = headlines(cube, context, &given)?;
    for figure in FIGURES.iter().filter(|f| f.page == page.id) {
        match figure.chart {
            Some(_) => content.figures.push(figure.draw(cube, context)?),
            None => {
                let panel = figure.panel(cube, context)?;
                // What has nothing to say of being empty is then left out.
                if !panel.empty.is_empty() || !panel.table.rows.is_empty() {
                    content.panels.push(panel);
                }
            }
        }
    }
    Ok(content)
}
