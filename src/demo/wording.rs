//! A scenario and a seed in, the words of one turn out.
//!
//! What a conversation is about (its bindings) follows from the seed, so that any turn of it can be written again.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::dice::{Dice, mix};
use super::library::{Library, Scenario};
use super::template::{Piece, Template, Term};

/// The texts of one turn.
#[derive(Debug, Default)]
pub struct Texts {
    /// Retrieved documents; empty when the scenario has none.
    pub context: String,
    /// What was asked.
    pub ask: String,
    /// What was answered.
    pub answer: String,
    bound: Vec<i64>,
}

/// Not bound yet.
const UNBOUND: i64 = i64::MIN;

impl Library {
    /// Writes one turn of a conversation into `texts`: step 0 opens it, later steps go through its further turns.
    /// `wrong` puts an invented claim into the answer.
    pub fn turn(&self, scenario: &Scenario, seed: u64, step: usize, wrong: bool, texts: &mut Texts) {
        texts.bound.clear();
        texts.bound.resize(self.names.slots.len(), UNBOUND);
        let Texts { context, ask, answer, bound } = &mut *texts;
        let mut dice = Dice::new(seed);
        for text in [&mut *context, ask, answer] {
            text.clear();
        }
        let asked = dice.below(scenario.ask.len() as u64) as usize;
        // As many answers (contexts, wrong claims) as questions: each belongs to one. Otherwise any fits any.
        let belonging = |choice: &[Template], dice: &mut Dice| match choice.len() {
            count if count == scenario.ask.len() => asked,
            count => dice.below(count as u64) as usize,
        };
        if scenario.has_context() {
            let place = belonging(&scenario.context, &mut dice);
            self.write(&scenario.context[place], bound, &mut dice, context);
        }
        self.write(&scenario.ask[asked], bound, &mut dice, ask);
        let place = belonging(&scenario.answer, &mut dice);
        self.write(&scenario.answer[place], bound, &mut dice, answer);
        if step > 0 && !scenario.follow.is_empty() {
            let place = (seed % scenario.follow.len() as u64) as usize + step - 1;
            let [question, reply] = &scenario.follow[place % scenario.follow.len()];
            let mut dice = Dice::new(mix(seed ^ step as u64));
            ask.clear();
            self.write(question, bound, &mut dice, ask);
            answer.clear();
            // Code speaks for itself; other answers may begin and end politely.
            let polite = |chance: bool, pools: &BTreeMap<String, usize>| {
                let pool = if chance { pools.get(&scenario.lang) } else { None };
                pool.map(|&pool| &self.pools[pool])
            };
            let plain = !scenario.category.starts_with("coding");
            let open = polite(plain && dice.chance(0.45), &self.openings);
            if let Some(open) = open {
                self.write(one_of(open, &mut dice), bound, &mut dice, answer);
                answer.push(' ');
            }
            self.write(reply, bound, &mut dice, answer);
            let close = polite(plain && !wrong && dice.chance(0.45), &self.closings);
            if let Some(close) = close {
                answer.push(' ');
                self.write(one_of(close, &mut dice), bound, &mut dice, answer);
            }
        }
        if wrong && !scenario.wrong.is_empty() {
            let mut dice = Dice::new(mix(!seed ^ step as u64));
            answer.push_str(if answer.contains('\n') { "\n\n" } else { " " });
            let place = belonging(&scenario.wrong, &mut dice);
            self.write(&scenario.wrong[place], bound, &mut dice, answer);
        }
    }

    /// Writes an item of a pool, such as a comment that goes with feedback; nothing if there is no such pool.
    pub fn item(&self, pool: &str, dice: &mut Dice, out: &mut String) {
        out.clear();
        if let Some(&pool) = self.names.pools.get(pool) {
            let mut bound = vec![UNBOUND; self.names.slots.len()];
            self.write(one_of(&self.pools[pool], dice), &mut bound, dice, out);
        }
    }

