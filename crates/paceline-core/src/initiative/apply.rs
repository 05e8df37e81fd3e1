//! The fold of initiatives.

use super::{
    Against, Audience, CheckIn, Document, Ended, Event, Follow, Initiative, Looks, Objected, Read,
    Revised, Serves, Stage, StageMove, credit, feedback,
};
use crate::{
    By, InitiativeId, PersonId, Recorded, State,
    judgement::{self, Over},
};

/// Takes one event in.
pub(crate) fn apply(state: &mut State, recorded: &Recorded, event: &Event) {
    let Some(initiative) = subject(event) else {
        return started(state, recorded, event);
    };
    if let Event::TeamChanged { team, .. } = event {
        change_team(state, initiative, *team);
    }
    if let Event::ServesLinked { serves, .. } = event {
        link_serves(state, initiative, *serves);
    }
    if let Event::Cited { entry, .. } = event
        && let Some(entry) = state.entries.get_mut(entry.index())
    {
        entry.cited_by.push(initiative);
    }
    if let Event::LeadTaken { person, .. }
    | Event::LeadHandedOver { to: person, .. }
    | Event::Followed { person, .. } = event
    {
        involve(state, initiative, *person);
    }
    if let Event::FeedbackGiven { feedback, .. } = event {
        feedback::note_giver(state, recorded, initiative, *feedback);
    }
    if let Event::Objected(objected) = event {
        let over = Over::Objection(objected.objection);
        judgement::note(state, recorded, (initiative, over, objected.matters));
    }
    if let Event::LeadAskedFor { matters, .. } = event {
        judgement::note(state, recorded, (initiative, Over::Lead, *matters));
    }
    if let Event::Credited {
        credits, left_out, ..
    } = event
    {
        credit::take_in(state, recorded, initiative, (credits, left_out));
    }
    let Some(entity) = state.initiatives.get_mut(initiative.index()) else {
        return;
    };
    entity.take_in(recorded, event);
}

#[expect(clippy::too_many_lines, reason = "one field after the other")]
fn started(state: &mut State, recorded: &Recorded, event: &Event) {
    let Event::Started {
        initiative,
        title,
        summary,
        team,
        source,
        cannot_say,
        shown_to,
        kind,
    } = event
    else {
        return;
    };
    let native = recorded.by != By::Importer;
    let mut entity = Initiative {
        title: *title,
        summary: *summary,
        kind: *kind,
        document: Document::default(),
        team: *team,
        by: recorded.by.person(),
        started: recorded.at,
        seq: recorded.seq,
        audience: Audience::Everyone,
        shown_to: Vec::new(),
        showings: Vec::new(),
        stage: if native {
            Stage::Scoping
        } else {
            Stage::Unknown
        },
        stages: Vec::new(),
        leads: Vec::new(),
        invitations: Vec::new(),
        coachings: Vec::new(),
        offer: None,
        past_offers: Vec::new(),
        lead_requests: Vec::new(),
        supporters: Vec::new(),
        follows: Vec::new(),
        approvers: Vec::new(),
        serves: Vec::new(),
        cites: Vec::new(),
        against: Vec::new(),
        asks: Vec::new(),
        check_ins: Vec::new(),
        feedback: Vec::new(),
        wanted: Vec::new(),
        objections: Vec::new(),
        last_call: None,
        past_calls: Vec::new(),
        agreements: Vec::new(),
        deliveries: Vec::new(),
        credited: None,
        credited_before: Vec::new(),
        put_downs: Vec::new(),
        every_days: None,
        rhythm_set: None,
        written: None,
        looks: Looks::NoWord,
        read: (!native).then(Box::default),
        cannot_say: cannot_say.clone(),
        last_sign: native.then_some((recorded.at, recorded.seq)),
        last_change: recorded.at,
    };
    if let Some(people) = shown_to {
        entity.audience = Audience::Chosen;
        entity.take_in_showing(recorded, people);
        state.kept_to_a_few.insert(*initiative);
    }
    state.initiatives.push(entity);
    if let Some(team) = team.and_then(|team| state.teams.get_mut(team.index())) {
        team.initiatives.push(*initiative);
    }
    if let Some(source) = source {
        state.note_initiative_source(source, *initiative);
    }
}

