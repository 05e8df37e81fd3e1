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
    pictures::{Drawn, strip},
    url::{Act, To},
};

#[derive(Template)]
#[template(path = "today/show.html")]
struct Show {
    f: Frame,
    today: Today,
    /// When whoever looks led and followed; none before the first time.
    paceline: Option<Drawn>,
}

pub(crate) async fn show(look: Look) -> Shown {
    let (today, paceline) = look.read(|seen| (of(seen), strip::of_viewer(seen, "paceline")));
    look.show(Section::Today, |f| Show { f, today, paceline })
}

pub(crate) fn of(seen: &Seen<'_>) -> Today {
    let findings = signals::all(seen);
    today::today(
        seen.sight,
        seen.me(),
        findings.seen_by(seen.sight),
        seen.now,
    )
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
