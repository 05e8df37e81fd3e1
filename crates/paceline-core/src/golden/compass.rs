//! Examples of what happens to the compass, and of what came with it.

use jiff::civil::date;

use crate::{
    EntryId, Event, GoalId, InitiativeId, PersonId, TeamId, VeerOffId, WordId,
    compass::{Content, EvenOver, Event as On, Point},
    goal::{self, Direction, Kind},
    initiative::{self, AskedOf, Serves, Status},
    measure::Amount,
    person::{self, Ending},
    rhythm::{Every, Rhythm, Weekday},
    team, translation, veer_off,
};

const ENTRY: EntryId = EntryId(7);
const GOAL: GoalId = GoalId(7);
const ADA: PersonId = PersonId(1);
const TEAM: TeamId = TeamId(2);

/// An example of every form, by the name of its file.
pub(super) fn forms() -> Vec<(&'static str, Event)> {
    let entries = entries()
        .into_iter()
        .map(|(name, event)| (name, Event::Compass(event)));
    let goals = goals()
        .into_iter()
        .map(|(name, event)| (name, Event::Goal(event)));
    entries.chain(goals).chain(around()).collect()
}

#[expect(clippy::too_many_lines, reason = "a list of examples")]
fn entries() -> Vec<(&'static str, On)> {
    vec![
        (
            "compass-value-written",
            On::Written {
                entry: ENTRY,
                content: Content::Value {
                    title: WordId(1),
                    text: Some(WordId(2)),
                    looks_like: Some(WordId(3)),
                    does_not_look_like: None,
                },
                team: None,
                lead: Some(ADA),
                review: None,
                shown_to: None,
            },
        ),
        (
            "compass-facet-stated",
            On::Written {
                entry: ENTRY,
                content: Content::Facet {
                    title: WordId(1),
                    level: WordId(2),
                    reason: WordId(3),
                    until: Some(date(2027, 6, 30)),
                },
                team: Some(TEAM),
                lead: Some(ADA),
                review: None,
                shown_to: None,
            },
        ),
        (
            "compass-strategy-written",
            On::Written {
                entry: ENTRY,
                content: strategy(),
                team: None,
                lead: Some(ADA),
                review: Some(date(2027, 1, 31)),
                shown_to: Some(vec![PersonId(2)]),
            },
        ),
        (
            "compass-revised",
            On::Revised {
                entry: ENTRY,
                content: strategy(),
                review: None,
                because: Some(WordId(9)),
            },
        ),
        ("compass-published", On::Published { entry: ENTRY }),
        (
            "compass-shown-to",
            On::ShownTo {
                entry: ENTRY,
                people: vec![PersonId(3)],
            },
        ),
        (
            "compass-told",
            On::Told {
                entry: ENTRY,
                version: 2,
                of: AskedOf::Team(TEAM),
            },
        ),
        (
            "compass-acknowledged",
            On::Acknowledged {
                entry: ENTRY,
                version: 2,
            },
        ),
        (
            "compass-reviewed",
            On::Reviewed {
                entry: ENTRY,
                text: WordId(8),
                next: Some(date(2027, 7, 31)),
            },
        ),
        (
            "compass-lead-taken",
            On::LeadTaken {
                entry: ENTRY,
                person: ADA,
            },
        ),
        (
            "compass-lead-handed-over",
            On::LeadHandedOver {
                entry: ENTRY,
                to: ADA,
            },
        ),
        (
            "compass-lead-ended",
            On::LeadEnded {
                entry: ENTRY,
                person: ADA,
                because: Ending::Left,
            },
        ),
        (
            "compass-retired",
            On::Retired {
                entry: ENTRY,
                because: WordId(8),
            },
        ),
    ]
}

fn strategy() -> Content {
    Content::Strategy {
        title: WordId(1),
        diagnosis: WordId(2),
        guiding_policy: WordId(3),
        actions: vec![WordId(4), WordId(5)],
        even_over: vec![EvenOver {
            this: WordId(6),
            over: WordId(7),
        }],
    }
}

#[expect(clippy::too_many_lines, reason = "a list of examples")]
fn goals() -> Vec<(&'static str, goal::Event)> {
    use goal::Event as E;
    let mut forms = goals_led();
    forms.extend([
        (
            "goal-set-evergreen",
            E::Set {
                goal: GOAL,
                title: WordId(10),
                team: Some(TEAM),
                lead: Some(ADA),
                until: None,
                source: None,
                why: Some(WordId(11)),
                evergreen: true,
            },
        ),
        (
            "goal-revised",
            E::Revised {
                goal: GOAL,
                title: WordId(12),
                why: Some(WordId(13)),
                until: Some(date(2027, 3, 31)),
                because: WordId(14),
            },
        ),
        (
            "goal-serves-linked",
            E::ServesLinked {
                goal: GOAL,
                serves: Point::Entry(ENTRY),
            },
        ),
        (
            "goal-serves-ended",
            E::ServesEnded {
                goal: GOAL,
                serves: Point::Goal(GoalId(1)),
            },
        ),
        (
            "goal-key-result-added-milestones",
            E::KeyResultAdded {
                goal: GOAL,
                key_result: 1,
                name: WordId(15),
                unit: None,
                baseline: Amount::whole(0),
                target: Amount::whole(2),
                kind: Kind::Milestones,
                direction: None,
                from: Some(date(2026, 12, 1)),
                until: Some(date(2027, 3, 31)),
                source: Some(WordId(16)),
                milestones: vec![WordId(17), WordId(18)],
            },
        ),
        (
            "goal-key-result-added-kept",
            E::KeyResultAdded {
                goal: GOAL,
                key_result: 2,
                name: WordId(15),
                unit: None,
                baseline: Amount::whole(99),
                target: Amount::thousandths(99_500),
                kind: Kind::Percentage,
                direction: Some(Direction::AtLeast),
                from: None,
                until: None,
                source: None,
                milestones: Vec::new(),
            },
        ),
        (
            "goal-key-result-revised",
            E::KeyResultRevised {
                goal: GOAL,
                key_result: 1,
                name: WordId(15),
                target: Amount::whole(3),
                until: None,
                source: None,
                because: WordId(19),
            },
        ),
        (
            "goal-key-result-dropped",
            E::KeyResultDropped {
                goal: GOAL,
                key_result: 1,
                because: WordId(19),
            },
        ),
        (
            "goal-measured",
            E::Measured {
                goal: GOAL,
                key_result: 0,
                value: Amount::thousandths(4_200),
                source: Some(WordId(20)),
            },
        ),
        (
            "goal-checked-in-with-help-wanted",
            E::CheckedIn {
                goal: GOAL,
                status: Status::AtRisk,
                text: WordId(12),
                confidence: Some(4),
                values: Vec::new(),
                help: Some(WordId(21)),
            },
        ),
        (
            "goal-closed-with-a-score",
            E::Closed {
                goal: GOAL,
                outcome: goal::Outcome::Missed,
                text: Some(WordId(13)),
                score: Some(Amount::thousandths(700)),
            },
        ),
        (
            "goal-reopened",
            E::Reopened {
                goal: GOAL,
                because: WordId(22),
            },
        ),
    ]);
    forms
}

