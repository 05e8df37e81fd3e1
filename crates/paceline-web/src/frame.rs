//! What stands around every page: the organisation, the rail, the day that is looked at.

#![expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "templates hand every argument by reference"
)]
#![expect(
    clippy::unused_self,
    reason = "templates call methods of the frame, not functions"
)]

use jiff::civil::Date;
use paceline_core::{
    EntryId, GapId, GoalId, InitiativeId, PersonId, Time, VeerOffId,
    initiative::document::Marked,
    person::{self, Person, PersonLink},
    reference::Reference,
    signal::Step,
};

use crate::{
    assets,
    html::{Calendar, Dashed, Day, Hue, Line, PlainDay},
    known::Known,
    look::Seen,
    markdown::{Prose, marked::Document},
    pages::signals,
    url::{Act, Agreeing, Asking, At, AtTheEnd, Leading, Link, OnObjection, To, Written},
    url_accounts::Admin,
    url_compass::InCompass,
    url_gaps::OnGap,
    url_goals::{OnGoal, OnKeyResult},
    url_points::Around,
    visitor::{Eyes, Theme},
};

/// The part of Paceline a page belongs to: what the rail marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    Today,
    Signals,
    Compass,
    Goals,
    Gaps,
    Initiatives,
    Teams,
    People,
    Organisation,
    Alignment,
    Context,
    Results,
    Insights,
    /// What is one's own, under the face.
    Settings,
    Admin,
    Nowhere,
    /// A part of a page, such as a hover card: no rail stands beside it, so nothing is counted for one.
    Fragment,
}

/// A link of the rail.
pub(crate) struct RailLink {
    pub(crate) to: To<'static>,
    pub(crate) word: &'static str,
    pub(crate) is_here: bool,
    pub(crate) count: Option<usize>,
    /// What is counted, for those who hear the page.
    pub(crate) counted: &'static str,
}

/// Somebody through whose eyes a demonstration can be looked at.
pub(crate) struct EyesView {
    pub(crate) id: PersonId,
    pub(crate) handle: String,
    pub(crate) name: String,
    pub(crate) initials: String,
    pub(crate) who: String,
    pub(crate) is_me: bool,
}

/// The frame of a page.
pub(crate) struct Frame {
    pub(crate) organisation: String,
    pub(crate) me: PersonLink,
    pub(crate) at: At,
    /// The path of this page, for a look from another day.
    pub(crate) here: String,
    pub(crate) theme: Theme,
    pub(crate) eyes: Vec<EyesView>,
    /// People sign in here, so there is something to set and somebody to sign out.
    pub(crate) has_accounts: bool,
    /// Whoever looks, looks after accounts and settings.
    pub(crate) is_admin: bool,
    /// The last number of the record; none for a look at the past, which does not change.
    pub(crate) seq: Option<u32>,
    /// The query of this page, as far as it says what is shown.
    pub(crate) query: String,
    pub(crate) today: Time,
    pub(crate) rail: [(&'static str, Vec<RailLink>); 5],
    /// Nothing is on record as of the day that is looked at.
    pub(crate) is_before_the_record: bool,
    pub(crate) now: Time,
    /// What texts can point to.
    pub(crate) known: Known,
}

impl Frame {
    pub(crate) fn of(seen: &Seen<'_>, section: Section, here: &str) -> Self {
        let sight = seen.sight;
        let is_now = !seen.at.is_past();
        let organisation = sight
            .organisation()
            .name
            .map_or("Your organisation", |name| sight.words().short(name))
            .to_owned();
        Self {
            organisation,
            me: person::link(sight, seen.me()),
            at: seen.at,
            here: here.to_owned(),
            theme: seen.visitor.theme,
            eyes: eyes(seen),
            has_accounts: seen.app.identity().is_some(),
            is_admin: sight.person(seen.me()).is_some_and(Person::is_admin),
            seq: is_now.then_some(sight.seq().0),
            query: String::new(),
            today: seen.app.now(),
            is_before_the_record: !is_now && sight.seq().0 == 0,
            now: seen.now,
            rail: if section == Section::Fragment {
                Default::default()
            } else {
                rail(seen, section)
            },
            known: Known::of(seen),
        }
    }

    pub(crate) fn style(&self) -> To<'static> {
        To::Static(assets::STYLE)
    }

    pub(crate) fn script(&self) -> To<'static> {
        To::Static(assets::SCRIPT)
    }