impl Initiative {
    #[expect(
        clippy::too_many_lines,
        reason = "one short arm an event, read as a list"
    )]
    fn take_in(&mut self, recorded: &Recorded, event: &Event) {
        let (at, seq) = (recorded.at, recorded.seq);
        if let Event::LeadTaken { person, .. } | Event::LeadHandedOver { to: person, .. } = event {
            self.lead_is_no_steward(*person, Ended { at, seq });
        }
        self.take_in_leaders(recorded, event);
        match event {
            Event::Retitled { title, .. } => self.title = *title,
            Event::Summarised { summary, .. } => self.summary = Some(*summary),
            Event::TeamChanged { team, .. } => self.team = *team,
            Event::ServesLinked { serves, .. } => self.serves.push(*serves),
            Event::Cited { entry, .. } => self.cites.push(*entry),
            Event::WentAgainst { of, because, .. } => self.against.push(Against {
                of: *of,
                because: *because,
                at: recorded.at,
                seq: recorded.seq,
                by: recorded.by.person(),
            }),
            Event::WentWith { of, .. } => self.against.retain(|against| against.of != *of),
            Event::StageMoved {
                to,
                reason,
                written,
                ..
            } => {
                self.stage = *to;
                if *to != Stage::LastCall {
                    // A foreign record may move it as well.
                    self.last_call = None;
                }
                if to.opens_it() {
                    self.audience = Audience::Everyone;
                }
                self.written = written.or(self.written);
                self.stages.push(StageMove {
                    to: *to,
                    at,
                    seq,
                    by: recorded.by.person(),
                    reason: *reason,
                });
            }
            Event::LooksSet { looks, .. } => self.looks = *looks,
            Event::LeadTaken { .. }
            | Event::LeadHandedOver { .. }
            | Event::LeadSteppedBack { .. }
            | Event::LeadEnded { .. }
            | Event::LeadOffered { .. }
            | Event::LeadOfferEnded { .. }
            | Event::LeadAskedFor { .. }
            | Event::LeadRequestDeclined { .. }
            | Event::LeadRequestLapsed { .. }
            | Event::LeadKept { .. }
            | Event::SupporterNamed { .. } => self.take_in_leading(recorded, event),
            Event::Revised(revised) => self.take_in_revision(recorded, revised),
            Event::CoAuthorInvited { .. }
            | Event::CoAuthorAccepted { .. }
            | Event::CoAuthorLeft { .. } => self.take_in_co_author(recorded, event),
            Event::Objected(_)
            | Event::StewardCame { .. }
            | Event::StewardLeft { .. }
            | Event::WayOutOffered { .. }
            | Event::ObjectionRenewed { .. }
            | Event::ObjectionEnded { .. } => self.take_in_objection(recorded, event),
            Event::LastCallCalled { .. }
            | Event::LastCallWithdrawn { .. }
            | Event::Agreed { .. }
            | Event::AgreementReviewed { .. } => self.take_in_consent(recorded, event),
            Event::Delivered { .. } | Event::PutDown { .. } => self.take_in_ending(recorded, event),
            Event::ShownTo { people, .. } => self.take_in_showing(recorded, people),
            Event::Followed {
                person,
                stance,
                reservation,
                ..
            } => {
                self.follows.push(Follow {
                    person: *person,
                    stance: *stance,
                    reservation: *reservation,
                    from: at,
                    seq,
                    to: None,
                });
            }
            Event::Unfollowed { person, .. } => {
                let open = |follow: &&mut Follow| follow.person == *person && follow.to.is_none();
                if let Some(follow) = self.follows.iter_mut().find(open) {
                    follow.to = Some(Ended { at, seq });
                }
            }
            Event::ApproverNamed { person, .. } => self.approvers.push(*person),
            Event::ApproverDropped { person, .. } => {
                self.approvers.retain(|approver| approver != person);
            }
            Event::Asked { .. } | Event::AskLapsed { .. } | Event::Answered { .. } => {
                self.take_in_ask(recorded, event);
            }
            Event::CheckedIn {
                by, status, text, ..
            } => {
                self.check_ins.push(CheckIn {
                    at,
                    seq,
                    by: *by,
                    status: *status,
                    text: *text,
                });
            }
            Event::FeedbackGiven { .. }
            | Event::FeedbackAnswered { .. }
            | Event::FeedbackWanted { .. } => self.take_in_feedback(recorded, event),
            Event::RhythmSet { every_days, .. } => {
                self.every_days = Some(*every_days);
                self.rhythm_set = Some((at, seq));
            }
            Event::Started { .. } | Event::Credited { .. } | Event::RecordChanged { .. } => {}
        }
        if let Some(read) = self.read.as_mut().filter(|_| recorded.by == By::Importer) {
            read.take_in(event);
        }
        self.last_change = at;
        if is_sign_of_life(recorded, event) {
            self.last_sign = Some((at, seq));
        }
    }
}

/// An imported fact is a sign of life only as a meaningful change or a check-in: the rest is bookkeeping.
fn is_sign_of_life(recorded: &Recorded, event: &Event) -> bool {
    if let Event::RecordChanged { mechanical, .. } = event {
        return !mechanical;
    }
    if matches!(event, Event::CheckedIn { .. }) {
        return true;
    }
    // Being followed or spoken to is no sign that the lead is there; to answer is one.
    let is_about_others = matches!(
        event,
        Event::Followed { .. }
            | Event::Unfollowed { .. }
            | Event::FeedbackGiven { .. }
            | Event::LeadEnded { .. }
            | Event::AskLapsed { .. }
            | Event::Objected(_)
            | Event::StewardCame { .. }
            | Event::StewardLeft { .. }
            | Event::ObjectionRenewed { .. }
            | Event::ObjectionEnded { .. }
            | Event::LeadAskedFor { .. }
            | Event::LeadRequestLapsed { .. }
            | Event::LeadOfferEnded { .. }
    );
    recorded.by != By::Importer && recorded.by != By::Paceline && !is_about_others
}

