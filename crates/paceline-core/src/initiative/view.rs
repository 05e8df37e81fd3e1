//! What is shown of initiatives: rows, the page, the timeline.

use serde::Serialize;

use super::{
    Agreeing, Initiative, LeadMoment, LeadingView, Serves, Stage, Stance, Status,
    asking::{self, AskingView},
    audience::{self, AudienceView},
    consent::{self, AgreedHow},
    document,
    ending::{self, EndingView},
    feedback::{self, FeedbackCounts, FeedbackView, Label, Uptake},
    leading,
    pointing::{self, AgainstView, ServesView},
};
use crate::{
    InitiativeId, PersonId, Seq, Sight, Text, Time, compass, gap,
    measure::Measure,
    person::{self, PersonLink},
    team::{self, TeamLink},
    time::span,
};

/// Entries of feedback on the page; all of it has pages of its own.
const FEEDBACK: usize = 20;
/// Moments of the timeline on the page.
const MOMENTS: usize = 30;

/// An initiative as a link shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct InitiativeLink {
    pub id: InitiativeId,
    pub title: String,
}

/// Whoever has the initiative may read it: a [`Sight`] gives out no other.
pub fn link(sight: Sight<'_>, id: InitiativeId, entity: &Initiative) -> InitiativeLink {
    let title = sight.text(entity.title).to_string();
    InitiativeLink { id, title }
}

/// A row of a list of initiatives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "InitiativeRow")]
pub struct Row {
    pub initiative: InitiativeLink,
    pub stage: Stage,
    pub team: Option<TeamLink>,
    pub lead: Option<PersonLink>,
    pub followers: usize,
    pub last_change: String,
    /// Said of the last check-in, with its age: `on track, 3 days ago`.
    pub claimed: Option<String>,
}

pub fn row(sight: Sight<'_>, id: InitiativeId, entity: &Initiative, now: Time) -> Row {
    let claimed = entity.check_ins.last();
    Row {
        initiative: link(sight, id, entity),
        stage: entity.stage,
        team: entity.team.map(|team| team::link(sight, team)),
        lead: entity.lead().map(|lead| person::link(sight, lead)),
        followers: entity.followers().count(),
        last_change: entity.last_change.ago(now),
        claimed: claimed.map(|last| format!("{}, {}", last.status.word(), last.at.ago(now))),
    }
}

/// An initiative's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct InitiativePage {
    pub id: InitiativeId,
    pub title: Text,
    pub summary: Option<Text>,
    pub team: Option<TeamLink>,
    pub stage: Stage,
    /// `for 3 weeks`.
    pub stage_for: String,
    /// The foreign status as written, when it came from one.
    pub written: Option<String>,
    pub lead: Option<LeadView>,
    pub earlier_leads: Vec<LeadView>,
    pub followers: Vec<FollowView>,
    pub first_follower: Option<FirstFollower>,
    /// The trial, the supporter, what is offered and asked for.
    pub leading: LeadingView,
    pub approvers: Vec<PersonLink>,
    pub serves: Vec<ServesView>,
    /// Entries of the compass that it cites.
    pub cites: Vec<compass::EntryLink>,
    /// What it goes against.
    pub against: Vec<AgainstView>,
    /// The first gap that it narrows: how it is and how it ought to be.
    pub gap: Option<gap::Row>,
    /// What it is to move: the first key result of the first measured goal that it serves.
    pub measure: Option<Measure>,
    /// The first initiative that its lead ever led (mission rows L15, I7).
    pub is_first_lead: bool,
    pub asking: AskingView,
    pub last_check_in: Option<CheckInView>,
    pub every_days: Option<u16>,
    /// What waits for an answer first, the newest first within; the first of it.
    pub feedback: Vec<FeedbackView>,
    pub feedback_counts: FeedbackCounts,
    pub agreeing: Agreeing,
    pub started: Time,
    pub audience: AudienceView,
    /// How it ended, or that it rests.
    pub ending: EndingView,
    /// Newest first; the first of it.
    pub timeline: Vec<Moment>,
    /// How many moments there are.
    pub moments: usize,
    pub viewer: Viewer,
}

