//! Where somebody mentioned a person of late: by whom, where and in which words, until the person has answered.

use serde::Serialize;

use super::{About, Call, Mine, Why};
use crate::{
    GapId, GoalId, InitiativeId, PersonId, Sight, Text, Time, WordId,
    initiative::{self, Initiative},
    person::{self, PersonLink, words_on},
    reference::{Piece, Reference, pieces},
    text,
};

/// So many days a mention stands in Today; then it is past.
pub const MENTIONED_DAYS: i64 = 14;
/// The most mentions that are listed; the rest is counted.
const LISTED: usize = 4;
/// The most mentions that are looked at: one page must not cost more the more somebody is named.
const LOOKED_AT: usize = 40;
/// The most characters around a name that are shown of a text.
const EXCERPT: usize = 160;

/// That somebody mentioned the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "TodayMention")]
pub struct Mention {
    pub by: PersonLink,
    pub about: About,
    /// Such as `feedback on I-12`.
    pub place: String,
    /// The words around the name.
    pub words: Text,
    pub at: Time,
    /// `3 days ago`.
    pub ago: String,
    /// Whose name is looked for in the words.
    #[serde(skip)]
    handle: String,
}

impl Mention {
    /// Cuts the words to those around the name, as soon as they are at hand: a long text is read from its row first.
    pub fn cut(&mut self) {
        if let Text::Here(words) = &self.words {
            self.words = Text::Here(around(words, &self.handle));
        }
    }
}

/// The mentions that Today lists, and how many more there are.
pub(super) fn listed(
    sight: Sight<'_>,
    mine: &Mine<'_>,
    mentions: &[Call],
    now: Time,
) -> (Vec<Mention>, usize) {
    let handle = sight.person(mine.me).map(|person| person.handle);
    let handle = handle.map_or_else(String::new, |word| sight.text(word).short().to_owned());
    let is_of_late = |call: &&Call| call.at <= now && now.days_since(call.at) < MENTIONED_DAYS;
    let is_there = |call: &Call, word| sight.text(word) != Text::Erased && call.is_seen(sight);
    let view = |call: &Call| {
        let (Why::Mentioned { place }, Some(word)) = (&call.why, call.word) else {
            return None;
        };
        let mut mention = Mention {
            about: call.subject(sight).filter(|_| is_there(call, word))?,
            by: person::link(sight, call.by),
            place: place.clone(),
            words: sight.text(word),
            at: call.at,
            ago: call.at.ago(now),
            handle: handle.clone(),
        };
        mention.cut();
        Some(mention)
    };
    let is_mine = |call: &&Call| call.person == mine.me && is_of_late(call);
    let open = open(sight, mine, mentions.iter().filter(is_mine));
    let of_late = open.into_iter().filter_map(view);
    let mut of_late: Vec<Mention> = of_late.collect();
    let more = of_late.len().saturating_sub(LISTED);
    of_late.truncate(LISTED);
    (of_late, more)
}

/// The mentions of a person that wait for a word and of which nothing else on Today tells, the newest first. What one
/// person said in one place is one.
pub(super) fn open<'a>(
    sight: Sight<'_>,
    mine: &Mine<'_>,
    mentions: impl Iterator<Item = &'a Call>,
) -> Vec<&'a Call> {
    let mut newest: Vec<&Call> = mentions.collect();
    newest.sort_by_key(|call| std::cmp::Reverse((call.at, call.word)));
    newest.truncate(LOOKED_AT);
    let mut open: Vec<&Call> = Vec::new();
    for call in newest {
        let is_same =
            |known: &&Call| (known.by, known.about, &known.why) == (call.by, call.about, &call.why);
        if !open.iter().any(is_same)
            && !is_told(sight, mine, call)
            && !has_answered(sight, mine.me, call)
        {
            open.push(call);
        }
    }
    open
}

/// Whether Today tells of the same text for another reason: an ask, an offer, feedback or an objection to answer.
fn is_told(sight: Sight<'_>, mine: &Mine<'_>, call: &Call) -> bool {
    let (Reference::Initiative(id), Some(word)) = (call.about, call.word) else {
        return false;
    };
    let Some(entity) = sight.initiative(id) else {
        return false;
    };
    let asked = entity.stage.is_active()
        && entity
            .open_asks()
            .any(|(_, ask)| ask.what == word && ask.of.reaches(mine.me, mine.teams));
    let offer = entity.offer.filter(|offer| offer.to == mine.me);
    let offered = offer.is_some_and(|offer| offer.note == Some(word));
    asked || offered || (entity.lead() == Some(mine.me) && waits_for_lead(entity, word))
}

