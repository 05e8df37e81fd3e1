//! Initiatives: the list, the page, and how one is started.

use askama::Template;
use paceline_core::{
    Command, GapId, InitiativeId, Refusal, Sight, Text,
    compass::PointLink,
    initiative::{
        self, AgreedHow, AskingView, InitiativePage, Reply, Row, Serves, ServesView, Stage, Stance,
        Uptake, What, guide::guide,
    },
    list::Sort,
    reference::Reference,
    signal,
};
use serde::Deserialize;

use crate::{
    acting::Acting,
    extract::{Form, Path, Query},
    form::{self, Choice, Field, FormPage, Kind},
    frame::{Frame, Section},
    list::{List, ListQuery, Offer, cut},
    look::{Look, Seen, Shown},
    pages::signals::Card,
    pictures::{Drawn, measure},
    url::{Act, Agreeing, Asking, AtTheEnd, OnObjection, To},
};

pub(crate) mod acts;
pub(crate) mod agreeing;
pub(crate) mod asking;
pub(crate) mod ending;
pub(crate) mod feedback;
pub(crate) mod forms;

/// Entries of the timeline that are shown before 'show all'.
const MOMENTS: usize = 30;
/// Followers that are shown by name.
const FOLLOWERS: usize = 30;
/// Entries of feedback that are shown before 'show all'.
const FEEDBACK: usize = 12;
/// The longest list of what an initiative serves, in characters, as its line holds it.
const SERVES_LIMIT: usize = 200;

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
}

/// A step of the way from a problem seen to a thing delivered.
struct Step {
    stage: Stage,
    place: &'static str,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Whole {
    timeline: String,
    feedback: String,
}

pub(crate) async fn show(look: Look, Path(id): Path<u32>, Query(whole): Query<Whole>) -> Shown {
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
    let all = page.timeline.len();
    let more_moments = if whole.timeline == "all" {
        0
    } else {
        all.saturating_sub(MOMENTS)
    };
    page.timeline.truncate(all - more_moments);
    let more_feedback = if whole.feedback == "all" {
        0
    } else {
        cut(&mut page.feedback, FEEDBACK)
    };
    let more_followers = cut(&mut page.followers, FOLLOWERS);
    look.fill(texts(&mut page)).await?;
    look.fill(guidance.iter_mut().collect()).await?;
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
        What::LeadTaken | What::LeadEnded { .. } => "led",
        What::Followed { .. } | What::StoppedFollowing => "followed",
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
        | What::FeedbackAnswered { .. } => "said",
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
    texts.extend(asked(&mut page.asking));
    for given in &mut page.feedback {
        texts.push(&mut given.text);
        let answered = given.answered.as_mut();
        texts.extend(answered.and_then(|answered| answered.because.as_mut()));
    }
    texts.extend(page.agreeing.texts());
    texts.extend(page.last_check_in.iter_mut().map(|last| &mut last.text));
    texts.extend(page.ending.texts());
    for moment in &mut page.timeline {
        match &mut moment.what {
            What::StageMoved { reason, .. }
            | What::FeedbackAnswered {
                because: reason, ..
            } => texts.extend(reason),
            What::Asked { what, .. }
            | What::Answered { what }
            | What::AskLapsed { what, .. }
            | What::CheckedIn { text: what, .. }
            | What::Delivered { outcome: what }
            | What::PutDown { learned: what, .. }
            | What::FeedbackGiven { text: what, .. } => texts.push(what),
            What::Agreeing(how) => texts.extend(how.text()),
            What::Started
            | What::LeadTaken
            | What::LeadEnded { .. }
            | What::ShownTo { .. }
            | What::Opened
            | What::Credited { .. }
            | What::Followed { .. }
            | What::StoppedFollowing => {}
        }
    }
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

/// The choice to keep it to a few.
const CHOSEN: &str = "chosen";

/// What is typed to start an initiative.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Start {
    title: String,
    summary: String,
    team: String,
    serves: String,
    /// `chosen`, or everyone.
    audience: String,
    shown_to: String,
}

