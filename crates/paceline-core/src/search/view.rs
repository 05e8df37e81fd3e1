//! A result as it is shown: what matched is marked, and read again from the state, so that nothing erased comes back.

use serde::Serialize;

use super::{
    index::Field,
    query::Query,
    rank::standing,
    thing::{Kind, Thing},
    tokens::{covered, tokens},
};
use crate::{
    Sight, Text, Time, WordId, goal,
    team::{self, TeamLink},
};

/// How much of a long title is shown, in characters.
const TITLE: usize = 160;
/// How much of a text is shown, in bytes, and how much of that before the match.
const EXCERPT: usize = 200;
const BEFORE: usize = 50;
/// The most long texts that are read from their rows for one result.
const LONG: usize = 12;

/// A stretch of text that matched or did not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "SearchStretch")]
pub struct Stretch {
    pub text: String,
    pub is_match: bool,
}

/// One result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "SearchHit")]
pub struct Hit {
    pub thing: Thing,
    pub kind: Kind,
    /// `I-142`; nothing for teams and people.
    pub reference: Option<String>,
    /// What the address of a team or a person calls it.
    pub slug: String,
    pub title: Vec<Stretch>,
    /// Some of the text around what matched.
    pub excerpt: Vec<Stretch>,
    pub teams: Vec<TeamLink>,
    /// The stage, status or state in a word; empty for people.
    pub state: String,
    pub age: String,
    /// Texts that are to be read from their rows, because not every word was seen yet.
    #[serde(skip)]
    long: Vec<WordId>,
    /// The title is one of them.
    #[serde(skip)]
    long_title: Option<WordId>,
    /// The words that were not seen yet.
    #[serde(skip)]
    missing: Vec<usize>,
}

/// A result, or nothing when it is not there.
pub fn hit(sight: Sight<'_>, query: &Query, thing: Thing, now: Time) -> Option<Hit> {
    let title = thing.title(sight)?;
    let mut hit = Hit {
        thing,
        kind: thing.kind(),
        reference: thing.reference(),
        slug: thing.slug(sight).to_owned(),
        title: Vec::new(),
        excerpt: Vec::new(),
        teams: teams(sight, thing),
        state: state_of(sight, thing, now),
        age: standing(sight, thing).1.ago(now),
        long: Vec::new(),
        long_title: None,
        missing: (0..query.words.len()).collect(),
    };
    for (number, word) in query.words.iter().enumerate() {
        if word.numbered().contains(&thing) {
            hit.missing.retain(|missing| *missing != number);
        }
    }
    hit.see(query, &hit.slug.clone(), Field::Title);
    match sight.text(title) {
        Text::Here(text) => hit.entitle(query, &text),
        Text::Stored(word) => hit.long_title = Some(word),
        Text::Erased => hit.title = plain(Text::Erased.short()),
    }
    hit.read(sight, query, &thing.texts(sight));
    Some(hit)
}

impl Hit {
    /// The texts that are still to be read, so that every word is seen.
    pub fn to_read(&self) -> Vec<WordId> {
        let long = if self.missing.is_empty() {
            &[]
        } else {
            self.long.as_slice()
        };
        self.long_title
            .into_iter()
            .chain(long.iter().copied())
            .collect()
    }

    /// Takes in a text that was read; `None` is an erased one.
    pub fn take_in(&mut self, query: &Query, word: WordId, text: Option<&str>) {
        let is_title = self.long_title == Some(word);
        match text {
            Some(text) if is_title => self.entitle(query, text),
            Some(text) => self.quote(query, text),
            None if is_title => self.title = plain(Text::Erased.short()),
            None => {}
        }
    }

    /// Whether every word still occurs in what it says today.
    pub fn is_sure(&self) -> bool {
        self.missing.is_empty()
    }

