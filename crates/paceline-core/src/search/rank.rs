//! Finding and ranking: the exact reference, then titles over texts, whole words over beginnings, rare words over
//! common ones, what begins with the words, what is open, what changed last.

use std::cmp::Reverse;

use super::{
    index::{Field, Index},
    postings::Documents,
    query::{Query, Word},
    thing::{Kind, Thing},
    tokens::tokens,
};
use crate::{Sight, TeamId, Time, team};

/// How many of the best are put in order and can be looked through.
pub const BEST: usize = 1_000;

/// What is looked for, and where.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    pub query: &'a Query,
    pub kind: Option<Kind>,
    /// A team with all below it.
    pub team: Option<TeamId>,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The best first, at most [`BEST`].
    pub things: Vec<Thing>,
    /// How many there are of the kind that was wanted.
    pub total: usize,
    /// How many there are of each kind, in the order of [`Kind::ALL`].
    pub kinds: [usize; Kind::ALL.len()],
}

/// Where one word of the query occurs.
struct Places {
    title: Documents,
    title_whole: Documents,
    text_whole: Documents,
    anywhere: Documents,
    /// How rare it is: one for what is everywhere, one more for every half.
    rarity: u32,
}

/// What a word is worth by where it stands; times its rarity.
mod worth {
    pub(super) const TITLE: u32 = 14;
    pub(super) const WHOLE_IN_TITLE: u32 = 6;
    pub(super) const TEXT: u32 = 2;
    pub(super) const WHOLE_IN_TEXT: u32 = 1;
    pub(super) const FIRST_OF_TITLE: u32 = 4;
}

impl Index {
    /// The things in which all the words occur, as far as the viewer may find them.
    pub fn find(&self, sight: Sight<'_>, wanted: &Wanted<'_>) -> Found {
        let places: Vec<Places> = wanted
            .query
            .words
            .iter()
            .map(|word| self.places(word))
            .collect();
        let Some((first, rest)) = places.split_first() else {
            return Found::default();
        };
        let mut everywhere = first.anywhere.clone();
        for places in rest {
            everywhere.keep(&places.anywhere);
        }
        let teams = wanted.team.map(|team| teams_within(sight, team));
        let mut kinds = [0; Kind::ALL.len()];
        let mut scored: Vec<(u32, Thing)> = Vec::new();
        for document in everywhere.iter() {
            let Some(&thing) = self.things.get(document as usize) else {
                continue;
            };
            let kind = thing.kind();
            let may = thing.may_be_found(sight)
                && teams
                    .as_ref()
                    .is_none_or(|teams| thing.is_within(sight, teams));
            if may {
                count(&mut kinds, kind);
            }
            if may && wanted.kind.is_none_or(|of| of == kind) {
                scored.push((score(document, &places), thing));
            }
        }
        let total = scored.len();
        let things = best(sight, wanted.query, scored, first.rarity);
        let mut found = Found {
            things,
            total,
            kinds,
        };
        if !wanted.query.phrases.is_empty() {
            found.keep_phrases(sight, wanted.query);
        }
        found
    }

    fn places(&self, word: &Word) -> Places {
        let none = || Documents::none_of(self.things.len());
        let (mut title, mut title_whole, mut text_whole) = (none(), none(), none());
        let titles = self.dictionary(Field::Title);
        let texts = self.dictionary(Field::Text);
        titles.beginning(&word.0, &mut title);
        titles.whole(&word.0, &mut title_whole);
        for document in word
            .numbered()
            .into_iter()
            .filter_map(|thing| self.document(thing))
        {
            title.insert(document);
            title_whole.insert(document);
        }
        texts.whole(&word.0, &mut text_whole);
        let mut anywhere = title.clone();
        anywhere.add(&text_whole);
        if !word.is_whole_in(Field::Text) {
            texts.beginning(&word.0, &mut anywhere);
        }
        let share = self.things.len() / anywhere.count().max(1);
        Places {
            title,
            title_whole,
            text_whole,
            anywhere,
            rarity: 1 + share.max(1).ilog2(),
        }
    }
}

/// A mark for each team that is the one wanted or stands below it.
fn teams_within(sight: Sight<'_>, above: TeamId) -> Vec<bool> {
    let teams = (0..sight.teams_numbered()).map(TeamId::at);
    teams
        .map(|team| team::is_within(sight, team, above))
        .collect()
}

