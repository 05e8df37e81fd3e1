//! Today: what waits for whoever looks, what could use a follower, and what they lead and follow.

use askama::Template;
use paceline_core::{
    signal::SubjectView,
    today::{self, About, Mention, Today, Urgency},
};

use crate::{
    frame::{Frame, Section},
    look::{Look, Shown},
    pages::{signals, start},
    pictures::{Drawn, strip},
    problem::Problem,
    signed::{failed, is_admin},
    url::{Act, To},
};

#[derive(Template)]
#[template(path = "today/show.html")]
struct Show {
    f: Frame,
    today: Today,
    /// When whoever looks led and followed; none before the first time.
    paceline: Option<Drawn>,
    /// An admin has not come to the end of the guided start.
    start_goes_on: bool,
}

pub(crate) async fn show(look: Look) -> Shown {
    let today = of(&look).await?;
    let (paceline, there) = look.read(|seen| {
        let there = start::There::of(seen);
        (strip::of_viewer(seen, "paceline"), there)
    });
    let leads_on = look.past().is_none() && is_admin(&look.app, look.visitor.person);
    let start_goes_on = leads_on
        && start::goes_on(&look.app, there)
            .await
            .map_err(|failure| failed(&look.app, &failure))?;
    look.show(Section::Today, |f| Show {
        f,
        today,
        paceline,
        start_goes_on,
    })
}

/// Everything on the Today of whoever looks.
pub(crate) async fn of(look: &Look) -> Result<Today, Problem> {
    let mentions = look.app.mentions(look.visitor.person).await;
    let mentions = mentions.map_err(|failure| Problem::failed(&look.app, &failure))?;
    let mut today = look.read(|seen| {
        let findings = signals::all(seen);
        let findings = findings.seen_by(seen.sight);
        today::today(seen.sight, seen.me(), findings, &mentions, seen.now)
    });
    let words = today.mentions.iter_mut().map(|mention| &mut mention.words);
    look.fill(words.collect()).await?;
    today.mentions.iter_mut().for_each(Mention::cut);
    Ok(today)
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
