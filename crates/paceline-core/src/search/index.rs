//! The index: every word of titles and texts, and the things it speaks of. A cache of the state, kept up to date
//! event by event; the cost of one more does not grow with the record.

use std::{
    collections::{BTreeMap, VecDeque},
    ops::Bound,
};

use super::{
    postings::{Documents, Postings},
    thing::{Change, Kind, Thing, change},
    tokens::tokens,
};
use crate::{Recorded, Seq, Sight, Text, WordId};

/// Where a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Text,
}

/// Words and their documents, in the order of the alphabet, so that a beginning is a range.
#[derive(Debug, Clone, Default)]
pub(super) struct Dictionary(BTreeMap<Box<str>, Postings>);

/// Every word of the record.
#[derive(Debug, Clone, Default)]
pub struct Index {
    /// The last event that was taken in.
    pub(super) seq: Seq,
    /// What a document's number stands for.
    pub(super) things: Vec<Thing>,
    /// The numbers of the documents: of each kind, by its place in the state's list.
    numbers: [Vec<u32>; Kind::ALL.len()],
    /// The title and the summary of each document as they were taken in, to be taken out when they change.
    reworded: Vec<[Option<WordId>; 2]>,
    titles: Dictionary,
    texts: Dictionary,
    /// Texts too long to be in memory, still to be read.
    long: VecDeque<(u32, Field, WordId)>,
}

/// A text that the state does not hold in memory, and that the index waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LongText {
    pub word: WordId,
    document: u32,
    field: Field,
}

/// An index in the making, a slice at a time, so that nobody waits long for the state.
#[derive(Debug)]
pub struct Building {
    index: Index,
    kind: usize,
    next: usize,
}

const NOWHERE: u32 = u32::MAX;

impl Building {
    /// Begins with the state as it is now; what happens meanwhile is taken in afterwards.
    pub fn new(sight: Sight<'_>) -> Self {
        Self {
            index: Index {
                seq: sight.seq(),
                ..Index::default()
            },
            kind: 0,
            next: 0,
        }
    }

    /// Takes in so many things more; answers whether there are any left.
    pub fn go_on(&mut self, sight: Sight<'_>, most: usize) -> bool {
        let mut left = most;
        while let Some(kind) = Kind::ALL.get(self.kind) {
            while self.next < kind.count(sight) {
                if left == 0 {
                    return true;
                }
                self.index.enter(sight, kind.at(self.next));
                self.next += 1;
                left -= 1;
            }
            (self.kind, self.next) = (self.kind + 1, 0);
        }
        false
    }

    pub fn finish(mut self) -> Index {
        self.index.shrink();
        self.index
    }
}

impl Index {
    /// The index of a state, in one go.
    pub fn of(sight: Sight<'_>) -> Self {
        let mut building = Building::new(sight);
        while building.go_on(sight, usize::MAX) {}
        building.finish()
    }

    /// The last event that was taken in.
    pub fn seq(&self) -> Seq {
        self.seq
    }

    /// Takes an event in; the state has it already, and may be further.
    pub fn take_in(&mut self, sight: Sight<'_>, recorded: &Recorded) {
        match change(&recorded.event) {
            Change::Nothing => {}
            // Also what is new may be known already, by an earlier title: an index is built while the record grows.
            Change::New(thing) | Change::Reworded(thing) => self.reword(sight, thing),
            Change::Text(thing, word) => {
                if let Some(document) = self.document(thing) {
                    self.word(sight, document, Field::Text, word);
                }
            }
        }
        self.seq = recorded.seq;
    }

    /// The long texts that are to be read, at most so many. They are handed out once.
    pub fn long_texts(&mut self, most: usize) -> Vec<LongText> {
        let count = self.long.len().min(most);
        self.long
            .drain(..count)
            .map(|(document, field, word)| LongText {
                word,
                document,
                field,
            })
            .collect()
    }

    /// Takes in a long text that was read.
    pub fn take_in_long(&mut self, of: LongText, text: &str) {
        self.add(of.document, of.field, text);
    }

    /// Bytes it takes in memory, as far as it can know: what it holds, and the nodes of its trees two thirds full.
    pub fn bytes(&self) -> usize {
        let numbers: usize = self.numbers.iter().map(|of| 4 * of.capacity()).sum();
        numbers
            + self.things.capacity() * size_of::<Thing>()
            + self.reworded.capacity() * size_of::<[Option<WordId>; 2]>()
            + self.titles.bytes()
            + self.texts.bytes()
    }

    pub(super) fn document(&self, thing: Thing) -> Option<u32> {
        let numbers = self.numbers.get(thing.kind().place())?;
        numbers
            .get(thing.index())
            .copied()
            .filter(|number| *number != NOWHERE)
    }

    pub(super) fn dictionary(&self, field: Field) -> &Dictionary {
        match field {
            Field::Title => &self.titles,
            Field::Text => &self.texts,
        }
    }

