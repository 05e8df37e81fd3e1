//! The sample worlds: organisations that live through what a page must be able to show, by real commands at fixed times.

mod agreeing;
mod gaps;
mod lively;
mod plain;
mod points;
mod settings;
mod stale;
mod waits;
mod words;

use paceline_core::{
    By, Command, Ctx, Door, EntryId, GapId, GoalId, InitiativeId, PersonId, State, TeamId, compass,
    gap, goal, initiative, measure::Amount, organisation, person, record, team,
};

use super::pages::Kind;
use crate::common::World;

pub(crate) use lively::{many, past};
pub(crate) use plain::{empty, ended, one};
pub(crate) use stale::stale;
pub(crate) use words::{long, rtl};

/// Every world and what it is there for.
pub(crate) const WORLDS: [(&str, &str); 11] = [
    ("empty", "nothing is on record but whoever looks"),
    ("one", "one of each thing"),
    ("many", "forty people, two years"),
    ("past", "the same, as of a day a year before"),
    (
        "long",
        "titles without a blank, texts of thousands of characters, sixty followers",
    ),
    ("rtl", "Arabic and Hebrew, written from right to left"),
    ("stale", "what lies still: every signal finds something"),
    ("ended", "closed, delivered, put down, handed over, erased"),
    (
        "errors",
        "what was refused, what is not there, what cannot be read",
    ),
    (
        "accounts",
        "people sign in, look after their accounts, and keep private notes",
    ),
    (
        "components",
        "every part of a page in every state, taken from the other samples",
    ),
];

/// A world with the things its pages are about.
pub(crate) struct Sample {
    pub(crate) name: &'static str,
    pub(crate) server: World,
    /// The numbers of the gap, goal and initiative that are shown; none in an empty world.
    pub(crate) shows: Option<(u32, u32, u32)>,
    pub(crate) team: String,
    pub(crate) person: String,
    pub(crate) at: Option<&'static str>,
    /// Other addresses worth a look: a filter, a second page.
    pub(crate) more: Vec<(&'static str, String)>,
    /// What people wrote, which must stand somewhere, whole.
    pub(crate) written: Vec<String>,
}

impl Sample {
    /// Shows the first of each, for Mona.
    fn of(name: &'static str, server: World) -> Self {
        Self {
            name,
            server,
            shows: Some((1, 1, 1)),
            team: "checkout".to_owned(),
            person: "mona".to_owned(),
            at: None,
            more: Vec::new(),
            written: Vec::new(),
        }
    }

    /// The address of a page of `routes.rs` in this world, if it stands there.
    pub(crate) fn url(&self, pattern: &str, kind: Kind) -> Option<String> {
        let is_about_an_entry = pattern.starts_with("/compass/{id}");
        if is_about_an_entry && !self.has_an_entry() {
            return None;
        }
        let is_there = match kind {
            Kind::Always => true,
            Kind::Thing => self.shows.is_some(),
            Kind::Form => self.at.is_none(),
            Kind::FormOfThing => self.shows.is_some() && self.at.is_none(),
            Kind::NoPage | Kind::SignedIn => false,
        };
        let (gap, goal, initiative) = self.shows.unwrap_or_default();
        let id = match pattern.split('/').nth(1) {
            Some("gaps") => gap,
            Some("goals") => goal,
            Some("compass") => 1,
            Some("veer-offs") if pattern.contains("{id}") => self.veer_off()?,
            Some("initiatives") if pattern.contains("/objections/") => {
                self.initiative_with(|known| !known.objections.is_empty())?
            }
            Some("initiatives")
                if pattern.contains("{revision}") || pattern.ends_with("/document/note") =>
            {
                self.initiative_with(|known| !known.document.revisions.is_empty())?
            }
            Some("initiatives") if pattern.contains("/agreements/") => {
                self.initiative_with(|known| !known.agreements.is_empty())?
            }
            _ => initiative,
        };
        let url = pattern
            .replace("{id}", &id.to_string())
            .replace("{number}", "0")
            .replace("{revision}", "1")
            .replace("{slug}", &self.team)
            .replace("{handle}", &self.person);
        is_there.then_some(url)
    }

