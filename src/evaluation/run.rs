//! Labelled rows and the enrichments in, a report on every signal out.

use serde::Serialize;

use super::agreement::{Agreement, Class, Group};
use super::bootstrap::{Draws, Estimate};
use super::labelled::Labelled;
use super::ranking::{Calibration, Ranking, calibration};
use super::references::{Reference, keywords};
use super::signals::{Label, Of, SIGNALS, Signal};
use crate::interactions::{BASE_COLUMNS, Cell, Enrichments};

/// How to measure.
#[derive(Clone, Debug)]
pub struct Options {
    /// Ids of the signals to measure; empty for all.
    pub signals: Vec<String>,
    /// Resamples of the bootstrap; 0 leaves intervals out.
    pub resamples: usize,
    /// The same seed draws the same resamples.
    pub seed: u64,
}

/// All signals on all rows.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Labelled rows.
    pub rows: usize,
    /// Macro-F1 of the first signal below that tells categories, over all rows.
    pub macro_f1: Option<f64>,
    /// Mean over sources of the AUROC of the first signal below that tells hallucinations.
    pub macro_auroc: Option<f64>,
    /// Each signal for whose label there are rows.
    pub signals: Vec<Result_>,
}

/// One signal.
#[derive(Clone, Debug, Serialize)]
pub struct Result_ {
    /// Its id.
    pub id: &'static str,
    /// What it is.
    pub about: &'static str,
    /// Rows that have the label it claims to tell.
    pub n: usize,
    /// What came out.
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// What came out for one signal.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Outcome {
    /// Classes.
    Classes {
        /// Over all rows: mean of F1 over the classes that people used.
        macro_f1: Estimate,
        /// Mean of the sources' macro-F1.
        mean_of_sources: Estimate,
        /// Over all rows.
        accuracy: f64,
        /// Plain methods on the same rows.
        references: Vec<Reference>,
        /// Each class.
        classes: Vec<Class>,
        /// Each source.
        sources: Vec<Group>,
        /// Each language.
        languages: Vec<Group>,
        /// People's words and ours.
        confusion: Agreement,
    },
    /// Yes or no, by a value.
    Ranks {
        /// Mean of the sources' AUROC; NULL where no source has one.
        macro_auroc: Option<Estimate>,
        /// All rows together: it also counts how sources differ.
        pooled: Ranking,
        /// Each source.
        sources: Vec<Ranking>,
        /// Each language.
        languages: Vec<Ranking>,
        /// Only of probabilities.
        calibration: Option<Calibration>,
    },
}

/// Measures. Rows are enriched as an ingest would, without what they say of their own category.
pub fn run(rows: &[Labelled], enrichments: &Enrichments, options: &Options) -> Report {
    let columns = enrichments.columns();
    let cells: Vec<Vec<Cell>> = rows.iter().map(|row| enrichments.run(&mut row.call.clone())).collect();
    debug_assert!(BASE_COLUMNS.iter().all(|base| columns.iter().all(|column| column.name != base.name)));
    let wanted = |signal: &&Signal| options.signals.is_empty() || options.signals.iter().any(|id| id == signal.id);
    let mut signals = Vec::new();
    let filled = |signal: &&Signal| !signal.unfilled(&columns);
    for signal in SIGNALS.iter().filter(wanted).filter(filled) {
        let at = match signal.of {
            Of::Column(name) => columns.iter().position(|column| column.name == name),
            Of::Texts(_) => None,
        };
        let measured = match signal.label {
            Label::Category => classes(rows, &cells, at, options),
            Label::Hallucinated => ranks(signal, rows, &cells, at, options),
        };
        signals.extend(measured.map(|(n, outcome)| Result_ { id: signal.id, about: signal.about, n, outcome }));
    }
    let macro_f1 = signals.iter().find_map(|result| match &result.outcome {
        Outcome::Classes { macro_f1, .. } => Some(macro_f1.value),
        Outcome::Ranks { .. } => None,
    });
    let macro_auroc = signals.iter().find_map(|result| match &result.outcome {
        Outcome::Ranks { macro_auroc, .. } => macro_auroc.map(|auroc| auroc.value),
        Outcome::Classes { .. } => None,
    });
    Report { rows: rows.len(), macro_f1, macro_auroc, signals }
}