fn change_team(state: &mut State, initiative: InitiativeId, team: Option<crate::TeamId>) {
    let before = state.initiative(initiative).and_then(|entity| entity.team);
    if let Some(before) = before.and_then(|team| state.teams.get_mut(team.index())) {
        before.initiatives.retain(|other| *other != initiative);
    }
    if let Some(team) = team.and_then(|team| state.teams.get_mut(team.index())) {
        team.initiatives.push(initiative);
    }
}

fn link_serves(state: &mut State, initiative: InitiativeId, serves: Serves) {
    match serves {
        Serves::Gap(gap) => {
            if let Some(gap) = state.gaps.get_mut(gap.index()) {
                gap.initiatives.push(initiative);
            }
        }
        Serves::Goal(goal) => {
            if let Some(goal) = state.goals.get_mut(goal.index()) {
                goal.initiatives.push(initiative);
            }
        }
        Serves::Strategy(entry) => {
            if let Some(entry) = state.entries.get_mut(entry.index()) {
                entry.initiatives.push(initiative);
            }
        }
    }
}

fn involve(state: &mut State, initiative: InitiativeId, person: PersonId) {
    let was_involved = state.initiative(initiative).is_some_and(|entity| {
        entity.leads.iter().any(|lead| lead.person == person)
            || entity.follows.iter().any(|follow| follow.person == person)
    });
    if let Some(person) = state
        .people
        .get_mut(person.index())
        .filter(|_| !was_involved)
    {
        person.involved.push(initiative);
    }
}

/// Which initiative an event is about.
fn subject(event: &Event) -> Option<InitiativeId> {
    match event {
        Event::Started { .. } => None,
        Event::Retitled { initiative, .. }
        | Event::Summarised { initiative, .. }
        | Event::TeamChanged { initiative, .. }
        | Event::ServesLinked { initiative, .. }
        | Event::Cited { initiative, .. }
        | Event::WentAgainst { initiative, .. }
        | Event::WentWith { initiative, .. }
        | Event::StageMoved { initiative, .. }
        | Event::LooksSet { initiative, .. }
        | Event::LeadTaken { initiative, .. }
        | Event::LeadHandedOver { initiative, .. }
        | Event::LeadSteppedBack { initiative, .. }
        | Event::LeadEnded { initiative, .. }
        | Event::AskLapsed { initiative, .. }
        | Event::ShownTo { initiative, .. }
        | Event::Followed { initiative, .. }
        | Event::Unfollowed { initiative, .. }
        | Event::ApproverNamed { initiative, .. }
        | Event::ApproverDropped { initiative, .. }
        | Event::Asked { initiative, .. }
        | Event::Answered { initiative, .. }
        | Event::CheckedIn { initiative, .. }
        | Event::FeedbackGiven { initiative, .. }
        | Event::FeedbackAnswered { initiative, .. }
        | Event::RhythmSet { initiative, .. }
        | Event::CoAuthorInvited { initiative, .. }
        | Event::CoAuthorAccepted { initiative, .. }
        | Event::CoAuthorLeft { initiative, .. }
        | Event::FeedbackWanted { initiative, .. }
        | Event::StewardCame { initiative, .. }
        | Event::StewardLeft { initiative, .. }
        | Event::WayOutOffered { initiative, .. }
        | Event::ObjectionRenewed { initiative, .. }
        | Event::ObjectionEnded { initiative, .. }
        | Event::LastCallCalled { initiative, .. }
        | Event::LastCallWithdrawn { initiative, .. }
        | Event::Agreed { initiative, .. }
        | Event::AgreementReviewed { initiative, .. }
        | Event::LeadOffered { initiative, .. }
        | Event::LeadOfferEnded { initiative, .. }
        | Event::LeadAskedFor { initiative, .. }
        | Event::LeadRequestDeclined { initiative, .. }
        | Event::LeadRequestLapsed { initiative, .. }
        | Event::LeadKept { initiative, .. }
        | Event::SupporterNamed { initiative, .. }
        | Event::Delivered { initiative, .. }
        | Event::Credited { initiative, .. }
        | Event::PutDown { initiative, .. }
        | Event::Revised(Revised { initiative, .. })
        | Event::Objected(Objected { initiative, .. })
        | Event::RecordChanged { initiative, .. } => Some(*initiative),
    }
}

impl Read {
    /// What the importer recorded is what the record said.
    fn take_in(&mut self, event: &Event) {
        if let Event::StageMoved { to, .. } = event {
            self.stage = Some(*to);
        }
        if let Event::LeadTaken { person, .. } | Event::LeadHandedOver { to: person, .. } = event {
            self.lead = Some(*person);
        }
        if let Event::LeadSteppedBack { .. } = event {
            self.lead = None;
        }
        if let Event::Followed { person, stance, .. } = event {
            self.followers.push((*person, *stance));
        }
        if let Event::Unfollowed { person, .. } = event {
            self.followers.retain(|(follower, _)| follower != person);
        }
    }
}
