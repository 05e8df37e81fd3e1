//! Initiatives: the list and the page.

use askama::Template;
use paceline_core::{
    InitiativeId, Text,
    compass::PointLink,
    initiative::{
        self, AgreedHow, AskingView, FeedbackView, InitiativePage, LeadMoment, Moment, OfferEnding,
        Reply, Row, ServesView, Stage, Stance, Uptake, What, guide::guide,
    },
    list::Sort,
    signal,
};

use crate::{
    extract::{Path, Query},
    form::{self, Choice, Kind},
    frame::{Frame, Section},
    list::{List, ListQuery, Offer, cut},
    look::{Look, Shown},
    pages::signals::Card,
    pictures::{Drawn, measure},
    url::{Act, Agreeing, Asking, AtTheEnd, Leading, OnObjection, To, Written},
};

pub(crate) mod acts;
pub(crate) mod agreeing;
pub(crate) mod asking;
pub(crate) mod document;
pub(crate) mod ending;
pub(crate) mod feedback;
pub(crate) mod forms;
pub(crate) mod leading;
pub(crate) mod starting;
pub(crate) mod whole;

/// Followers that are shown by name.
const FOLLOWERS: usize = 30;

#[derive(Template)]
#[template(path = "initiatives/index.html")]
struct Index {
    f: Frame,
    list: List<Row>,
}

pub(crate) async fn index(look: Look, Query(query): Query<ListQuery>) -> Shown {
    let list = look.read(|seen| {
        List::of(seen, query, offer(), |asked| {
            initiative::list(seen.sight, asked, seen.now)
        })
    })?;
    look.show(Section::Initiatives, |f| Index { f, list })
}

fn offer() -> Offer {
    let any = [
        Choice::new("", "Any"),
        Choice::new("active", "under way, in any stage"),
        Choice::new(initiative::FREE, "put down, for you to pick up"),
    ];
    let stages = any
        .into_iter()
        .chain(Stage::ALL.map(|stage| Choice::new(stage.word(), stage.word())));
    Offer {
        base: To::Initiatives,
        looks_for: "Words of a title",
        stages: stages.collect(),
        stage_label: "Stage",
        by_team: true,
        by_lead: true,
        sorts: &[
            (Sort::Newest, "Newest first"),
            (Sort::Oldest, "Oldest first"),
            (Sort::Title, "By title"),
            (Sort::LastChange, "Last change first"),
            (Sort::Stage, "By stage"),
        ],
    }
}

#[derive(Template)]
#[template(path = "initiatives/show.html")]
struct Show {
    f: Frame,
    page: InitiativePage,
    steps: Vec<Step>,
    cards: Vec<Card>,
    check_in: Option<form::Form>,
    /// What to do now, for whoever leads for the first time; nobody else is shown it.
    guidance: Option<Text>,
    /// The first key result of a goal that it serves.
    chart: Option<Drawn>,
    more_moments: usize,
    more_followers: usize,
    more_feedback: usize,
    document: document::Excerpt,
}

/// A step of the way from a problem seen to a thing delivered.
struct Step {
    stage: Stage,
    place: &'static str,
}

pub(crate) async fn show(look: Look, Path(id): Path<u32>) -> Shown {
    let id = InitiativeId(id);
    let (mut page, cards, chart, mut guidance) = look.find(|seen| {
        let viewer = Some(seen.me()).filter(|_| !seen.at.is_past());
        let page = initiative::page(seen.sight, viewer, id, seen.now)?;
        let leads = page
            .lead
            .as_ref()
            .is_some_and(|lead| viewer == Some(lead.person.id));
        let guidance = (leads && page.is_first_lead)
            .then(|| guide(seen.sight, page.stage))
            .flatten();
        let findings = signal::about_initiative(seen.sight, id, seen.now);
        let served = page.measure.as_ref();
        let chart = served.map(|served| measure::small(served, "served", seen.now));
        let cards = findings
            .into_iter()
            .filter_map(|found| Card::of(seen, found))
            .collect();
        Some((page, cards, chart, guidance))
    })?;
    let more_moments = page.moments - page.timeline.len();
    let more_feedback = page.feedback_counts.all - page.feedback.len();
    let more_followers = cut(&mut page.followers, FOLLOWERS);
    look.fill(texts(&mut page)).await?;
    look.fill(guidance.iter_mut().collect()).await?;
    let document = document::excerpt(&look, id).await?;
    let check_in = page
        .viewer
        .may_check_in
        .then(|| forms::check_in_form(id, page.last_check_in.as_ref()));
    let steps = steps(page.stage);
    look.show(Section::Initiatives, |f| Show {
        f,
        page,
        steps,
        cards,
        check_in,
        guidance,
        chart,
        more_moments,
        more_followers,
        more_feedback,
        document,
    })
}