    pub(crate) fn icon(&self) -> To<'static> {
        To::Static(assets::ICON)
    }

    /// The fonts that nearly every page needs.
    pub(crate) fn preloads(&self) -> impl Iterator<Item = To<'static>> {
        assets::PRELOADS.iter().map(|name| To::Static(name))
    }

    /// This page with its query, to come back to.
    pub(crate) fn back(&self) -> String {
        let mark = if self.query.is_empty() { "" } else { "?" };
        format!("{}{mark}{}", self.here, self.query)
    }

    /// Who that is through whose eyes a demonstration is looked at.
    pub(crate) fn who(&self) -> Option<&str> {
        let mine = self.eyes.iter().find(|eyes| eyes.is_me)?;
        Some(&mine.who)
    }

    /// What friends call whoever looks.
    pub(crate) fn first_name(&self) -> &str {
        self.me.name.split_whitespace().next().unwrap_or_default()
    }

    pub(crate) fn themes(&self) -> [Theme; 3] {
        Theme::ALL
    }

    /// The class of a person's colour: always the same one, and without a meaning.
    pub(crate) fn hue(&self, person: &PersonId) -> Hue {
        Hue(person.0 % 8)
    }

    /// Days that people often look back to.
    pub(crate) fn days_back(&self) -> [(&'static str, Time); 4] {
        [
            ("A week ago", 7),
            ("A month ago", 30),
            ("Three months ago", 91),
            ("A year ago", 365),
        ]
        .map(|(words, days)| (words, self.today.plus_days(-days)))
    }

    /// A link that keeps the day.
    pub(crate) fn to<'a>(&self, to: &To<'a>) -> Link<'a> {
        self.at.to(to)
    }

    /// Where a next step is done.
    pub(crate) fn step(&self, step: &Step) -> To<'static> {
        To::from(*step)
    }

    /// Where an act on an initiative is done.
    pub(crate) fn act(&self, id: &InitiativeId, act: Act) -> To<'static> {
        To::Act(*id, act)
    }

    /// Where something is done about the lead of an initiative.
    pub(crate) fn leading(&self, id: &InitiativeId, act: Leading) -> To<'static> {
        To::Leading(*id, act)
    }

    pub(crate) fn asking(&self, id: &InitiativeId, asking: Asking) -> To<'static> {
        To::Asking(*id, asking)
    }

    pub(crate) fn start_from(&self, gap: &GapId) -> To<'static> {
        To::StartFrom(*gap)
    }

    pub(crate) fn on_gap(&self, gap: &GapId, act: OnGap) -> To<'static> {
        To::OnGap(*gap, act)
    }

    pub(crate) fn alternatives(&self, gap: &GapId) -> Link<'static> {
        self.at.to(&To::Alternatives(*gap))
    }

    pub(crate) fn close_gap(&self, gap: &GapId) -> To<'static> {
        To::CloseGap(*gap)
    }

    pub(crate) fn close_goal(&self, goal: &GoalId) -> To<'static> {
        To::CloseGoal(*goal)
    }

    pub(crate) fn new_key_result(&self, goal: &GoalId) -> To<'static> {
        To::NewKeyResult(*goal)
    }

    /// Where an act on a goal is done.
    pub(crate) fn on_goal(&self, id: &GoalId, act: OnGoal) -> To<'static> {
        To::OnGoal(*id, act)
    }

    pub(crate) fn on_key_result(&self, id: &GoalId, number: &u16, act: OnKeyResult) -> To<'static> {
        To::OnKeyResult(*id, *number, act)
    }

    /// A page about what is written of an initiative.
    pub(crate) fn written(&self, id: &InitiativeId, written: Written) -> Link<'static> {
        self.at.to(&To::Written(*id, written))
    }

    pub(crate) fn revision(&self, id: &InitiativeId, number: &u16) -> Link<'static> {
        self.written(id, Written::Revision(*number))
    }

    /// What changed from one revision to another, within the lines.
    pub(crate) fn inline(&self, id: &InitiativeId, from: &u16, to: &u16) -> Link<'static> {
        self.written(id, Written::Inline(*from, *to))
    }

    /// The same, side by side.
    pub(crate) fn beside(&self, id: &InitiativeId, from: &u16, to: &u16) -> Link<'static> {
        self.written(id, Written::Beside(*from, *to))
    }

    /// What holds for a team.
    pub(crate) fn compass_of<'a>(&self, slug: &'a str) -> Link<'a> {
        self.at.to(&To::InCompass(InCompass::HoldsFor(slug)))
    }

    /// An entry of the compass with all its versions.
    pub(crate) fn all_versions(&self, id: &EntryId) -> Link<'static> {
        self.at.to(&To::InCompass(InCompass::Versions(*id)))
    }

    /// Where the lead answers one entry of feedback.
    pub(crate) fn answer_feedback(&self, id: &InitiativeId, number: &u16) -> To<'static> {
        To::AnswerFeedback(*id, *number)
    }

    /// Where an objection, the last call or an agreement is dealt with.
    pub(crate) fn agreeing(&self, id: &InitiativeId, place: Agreeing) -> Link<'static> {
        self.at.to(&To::Agreeing(*id, place))
    }

    /// Where something is done about an objection, by its number.
    pub(crate) fn on_objection(
        &self,
        id: &InitiativeId,
        number: &u16,
        act: OnObjection,
    ) -> To<'static> {
        To::Agreeing(*id, Agreeing::Objection(*number, act))
    }

    /// The decision record of an agreement, by its number.
    pub(crate) fn agreement(&self, id: &InitiativeId, number: &u16) -> Link<'static> {
        self.at.to(&To::Agreeing(*id, Agreeing::Agreement(*number)))
    }

    /// Where an agreement is looked at again.
    pub(crate) fn review(&self, id: &InitiativeId, number: &u16) -> To<'static> {
        To::Agreeing(*id, Agreeing::Review(*number))
    }

    /// A day of the calendar: `12 Jan 2026`.
    pub(crate) fn date(&self, day: &Date) -> Calendar {
        Calendar(*day)
    }

    /// How an initiative ends, and what comes after.
    pub(crate) fn at_the_end(&self, id: &InitiativeId, act: AtTheEnd) -> To<'static> {
        To::AtTheEnd(*id, act)
    }

    pub(crate) fn veer_off(&self, id: &VeerOffId) -> Link<'static> {
        self.at.to(&To::VeerOff(*id))
    }

    pub(crate) fn veer_offs_of<'a>(&self, slug: &'a str) -> Link<'a> {
        self.at.to(&To::Around(Around::VeerOffsOf(slug)))
    }

    /// Everything above a team, with its words for it.
    pub(crate) fn team_compass<'a>(&self, slug: &'a str) -> Link<'a> {
        self.at.to(&To::Around(Around::TeamCompass(slug)))
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

    pub(crate) fn line<'a>(&'a self, text: &'a str) -> Line<'a> {
        Line {
            text,
            known: &self.known,
        }
    }

    pub(crate) fn document<'a>(&'a self, text: &'a str, passages: &'a [Marked]) -> Document<'a> {
        let known = &self.known;
        Document {
            text,
            known,
            passages,
        }
    }

    pub(crate) fn prose<'a>(&'a self, text: &'a str) -> Prose<'a> {
        Prose {
            text,
            known: &self.known,
        }
    }

    /// Where admins look after accounts.
    pub(crate) fn admin(&self) -> To<'static> {
        To::Admin(Admin::People)
    }

    /// This page as Markdown.
    pub(crate) fn as_markdown(&self) -> String {
        let mut url = self.here.clone();
        for part in [self.query.as_str(), "as=markdown"] {
            if !part.is_empty() {
                url.push(if url.contains('?') { '&' } else { '?' });
                url.push_str(part);
            }
        }
        url
    }

    /// What a hover card shows of a gap: `data-card="{{ f.card_gap(gap.id) }}"`. The others likewise.
    pub(crate) fn card_gap(&self, id: &GapId) -> Link<'static> {
        self.at.to(&To::Card(Reference::Gap(*id)))
    }

    pub(crate) fn card_initiative(&self, id: &InitiativeId) -> Link<'static> {
        self.at.to(&To::Card(Reference::Initiative(*id)))
    }

    pub(crate) fn card_goal(&self, id: &GoalId) -> Link<'static> {
        self.at.to(&To::Card(Reference::Goal(*id)))
    }

    pub(crate) fn card_entry(&self, id: &EntryId) -> Link<'static> {
        self.at.to(&To::Card(Reference::Entry(*id)))
    }

    pub(crate) fn card_person<'a>(&self, handle: &'a str) -> Link<'a> {
        self.at.to(&To::PersonCard(handle))
    }

    pub(crate) fn card_team<'a>(&self, slug: &'a str) -> Link<'a> {
        self.at.to(&To::TeamCard(slug))
    }

    /// Whether anything can be done from here: not in the past.
    pub(crate) fn is_now(&self) -> bool {
        !self.at.is_past()
    }
}

