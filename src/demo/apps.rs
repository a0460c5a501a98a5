//! The applications of the demo: how much they are used, when, by whom, and through which models, as data.

/// When an application is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rhythm {
    /// Office hours, hardly at weekends.
    Office,
    /// Shop hours: into the evening, and at weekends too.
    Shop,
    /// After school and at weekends.
    Evening,
    /// Nightly batches with a trickle by day.
    Batch,
}

/// The zone whose hours people live by, in hours ahead of UTC; no summer time, to keep every day 24 hours long.
pub const ZONE_HOURS: i64 = 1;

impl Rhythm {
    /// Relative traffic in an hour (0–23, local) of a day of the week (0 = Monday).
    pub fn weight(self, weekday: usize, hour: usize) -> f64 {
        let (hours, weekend): (&[u8; 24], f64) = match self {
            Rhythm::Office => {
                (&[1, 1, 1, 1, 1, 2, 5, 14, 34, 52, 56, 50, 36, 46, 56, 54, 46, 32, 16, 9, 6, 4, 3, 2], 0.16)
            }
            Rhythm::Shop => {
                (&[4, 2, 1, 1, 1, 2, 6, 14, 26, 36, 42, 42, 40, 38, 38, 40, 42, 44, 44, 42, 36, 26, 16, 8], 0.7)
            }
            Rhythm::Evening => {
                (&[3, 1, 1, 1, 1, 1, 3, 6, 8, 8, 8, 10, 12, 18, 26, 36, 44, 48, 50, 50, 42, 28, 14, 6], 0.9)
            }
            Rhythm::Batch => {
                (&[40, 70, 90, 80, 50, 24, 10, 12, 16, 18, 18, 16, 14, 16, 16, 16, 14, 10, 8, 8, 10, 12, 18, 26], 0.5)
            }
        };
        let day = if weekday >= 5 { weekend } else { [0.98, 1.04, 1.05, 1.03, 0.9][weekday] };
        let sum: u32 = hours.iter().map(|&weight| u32::from(weight)).sum();
        f64::from(hours[hour]) / f64::from(sum) * day
    }
}

/// One application.
pub struct App {
    /// Name in the log.
    pub id: &'static str,
    /// What it asks and answers: a file of scenarios.
    pub text: &'static str,
    /// Share of all rows.
    pub share: f64,
    /// When it is used.
    pub rhythm: Rhythm,
    /// Chance that a turn is followed by another one in the same session.
    pub goes_on: f64,
    /// Models with their weights, by name; a second provider of a model is `model@provider`.
    pub models: &'static [(&'static str, f64)],
    /// log₂ of the number of users.
    pub users: u32,
    /// What user ids start with.
    pub user_prefix: &'static str,
    /// Prompt versions with the share of the window after which each is live.
    pub versions: &'static [(f64, &'static str)],
    /// Tokens of system prompt and tool definitions that every call sends besides what the log shows.
    pub system_tokens: u32,
    /// The log shows the whole conversation (`messages`), with this system prompt.
    pub system: Option<&'static str>,
    /// The system prompt is cached at the provider.
    pub caches: bool,
    /// Share of streamed calls, which have a time to first token.
    pub streams: f64,
    /// Programs that call, as metadata names them.
    pub clients: &'static [&'static str],
    /// Share of calls that are not production.
    pub staging: f64,
    /// Its gateway logs a cost.
    pub logs_cost: bool,
    /// Share of rows whose category the application logs.
    pub logs_category: f64,
    /// Share of answers that people label for hallucination.
    pub labelled: f64,
    /// Share of good answers that get feedback.
    pub feedback: f64,
}

