//! The command palette's answers: where somebody was going to go, what was found, and what can be done, as a list.

use askama::Template;
use axum::http::StatusCode;
use paceline_core::{
    compass::{self, Act as OfEntry, Kind},
    gap, goal, initiative,
    search::{self, Hit, LENGTH, Nearby, Query as Words, Stretch, Thing},
};
use serde::Deserialize;

use crate::{
    extract::Query,
    finder::read_again,
    look::{Look, Seen, Shown, rendered},
    pages::search::{Result, few},
    problem::Problem,
    url::{Act, To},
    url_compass::InCompass,
    url_gaps::OnGap,
};

/// The most results, and the most lines of each other part.
const FOUND: usize = 8;
const LINES: usize = 5;
/// On how many of the results it is said what can be done.
const ACTED_ON: usize = 3;

/// What was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    q: String,
}

#[derive(Template)]
#[template(path = "palette/list.html")]
struct List {
    groups: Vec<Group>,
}

/// Lines that stand together.
struct Group {
    heading: &'static str,
    lines: Vec<Line>,
}

/// Something to choose.
struct Line {
    number: usize,
    to: String,
    title: Vec<Stretch>,
    /// What kind of thing was found; nothing for a page or an act, whose heading says it.
    kind: &'static str,
    hint: String,
}

/// Pages, with words by which they are found.
const PAGES: [(&str, &str, To<'static>); 10] = [
    ("Today", "home what waits for me", To::Today),
    ("Signals", "findings what is stuck", To::Signals),
    ("Compass", "values context strategy strategies", To::Compass),
    ("Goals", "objectives key results", To::Goals),
    ("Gaps", "problems is and ought", To::Gaps),
    ("Initiatives", "proposals projects work", To::Initiatives),
    ("Teams", "tree groups", To::Teams),
    ("People", "persons everybody", To::People),
    ("Organisation", "settings thresholds name", To::Organisation),
    ("Your page", "me my paceline profile", To::Me),
];

const ACTS: [(&str, &str, To<'static>); 6] = [
    ("Record a gap", "new problem idea", To::NewGap),
    (
        "Start an initiative",
        "new lead proposal",
        To::NewInitiative,
    ),
    ("Set a goal", "new objective", To::NewGoal),
    (
        "Write a strategy",
        "new compass diagnosis even over",
        To::InCompass(InCompass::Write(Kind::Strategy)),
    ),
    (
        "Write a value",
        "new compass",
        To::InCompass(InCompass::Write(Kind::Value)),
    ),
    (
        "State a facet",
        "new compass business context",
        To::InCompass(InCompass::Write(Kind::Facet)),
    ),
];

pub(crate) async fn quick(look: Look, Query(typed): Query<Typed>) -> Shown {
    let typed: String = typed.q.chars().take(LENGTH).collect();
    let words = Words::of(&typed);
    let groups = if typed.trim().is_empty() {
        look.read(before_a_word)
    } else {
        let ready = look.app.finder().ready(&look).await?;
        let mut hits = look.read(|seen| few(&ready, seen, &words, FOUND));
        read_again(&look, &words, &mut hits).await?;
        look.read(|seen| answers(seen, &typed, &words, hits))
    };
    rendered(StatusCode::OK, &List::of(groups))
        .map_err(|failure| Problem::unrendered(&look.app, &failure))
}

impl List {
    /// Numbers the lines through, and leaves out headings with nothing below.
    fn of(mut groups: Vec<Group>) -> Self {
        groups.retain(|group| !group.lines.is_empty());
        let lines = groups.iter_mut().flat_map(|group| &mut group.lines);
        for (number, line) in (1..).zip(lines) {
            line.number = number;
        }
        Self { groups }
    }
}

impl Line {
    fn new(seen: &Seen<'_>, to: &To<'_>, title: impl Into<String>) -> Self {
        Self {
            number: 0,
            to: seen.at.to(to).to_string(),
            title: vec![Stretch {
                text: title.into(),
                is_match: false,
            }],
            kind: "",
            hint: String::new(),
        }
    }

    fn hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: hint.into(),
            ..self
        }
    }

    fn found(seen: &Seen<'_>, hit: Hit) -> Self {
        let kind = hit.kind.word();
        let found = Result::new(hit, seen.at);
        let to = found.link().to_string();
        let mut title = found.hit.title;
        if let Some(reference) = found.hit.reference {
            let text = format!("{reference} ");
            let is_match = false;
            title.insert(0, Stretch { text, is_match });
        }
        let team = found.hit.teams.first().map(|team| team.name.as_str());
        let hint = [Some(found.hit.state.as_str()), team];
        let hint = hint.into_iter().flatten().filter(|word| !word.is_empty());
        Self {
            number: 0,
            to,
            title,
            kind,
            hint: hint.collect::<Vec<_>>().join(" · "),
        }
    }
}

fn near(seen: &Seen<'_>) -> Nearby {
    search::nearby(seen.sight, seen.me(), seen.now, LINES)
}

/// What waits for the viewer, as acts.
fn waiting(seen: &Seen<'_>, near: &Nearby) -> Vec<Line> {
    if seen.at.is_past() {
        return Vec::new();
    }
    let due = near.due.iter().map(|due| {
        let of = &due.initiative;
        let title = format!("Check in on {} {}", of.id, of.title);
        Line::new(seen, &To::Act(of.id, Act::CheckIn), title).hint(due.why.as_str())
    });
    let asked = near.asked.iter().map(|of| {
        let title = format!("Answer what {} {} asks for", of.id, of.title);
        Line::new(seen, &To::Initiative(of.id), title).hint("support asked")
    });
    due.chain(asked).collect()
}