    /// The first initiative that has something.
    fn initiative_with(&self, has: fn(&initiative::Initiative) -> bool) -> Option<u32> {
        let first = |state: &State| {
            let mut all = state.all_initiatives();
            all.find(|(_, known)| has(known)).map(|(id, _)| id.0)
        };
        self.at.is_none().then(|| self.server.store.read(first))?
    }

    /// The first veer-off.
    fn veer_off(&self) -> Option<u32> {
        let first = |state: &State| state.veer_offs.first().map(|_| 1);
        self.at.is_none().then(|| self.server.store.read(first))?
    }
}

impl Sample {
    /// Whether the compass has its first entry on the day that is looked at.
    fn has_an_entry(&self) -> bool {
        let at = self.at;
        self.server.store.read(|state| {
            let first = state.entries.first();
            first
                .is_some_and(|entry| at.is_none_or(|day| entry.written.to_string().as_str() <= day))
        })
    }
}

/// What every initiative's document begins with.
const DOCUMENT: &str = "# How it is\n\nWe ship every week, and *nobody* ships on a Friday.\n\n# What would be better\n\n- Any service, any day\n- Nobody waits for G-1\n";

/// What people do in the samples, said shortly.
impl World {
    async fn writes(&self, who: PersonId, is: &str, ought: &str, goal: Option<GoalId>) -> GapId {
        let record = gap::Command::Record {
            is: is.into(),
            ought: ought.into(),
            team: Some(TeamId(1)),
            goal,
        };
        self.does(who, Command::Gap(record)).await;
        self.store.read(|state| GapId::at(state.gaps.len() - 1))
    }

    async fn wants(&self, who: PersonId, title: &str, until: Option<&str>) -> GoalId {
        let set = goal::Command::Set(goal::Setting {
            title: title.into(),
            team: Some(TeamId(1)),
            until: until.map(|until| until.parse().unwrap()),
            ..goal::Setting::default()
        });
        self.does(who, Command::Goal(set)).await;
        self.store.read(|state| GoalId::at(state.goals.len() - 1))
    }

    /// A number by which it is seen, and a check-in that says what it is now.
    async fn measures(&self, who: PersonId, goal: GoalId, status: initiative::Status, text: &str) {
        let add = goal::Command::AddKeyResult(goal::Counting::number(
            goal,
            "Days from merge to users",
            "days",
            [Amount::whole(9), Amount::whole(1)],
        ));
        self.does(who, Command::Goal(add)).await;
        let checked = goal::Command::CheckIn(goal::Saying {
            goal,
            status,
            text: text.to_owned(),
            confidence: Some(6),
            values: vec![(0, Amount::thousandths(3800))],
            help: String::new(),
        });
        self.does(who, Command::Goal(checked)).await;
    }

    /// A value, a facet and a strategy; the value has changed once, and a team was told of it.
    async fn steers(&self, who: PersonId, title: &str, text: &str) {
        let value = |entry, looks_like: &str| compass::ValueText {
            entry,
            title: title.into(),
            text: text.into(),
            looks_like: looks_like.into(),
            does_not_look_like: "Being blunt, and calling it honest.".into(),
            because: "It was taken for a licence to hurt.".into(),
            ..compass::ValueText::default()
        };
        let first = EntryId(1);
        let of = initiative::AskedOf::Team(TeamId(1));
        let said = "We say what went wrong on the day it went wrong.";
        for command in [
            compass::Command::WriteValue(value(None, "We say what went wrong.")),
            compass::Command::WriteValue(value(Some(first), said)),
            compass::Command::Tell { entry: first, of },
            compass::Command::StateFacet(compass::FacetText {
                title: "Data size".into(),
                level: title.into(),
                reason: text.into(),
                until: "2026-12-31".parse().ok(),
                team: Some(TeamId(1)),
                ..compass::FacetText::default()
            }),
            compass::Command::WriteStrategy(compass::StrategyText {
                title: title.into(),
                diagnosis: text.into(),
                guiding_policy: text.into(),
                actions: vec![title.into(), text.into()],
                even_over: vec![compass::EvenOverText {
                    this: title.into(),
                    over: "complete features".into(),
                }],
                review: "2026-12-31".parse().ok(),
                ..compass::StrategyText::default()
            }),
        ] {
            self.does(who, Command::Compass(command)).await;
        }
    }

