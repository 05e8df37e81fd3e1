//! What stands around every page: the organisation, the rail, the day that is looked at.

#![expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "templates hand every argument by reference"
)]
#![expect(
    clippy::unused_self,
    reason = "templates call methods of the frame, not functions"
)]

use paceline_core::{
    GapId, GoalId, InitiativeId, Time,
    person::{self, PersonLink},
};

use crate::{
    assets,
    html::{Dashed, Day, Line, PlainDay, Prose},
    look::Seen,
    pages::signals,
    url::{Act, At, Link, To},
};

/// The part of Paceline a page belongs to: what the rail marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    Home,
    Signals,
    Goals,
    Gaps,
    Initiatives,
    Teams,
    People,
    Organisation,
    Alignment,
    Insights,
    Nowhere,
}

/// A link of the rail.
pub(crate) struct RailLink {
    pub(crate) to: To<'static>,
    pub(crate) word: &'static str,
    pub(crate) is_here: bool,
    pub(crate) count: Option<usize>,
}

/// The frame of a page.
pub(crate) struct Frame {
    pub(crate) organisation: String,
    pub(crate) me: PersonLink,
    pub(crate) at: At,
    /// The path of this page, for a look from another day.
    pub(crate) here: String,
    pub(crate) today: Time,
    pub(crate) rail: [(&'static str, Vec<RailLink>); 5],
    /// Nothing is on record as of the day that is looked at.
    pub(crate) is_before_the_record: bool,
    pub(crate) now: Time,
}

impl Frame {
    pub(crate) fn of(seen: &Seen<'_>, section: Section, here: &str) -> Self {
        let state = seen.state;
        let signals = (!seen.at.is_past()).then(|| signals::all(seen).iter().count());
        let organisation = state
            .organisation
            .name
            .map_or("Your organisation", |name| state.words.short(name))
            .to_owned();
        let link = |to, word, of, count| RailLink {
            to,
            word,
            is_here: of == section,
            count,
        };
        Self {
            organisation,
            me: person::link(state, seen.me()),
            at: seen.at,
            here: here.to_owned(),
            today: seen.app.now(),
            is_before_the_record: seen.at.is_past() && state.seq.0 == 0,
            now: seen.now,
            rail: [
                (
                    "",
                    vec![
                        link(To::Home, "Today", Section::Home, None),
                        link(To::Signals, "Signals", Section::Signals, signals),
                    ],
                ),
                (
                    "Direction",
                    vec![
                        link(To::Goals, "Goals", Section::Goals, None),
                        link(To::Gaps, "Gaps", Section::Gaps, None),
                        link(To::Alignment, "Alignment", Section::Alignment, None),
                    ],
                ),
                (
                    "Movement",
                    vec![link(
                        To::Initiatives,
                        "Initiatives",
                        Section::Initiatives,
                        None,
                    )],
                ),
                (
                    "Together",
                    vec![
                        link(To::Teams, "Teams", Section::Teams, None),
                        link(To::People, "People", Section::People, None),
                        link(
                            To::Organisation,
                            "Organisation",
                            Section::Organisation,
                            None,
                        ),
                    ],
                ),
                (
                    "Looking back",
                    vec![link(To::Insights, "Insights", Section::Insights, None)],
                ),
            ],
        }
    }

    pub(crate) fn style(&self) -> To<'static> {
        To::Style(assets::style_name())
    }

    /// A link that keeps the day.
    pub(crate) fn to<'a>(&self, to: &To<'a>) -> Link<'a> {
        self.at.to(to)
    }

    /// Where an act on an initiative is done.
    pub(crate) fn act(&self, id: &InitiativeId, act: Act) -> To<'static> {
        To::Act(*id, act)
    }

    pub(crate) fn start_from(&self, gap: &GapId) -> To<'static> {
        To::StartFrom(*gap)
    }

    pub(crate) fn close_gap(&self, gap: &GapId) -> To<'static> {
        To::CloseGap(*gap)
    }

    pub(crate) fn close_goal(&self, goal: &GoalId) -> To<'static> {
        To::CloseGoal(*goal)
    }

    pub(crate) fn whole_timeline(&self, id: &InitiativeId) -> Link<'static> {
        self.at.to(&To::WholeTimeline(*id))
    }

    /// All initiatives of a team.
    pub(crate) fn in_team<'a>(&self, slug: &'a str) -> Link<'a> {
        self.at.to(&To::InitiativesOf(slug))
    }

    /// All initiatives in a stage.
    pub(crate) fn in_stage(&self, stage: &'static str) -> Link<'static> {
        self.at.to(&To::InitiativesIn(stage))
    }

    pub(crate) fn day(&self, time: &Time) -> Day {
        Day(*time)
    }

    /// The day that is looked at, in words.
    pub(crate) fn this_day(&self) -> PlainDay {
        PlainDay(self.now)
    }

    /// A word as a class of the style sheet.
    pub(crate) fn dashed<'a>(&self, word: &'a str) -> Dashed<'a> {
        Dashed(word)
    }

    pub(crate) fn line<'a>(&self, text: &'a str) -> Line<'a> {
        Line { text, at: self.at }
    }

    pub(crate) fn prose<'a>(&self, text: &'a str) -> Prose<'a> {
        Prose { text, at: self.at }
    }

    /// Whether anything can be done from here: not in the past.
    pub(crate) fn is_now(&self) -> bool {
        !self.at.is_past()
    }
}