/// Before anything was typed: where the viewer was going to go.
fn before_a_word(seen: &Seen<'_>) -> Vec<Group> {
    let near = near(seen);
    let leads = near.leads.iter().map(|(of, stage)| {
        let title = format!("{} {}", of.id, of.title);
        Line {
            kind: "initiative",
            ..Line::new(seen, &To::Initiative(of.id), title).hint(stage.word())
        }
    });
    let all = |of: &[(&str, &str, To<'static>)]| {
        of.iter()
            .map(|(title, _, to)| Line::new(seen, to, *title))
            .collect()
    };
    let acts = if seen.at.is_past() { &[][..] } else { &ACTS };
    vec![
        group("Waits for you", waiting(seen, &near)),
        group("You lead", leads.collect()),
        group("Do", all(acts)),
        group("Go to", all(&PAGES)),
    ]
}

fn group(heading: &'static str, lines: Vec<Line>) -> Group {
    Group { heading, lines }
}

/// What fits what was typed: acts and pages by their names, what was found, and what can be done on it.
fn answers(seen: &Seen<'_>, typed: &str, words: &Words, hits: Vec<Hit>) -> Vec<Group> {
    let fitting = |of: &[(&str, &str, To<'static>)]| {
        let fits = |(title, more, _): &&(&str, &str, To<'static>)| {
            !words.is_empty() && words.fits(&format!("{title} {more}"))
        };
        of.iter()
            .filter(fits)
            .map(|(title, _, to)| Line::new(seen, to, *title))
            .collect::<Vec<_>>()
    };
    let said = |line: &Line| {
        let title: String = line.title.iter().map(|part| part.text.as_str()).collect();
        !words.is_empty() && words.fits(&title)
    };
    let mut acts = waiting(seen, &near(seen));
    acts.retain(said);
    if !seen.at.is_past() {
        acts.extend(fitting(&ACTS));
    }
    acts.truncate(LINES);
    let may: Vec<Line> = hits
        .iter()
        .take(ACTED_ON)
        .flat_map(|hit| may_be_done(seen, hit.thing))
        .filter(|line| acts.iter().all(|act| act.to != line.to))
        .collect();
    let everywhere = format!("Search for ‘{}’ everywhere", crate::html::brief(typed, 60));
    vec![
        group("Do", acts),
        group("Go to", fitting(&PAGES)),
        group(
            "Found",
            hits.into_iter().map(|hit| Line::found(seen, hit)).collect(),
        ),
        group("Do with what was found", may),
        group(
            "Search",
            vec![Line::new(seen, &To::SearchFor(typed), everywhere)],
        ),
    ]
}

/// What the viewer may do with a thing now; the core says.
fn may_be_done(seen: &Seen<'_>, thing: Thing) -> Vec<Line> {
    let (sight, viewer, now) = (seen.sight, Some(seen.me()), seen.now);
    if seen.at.is_past() {
        return Vec::new();
    }
    let line = |to: To<'static>, title: String| Line::new(seen, &to, title);
    match thing {
        Thing::Initiative(id) => {
            initiative::page(sight, viewer, id, now).map_or_else(Vec::new, |page| {
                let may = page.viewer;
                let acts = [
                    (may.may_check_in, Act::CheckIn, "Check in on"),
                    (
                        may.may_follow && may.follows.is_none(),
                        Act::Follow,
                        "Follow",
                    ),
                    (may.may_take_lead, Act::TakeLead, "Take the lead of"),
                ];
                acts.into_iter()
                    .filter(|(may, ..)| *may)
                    .map(|(_, act, word)| line(To::Act(id, act), format!("{word} {id}")))
                    .collect()
            })
        }
        Thing::Goal(id) => goal::page(sight, viewer, id, now)
            .filter(|page| page.may_act)
            .map(|_| line(To::CheckInGoal(id), format!("Check in on {id}")))
            .into_iter()
            .collect(),
        Thing::Gap(id) => gap::page(sight, viewer, id, now)
            .filter(|page| page.may_act)
            .map_or_else(Vec::new, |page| {
                let start = line(To::StartFrom(id), format!("Start an initiative for {id}"));
                let see_too = (page.mine == gap::Mine::NotYet).then(|| {
                    let to = To::OnGap(id, OnGap::SeeToo);
                    line(to, format!("I see {id} too"))
                });
                std::iter::once(start).chain(see_too).collect()
            }),
        Thing::Entry(id) => compass::page(sight, viewer, id, now).map_or_else(Vec::new, |page| {
            let acts = [
                (OfEntry::Acknowledge, "Say that you have read"),
                (OfEntry::Tell, "Tell others of"),
                (OfEntry::TakeLead, "Take the lead of"),
            ];
            acts.into_iter()
                .filter(|(act, _)| page.viewer.can(*act))
                .map(|(act, word)| {
                    let to = To::InCompass(InCompass::Do(id, act));
                    line(to, format!("{word} {id}"))
                })
                .collect()
        }),
        Thing::Team(_) | Thing::Person(_) => Vec::new(),
    }
}
