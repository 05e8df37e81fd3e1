//! The forms of asking: their words, their fields, and what was typed.

use paceline_core::{
    InitiativeId, Text,
    initiative::{Ask, Initiative, Reply, Size},
};

use super::Typed;
use crate::{
    form::{self, Choice, Field, FormPage, Kind},
    frame::Section,
    look::Seen,
    url::{Asking, To},
};

pub(super) fn page(
    seen: &Seen<'_>,
    id: InitiativeId,
    asking: Asking,
    typed: &Typed,
) -> Option<FormPage> {
    let entity = seen.sight.initiative(id)?;
    let (title, button, why) = words(asking);
    Some(FormPage {
        section: Section::Initiatives,
        title,
        why: why.to_owned(),
        back: To::Initiative(id),
        back_words: format!("{id} {}", seen.sight.text(entity.title)),
        form: form::Form::new(
            To::Asking(id, asking),
            button,
            fields(seen, entity, asking, typed),
        ),
        last: None,
    })
}

fn words(asking: Asking) -> (&'static str, &'static str, &'static str) {
    match asking {
        Asking::Ask => (
            "Ask for support",
            "Ask",
            "Shop around: name people and teams, one thing, how much it is, and until when an answer helps.",
        ),
        Asking::Answer => (
            "Answer an ask",
            "Answer",
            "A no is as good an answer as a yes: nobody waits for you then. You can change your mind later.",
        ),
        Asking::WantFeedback => (
            "Say what feedback you want now",
            "Say so",
            "It stands above the feedback, so that people say what helps at this stage. Leave it empty when nothing special is wanted any more.",
        ),
    }
}

fn fields(seen: &Seen<'_>, entity: &Initiative, asking: Asking, typed: &Typed) -> Vec<Field> {
    match asking {
        Asking::Ask => ask_fields(seen, typed),
        Asking::Answer => answer_fields(seen, entity, typed),
        Asking::WantFeedback => want_fields(seen, entity, typed),
    }
}

fn ask_fields(seen: &Seen<'_>, typed: &Typed) -> Vec<Field> {
    let sizes = Size::ALL
        .map(|size| Choice::new(size.word(), format!("{}: {}", size.word(), size.means())));
    let chosen = if typed.size.is_empty() {
        Size::Small.word()
    } else {
        &typed.size
    };
    let mut teams = form::teams(seen.sight);
    teams.retain(|team| !team.value.is_empty());
    vec![
        Field::line("what", "What for", &typed.what)
            .hint("One thing. For example: move one service to the new lane.")
            .required(),
        Field::new(
            "person",
            "People",
            Kind::Picked(form::people(seen.sight)),
            &typed.person,
        )
        .hint("Handles with commas, such as priya, tomas. Each sees it in Today."),
        Field::new("team", "Teams", Kind::Picked(teams), &typed.team)
            .hint("Short names with commas, such as checkout, search. Anybody of a team answers."),
        Field::new("size", "How much it is", Kind::Radio(sizes.into()), chosen).required(),
        Field::new("until", "An answer helps until", Kind::Date, &typed.until),
    ]
}

fn answer_fields(seen: &Seen<'_>, entity: &Initiative, typed: &Typed) -> Vec<Field> {
    let me = seen.me();
    let teams = seen.sight.person(me);
    let teams = teams.map_or(&[][..], |me| &me.teams);
    let mut open: Vec<(u16, &Ask)> = entity.open_asks().collect();
    // What is asked of whoever looks comes first.
    open.sort_by_key(|(_, ask)| !ask.of.reaches(me, teams));
    let asks = open.into_iter().map(|(number, ask)| {
        let what = seen.sight.text(ask.what);
        Choice::new(number.to_string(), what.short())
    });
    let replies = Reply::ALL.map(|reply| Choice::new(reply.word(), said(reply)));
    vec![
        Field::new("ask", "Ask", Kind::Select(asks.collect()), &typed.ask).required(),
        Field::new("reply", "Answer", Kind::Radio(replies.into()), &typed.reply).required(),
        Field::text("text", "In your words", &typed.text)
            .hint("When you can, or who could help instead."),
    ]
}

/// A reply as somebody says it.
fn said(reply: Reply) -> &'static str {
    match reply {
        Reply::Yes => "yes, I help",
        Reply::No => "no, not this time",
        Reply::Done => "done: it is dealt with",
    }
}

/// With what is wanted now, until something is typed.
fn want_fields(seen: &Seen<'_>, entity: &Initiative, typed: &Typed) -> Vec<Field> {
    let wanted = entity.wants_feedback();
    let what = wanted.and_then(|wanted| wanted.what);
    let what = what.map(|what| seen.sight.text(what));
    let what = match what {
        Some(Text::Here(what)) => what,
        Some(Text::Stored(_) | Text::Erased) | None => String::new(),
    };
    let until = wanted.and_then(|wanted| wanted.until);
    let until = until.map_or_else(String::new, |until| until.to_string());
    let is_typed = !typed.what.is_empty() || !typed.until.is_empty();
    let (what, until) = if is_typed {
        (&typed.what, &typed.until)
    } else {
        (&what, &until)
    };
    vec![
        Field::text("what", "What you want to know", what)
            .hint("For example: is the order right? Spelling can wait."),
        Field::new("until", "Until", Kind::Date, until),
    ]
}
