//! One initiative that many wrote about for long: its pages, each time after something new was said, so that nothing is kept from before.

use std::error::Error;
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use paceline_core::{
    AtHand, By, Command, Ctx, Door, InitiativeId, PersonId, Time, gap,
    initiative::{self, Label, Quoting, Revising},
    upkeep,
};
use paceline_store::Store;

use crate::{Row, load, progress};

const UNTIL: Time = Time(1_790_000_000);
pub(crate) const FEEDBACK: usize = 2000;
pub(crate) const REVISIONS: u16 = 300;
/// How many times a page is asked, each time anew.
const TIMES: usize = 40;

fn by(person: usize) -> Ctx {
    Ctx {
        at_hand: AtHand::new(),
        by: By::Person(PersonId::at(person)),
        door: Door::Simulation,
        now: UNTIL,
        origin: None,
    }
}

/// A document of some eight thousand characters, of which one paragraph is another in each revision.
fn document(revision: u16) -> String {
    let mut text = String::from("# How it is\n\n");
    for paragraph in 0..60_u16 {
        let turn = if paragraph == revision % 60 {
            revision
        } else {
            0
        };
        let _ = writeln!(
            text,
            "Paragraph {paragraph} says in turn {turn} what is, what ought to be, and what we would do about it all.\n"
        );
    }
    text
}

/// Starts the initiative, writes its revisions, and lets people give feedback, a quarter of it on a passage.
pub(crate) async fn fill(store: &Store) -> Result<InitiativeId, Box<dyn Error>> {
    progress("an initiative with thousands of feedback");
    let (id, people) = store.read(|state| {
        (
            InitiativeId::at(state.initiatives.len()),
            state.people.len(),
        )
    });
    let start = initiative::Command::Start {
        title: "What everybody writes about".to_owned(),
        summary: "It has been talked about for long.".to_owned(),
        team: None,
        serves: Vec::new(),
        shown_to: None,
        kind: None,
        document: String::new(),
    };
    store.run(by(0), Command::Initiative(start)).await?;
    for revision in 1..=REVISIONS {
        let revise = initiative::Command::Revise(Revising {
            initiative: id,
            base: revision - 1,
            text: document(revision),
            note: format!("Turn {revision}"),
            is_editorial: false,
        });
        store.run(by(0), Command::Initiative(revise)).await?;
    }
    for number in 0..FEEDBACK {
        let passage = number.is_multiple_of(4).then(|| Quoting {
            revision: REVISIONS,
            quote: format!("Paragraph {} says", number % 60),
            occurrence: 0,
        });
        let give = initiative::Command::GiveFeedback {
            initiative: id,
            label: Label::Suggestion,
            text: format!("Say in number {number} who it is for, and what it is not."),
            passage,
        };
        let giver = by(1 + number % people.saturating_sub(1).max(1));
        store.run(giver, Command::Initiative(give)).await?;
    }
    Ok(id)
}

/// What is done of itself each minute, against reading every initiative's stage.
pub(crate) fn each_minute(store: &Store, rows: &mut Vec<Row>) {
    progress("what is due");
    let (took, due, initiatives) = store.read(|state| {
        let start = Instant::now();
        let due = upkeep::due(state, UNTIL).len();
        (start.elapsed(), due, state.initiatives.len())
    });
    rows.push(Row::new(
        format!("what is due of itself among {initiatives} initiatives, looked for once a minute"),
        format!("{:.1} ms ({due} found)", took.as_secs_f64() * 1000.0),
        "≤ 100 ms",
        Some(took <= Duration::from_millis(100)),
    ));
}

/// The pages of the initiative at `pages`, against the page of another one, each asked anew.
pub(crate) async fn asked_anew(
    store: &Store,
    pages: SocketAddr,
    id: InitiativeId,
    rows: &mut Vec<Row>,
) -> Result<(), Box<dyn Error>> {
    progress("the pages of the large initiative");
    let other = anew(store, pages, "/initiatives/1").await?;
    for (what, path) in [
        ("its page", format!("/initiatives/{}", id.0)),
        ("its document", format!("/initiatives/{}/document", id.0)),
        (
            "all its feedback, the first of its pages",
            format!("/initiatives/{}/feedback", id.0),
        ),
        ("its timeline", format!("/initiatives/{}/timeline", id.0)),
        (
            "its revisions",
            format!("/initiatives/{}/document/revisions", id.0),
        ),
    ] {
        let took = anew(store, pages, &path).await?;
        rows.push(Row::new(
            format!(
                "an initiative with {FEEDBACK} feedback and {REVISIONS} revisions: {what}, with nothing kept from before, against the page of a small one"
            ),
            format!(
                "{:.1} × ({:.1} ms against {:.1} ms)",
                took.as_secs_f64() / other.as_secs_f64(),
                took.as_secs_f64() * 1000.0,
                other.as_secs_f64() * 1000.0
            ),
            "≤ 1.5 ×",
            Some(took.as_secs_f64() <= 1.5 * other.as_secs_f64()),
        ));
    }
    Ok(())
}

/// The slowest but one of many times that a page is asked, something new being said before each.
async fn anew(store: &Store, pages: SocketAddr, path: &str) -> Result<Duration, Box<dyn Error>> {
    let mut times = Vec::new();
    for turn in 0..TIMES {
        let gap = gap::Command::Record {
            is: format!("Turn {turn} of {path} is slow"),
            ought: "it opens at once".to_owned(),
            team: None,
            goal: None,
        };
        store.run(by(0), Command::Gap(gap)).await?;
        times.push(load::once(pages, path).await?);
    }
    times.sort_unstable();
    Ok(times.iter().rev().nth(1).copied().unwrap_or_default())
}