    async fn aims(&self, who: PersonId, command: goal::Command) {
        self.does(who, Command::Goal(command)).await;
    }

    async fn begins(
        &self,
        who: PersonId,
        title: &str,
        summary: &str,
        serves: Vec<initiative::Serves>,
    ) -> InitiativeId {
        let start = initiative::Command::Start {
            document: DOCUMENT.to_owned(),
            kind: None,
            title: title.into(),
            summary: summary.into(),
            team: Some(TeamId(1)),
            serves,
            shown_to: None,
        };
        self.acts(who, start).await;
        self.store
            .read(|state| InitiativeId::at(state.initiatives.len() - 1))
    }

    async fn acts(&self, who: PersonId, command: initiative::Command) {
        self.does(who, Command::Initiative(command)).await;
    }

    async fn follows(&self, who: PersonId, initiative: InitiativeId, stance: initiative::Stance) {
        self.acts(
            who,
            initiative::Command::Follow {
                reservation: match stance {
                    initiative::Stance::FollowWithReservations => {
                        "I would begin with one service.".into()
                    }
                    initiative::Stance::Follow
                    | initiative::Stance::Advise
                    | initiative::Stance::NotNow => String::new(),
                },
                initiative,
                stance,
            },
        )
        .await;
    }

    async fn moves(&self, who: PersonId, initiative: InitiativeId, to: initiative::Stage) {
        let reason = "Nobody had an objection; the rest can wait.".to_owned();
        let moved = match to {
            initiative::Stage::Delivered => initiative::Command::Deliver {
                initiative,
                outcome: reason,
            },
            initiative::Stage::PutDown => initiative::Command::PutDown {
                initiative,
                why: "Nobody had two weeks for it.".to_owned(),
                learned: reason,
                pick_up: initiative::PickUp::Anyone,
            },
            initiative::Stage::Spotted
            | initiative::Stage::Scoping
            | initiative::Stage::Drafted
            | initiative::Stage::Shared
            | initiative::Stage::LastCall
            | initiative::Stage::Agreed
            | initiative::Stage::UnderWay
            | initiative::Stage::Superseded
            | initiative::Stage::Resting
            | initiative::Stage::Unknown => initiative::Command::MoveStage {
                initiative,
                to,
                reason,
            },
        };
        self.acts(who, moved).await;
    }

    async fn gives(&self, who: PersonId, initiative: InitiativeId, text: &str) {
        for label in initiative::Label::ALL {
            let text = text.to_owned();
            let give = initiative::Command::GiveFeedback {
                passage: None,
                initiative,
                label,
                text,
            };
            self.acts(who, give).await;
        }
    }

    async fn forms(&self, name: &str, parent: Option<TeamId>) -> TeamId {
        let form = team::Command::Form {
            name: name.into(),
            parent,
        };
        self.does(PersonId(1), Command::Team(form)).await;
        self.store.read(|state| TeamId::at(state.teams.len() - 1))
    }

    async fn joins_team(&self, team: TeamId, person: PersonId) {
        let join = team::Command::Join { team, person };
        self.does(person, Command::Team(join)).await;
    }

    async fn is_called(&self, person: PersonId, name: &str) {
        let name = name.to_owned();
        let rename = person::Command::Rename { person, name };
        self.does(person, Command::Person(rename)).await;
    }

    async fn names(&self, name: &str) {
        let name = name.to_owned();
        let name = organisation::Command::Name { name };
        self.does(PersonId(1), Command::Organisation(name)).await;
    }

    async fn imports(&self, initiative: record::Initiative) {
        let ctx = Ctx {
            at_hand: paceline_core::AtHand::new(),
            by: By::Importer,
            door: Door::Import,
            now: self.now(),
            origin: None,
        };
        let command = Command::Record(Box::new(record::Command::Initiative(initiative)));
        self.store.run(ctx, command).await.unwrap();
    }
}