/// The different values of `key`, in order; rows without one have none.
fn groups<'r>(rows: &[&'r Labelled], key: fn(&'r Labelled) -> &'r str) -> Vec<&'r str> {
    let mut all: Vec<&str> = rows.iter().map(|row| key(row)).filter(|name| !name.is_empty()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn source(row: &Labelled) -> &str {
    &row.source
}

fn lang(row: &Labelled) -> &str {
    &row.lang
}

fn classes(rows: &[Labelled], cells: &[Vec<Cell>], at: Option<usize>, options: &Options) -> Option<(usize, Outcome)> {
    let at = at?;
    let said = |cells: &'_ Vec<Cell>| match &cells[at] {
        Cell::Word(word) => (*word).to_owned(),
        Cell::Text(word) => word.clone(),
        _ => "(none)".to_owned(),
    };
    let labelled: Vec<(&Labelled, String)> = rows
        .iter()
        .zip(cells)
        .filter(|(row, _)| row.category.is_some())
        .map(|(row, cells)| (row, said(cells)))
        .collect();
    let label = |row: &'_ Labelled| row.category.clone().unwrap_or_default();
    let agree = |pairs: &[(String, String)]| {
        Agreement::of(&pairs.iter().map(|(label, said)| (label.as_str(), said.as_str())).collect::<Vec<_>>())
    };
    let pairs: Vec<(String, String)> = labelled.iter().map(|(row, said)| (label(row), said.clone())).collect();
    if pairs.is_empty() {
        return None;
    }
    let (resamples, seed) = (options.resamples, options.seed);
    let all_rows: Vec<&Labelled> = labelled.iter().map(|(row, _)| *row).collect();
    let each = |key: fn(&Labelled) -> &str| -> Vec<Group> {
        let of = |name: &&str| {
            let here = labelled.iter().filter(|(row, _)| key(row) == *name);
            agree(&here.map(|(row, said)| (label(row), said.clone())).collect::<Vec<_>>()).group(name, resamples, seed)
        };
        groups(&all_rows, key).iter().map(of).collect()
    };
    let confusion = agree(&pairs);
    let all = confusion.group("all", resamples, seed);
    let sources = each(source);
    let draws = Draws::mean(&sources.iter().map(|group| &group.draws).collect::<Vec<_>>());
    let mean = sources.iter().map(|group| group.macro_f1.value).sum::<f64>() / sources.len() as f64;
    let classes = confusion.classes();
    let largest = classes.iter().rev().max_by_key(|class| class.n).map_or_else(String::new, |class| class.name.clone());
    let reference = |id, about, said: &dyn Fn(&Labelled) -> String| Reference {
        id,
        about,
        all: agree(&all_rows.iter().map(|row| (label(row), said(row))).collect::<Vec<_>>())
            .group("all", resamples, seed),
    };
    let references = vec![
        reference("majority", "always the class that people used most", &|_| largest.clone()),
        reference("keywords", "ten keyword expressions, the first that is found", &|row| {
            keywords(row.call.prompt.as_deref().unwrap_or_default()).to_owned()
        }),
    ];
    Some((
        pairs.len(),
        Outcome::Classes {
            macro_f1: all.macro_f1,
            mean_of_sources: draws.around(mean),
            accuracy: all.accuracy,
            references,
            classes,
            languages: each(lang),
            sources,
            confusion,
        },
    ))
}

fn ranks(
    signal: &Signal,
    rows: &[Labelled],
    cells: &[Vec<Cell>],
    at: Option<usize>,
    options: &Options,
) -> Option<(usize, Outcome)> {
    let value = |row: &Labelled, cells: &Vec<Cell>| match (signal.of, at) {
        (Of::Texts(of), _) => of(&row.call),
        (Of::Column(_), Some(at)) => match cells[at] {
            Cell::Float(value) => Some(value),
            Cell::Int(value) => Some(value as f64),
            _ => None,
        },
        (Of::Column(_), None) => None,
    };
    let labelled: Vec<(&Labelled, Option<f64>, bool)> = rows
        .iter()
        .zip(cells)
        .filter_map(|(row, cells)| Some((row, value(row, cells).map(|value| value * signal.sign), row.hallucinated?)))
        .collect();
    if labelled.is_empty() {
        return None;
    }
    let (resamples, seed) = (options.resamples, options.seed);
    let all_rows: Vec<&Labelled> = labelled.iter().map(|(row, ..)| *row).collect();
    let each = |key: fn(&Labelled) -> &str| -> Vec<Ranking> {
        let of = |name: &&str| {
            let here = labelled.iter().filter(|(row, ..)| key(row) == *name);
            Ranking::of(name, &here.map(|(_, value, label)| (*value, *label)).collect::<Vec<_>>(), resamples, seed)
        };
        groups(&all_rows, key).iter().map(of).collect()
    };
    let sources = each(source);
    let known: Vec<(&Draws, f64)> =
        sources.iter().filter_map(|ranking| Some((&ranking.draws, ranking.auroc?.value))).collect();
    let mean = known.iter().map(|(_, value)| value).sum::<f64>() / known.len() as f64;
    let draws = Draws::mean(&known.iter().map(|(draws, _)| *draws).collect::<Vec<_>>());
    let all: Vec<(Option<f64>, bool)> = labelled.iter().map(|(_, value, label)| (*value, *label)).collect();
    let spoken: Vec<(f64, bool)> = all.iter().filter_map(|(value, label)| Some(((*value)?, *label))).collect();
    Some((
        labelled.len(),
        Outcome::Ranks {
            macro_auroc: (!known.is_empty()).then(|| draws.around(mean)),
            pooled: Ranking::of("all", &all, resamples, seed),
            languages: each(lang),
            sources,
            calibration: if signal.probability { calibration(&spoken) } else { None },
        },
    ))
}