/// What the person who looks may do here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "MayDo")]
pub struct Viewer {
    pub leads: bool,
    pub follows: Option<Stance>,
    pub may_follow: bool,
    pub may_take_lead: bool,
    pub may_check_in: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct LeadView {
    pub person: PersonLink,
    pub from: Time,
    pub to: Option<Time>,
    pub note: Option<Text>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct FollowView {
    pub person: PersonLink,
    pub stance: Stance,
    /// What they would do differently.
    pub reservation: Option<Text>,
    pub from: Time,
}

/// Who followed first, and how long that took (mission row L9).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct FirstFollower {
    pub person: PersonLink,
    pub after: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct CheckInView {
    pub at: Time,
    pub ago: String,
    pub by: Option<PersonLink>,
    pub status: Status,
    pub text: Text,
}

/// One entry of the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Moment {
    pub at: Time,
    pub seq: Seq,
    pub by: Option<PersonLink>,
    pub what: What,
}

/// What a moment of the timeline was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "MomentWhat")]
pub enum What {
    Started,
    StageMoved {
        to: Stage,
        reason: Option<Text>,
    },
    LeadTaken,
    LeadEnded {
        /// Such as `left`, where it did not end by stepping back or handing over.
        because: Option<String>,
    },
    /// It was kept to a few, or shown to more.
    ShownTo {
        people: String,
    },
    /// Everyone can read it from here on.
    Opened,
    /// Whoever was asked does not take part any more.
    AskLapsed {
        of: String,
        what: Text,
    },
    Followed {
        stance: Stance,
    },
    StoppedFollowing,
    /// More of leading and following.
    Leading(LeadMoment),
    Asked {
        of: String,
        what: Text,
    },
    Answered {
        what: Text,
    },
    CheckedIn {
        status: Status,
        text: Text,
    },
    FeedbackGiven {
        label: Label,
        text: Text,
    },
    Agreeing(AgreedHow),
    Delivered {
        /// What came of it.
        outcome: Text,
    },
    Credited {
        /// How many are credited.
        people: usize,
        /// It was confirmed before.
        is_corrected: bool,
    },
    PutDown {
        learned: Text,
        /// `Anyone may pick it up.`
        pick_up: String,
    },
    FeedbackAnswered {
        label: Label,
        /// Whose feedback it was.
        of: Option<PersonLink>,
        uptake: Uptake,
        because: Option<Text>,
    },
    Revised {
        revision: u16,
        note: Option<Text>,
        is_editorial: bool,
    },
    /// Whoever it names was invited to write with the lead.
    CoAuthorInvited {
        who: PersonLink,
    },
    CoAuthorCame,
    CoAuthorLeft,
}

#[expect(clippy::too_many_lines, reason = "one field after the other")]
pub fn page(
    sight: Sight<'_>,
    viewer: Option<PersonId>,
    id: InitiativeId,
    now: Time,
) -> Option<InitiativePage> {
    let entity = sight.initiative(id)?;
    let (timeline, moments) = timeline(sight, entity, (0, MOMENTS));
    let lead_view = |lead: &super::Lead| LeadView {
        person: person::link(sight, lead.person),
        from: lead.from,
        to: lead.to.map(|ended| ended.at),
        note: lead.note.map(|note| sight.text(note)),
    };
    let lead = entity.current_lead().map(lead_view);
    let earlier_leads = entity
        .leads
        .iter()
        .rev()
        .filter(|lead| lead.to.is_some())
        .map(lead_view)
        .collect();
    Some(InitiativePage {
        id,
        title: sight.text(entity.title),
        summary: entity.summary.map(|summary| sight.text(summary)),
        team: entity.team.map(|team| team::link(sight, team)),
        stage: entity.stage,
        stage_for: span(now.days_since(entity.stage_since())),
        written: entity
            .written
            .map(|written| sight.words().short(written).to_owned()),
        lead,
        earlier_leads,
        followers: entity
            .followers()
            .map(|follow| FollowView {
                person: person::link(sight, follow.person),
                stance: follow.stance,
                reservation: follow.reservation.map(|word| sight.text(word)),
                from: follow.from,
            })
            .collect(),
        first_follower: entity.first_follower().map(|first| FirstFollower {
            person: person::link(sight, first.person),
            after: after(entity.started, first.from),
        }),
        leading: leading::view(sight, (id, entity), viewer, now),
        approvers: entity
            .approvers
            .iter()
            .map(|person| person::link(sight, *person))
            .collect(),
        serves: entity
            .serves
            .iter()
            .filter_map(|serves| pointing::serves(sight, *serves))
            .collect(),
        cites: pointing::cites(sight, entity),
        against: pointing::against(sight, entity, now),
        gap: pointing::narrows(sight, entity, now),
        measure: entity.serves.iter().find_map(|serves| match serves {
            Serves::Goal(goal) => sight.goal(*goal)?.measures(sight).into_iter().next(),
            Serves::Gap(_) | Serves::Strategy(_) => None,
        }),
        is_first_lead: entity
            .lead()
            .is_some_and(|lead| crate::today::leads_for_the_first_time(sight, lead, id)),
        asking: asking::view(sight, entity, viewer, now),
        last_check_in: entity.check_ins.last().map(|last| last.view(sight, now)),
        every_days: entity.every_days,
        feedback: feedback::views(sight, entity, (0, FEEDBACK), now),
        feedback_counts: feedback::counts(entity),
        agreeing: consent::agreeing(sight, entity, viewer, now),
        started: entity.started,
        audience: audience::view(sight, entity, viewer),
        ending: ending::view(sight, (id, entity), viewer, now),
        timeline,
        moments,
        viewer: may(entity, viewer),
    })
}

pub(super) fn after(started: Time, first: Time) -> String {
    match first.days_since(started) {
        0 if first.0 - started.0 < 3600 => "within the hour".to_owned(),
        0 => format!("after {} h", (first.0 - started.0).max(0) / 3600),
        days => format!("after {}", span(days)),
    }
}

fn may(entity: &Initiative, viewer: Option<PersonId>) -> Viewer {
    let Some(viewer) = viewer else {
        return Viewer::default();
    };
    let leads = entity.lead() == Some(viewer);
    let follows = entity.following(viewer);
    let open = !entity.stage.is_at_rest();
    Viewer {
        leads,
        follows,
        may_follow: open && !leads,
        may_take_lead: open && entity.lead().is_none(),
        may_check_in: open && (leads || follows.is_some()),
    }
}

/// What happened, newest first: so many moments after so many others, and how many there are.
pub fn timeline(
    sight: Sight<'_>,
    entity: &Initiative,
    (skip, take): (usize, usize),
) -> (Vec<Moment>, usize) {
    let moment = |at: Time, seq: Seq, by: Option<PersonId>, what: What| Moment {
        at,
        seq,
        by: by.map(|person| person::link(sight, person)),
        what,
    };
    // The newest comes first, so what follows from an event stands before it.
    let mut moments = audience::moments(sight, entity);
    moments.extend(ending::moments(sight, entity));
    moments.push(moment(entity.started, entity.seq, None, What::Started));
    for moved in &entity.stages {
        let reason = moved.reason.map(|reason| sight.text(reason));
        moments.push(moment(
            moved.at,
            moved.seq,
            moved.by,
            What::StageMoved {
                to: moved.to,
                reason,
            },
        ));
    }
    moments.extend(leading::moments(sight, entity));
    for ask in &entity.asks {
        let what = sight.text(ask.what);
        moments.push(moment(
            ask.at,
            ask.seq,
            ask.by,
            What::Asked {
                of: asking::name(sight, ask.of),
                what: what.clone(),
            },
        ));
        moments.extend(ask.lapsed.map(|lapsed| {
            let (of, what) = (asking::name(sight, ask.of), what.clone());
            moment(lapsed.at, lapsed.seq, None, What::AskLapsed { of, what })
        }));
        moments.extend(
            ask.answered
                .map(|answer| moment(answer.at, answer.seq, answer.by, What::Answered { what })),
        );
    }
    for check_in in &entity.check_ins {
        let what = What::CheckedIn {
            status: check_in.status,
            text: sight.text(check_in.text),
        };
        moments.push(moment(check_in.at, check_in.seq, check_in.by, what));
    }
    moments.extend(consent::moments(sight, entity));
    let mut all = moments.len();
    // Of what there can be thousands, only enough is made.
    let many = [feedback::moments, document::moments];
    for (newest, count) in many.map(|moments| moments(sight, entity, skip.saturating_add(take))) {
        moments.extend(newest);
        all += count;
    }
    moments.sort_by_key(|moment| std::cmp::Reverse((moment.at, moment.seq)));
    (moments.into_iter().skip(skip).take(take).collect(), all)
}
