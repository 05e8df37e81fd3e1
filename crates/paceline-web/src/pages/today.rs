//! Today: what waits for whoever looks, what could use a follower, and what they lead and follow.

use askama::Template;
use paceline_core::{
    signal::SubjectView,
    today::{self, About, Today, Urgency},
};

use crate::{
    frame::{Frame, Section},
    look::{Look, Seen, Shown},
    pages::signals,
    url::{Act, To},
};

#[derive(Template)]
#[template(path = "today/show.html")]
struct Show {
    f: Frame,
    today: Today,
}

pub(crate) async fn show(look: Look) -> Shown {
    let today = look.read(of);
    look.show(Section::Today, |f| Show { f, today })
}

fn of(seen: &Seen<'_>) -> Today {
    let findings = signals::all(seen);
    today::today(seen.state, seen.me(), findings.iter(), seen.now)
}

/// A small number in words, as a sentence begins with it.
fn counted(count: usize) -> String {
    const WORDS: [&str; 10] = [
        "Nothing", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine",
    ];
    WORDS
        .get(count)
        .map_or_else(|| count.to_string(), |word| (*word).to_owned())
}
