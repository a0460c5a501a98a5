//! A few thousand neighbouring documents → their files, and their part of what the segment's other files are made of.

use std::collections::HashMap;
use std::ops::Range;

use super::cards::{Cards, ROWS};
use super::document::Document;
use super::hours::Hours;
use super::planes::NO_NAME;
use super::terms::Terms;
use super::tokens::Tokenizer;
use super::{Build, columns, details, script};
use crate::error::Result;
use crate::privacy::Removed;
use crate::warehouse::Page;

/// What is made of them.
pub struct Done {
    /// Files of cards, packed.
    pub cards: Vec<String>,
    /// Files of details with the first document of each, packed.
    pub details: Vec<(usize, String)>,
    /// Places in the dictionaries.
    pub names: Vec<Vec<u32>>,
    /// Numbers, NaN for NULL.
    pub numbers: Vec<Vec<f64>>,
    /// Codes of the lengths.
    pub lengths: Vec<u8>,
    /// Words of all.
    pub words: u64,
    /// How many documents each hour has.
    pub hours: Hours,
    /// Terms and postings.
    pub run: Vec<u8>,
    /// Bytes of text.
    pub bytes: u64,
    /// What was removed from it.
    pub removed: Removed,
}

/// Makes it, from these rows of a page whose first document is `base`; files of details have `most` bytes of text.
pub fn run(
    build: &Build<'_>,
    page: &Page,
    rows: Range<usize>,
    base: usize,
    most: usize,
    places: &[HashMap<&str, u32>],
) -> Result<Done> {
    let first = base + rows.start;
    let mut removed = Removed::default();
    let one = |row| Document::publish(page, row, &build.layout, build.mask.as_deref(), &mut removed);
    let documents: Vec<Document<'_>> = rows.map(one).collect();
    let mut done = Done {
        cards: Vec::new(),
        details: Vec::new(),
        names: vec![Vec::with_capacity(documents.len()); build.tables.names.len()],
        numbers: vec![Vec::with_capacity(documents.len()); build.tables.numbers.len()],
        lengths: Vec::with_capacity(documents.len()),
        words: 0,
        hours: Hours::new(build.zone),
        run: Vec::new(),
        bytes: 0,
        removed,
    };
    let mut cards = Cards::new(&build.layout, &build.tables);
    for (at, document) in documents.iter().enumerate() {
        let names = build.tables.names.iter().zip(places).map(|((row, place), places)| {
            (row.of)(document, *place).and_then(|name| places.get(name).copied()).unwrap_or(NO_NAME)
        });
        let names: Vec<u32> = names.collect();
        let numbers = build.tables.numbers.iter();
        let numbers: Vec<f64> = numbers.map(|(row, places)| (row.of)(document, places).unwrap_or(f64::NAN)).collect();
        cards.add(document, &names, &numbers);
        if (at + 1) % ROWS == 0 || at + 1 == documents.len() {
            done.cards.push(script::pack(&cards.take())?);
        }
        done.names.iter_mut().zip(names).for_each(|(column, name)| column.push(name));
        done.numbers.iter_mut().zip(numbers).for_each(|(column, number)| column.push(number));
        done.hours.add(build.timestamp.and_then(|place| document.time(place)).unwrap_or(0));
    }
    let sizes: Vec<usize> = documents.iter().map(details::size).collect();
    done.bytes = sizes.iter().sum::<usize>() as u64;
    for range in details::deal(&sizes, most) {
        let file = details::file(&documents[range.clone()], &build.layout);
        done.details.push((first + range.start, script::pack(&file)?));
    }
    done.index(build, &documents, first);
    Ok(done)
}

impl Done {
    fn index(&mut self, build: &Build<'_>, documents: &[Document<'_>], first: usize) {
        let (mut terms, mut tokenizer) = (Terms::default(), Tokenizer::default());
        for (at, document) in documents.iter().enumerate() {
            terms.begin((first + at) as u32);
            build.searched.texts(document, &mut |text| tokenizer.read(text, &mut terms));
            self.words += terms.words();
            self.lengths.push(columns::code(terms.words()));
            build.searched.fields(document, &mut |term| terms.add(term));
        }
        self.run = terms.run();
    }
}
