//! Examples of what happens to initiatives from a problem seen to a thing delivered.

use jiff::civil::date;

use crate::{
    Event, InitiativeId, PersonId, TeamId, WordId,
    initiative::{
        AskedOf, Credit, Event as E, How, Kind, Label, LastCallEnding, LeftOut, Objected,
        OfferEnding, Part, PickUp, Quoted, Reply, Revised, Size, Stance, Terms, Trial, Uptake, Way,
        document::{Edit, Span},
    },
    judgement::Matters,
    person,
};

const INITIATIVE: InitiativeId = InitiativeId(4);
const ADA: PersonId = PersonId(1);

const TRIAL: Trial = Trial {
    until: date(2026, 3, 31),
    supporter: PersonId(2),
};

const TERMS: Terms = Terms {
    way: Way::Consent,
    what: WordId(61),
    why: WordId(62),
    considered: Some(WordId(63)),
    review: date(2026, 9, 30),
    try_until: Some(date(2026, 6, 30)),
    revision: 3,
};

/// An example of every form, by the name of its file.
pub(super) fn forms() -> Vec<(&'static str, Event)> {
    let all = [following(), document(), objections(), leading(), ending()];
    let mut forms: Vec<(&'static str, Event)> = all
        .into_iter()
        .flatten()
        .map(|(name, event)| (name, Event::Initiative(event)))
        .collect();
    forms.push((
        "person-said-whether-it-mattered",
        Event::Person(person::Event::SaidWhetherItMattered {
            person: ADA,
            judgement: 0,
            mattered: true,
        }),
    ));
    forms
}

#[expect(clippy::too_many_lines, reason = "a list of examples")]
fn following() -> Vec<(&'static str, E)> {
    let initiative = INITIATIVE;
    vec![
        (
            "initiative-started-as-a-guideline",
            E::Started {
                initiative,
                title: WordId(40),
                summary: None,
                team: None,
                source: None,
                cannot_say: Vec::new(),
                shown_to: None,
                kind: Some(Kind::Guideline),
            },
        ),
        (
            "initiative-followed-with-words",
            E::Followed {
                initiative,
                person: ADA,
                stance: Stance::FollowWithReservations,
                reservation: Some(WordId(41)),
            },
        ),
        (
            "initiative-not-now",
            E::Followed {
                initiative,
                person: ADA,
                stance: Stance::NotNow,
                reservation: None,
            },
        ),
        (
            "initiative-asked-for-something-large",
            E::Asked {
                initiative,
                of: AskedOf::Team(TeamId(2)),
                what: WordId(42),
                size: Some(Size::Large),
                until: Some(date(2026, 3, 31)),
            },
        ),
        (
            "initiative-answered-in-words",
            E::Answered {
                initiative,
                ask: 0,
                by: Some(ADA),
                reply: Reply::No,
                text: Some(WordId(43)),
            },
        ),
        (
            "initiative-feedback-wanted",
            E::FeedbackWanted {
                initiative,
                what: Some(WordId(44)),
                until: Some(date(2026, 3, 31)),
            },
        ),
        (
            "initiative-feedback-given-to-a-passage",
            E::FeedbackGiven {
                initiative,
                feedback: 0,
                label: Label::Suggestion,
                text: WordId(45),
                passage: Some(Quoted {
                    revision: 2,
                    quote: WordId(46),
                    at: Span { from: 10, to: 24 },
                }),
            },
        ),
        (
            "initiative-feedback-taken-up-in-a-revision",
            E::FeedbackAnswered {
                initiative,
                feedback: 0,
                answer: Uptake::TakenUp,
                because: None,
                revision: Some(3),
            },
        ),
    ]
}

fn document() -> Vec<(&'static str, E)> {
    let (initiative, person) = (INITIATIVE, ADA);
    vec![
        (
            "initiative-revised",
            E::Revised(Revised {
                initiative,
                revision: 2,
                text: WordId(47),
                note: Some(WordId(48)),
                edits: vec![Edit {
                    at: 5,
                    taken: 2,
                    added: 9,
                }],
                is_editorial: false,
            }),
        ),
        (
            "initiative-revised-in-spelling",
            E::Revised(Revised {
                initiative,
                revision: 3,
                text: WordId(49),
                note: None,
                edits: Vec::new(),
                is_editorial: true,
            }),
        ),
        (
            "initiative-co-author-invited",
            E::CoAuthorInvited { initiative, person },
        ),
        (
            "initiative-co-author-accepted",
            E::CoAuthorAccepted { initiative, person },
        ),
        (
            "initiative-co-author-left",
            E::CoAuthorLeft { initiative, person },
        ),
    ]
}

#[expect(clippy::too_many_lines, reason = "a list of examples")]
fn objections() -> Vec<(&'static str, E)> {
    let (initiative, person, objection) = (INITIATIVE, ADA, 0);
    vec![
        (
            "initiative-objected",
            E::Objected(Objected {
                initiative,
                objection,
                priority: WordId(50),
                tried: WordId(51),
                matters: Matters::Yes,
                harm: WordId(52),
                way_out: WordId(53),
            }),
        ),
        (
            "initiative-steward-came",
            E::StewardCame {
                initiative,
                objection,
                person,
            },
        ),
        (
            "initiative-steward-left",
            E::StewardLeft {
                initiative,
                objection,
                person,
            },
        ),
        (
            "initiative-way-out-offered",
            E::WayOutOffered {
                initiative,
                objection,
                text: WordId(54),
                revision: Some(3),
            },
        ),
        (
            "initiative-objection-renewed",
            E::ObjectionRenewed {
                initiative,
                objection,
                because: WordId(55),
            },
        ),
        (
            "initiative-objection-ended",
            E::ObjectionEnded {
                initiative,
                objection,
                how: Some(How::Integrated),
                text: Some(WordId(56)),
            },
        ),
        (
            "initiative-objection-lapsed",
            E::ObjectionEnded {
                initiative,
                objection,
                how: None,
                text: None,
            },
        ),
        (
            "initiative-last-call-called",
            E::LastCallCalled {
                initiative,
                terms: TERMS,
                until: date(2026, 3, 31),
            },
        ),
        (
            "initiative-last-call-withdrawn",
            E::LastCallWithdrawn {
                initiative,
                because: LastCallEnding::Revised,
            },
        ),
        (
            "initiative-agreed",
            E::Agreed {
                initiative,
                terms: TERMS,
            },
        ),
        (
            "initiative-agreement-reviewed",
            E::AgreementReviewed {
                initiative,
                agreement: 0,
                found: WordId(57),
                next: Some(date(2027, 3, 31)),
            },
        ),
    ]
}

fn leading() -> Vec<(&'static str, E)> {
    let (initiative, person) = (INITIATIVE, ADA);
    vec![
        (
            "initiative-lead-taken-on-trial",
            E::LeadTaken {
                initiative,
                person,
                trial: Some(TRIAL),
            },
        ),
        (
            "initiative-lead-handed-over-on-trial",
            E::LeadHandedOver {
                initiative,
                to: person,
                note: None,
                trial: Some(TRIAL),
            },
        ),
        (
            "initiative-lead-offered",
            E::LeadOffered {
                initiative,
                to: person,
                note: Some(WordId(64)),
                trial: None,
            },
        ),
        (
            "initiative-lead-offer-ended",
            E::LeadOfferEnded {
                initiative,
                ending: OfferEnding::Declined,
                because: Some(WordId(65)),
            },
        ),
        (
            "initiative-lead-asked-for",
            E::LeadAskedFor {
                initiative,
                priority: WordId(66),
                matters: Matters::Unsure,
                note: Some(WordId(67)),
            },
        ),
        (
            "initiative-lead-request-declined",
            E::LeadRequestDeclined {
                initiative,
                person,
                because: WordId(68),
            },
        ),
        (
            "initiative-lead-request-lapsed",
            E::LeadRequestLapsed { initiative, person },
        ),
        ("initiative-lead-kept", E::LeadKept { initiative, person }),
        (
            "initiative-supporter-named",
            E::SupporterNamed {
                initiative,
                person: Some(person),
            },
        ),
    ]
}

fn ending() -> Vec<(&'static str, E)> {
    let initiative = INITIATIVE;
    vec![
        (
            "initiative-delivered",
            E::Delivered {
                initiative,
                outcome: WordId(69),
            },
        ),
        (
            "initiative-credited",
            E::Credited {
                initiative,
                credits: vec![Credit {
                    person: ADA,
                    parts: vec![Part::Led, Part::FeedbackTakenUp],
                    words: Some(WordId(70)),
                }],
                left_out: vec![LeftOut {
                    person: PersonId(2),
                    because: WordId(71),
                }],
            },
        ),
        (
            "initiative-put-down",
            E::PutDown {
                initiative,
                why: WordId(72),
                learned: WordId(73),
                pick_up: PickUp::Team(TeamId(2)),
            },
        ),
    ]
}