fn eyes(seen: &Seen<'_>) -> Vec<EyesView> {
    let offered = seen.app.eyes().iter();
    let view = |eyes: &Eyes| {
        let id = seen.sight.person_called(&eyes.handle)?;
        let link = person::link(seen.sight, id);
        Some(EyesView {
            id,
            handle: link.handle,
            name: link.name,
            initials: link.initials,
            who: eyes.who.clone(),
            is_me: id == seen.me(),
        })
    };
    offered.filter_map(view).collect()
}

fn rail(seen: &Seen<'_>, section: Section) -> [(&'static str, Vec<RailLink>); 5] {
    let is_now = !seen.at.is_past();
    let signals = is_now.then(|| signals::all(seen).count_seen_by(seen.sight));
    let link = |to, word, of| RailLink {
        to,
        word,
        is_here: of == section,
        count: None,
        counted: "",
    };
    let signals = RailLink {
        count: signals,
        counted: "found",
        ..link(To::Signals, "Signals", Section::Signals)
    };
    let mut direction = vec![
        link(To::Compass, "Compass", Section::Compass),
        link(To::Goals, "Goals", Section::Goals),
        link(To::Gaps, "Gaps", Section::Gaps),
        link(To::Alignment, "Alignment", Section::Alignment),
    ];
    // A guest reads what is shared with them, and this is shared with nobody in particular.
    if seen.sight.sees_the_organisation() {
        direction.push(link(To::Context, "Context", Section::Context));
    }
    [
        ("", vec![link(To::Today, "Today", Section::Today), signals]),
        ("Direction", direction),
        (
            "Movement",
            vec![link(To::Initiatives, "Initiatives", Section::Initiatives)],
        ),
        (
            "Together",
            vec![
                link(To::Teams, "Teams", Section::Teams),
                link(To::People, "People", Section::People),
                link(To::Organisation, "Organisation", Section::Organisation),
            ],
        ),
        (
            "Looking back",
            vec![
                link(To::Results, "Results", Section::Results),
                link(To::Insights, "Insights", Section::Insights),
            ],
        ),
    ]
}