fn count(kinds: &mut [usize; Kind::ALL.len()], kind: Kind) {
    if let Some(count) = kinds.get_mut(kind.place()) {
        *count += 1;
    }
}

fn score(document: u32, places: &[Places]) -> u32 {
    let of = |places: &Places| {
        let worth = if places.title_whole.has(document) {
            worth::TITLE + worth::WHOLE_IN_TITLE
        } else if places.title.has(document) {
            worth::TITLE
        } else if places.text_whole.has(document) {
            worth::TEXT + worth::WHOLE_IN_TEXT
        } else {
            worth::TEXT
        };
        worth * places.rarity
    };
    places.iter().map(of).sum()
}

/// The best, in order. What is alike in all else stands by kind, the newest number first.
fn best(
    sight: Sight<'_>,
    query: &Query,
    mut scored: Vec<(u32, Thing)>,
    rarity_of_first: u32,
) -> Vec<Thing> {
    let exact = |thing: Thing| query.reference == Some(thing);
    let rough = |(score, thing): &(u32, Thing)| {
        let place = (thing.kind().place(), Reverse(thing.index()));
        (Reverse((exact(*thing), *score)), place)
    };
    if scored.len() > BEST {
        scored.select_nth_unstable_by_key(BEST, rough);
        scored.truncate(BEST);
    }
    scored.sort_by_cached_key(|&(score, thing)| {
        let bonus = if begins(sight, query, thing) {
            worth::FIRST_OF_TITLE * rarity_of_first
        } else {
            0
        };
        let (is_open, changed) = standing(sight, thing);
        (
            Reverse((exact(thing), score + bonus, is_open, changed)),
            thing.kind(),
            Reverse(thing.index()),
        )
    });
    scored.into_iter().map(|(_, thing)| thing).collect()
}

/// Whether the title begins with the first word.
fn begins(sight: Sight<'_>, query: &Query, thing: Thing) -> bool {
    let title = thing
        .title(sight)
        .map_or("", |word| sight.words().short(word));
    let beginning = match title.char_indices().nth(60) {
        Some((end, _)) => title.get(..end).unwrap_or_default(),
        None => title,
    };
    let mut first = None;
    tokens(beginning, |_, token| {
        first.get_or_insert_with(|| token.to_owned());
    });
    let word = query.words.first();
    word.zip(first)
        .is_some_and(|(word, first)| word.fits(&first, Field::Title))
}

/// Whether it is open, and when it changed last.
pub(super) fn standing(sight: Sight<'_>, thing: Thing) -> (bool, Time) {
    let standing = match thing {
        Thing::Initiative(id) => sight
            .initiative(id)
            .map(|entity| (!entity.stage.is_at_rest(), entity.last_change)),
        Thing::Gap(id) => sight.gap(id).map(|gap| {
            let changed = gap.closed.map_or(gap.at, |closed| closed.at);
            (gap.is_open(), changed)
        }),
        Thing::Goal(id) => sight.goal(id).map(|goal| {
            let told = goal.check_ins.last().map_or(goal.set, |last| last.at);
            let changed = goal.closed.map_or(told, |closed| closed.at);
            (goal.closed.is_none(), changed)
        }),
        Thing::Entry(id) => sight
            .entry(id)
            .map(|entry| (entry.retired.is_none(), entry.changed())),
        Thing::Team(id) => sight.team(id).map(|team| (true, team.formed)),
        Thing::Person(id) => sight.person(id).map(|person| (true, person.joined)),
    };
    standing.unwrap_or_default()
}

/// How many of the best are read again for words in quotation marks.
const READ_AGAIN: usize = 500;

impl Found {
    /// Leaves only what has the phrases, looked up in the texts that memory holds, among the best.
    fn keep_phrases(&mut self, sight: Sight<'_>, query: &Query) {
        let has_all = |thing: &Thing| {
            let mut said = Vec::new();
            let words = thing.title(sight).into_iter().chain(thing.texts(sight));
            for word in words {
                query.phrases_in(sight.words().short(word), &mut said);
                if said.len() == query.phrases.len() {
                    return true;
                }
            }
            false
        };
        self.things.truncate(READ_AGAIN);
        self.things.retain(has_all);
        self.total = self.things.len();
        self.kinds = [0; Kind::ALL.len()];
        for thing in &self.things {
            count(&mut self.kinds, thing.kind());
        }
    }
}