    /// Takes a thing in, with all that is written about it.
    fn enter(&mut self, sight: Sight<'_>, thing: Thing) {
        let Some(title) = thing.title(sight) else {
            return;
        };
        let document = self.number(thing);
        if let Some(kept) = self.reworded.get_mut(document as usize) {
            *kept = [Some(title), thing.summary(sight)];
        }
        self.word(sight, document, Field::Title, title);
        self.add(document, Field::Title, thing.slug(sight));
        for word in thing.texts(sight) {
            self.word(sight, document, Field::Text, word);
        }
    }

    /// The number of a thing, a new one if it has none.
    fn number(&mut self, thing: Thing) -> u32 {
        if let Some(known) = self.document(thing) {
            return known;
        }
        let number = u32::try_from(self.things.len()).unwrap_or(NOWHERE);
        self.things.push(thing);
        self.reworded.push([None; 2]);
        if let Some(numbers) = self.numbers.get_mut(thing.kind().place()) {
            let index = thing.index();
            if numbers.len() <= index {
                numbers.resize(index + 1, NOWHERE);
            }
            if let Some(place) = numbers.get_mut(index) {
                *place = number;
            }
        }
        number
    }

    /// Takes out what was replaced, and takes the thing in as it reads now.
    fn reword(&mut self, sight: Sight<'_>, thing: Thing) {
        let Some(document) = self.document(thing) else {
            return self.enter(sight, thing);
        };
        let kept = self
            .reworded
            .get(document as usize)
            .copied()
            .unwrap_or_default();
        let now = [thing.title(sight), thing.summary(sight)];
        for ((before, after), field) in kept.into_iter().zip(now).zip([Field::Title, Field::Text]) {
            // A text too long for memory is not known any more; results are read again, and leave it out.
            if let Some(before) = before.filter(|before| Some(*before) != after) {
                let dictionary = self.of_field(field);
                tokens(sight.words().short(before), |_, word| {
                    dictionary.remove(word, document);
                });
            }
        }
        self.enter(sight, thing);
    }

    fn word(&mut self, sight: Sight<'_>, document: u32, field: Field, word: WordId) {
        let short = sight.words().short(word);
        if !short.is_empty() {
            self.add(document, field, short);
        } else if let Text::Stored(word) = sight.words().text(word) {
            self.long.push_back((document, field, word));
        }
    }

    fn add(&mut self, document: u32, field: Field, text: &str) {
        let dictionary = self.of_field(field);
        tokens(text, |_, word| dictionary.insert(word, document));
    }

    fn of_field(&mut self, field: Field) -> &mut Dictionary {
        match field {
            Field::Title => &mut self.titles,
            Field::Text => &mut self.texts,
        }
    }

    fn shrink(&mut self) {
        self.things.shrink_to_fit();
        self.reworded.shrink_to_fit();
        self.numbers.iter_mut().for_each(Vec::shrink_to_fit);
        for dictionary in [&mut self.titles, &mut self.texts] {
            dictionary.0.values_mut().for_each(Postings::shrink);
        }
    }

    /// Everything it knows, independent of the order in which it came.
    #[cfg(test)]
    pub(super) fn told(&self) -> Vec<(Field, String, Vec<Thing>)> {
        let mut told = Vec::new();
        for field in [Field::Title, Field::Text] {
            for (word, postings) in &self.dictionary(field).0 {
                let mut things = std::collections::BTreeSet::new();
                postings.each(|document| {
                    things.insert(self.things[document as usize]);
                });
                told.push((field, word.to_string(), things.into_iter().collect()));
            }
        }
        told
    }
}

impl Dictionary {
    fn insert(&mut self, word: &str, document: u32) {
        match self.0.get_mut(word) {
            Some(postings) => postings.insert(document),
            None => drop(self.0.insert(word.into(), Postings::One(document))),
        }
    }

    fn remove(&mut self, word: &str, document: u32) {
        if let Some(postings) = self.0.get_mut(word)
            && postings.remove(document)
        {
            self.0.remove(word);
        }
    }

    /// Adds the documents that have exactly this word.
    pub(super) fn whole(&self, word: &str, into: &mut Documents) {
        if let Some(postings) = self.0.get(word) {
            postings.each(|document| into.insert(document));
        }
    }

    /// Adds the documents that have a word with this beginning.
    pub(super) fn beginning(&self, word: &str, into: &mut Documents) {
        let from = (Bound::Included(word), Bound::Unbounded);
        for (_, postings) in self
            .0
            .range::<str, _>(from)
            .take_while(|(other, _)| other.starts_with(word))
        {
            postings.each(|document| into.insert(document));
        }
    }

    fn bytes(&self) -> usize {
        let entry = size_of::<(Box<str>, Postings)>() * 3 / 2;
        // An allocation is rounded up to sixteen bytes, with eight of its own.
        let words = self
            .0
            .keys()
            .map(|word| (word.len() + 8).next_multiple_of(16));
        let postings = self.0.values().map(|postings| entry + postings.bytes());
        words.chain(postings).sum()
    }
}