/// Whether a text waits for the answer of whoever leads.
fn waits_for_lead(entity: &Initiative, word: WordId) -> bool {
    let given = initiative::unanswered_feedback(entity).any(|(_, given)| given.text == word);
    let asked_for = entity
        .open_lead_requests()
        .any(|asked| asked.priority == word || asked.note == Some(word));
    let objected = entity.open_objections().any(|(_, known)| {
        let said = [known.priority, known.tried, known.harm, known.way_out];
        said.contains(&word)
    });
    given || asked_for || objected
}

/// Whether a person did something where they were mentioned, after it: that is their answer.
fn has_answered(sight: Sight<'_>, me: PersonId, call: &Call) -> bool {
    let is_after = |at: Time| at > call.at;
    let acted = match call.about {
        Reference::Gap(id) => acted_on_gap(sight, me, id, is_after),
        Reference::Goal(id) => acted_on_goal(sight, me, id, is_after),
        Reference::Initiative(id) => acted_on_initiative(sight, me, id, is_after),
        Reference::Entry(_) | Reference::VeerOff(_) => false,
    };
    acted || {
        let mut written = words_on(sight, me, call.about).into_iter();
        written.any(|text| is_after(text.at))
    }
}

fn acted_on_gap(
    sight: Sight<'_>,
    me: PersonId,
    id: GapId,
    is_after: impl Fn(Time) -> bool,
) -> bool {
    let seen = sight.gap(id).into_iter().flat_map(|gap| &gap.sightings);
    seen.filter(|seen| seen.by == me)
        .any(|seen| is_after(seen.at))
}

fn acted_on_goal(
    sight: Sight<'_>,
    me: PersonId,
    id: GoalId,
    is_after: impl Fn(Time) -> bool,
) -> bool {
    let leads = sight.goal(id).into_iter().flat_map(|goal| &goal.leads);
    leads
        .filter(|lead| lead.person == me)
        .any(|lead| is_after(lead.from))
}

/// What can be done on an initiative without a word; the rest is found by its words.
fn acted_on_initiative(
    sight: Sight<'_>,
    me: PersonId,
    id: InitiativeId,
    is_after: impl Fn(Time) -> bool,
) -> bool {
    let Some(entity) = sight.initiative(id) else {
        return false;
    };
    let mut follows = entity.follows.iter().filter(|follow| follow.person == me);
    let followed = follows
        .any(|follow| is_after(follow.from) || follow.to.is_some_and(|ended| is_after(ended.at)));
    let mut leads = entity.leads.iter().filter(|lead| lead.person == me);
    let answers = entity.asks.iter().flat_map(initiative::Ask::answers);
    let mut answers = answers.filter(|answer| answer.by == Some(me));
    let uptakes = entity.feedback.iter().flat_map(|given| &given.answers);
    let mut uptakes = uptakes.filter(|answer| answer.by == Some(me));
    let mut moves = entity.stages.iter().filter(|moved| moved.by == Some(me));
    followed
        || leads.any(|lead| is_after(lead.from))
        || answers.any(|answer| is_after(answer.at))
        || uptakes.any(|answer| is_after(answer.at))
        || moves.any(|moved| is_after(moved.at))
}

/// The words around a handle, on one line; the beginning of the text when it does not stand there.
fn around(words: &str, handle: &str) -> String {
    let mut before = 0;
    for piece in pieces(words) {
        match piece {
            Piece::Person(named, _) if named == handle => break,
            Piece::Person(_, written) | Piece::Reference(_, written) | Piece::Plain(written) => {
                before += written.len();
            }
        }
    }
    // Some words lead to the name, so that it is seen what is said of it.
    let lead = words.get(..before).unwrap_or_default();
    let skipped = if before == words.len() {
        0
    } else {
        lead.chars().count().saturating_sub(EXCERPT / 2)
    };
    let from: String = words.chars().skip(skipped).collect();
    // Half a word is left out; where words are not parted by spaces, there is none.
    let half = from.split_once(char::is_whitespace);
    let half = half.filter(|(half, _)| half.chars().count() < EXCERPT / 4);
    let from = match (skipped, half) {
        (0, _) => from,
        (_, Some((_, rest))) => format!("…{rest}"),
        (_, None) => format!("…{from}"),
    };
    let line: Vec<&str> = from.split_whitespace().collect();
    text::cut(&line.join(" "), EXCERPT)
}

#[cfg(test)]
mod tests;
