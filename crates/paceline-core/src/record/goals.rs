//! How a foreign goal reads, against what is remembered of it.

use jiff::civil::Date;

use super::{Goal, Who, join, said_already, team_or_form, told_already};
use crate::{
    Draft, Event, GoalId, Time, WordId,
    goal::{self, Event as E, Outcome},
    initiative::Status,
    text::{self, TEXT_LIMIT, TITLE_LIMIT},
};

/// Said where a record changed and does not say why.
const BECAUSE: &str = "The record that it is read from says so now.";

#[expect(clippy::too_many_lines, reason = "field by field, each once")]
pub(super) fn sync(draft: &mut Draft<'_>, read: &Goal) {
    let title = text::cut(&read.title, TITLE_LIMIT);
    let why = read.why.as_deref().map(|why| text::cut(why, TEXT_LIMIT));
    let why = why.filter(|why| !why.is_empty());
    let Some(goal) = draft.state.goal_from(&read.source) else {
        let team = read.team.as_deref().map(|team| team_or_form(draft, team));
        let lead = read.lead.as_ref().map(|who| join(draft, who));
        let goal = GoalId::at(draft.state.goals.len());
        let title = draft.word(title);
        let why = draft.optional_word(why);
        let source = Some(read.source.clone());
        happened(
            draft,
            E::Set {
                goal,
                title,
                team,
                lead,
                until: read.until,
                source,
                why,
                evergreen: false,
            },
        );
        return;
    };
    let Some(known) = draft.state.goal(goal) else {
        return;
    };
    // What was said of it before, here or by the record, is no news: what people changed here since stays.
    let state = draft.state;
    let versions = || known.revisions.iter();
    let is_said =
        |kept: Option<WordId>, said: &str| kept.is_some_and(|kept| said_already(state, kept, said));
    let is_title = |kept: WordId| state.words.short(kept) == title;
    let other_title = !is_title(known.title) && !versions().any(|was| is_title(was.title));
    let other_why =
        why.filter(|why| !is_said(known.why, why) && !versions().any(|was| is_said(was.why, why)));
    let is_until =
        |until: Date| known.until == Some(until) || versions().any(|was| was.until == Some(until));
    let other_until = read.until.filter(|until| !is_until(*until));
    if other_why.is_some() || other_until.is_some() {
        let title = if other_title {
            draft.word(title)
        } else {
            known.title
        };
        let why = other_why.map(|why| draft.word(why)).or(known.why);
        let until = other_until.or(known.until);
        let because = draft.word(BECAUSE);
        happened(
            draft,
            E::Revised {
                goal,
                title,
                why,
                until,
                because,
            },
        );
    } else if other_title {
        let title = draft.word(title);
        happened(draft, E::Retitled { goal, title });
    }
    sync_lead(draft, goal, known, read.lead.as_ref());
    if !read.open && known.closed.is_none() && known.reopened.is_empty() {
        happened(
            draft,
            E::Closed {
                goal,
                outcome: Outcome::Dropped,
                text: None,
                score: None,
            },
        );
    }
}

/// Where nobody leads and nobody ever did here, whoever the record names does. Whoever leads here stays.
fn sync_lead(draft: &mut Draft<'_>, goal: GoalId, known: &goal::Goal, lead: Option<&Who>) {
    let Some(who) = lead.filter(|_| known.lead.is_none() && known.leads.is_empty()) else {
        return;
    };
    let person = join(draft, who);
    let takes_part = draft
        .state
        .person(person)
        .is_none_or(crate::person::Person::takes_part);
    if takes_part && known.closed.is_none() {
        happened(draft, E::LeadTaken { goal, person });
    }
}

/// A progress report of a goal, taken once.
pub(super) fn check_in(
    draft: &mut Draft<'_>,
    now: Time,
    goal: GoalId,
    (by, text): (Option<&Who>, &str),
) {
    // A check-in of a goal is by whoever records it; who said it there is said in its words.
    let said_by = by.map_or(String::new(), |who| {
        format!("@{}: ", text::slug(&who.handle))
    });
    if let Some(who) = by {
        join(draft, who);
    }
    let text = match text.trim() {
        "" => String::new(),
        text => text::cut(&format!("{said_by}{text}"), TEXT_LIMIT),
    };
    let state = draft.state;
    let said =
        |check_in: &goal::CheckIn| told_already(state, (check_in.at, check_in.text), (now, &text));
    let known = state
        .goal(goal)
        .is_some_and(|known| known.check_ins.iter().any(said));
    if known || text.is_empty() {
        return;
    }
    let text = draft.word(text);
    happened(
        draft,
        E::CheckedIn {
            goal,
            status: Status::NoWord,
            text,
            confidence: None,
            values: Vec::new(),
            help: None,
        },
    );
}

fn happened(draft: &mut Draft<'_>, event: E) {
    draft.happened(Event::Goal(event));
}
