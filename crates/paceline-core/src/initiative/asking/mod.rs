//! What is shown of asking: who was asked for what, how much and until when, who answered, and what feedback is wanted
//! now (mission rows P1, L12).

use jiff::civil::Date;
use serde::Serialize;

use super::{Answer, Ask, AskedOf, Initiative, Reply, Size};
use crate::{
    PersonId, Sight, TeamId, Text, Time,
    person::{self, PersonLink},
    team,
    time::span,
};

/// What is asked for an initiative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct AskingView {
    /// What waits for an answer first, the newest first within.
    pub asks: Vec<AskView>,
    pub waiting: usize,
    pub answered: usize,
    /// Who was asked and has not answered: for whoever leads alone.
    pub silent: Vec<String>,
    /// How soon first answers come: for whoever leads, and for whoever was asked.
    pub first_answer: Option<FirstAnswerView>,
    /// What kind of feedback whoever leads wants.
    pub wanted: Option<WantedView>,
}

/// The time until asks had their first answer: half of them sooner, half of them later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct FirstAnswerView {
    /// `within the hour`, `after 5 h`, `after 2 days`.
    pub after: String,
    pub of: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct AskView {
    pub number: u16,
    /// Whose support is asked. Somebody who has not answered is named to whoever leads or asked, and to themselves.
    pub of: String,
    pub what: Text,
    pub size: Option<Size>,
    /// What a size asks for.
    pub means: Option<&'static str>,
    pub until: Option<Date>,
    /// The day has passed without an answer.
    pub is_late: bool,
    pub at: Time,
    pub waited: String,
    /// Whoever was asked does not take part any more.
    pub has_lapsed: bool,
    /// It waits for an answer.
    pub is_open: bool,
    /// It is asked of whoever looks, or of one of their teams.
    pub is_yours: bool,
    /// Oldest first.
    pub answers: Vec<ReplyView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct ReplyView {
    pub reply: Reply,
    pub by: Option<PersonLink>,
    pub text: Option<Text>,
    pub at: Time,
}

/// What kind of feedback is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct WantedView {
    pub what: Text,
    /// The last day on which it helps.
    pub until: Option<Date>,
    /// That day has passed.
    pub is_over: bool,
}

/// Whoever looks at it.
struct Looking<'a> {
    me: Option<PersonId>,
    teams: &'a [TeamId],
    leads: bool,
}

impl Looking<'_> {
    fn is_asked(&self, ask: &Ask) -> bool {
        self.me.is_some_and(|me| ask.of.reaches(me, self.teams))
    }
}

impl Ask {
    fn is_open(&self) -> bool {
        self.answered.is_none() && self.lapsed.is_none()
    }

    /// The first answer of somebody else; that whoever asked says it is dealt with tells nothing of who helped when.
    pub(crate) fn answered_by_another(&self) -> Option<&Answer> {
        let answer = self.answered.as_ref()?;
        let is_another = self.by.is_some() && answer.by.is_some() && answer.by != self.by;
        is_another.then_some(answer)
    }
}

/// Seconds until asks had their first answer, in the middle, and of how many asks.
pub fn time_to_first_answer(entity: &Initiative) -> Option<(i64, usize)> {
    let took = |ask: &Ask| Some(took(ask, ask.answered_by_another()?));
    let times: Vec<i64> = entity.asks.iter().filter_map(took).collect();
    let of = times.len();
    Some((middle(times)?, of))
}

/// Seconds from an ask to an answer.
pub(crate) fn took(ask: &Ask, answer: &Answer) -> i64 {
    (answer.at.0 - ask.at.0).max(0)
}

/// The one in the middle: half of them are smaller, half of them larger.
pub(crate) fn middle(mut times: Vec<i64>) -> Option<i64> {
    times.sort_unstable();
    let (first, second) = (
        times.get(times.len().checked_sub(1)? / 2)?,
        times.get(times.len() / 2)?,
    );
    Some(i64::midpoint(*first, *second))
}