/// Every application.
pub const APPS: &[App] = &[
    App {
        id: "support-assistant",
        text: include_str!("../../data/demo/support.toml"),
        share: 0.25,
        rhythm: Rhythm::Shop,
        goes_on: 0.5,
        models: &[("gpt-5-mini", 5.0), ("claude-haiku-4-5", 3.0), ("gemini-2.5-flash", 2.0)],
        users: 12,
        user_prefix: "cust_",
        versions: &[(0.0, "support-v11"), (0.38, "support-v12"), (0.74, "support-v13")],
        system_tokens: 1_640,
        system: Some(
            "You are the support assistant of Brightwell Home. Answer in the customer's language, in at most 150 words. \
             Never promise a refund that the order does not allow; hand over to a person when asked.",
        ),
        caches: true,
        streams: 0.9,
        clients: &["web/4.12.0", "web/4.13.1", "ios/2.8", "android/2.9"],
        staging: 0.04,
        logs_cost: false,
        logs_category: 0.12,
        labelled: 0.14,
        feedback: 0.11,
    },
    App {
        id: "code-copilot",
        text: include_str!("../../data/demo/copilot.toml"),
        share: 0.21,
        rhythm: Rhythm::Office,
        goes_on: 0.62,
        models: &[("claude-sonnet-4-5", 5.0), ("codestral-2508", 3.0), ("gpt-5", 2.0)],
        users: 7,
        user_prefix: "dev_",
        versions: &[(0.0, "2026.7"), (0.3, "2026.8"), (0.62, "2026.9")],
        system_tokens: 2_900,
        system: None,
        caches: true,
        streams: 0.95,
        clients: &["vscode/1.31", "jetbrains/0.8", "cli/0.9.4"],
        staging: 0.08,
        logs_cost: false,
        logs_category: 0.0,
        labelled: 0.05,
        feedback: 0.05,
    },
    App {
        id: "doc-search",
        text: include_str!("../../data/demo/docs.toml"),
        share: 0.2,
        rhythm: Rhythm::Office,
        goes_on: 0.35,
        models: &[("gpt-4.1", 5.0), ("mistral-large-2512", 3.0), ("claude-sonnet-4-5@gcp.vertex_ai", 2.0)],
        users: 9,
        user_prefix: "emp_",
        versions: &[(0.0, "rag-v4"), (0.5, "rag-v5")],
        system_tokens: 780,
        system: None,
        caches: false,
        streams: 0.6,
        clients: &["intranet/7.2", "chat-bot/1.4"],
        staging: 0.05,
        logs_cost: false,
        logs_category: 0.05,
        labelled: 0.4,
        feedback: 0.14,
    },
    App {
        id: "marketing-writer",
        text: include_str!("../../data/demo/marketing.toml"),
        share: 0.09,
        rhythm: Rhythm::Office,
        goes_on: 0.45,
        models: &[("claude-haiku-4-5", 8.0), ("gemini-2.5-pro", 2.0)],
        users: 5,
        user_prefix: "emp_",
        versions: &[(0.0, "brand-v2"), (0.55, "brand-v3")],
        system_tokens: 2_200,
        system: None,
        caches: false,
        streams: 0.8,
        clients: &["studio/3.0"],
        staging: 0.03,
        logs_cost: true,
        logs_category: 0.25,
        labelled: 0.05,
        feedback: 0.1,
    },
    App {
        id: "data-extraction",
        text: include_str!("../../data/demo/extraction.toml"),
        share: 0.11,
        rhythm: Rhythm::Batch,
        goes_on: 0.0,
        models: &[("gpt-5-mini", 3.0), ("amazon.nova-lite-v1:0", 5.0), ("deepseek-chat", 2.0)],
        users: 2,
        user_prefix: "svc_",
        versions: &[(0.0, "extract-12"), (0.45, "extract-13"), (0.85, "extract-14")],
        system_tokens: 420,
        system: None,
        caches: false,
        streams: 0.0,
        clients: &["batch/12.1"],
        staging: 0.1,
        logs_cost: true,
        logs_category: 0.5,
        labelled: 0.12,
        feedback: 0.0,
    },
    App {
        id: "translation-desk",
        text: include_str!("../../data/demo/translation.toml"),
        share: 0.08,
        rhythm: Rhythm::Office,
        goes_on: 0.3,
        models: &[("gemini-2.5-flash", 4.0), ("deepseek-chat", 3.0), ("mistral-large-2512", 3.0)],
        users: 6,
        user_prefix: "emp_",
        versions: &[(0.0, "tr-6"), (0.6, "tr-7")],
        system_tokens: 310,
        system: None,
        caches: false,
        streams: 0.3,
        clients: &["desk/2.2", "cms-plugin/0.6"],
        staging: 0.03,
        logs_cost: false,
        logs_category: 0.1,
        labelled: 0.08,
        feedback: 0.08,
    },
    App {
        id: "math-tutor",
        text: include_str!("../../data/demo/tutor.toml"),
        share: 0.06,
        rhythm: Rhythm::Evening,
        goes_on: 0.55,
        models: &[("gpt-5", 4.0), ("gemini-2.5-pro", 4.0), ("deepseek-chat", 2.0)],
        users: 10,
        user_prefix: "pupil_",
        versions: &[(0.0, "tutor-3"), (0.25, "tutor-4")],
        system_tokens: 640,
        system: Some(
            "You are a patient tutor. Explain the steps, check the result, never just give the answer to homework.",
        ),
        caches: false,
        streams: 0.85,
        clients: &["web/1.7", "ipad/1.5"],
        staging: 0.02,
        logs_cost: false,
        logs_category: 0.0,
        labelled: 0.15,
        feedback: 0.13,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_a_whole() {
        assert!((APPS.iter().map(|app| app.share).sum::<f64>() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn the_office_rests_at_weekends_and_at_night() {
        assert!(Rhythm::Office.weight(2, 10) > 5.0 * Rhythm::Office.weight(6, 10));
        assert!(Rhythm::Office.weight(2, 10) > 20.0 * Rhythm::Office.weight(2, 3));
    }
}