    fn entitle(&mut self, query: &Query, text: &str) {
        let shown = crate::text::cut(&one_line(text), TITLE);
        self.title = marked(&shown, query, Field::Title);
        self.see(query, text, Field::Title);
        if text.chars().nth(TITLE).is_some() {
            self.quote_with(query, text, Field::Title);
        }
    }

    fn read(&mut self, sight: Sight<'_>, query: &Query, texts: &[WordId]) {
        for &word in texts {
            let short = sight.words().short(word);
            if !short.is_empty() {
                self.quote(query, short);
            } else if let Text::Stored(word) = sight.text(word)
                && self.long.len() < LONG
            {
                self.long.push(word);
            }
            if self.missing.is_empty() && self.has_marks() {
                break;
            }
        }
        // Nothing in a text matched: its beginning tells what the thing is.
        let first = texts.first().map_or("", |word| sight.words().short(*word));
        if self.excerpt.is_empty() && !first.is_empty() {
            self.excerpt = plain(&crate::text::cut(&one_line(first), EXCERPT));
        }
    }

    fn has_marks(&self) -> bool {
        self.excerpt.iter().any(|stretch| stretch.is_match)
    }

    fn quote(&mut self, query: &Query, text: &str) {
        self.quote_with(query, text, Field::Text);
    }

    /// Takes the text's best stretch as the excerpt, when it shows words that were not seen yet or none is shown.
    fn quote_with(&mut self, query: &Query, text: &str, field: Field) {
        let before = self.missing.len();
        self.see(query, text, field);
        if self.missing.len() < before || !self.has_marks() {
            let excerpt = excerpt(text, query, field);
            if excerpt.iter().any(|stretch| stretch.is_match) {
                self.excerpt = excerpt;
            }
        }
    }

    fn see(&mut self, query: &Query, text: &str, field: Field) {
        let missing = &mut self.missing;
        if missing.is_empty() {
            return;
        }
        tokens(text, |_, token| {
            missing.retain(|number| {
                let word = query.words.get(*number);
                !word.is_some_and(|word| word.fits(token, field))
            });
        });
    }
}

fn plain(text: &str) -> Vec<Stretch> {
    vec![Stretch {
        text: text.to_owned(),
        is_match: false,
    }]
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where the words of a query stand in a text: from, to, which word.
fn marks(text: &str, query: &Query, field: Field) -> Vec<(usize, usize, usize)> {
    let mut marks = Vec::new();
    tokens(text, |range, token| {
        let fitting = query.words.iter().enumerate();
        let longest = fitting
            .filter(|(_, word)| word.fits(token, field))
            .max_by_key(|(_, word)| word.0.len());
        if let Some((number, word)) = longest {
            let written = text.get(range.clone()).unwrap_or_default();
            marks.push((range.start, range.start + covered(written, &word.0), number));
        }
    });
    marks
}

fn marked(text: &str, query: &Query, field: Field) -> Vec<Stretch> {
    stretches(text, 0..text.len(), &marks(text, query, field))
}

/// A part of a text, cut where marks begin and end.
fn stretches(
    text: &str,
    part: std::ops::Range<usize>,
    marks: &[(usize, usize, usize)],
) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut push = |from: usize, to: usize, is_match: bool| {
        let text = text.get(from..to).unwrap_or_default();
        if text.is_empty() {
            return;
        }
        match stretches.last_mut() {
            Some(last) if last.is_match == is_match => last.text.push_str(text),
            Some(_) | None => stretches.push(Stretch {
                text: text.to_owned(),
                is_match,
            }),
        }
    };
    let mut at = part.start;
    for &(from, to, _) in marks
        .iter()
        .filter(|(from, to, _)| part.start <= *from && *to <= part.end)
    {
        push(at, from, false);
        push(from, to, true);
        at = to;
    }
    push(at, part.end, false);
    stretches
}