/// How long it took, in words: `within the hour`, `after 5 h`, `after 2 days`.
pub(crate) fn after(seconds: i64) -> String {
    super::view::after(Time(0), Time(seconds))
}

pub(super) fn view(
    sight: Sight<'_>,
    entity: &Initiative,
    viewer: Option<PersonId>,
    now: Time,
) -> AskingView {
    let me = viewer.and_then(|me| sight.person(me));
    let looking = Looking {
        me: viewer,
        teams: me.map_or(&[], |me| &me.teams),
        leads: viewer.is_some() && entity.lead() == viewer,
    };
    let mut asks: Vec<AskView> = (0..)
        .zip(&entity.asks)
        .map(|asked| ask_view(sight, &looking, asked, now))
        .collect();
    asks.reverse();
    // A stable sort: within, the newest stay first.
    asks.sort_by_key(|ask| (!ask.is_open, !ask.is_yours));
    let silent = entity.asks.iter().filter(|ask| ask.is_open());
    let silent = silent.filter(|_| looking.leads);
    let mut silent: Vec<String> = silent.map(|ask| name(sight, ask.of)).collect();
    silent.sort();
    silent.dedup();
    let concerns = looking.leads || entity.asks.iter().any(|ask| looking.is_asked(ask));
    let first_answer = time_to_first_answer(entity).filter(|_| concerns);
    AskingView {
        waiting: entity.asks.iter().filter(|ask| ask.is_open()).count(),
        answered: entity
            .asks
            .iter()
            .filter(|ask| ask.answered.is_some())
            .count(),
        asks,
        silent,
        first_answer: first_answer.map(|(seconds, of)| FirstAnswerView {
            after: after(seconds),
            of,
        }),
        wanted: wanted(sight, entity, now),
    }
}

fn wanted(sight: Sight<'_>, entity: &Initiative, now: Time) -> Option<WantedView> {
    let wanted = entity.wants_feedback()?;
    Some(WantedView {
        what: sight.text(wanted.what?),
        until: wanted.until,
        is_over: is_past(wanted.until, now),
    })
}

fn is_past(until: Option<Date>, now: Time) -> bool {
    until.is_some_and(|until| now > Time::end_of(until))
}

pub(crate) fn name(sight: Sight<'_>, of: AskedOf) -> String {
    match of {
        AskedOf::Team(team) => team::link(sight, team).name,
        AskedOf::Person(person) => sight.name_of(person),
    }
}

fn ask_view(
    sight: Sight<'_>,
    looking: &Looking<'_>,
    (number, ask): (u16, &Ask),
    now: Time,
) -> AskView {
    let is_open = ask.is_open();
    let knows = looking.leads || (looking.me.is_some() && ask.by == looking.me);
    let of = match ask.of {
        AskedOf::Person(person) if is_open && looking.me == Some(person) => "you".to_owned(),
        AskedOf::Person(_) if is_open && !knows => "somebody".to_owned(),
        AskedOf::Person(_) | AskedOf::Team(_) => name(sight, ask.of),
    };
    let ended = ask.answered.map(|answer| answer.at);
    let ended = ended.or(ask.lapsed.map(|lapsed| lapsed.at));
    AskView {
        number,
        of,
        what: sight.text(ask.what),
        size: ask.size,
        means: ask.size.map(Size::means),
        until: ask.until,
        is_late: is_open && is_past(ask.until, now),
        at: ask.at,
        waited: span(ended.unwrap_or(now).days_since(ask.at)),
        has_lapsed: ask.lapsed.is_some(),
        is_open,
        is_yours: looking.is_asked(ask),
        answers: ask.answers().map(|answer| reply(sight, answer)).collect(),
    }
}

fn reply(sight: Sight<'_>, answer: &Answer) -> ReplyView {
    ReplyView {
        reply: answer.reply,
        by: answer.by.map(|by| person::link(sight, by)),
        text: answer.text.map(|text| sight.text(text)),
        at: answer.at,
    }
}

#[cfg(test)]
mod tests;