    fn write(&self, template: &Template, bound: &mut [i64], dice: &mut Dice, out: &mut String) {
        for piece in template {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Cell { slot, table, column } => {
                    out.push_str(&self.tables[*table][self.row(*slot, *table, bound, dice)][*column]);
                }
                Piece::Number { slot, low, high } => {
                    let known = slot.map(|slot| bound[slot]).filter(|number| *number != UNBOUND);
                    let number = known.unwrap_or_else(|| dice.between(*low, *high));
                    if let Some(slot) = slot {
                        bound[*slot] = number;
                    }
                    let _ = write!(out, "{number}");
                }
                Piece::Sum(terms) => {
                    let _ = write!(out, "{}", sum(terms, bound));
                }
                Piece::Pool { pool, mark, low, high } => {
                    let items = &self.pools[*pool];
                    let count = dice.between(*low as i64, *high as i64) as usize;
                    let first = dice.below(items.len() as u64) as usize;
                    for line in 0..count.min(items.len()) {
                        if line > 0 {
                            out.push('\n');
                        }
                        match mark {
                            '#' => _ = write!(out, "{}. ", line + 1),
                            '-' => out.push_str("- "),
                            _ => {}
                        }
                        self.write(&items[(first + line) % items.len()], bound, dice, out);
                    }
                }
            }
        }
    }

    /// The row a slot is bound to, drawn now if it is not; two slots of one table get different rows.
    fn row(&self, slot: usize, table: usize, bound: &mut [i64], dice: &mut Dice) -> usize {
        if bound[slot] == UNBOUND {
            let rows = self.tables[table].len();
            let mut row = dice.below(rows as u64) as usize;
            let taken = |row: usize, bound: &[i64]| bound.contains(&((table * 1_000 + row) as i64 - (1 << 40)));
            while taken(row, bound) && rows > 4 {
                row = (row + 1) % rows;
            }
            // Rows carry their table, so that a number slot can never look like one.
            bound[slot] = (table * 1_000 + row) as i64 - (1 << 40);
        }
        ((bound[slot] + (1 << 40)) as usize) % 1_000
    }
}

fn one_of<'a, T>(items: &'a [T], dice: &mut Dice) -> &'a T {
    &items[dice.below(items.len() as u64) as usize]
}

fn sum(terms: &[(char, Term)], bound: &[i64]) -> i64 {
    terms.iter().fold(0, |sum, (sign, term)| {
        let number = match term {
            Term::Slot(slot) => bound[*slot],
            Term::Number(number) => *number,
        };
        debug_assert_ne!(number, UNBOUND, "a number is used before it is named");
        match sign {
            '+' => sum + number,
            '-' => sum - number,
            '*' => sum * number,
            _ => sum / number.max(1),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::apps::APPS;
    use super::super::template::Names;
    use super::*;

    fn library() -> Library {
        Library::parse(&APPS.iter().map(|app| app.text).collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn every_turn_of_every_scenario_can_be_written() {
        let library = library();
        let (mut texts, mut early) = (Texts::default(), std::collections::BTreeSet::new());
        for scenario in library.scenarios.iter().flatten() {
            for seed in 0..60 {
                for step in 0..=scenario.follow.len() {
                    library.turn(scenario, seed, step, seed % 2 == 0, &mut texts);
                    for text in [&texts.ask, &texts.answer, &texts.context] {
                        assert!(!text.contains(['‹', '›']), "a slot is left in: {text}");
                        // An unbound number would be −2⁶³.
                        if text.contains("922337203685") {
                            early.insert(text.clone());
                        }
                    }
                    assert!(!texts.ask.is_empty() && !texts.answer.is_empty());
                }
            }
        }
        assert!(early.is_empty(), "numbers are used before they are named: {early:#?}");
    }

    #[test]
    fn a_turn_is_the_same_when_written_again_after_others() {
        let library = library();
        let scenario = &library.scenarios[0][0];
        let (mut once, mut again) = (Texts::default(), Texts::default());
        library.turn(scenario, 7, 1, true, &mut once);
        for other in &library.scenarios[1] {
            library.turn(other, 3, 0, false, &mut again);
        }
        library.turn(scenario, 7, 1, true, &mut again);
        assert_eq!((once.ask, once.answer), (again.ask, again.answer));
    }

    #[test]
    fn sums_go_from_left_to_right() {
        let mut names = Names::default();
        let template = names.template("‹a:6-6› ‹b:4-4› ‹=a*b-4/2›").unwrap();
        let slots = names.slots.len();
        let library = Library { names, ..Library::default() };
        let mut out = String::new();
        library.write(&template, &mut vec![UNBOUND; slots], &mut Dice::new(1), &mut out);
        assert_eq!(out, "6 4 10");
    }
}