impl Start {
    fn command(&self, sight: Sight<'_>) -> Result<Command, Refusal> {
        let team = form::team_named(sight, &self.team)?;
        let serves = self
            .serves
            .split([',', ' '])
            .filter(|written| !written.trim().is_empty());
        let serves = serves
            .map(serves_named)
            .collect::<Result<Vec<Serves>, Refusal>>()?;
        let shown_to = form::people_named(sight, &self.shown_to)?;
        let is_chosen = self.audience == CHOSEN || !shown_to.is_empty();
        let (title, summary) = (self.title.clone(), self.summary.clone());
        Ok(Command::Initiative(initiative::Command::Start {
            document: String::new(),
            kind: None,
            title,
            summary,
            team,
            serves,
            shown_to: is_chosen.then_some(shown_to),
        }))
    }

    fn page(&self, seen: &Seen<'_>) -> FormPage {
        let audience = vec![
            Choice::new("everyone", "everyone"),
            Choice::new(
                CHOSEN,
                "only me and the people I choose, until it is shared",
            ),
        ];
        let chosen = if self.audience == CHOSEN {
            CHOSEN
        } else {
            "everyone"
        };
        let fields = vec![
            Field::line("title", "Title", &self.title)
                .hint("What would be different: ship any service any day.")
                .required(),
            Field::text("summary", "What we would do", &self.summary)
                .hint("A few sentences; can come later."),
            Field::team(seen.sight, "Team", &self.team),
            Field::line("serves", "Serves", &self.serves).hint(
                "The gap it narrows, the goal or the strategy it serves: G-31, O-7 or C-4, several with commas.",
            ),
            Field::new("audience", "Show it to", Kind::Radio(audience), chosen),
            Field::line("shown_to", "Chosen people", &self.shown_to).hint(format!(
                "{} Nobody: it is yours alone until you share it.",
                forms::HANDLES
            )),
        ];
        FormPage {
            section: Section::Initiatives,
            title: "Start an initiative",
            why: "You lead it until you hand it over. Nobody has to approve that.".to_owned(),
            back: To::Initiatives,
            back_words: "Initiatives".to_owned(),
            form: form::Form::new(To::NewInitiative, "Start it", fields),
            last: None,
        }
    }
}

/// What an initiative serves, as written.
fn serves_named(written: &str) -> Result<Serves, Refusal> {
    match written.parse()? {
        Reference::Gap(gap) => Ok(Serves::Gap(gap)),
        Reference::Goal(goal) => Ok(Serves::Goal(goal)),
        Reference::Entry(entry) => Ok(Serves::Strategy(entry)),
        Reference::Initiative(_) | Reference::VeerOff(_) => Err(Refusal::NoSuchReference {
            written: paceline_core::text::cut(written, 40),
        }),
    }
}

/// The form; what was chosen from a list of gaps is filled in.
pub(crate) async fn new(look: Look, Query(asked): Query<Vec<(String, String)>>) -> Shown {
    let chosen = asked.iter().filter(|(name, _)| name == "serves");
    let chosen: Vec<&str> = chosen.map(|(_, value)| value.as_str()).collect();
    let typed = Start {
        serves: paceline_core::text::cut(&chosen.join(", "), SERVES_LIMIT),
        ..Start::default()
    };
    form::show(look, |seen| Some(typed.page(seen))).await
}

pub(crate) async fn new_from_gap(look: Look, Path(id): Path<u32>) -> Shown {
    let id = GapId(id);
    form::show(look, |seen| {
        let gap = seen.sight.gap(id)?;
        let team = gap
            .team
            .and_then(|team| seen.sight.team(team))
            .map_or("", |team| &team.slug);
        let typed = Start {
            team: team.to_owned(),
            serves: id.to_string(),
            ..Start::default()
        };
        let mut page = typed.page(seen);
        (page.back, page.back_words) = (To::Gap(id), id.to_string());
        page.why = format!("To narrow {id}. {}", page.why);
        Some(page)
    })
    .await
}

pub(crate) async fn start(acting: Acting, Form(typed): Form<Start>) -> Shown {
    let command = acting.read(|seen| typed.command(seen.sight));
    let to = |sight: Sight<'_>, receipt: &paceline_store::Receipt| {
        let made = sight
            .initiatives()
            .rfind(|(_, entity)| (receipt.first..=receipt.last).contains(&entity.seq));
        made.map_or(To::Initiatives, |(id, _)| To::Initiative(id))
    };
    acting.run(command, to, |seen| Some(typed.page(seen))).await
}