fn steps(now: Stage) -> Vec<Step> {
    let here = Stage::WAY.iter().position(|stage| *stage == now);
    let place = |at: usize| match here {
        Some(here) if at == here => "now",
        Some(here) if at < here => "before",
        Some(_) | None => "after",
    };
    Stage::WAY
        .into_iter()
        .enumerate()
        .map(|(at, stage)| Step {
            stage,
            place: place(at),
        })
        .collect()
}

/// What a moment is, as a class of the style sheet: its mark on the timeline.
fn kind(what: &What) -> &'static str {
    match what {
        What::Followed { .. }
        | What::StoppedFollowing
        | What::CoAuthorCame
        | What::CoAuthorLeft => "followed",
        What::Leading(leading) if leading.is_of_following() => "followed",
        What::LeadTaken | What::LeadEnded { .. } | What::Leading(_) => "led",
        What::Started | What::StageMoved { .. } | What::ShownTo { .. } | What::Opened => "moved",
        What::Asked { .. }
        | What::Answered { .. }
        | What::AskLapsed { .. }
        | What::CheckedIn { .. }
        | What::Agreeing(_)
        | What::Delivered { .. }
        | What::Credited { .. }
        | What::PutDown { .. }
        | What::FeedbackGiven { .. }
        | What::FeedbackAnswered { .. }
        | What::Revised { .. }
        | What::CoAuthorInvited { .. } => "said",
    }
}

/// Every text of the page, for those that are long.
fn texts(page: &mut InitiativePage) -> Vec<&mut Text> {
    let mut texts = vec![&mut page.title];
    texts.extend(&mut page.summary);
    texts.extend(page.against.iter_mut().map(|against| &mut against.because));
    texts.extend(
        page.gap
            .iter_mut()
            .flat_map(|gap| [&mut gap.is, &mut gap.ought]),
    );
    texts.extend(
        page.lead
            .iter_mut()
            .chain(&mut page.earlier_leads)
            .filter_map(|lead| lead.note.as_mut()),
    );
    texts.extend(page.leading.texts());
    texts.extend(
        page.followers
            .iter_mut()
            .filter_map(|follow| follow.reservation.as_mut()),
    );
    texts.extend(asked(&mut page.asking));
    texts.extend(page.feedback.iter_mut().flat_map(feedback_texts));
    texts.extend(page.agreeing.texts());
    texts.extend(page.last_check_in.iter_mut().map(|last| &mut last.text));
    texts.extend(page.ending.texts());
    texts.extend(page.timeline.iter_mut().flat_map(moment_texts));
    texts
}

/// Every text of what is asked.
fn asked(asking: &mut AskingView) -> impl Iterator<Item = &mut Text> {
    let wanted = asking.wanted.iter_mut().map(|wanted| &mut wanted.what);
    let asks = asking.asks.iter_mut().flat_map(|ask| {
        let answers = ask.answers.iter_mut();
        let answers = answers.filter_map(|answer| answer.text.as_mut());
        std::iter::once(&mut ask.what).chain(answers)
    });
    wanted.chain(asks)
}

fn feedback_texts(given: &mut FeedbackView) -> Vec<&mut Text> {
    let mut texts = vec![&mut given.text];
    texts.extend(given.passage.iter_mut().map(|passage| &mut passage.quote));
    let answered = given.answered.iter_mut();
    texts.extend(answered.flat_map(|answered| &mut answered.because));
    texts
}

fn moment_texts(moment: &mut Moment) -> Vec<&mut Text> {
    match &mut moment.what {
        What::StageMoved { reason, .. }
        | What::FeedbackAnswered {
            because: reason, ..
        }
        | What::Revised { note: reason, .. } => reason.as_mut().into_iter().collect(),
        What::Asked { what, .. }
        | What::Answered { what }
        | What::AskLapsed { what, .. }
        | What::CheckedIn { text: what, .. }
        | What::Delivered { outcome: what }
        | What::PutDown { learned: what, .. }
        | What::FeedbackGiven { text: what, .. } => vec![what],
        What::Leading(leading) => leading.texts().into_iter().collect(),
        What::Agreeing(how) => how.text().into_iter().collect(),
        What::Started
        | What::LeadTaken
        | What::LeadEnded { .. }
        | What::ShownTo { .. }
        | What::Opened
        | What::Credited { .. }
        | What::Followed { .. }
        | What::StoppedFollowing
        | What::CoAuthorInvited { .. }
        | What::CoAuthorCame
        | What::CoAuthorLeft => Vec::new(),
    }
}