fn goals_led() -> Vec<(&'static str, goal::Event)> {
    use goal::Event as E;
    vec![
        (
            "goal-rhythm-set",
            E::RhythmSet {
                goal: GOAL,
                every: Some(Every::TwoWeeks),
                paused: true,
            },
        ),
        (
            "goal-lead-taken",
            E::LeadTaken {
                goal: GOAL,
                person: ADA,
            },
        ),
        (
            "goal-lead-stepped-back",
            E::LeadSteppedBack {
                goal: GOAL,
                person: ADA,
            },
        ),
        (
            "goal-lead-handed-over",
            E::LeadHandedOver {
                goal: GOAL,
                to: ADA,
                note: Some(WordId(23)),
            },
        ),
    ]
}

fn around() -> Vec<(&'static str, Event)> {
    let mut forms = pointing();
    forms.extend([
        (
            "person-rhythm-set",
            Event::Person(person::Event::RhythmSet {
                person: ADA,
                rhythm: Rhythm {
                    every: Every::Week,
                    weekday: Weekday::Friday,
                    zone: "Europe/Berlin".into(),
                    paused: false,
                },
            }),
        ),
        (
            "person-mail-chosen",
            Event::Person(person::Event::MailChosen {
                person: ADA,
                digest: person::Digest::EveryMorning,
                at_once: person::AtOnce::Never,
            }),
        ),
        (
            "team-repository-owned",
            Event::Team(team::Event::RepositoryOwned {
                team: TEAM,
                pattern: "github.com/acme/checkout-*".into(),
            }),
        ),
        (
            "team-repository-dropped",
            Event::Team(team::Event::RepositoryDropped {
                team: TEAM,
                pattern: "github.com/acme/checkout-*".into(),
            }),
        ),
        (
            "translation-written",
            Event::Translation(translation::Event::Written {
                of: Point::Entry(ENTRY),
                team: TEAM,
                version: 1,
                text: WordId(24),
            }),
        ),
        (
            "translation-confirmed",
            Event::Translation(translation::Event::Confirmed {
                of: Point::Goal(GOAL),
                team: TEAM,
                version: 2,
            }),
        ),
    ]);
    forms
}

#[expect(clippy::too_many_lines, reason = "a list of examples")]
fn pointing() -> Vec<(&'static str, Event)> {
    use initiative::Event as I;
    use veer_off::Event as V;
    let veer_off = VeerOffId(3);
    let initiative = InitiativeId(142);
    let initiatives = [
        (
            "initiative-serves-strategy",
            I::ServesLinked {
                initiative,
                serves: Serves::Strategy(ENTRY),
            },
        ),
        (
            "initiative-cited",
            I::Cited {
                initiative,
                entry: ENTRY,
            },
        ),
        (
            "initiative-went-against",
            I::WentAgainst {
                initiative,
                of: Point::Entry(ENTRY),
                because: WordId(25),
            },
        ),
        (
            "initiative-went-with",
            I::WentWith {
                initiative,
                of: Point::Entry(ENTRY),
            },
        ),
    ];
    let veer_offs = [
        (
            "veer-off-departed",
            V::Departed {
                veer_off,
                of: Point::Entry(ENTRY),
                team: TEAM,
                stakeholder: WordId(26),
                reason: WordId(27),
                until: date(2027, 3, 31),
            },
        ),
        (
            "veer-off-renewed",
            V::Renewed {
                veer_off,
                reason: WordId(28),
                until: date(2027, 9, 30),
            },
        ),
        (
            "veer-off-returned",
            V::Returned {
                veer_off,
                text: WordId(29),
            },
        ),
        (
            "veer-off-proposed",
            V::Proposed {
                veer_off,
                initiative,
            },
        ),
        ("veer-off-acknowledged", V::Acknowledged { veer_off }),
    ];
    let initiatives = initiatives.map(|(name, event)| (name, Event::Initiative(event)));
    let veer_offs = veer_offs.map(|(name, event)| (name, Event::VeerOff(event)));
    initiatives.into_iter().chain(veer_offs).collect()
}
