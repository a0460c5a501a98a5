//! A report on signals in, a sheet of text for a person out. Names come from files, so every line is made harmless.

use crate::console::plain;
use crate::evaluation::{Agreement, Class, Estimate, Group, Outcome, Ranking, Reference, Report};

/// The sheet.
pub fn sheet(report: &Report) -> String {
    let mut lines = vec![format!("{} labelled rows; 95 % bootstrap intervals in brackets", report.rows)];
    for signal in &report.signals {
        lines.extend([String::new(), format!("{}: {} (n = {})", signal.id, signal.about, signal.n)]);
        match &signal.outcome {
            Outcome::Classes {
                macro_f1,
                mean_of_sources,
                accuracy,
                references,
                classes,
                sources,
                languages,
                confusion,
            } => {
                lines.push(format!("  macro-F1         {}", told(macro_f1)));
                lines.push(format!("  mean of sources  {}", told(mean_of_sources)));
                lines.push(format!("  accuracy         {accuracy:.3}"));
                references.iter().for_each(|reference| lines.push(beside(reference)));
                classes.iter().for_each(|class| lines.push(of_class(class)));
                group_lines("source", sources, &mut lines);
                group_lines("language", languages, &mut lines);
                table(confusion, &mut lines);
            }
            Outcome::Ranks { macro_auroc, pooled, sources, languages, calibration } => {
                let value = macro_auroc.as_ref().map_or_else(|| "none".to_owned(), told);
                lines.push(format!("  mean of sources  {value}"));
                lines.push(ranked("all rows", pooled));
                sources.iter().for_each(|one| lines.push(ranked(&format!("source {}", one.name), one)));
                languages.iter().for_each(|one| lines.push(ranked(&format!("language {}", one.name), one)));
                if let Some(told) = calibration {
                    lines.push(format!(
                        "  calibration error {:.3}, Brier score {:.3}, on {} rows",
                        told.error, told.brier, told.n
                    ));
                    let bins = told.bins.iter();
                    lines.extend(
                        bins.map(|bin| format!("    said {:.2}  found {:.2}  n {}", bin.said, bin.found, bin.n)),
                    );
                }
            }
        }
    }
    lines.iter().map(|line| plain(line).into_owned() + "\n").collect()
}

fn told(estimate: &Estimate) -> String {
    match (estimate.low, estimate.high) {
        (Some(low), Some(high)) => format!("{:.3} [{low:.3}, {high:.3}]", estimate.value),
        _ => format!("{:.3}", estimate.value),
    }
}

fn beside(reference: &Reference) -> String {
    format!("  beside {:<9} {}  ({})", reference.id, told(&reference.all.macro_f1), reference.about)
}

fn of_class(class: &Class) -> String {
    let precision = class.precision.map_or_else(|| "none".to_owned(), |value| format!("{value:.2}"));
    format!(
        "    {:<26} F1 {:.2}  precision {precision}  recall {:.2}  n {}",
        class.name, class.f1, class.recall, class.n
    )
}

fn group_lines(what: &str, groups: &[Group], lines: &mut Vec<String>) {
    lines.extend(groups.iter().map(|group| {
        format!("  {what} {:<26} {}  accuracy {:.3}  n {}", group.name, told(&group.macro_f1), group.accuracy, group.n)
    }));
}

fn table(confusion: &Agreement, lines: &mut Vec<String>) {
    lines.push("  confusion: a row for what people said, a column for what we said".to_owned());
    let head: String = (1..=confusion.words.len()).map(|number| format!("{number:>6}")).collect();
    lines.push(format!("    {:<29}{head}", ""));
    for (at, (word, counts)) in confusion.words.iter().zip(&confusion.counts).enumerate() {
        let counts: String = counts.iter().map(|count| format!("{count:>6}")).collect();
        lines.push(format!("    {:>2} {word:<26}{counts}", at + 1));
    }
}

fn ranked(name: &str, ranking: &Ranking) -> String {
    let auroc = ranking.auroc.as_ref().map_or_else(|| "none".to_owned(), told);
    format!(
        "  {name:<30} AUROC {auroc}  n {}, hallucinated {}, silent on {}",
        ranking.n, ranking.hallucinated, ranking.silent
    )
}