/// The stretch of a text that shows the most words.
fn excerpt(text: &str, query: &Query, field: Field) -> Vec<Stretch> {
    let text = one_line(text);
    let marks = marks(&text, query, field);
    let words_from = |first: usize| {
        let end = marks
            .get(first)
            .map_or(0, |(from, _, _)| from + EXCERPT - BEFORE);
        let mut seen = 0_u32;
        for (_, to, word) in marks.iter().skip(first).take(50) {
            if *to <= end {
                seen |= 1 << word;
            }
        }
        seen.count_ones()
    };
    let best =
        (0..marks.len().min(50)).max_by_key(|first| (words_from(*first), usize::MAX - first));
    let first = best
        .and_then(|best| marks.get(best))
        .map_or(0, |mark| mark.0);
    let start = boundary_after(&text, first.saturating_sub(BEFORE), first);
    let end = boundary_before(&text, start + EXCERPT, first);
    let mut stretches = stretches(&text, start..end, &marks);
    if start > 0 {
        stretches.insert(0, plain("…").remove(0));
    }
    if end < text.len() {
        stretches.extend(plain("…"));
    }
    stretches
}

/// The first word that begins at a place or after it, before `most`.
fn boundary_after(text: &str, at: usize, most: usize) -> usize {
    if at == 0 {
        return 0;
    }
    let at = text.ceil_char_boundary(at);
    let blank = text.get(at..most).and_then(|between| between.find(' '));
    blank.map_or(at.min(most), |blank| at + blank + 1)
}

/// The last word that ends at a place or before it, after `least`.
fn boundary_before(text: &str, at: usize, least: usize) -> usize {
    if at >= text.len() {
        return text.len();
    }
    let at = text.floor_char_boundary(at);
    let blank = text.get(least..at).and_then(|between| between.rfind(' '));
    blank
        .filter(|blank| *blank > 40)
        .map_or(at, |blank| least + blank)
}

fn teams(sight: Sight<'_>, thing: Thing) -> Vec<TeamLink> {
    let one = |team: Option<crate::TeamId>| team.into_iter().collect::<Vec<_>>();
    let teams = match thing {
        Thing::Initiative(id) => one(sight.initiative(id).and_then(|entity| entity.team)),
        Thing::Gap(id) => one(sight.gap(id).and_then(|gap| gap.team)),
        Thing::Goal(id) => one(sight.goal(id).and_then(|goal| goal.team)),
        Thing::Entry(id) => one(sight.entry(id).and_then(|entry| entry.team)),
        Thing::Team(id) => one(sight.team(id).and_then(|team| team.parent)),
        Thing::Person(id) => sight
            .person(id)
            .map_or_else(Vec::new, |person| person.teams.clone()),
    };
    let few = teams.into_iter().take(3);
    few.map(|team| team::link(sight, team)).collect()
}

fn state_of(sight: Sight<'_>, thing: Thing, now: Time) -> String {
    match thing {
        Thing::Initiative(id) => sight
            .initiative(id)
            .map_or_else(String::new, |entity| entity.stage.word().to_owned()),
        Thing::Gap(id) => {
            let gap = sight.gap(id);
            let lives_in = gap.and_then(crate::gap::Gap::merged_into);
            match (lives_in, gap.is_some_and(crate::gap::Gap::is_open)) {
                (Some(_), _) => format!("merged into {}", crate::gap::lives_in(sight, id)),
                (None, true) => "open".to_owned(),
                (None, false) => "closed".to_owned(),
            }
        }
        Thing::Goal(id) => sight.goal(id).map_or_else(String::new, |goal| {
            goal::status(sight, goal, now).to_owned()
        }),
        Thing::Entry(id) => sight
            .entry(id)
            .map_or_else(String::new, |entry| entry.kind().word().to_owned()),
        Thing::Team(id) => match sight.team(id).map_or(0, |team| team.members.len()) {
            1 => "1 person".to_owned(),
            people => format!("{people} people"),
        },
        Thing::Person(_) => String::new(),
    }
}
