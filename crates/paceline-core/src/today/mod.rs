//! Today: what waits for one person, each with one sentence and one next step, and what could use their support.

use serde::Serialize;

use crate::{
    GoalId, InitiativeId, PersonId, Sight, TeamId, Time, goal,
    initiative::{self, CannotSay, Initiative},
    person::{self, PersonLink},
    signal::{self, Finding, FindingView, NextStep, Rule, Step, Subject, TranslationView},
    team,
    time::span,
};

mod agreeing;
mod asking;
mod call;
mod compass;
mod digest;
mod ending;
mod goals;
mod leading;
mod mentions;
mod points;
mod waiting;
mod writing;

pub use call::{Call, Way, Why, Written, asked, is_spoken, last_before, mentioned, written};
pub use digest::{Digest, Entry, Group, digest};
pub use mentions::{MENTIONED_DAYS, Mention};

/// The most things that wait which are listed; the rest is counted.
const ROWS: usize = 12;
/// The most initiatives that are offered to follow.
const OFFERED: usize = 4;
/// The most rows of what somebody leads or follows.
const MINE: usize = 8;

/// Everything on somebody's Today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Today {
    /// What presses most comes first.
    pub waiting: Vec<Waiting>,
    /// How many more wait than are listed.
    pub more_waiting: usize,
    /// Where somebody mentioned the person and waits for a word, the newest first.
    pub mentions: Vec<Mention>,
    /// How many more there are than are listed.
    pub more_mentions: usize,
    pub could_use: Vec<CouldUse>,
    /// Something found near the person that is not theirs to answer for.
    pub near: Option<Near>,
    pub leads: Vec<initiative::Row>,
    pub follows: Vec<initiative::Row>,
    /// Nothing at all is on record yet.
    pub is_empty: bool,
}

impl Today {
    /// How many things wait, listed or not.
    pub fn count(&self) -> usize {
        self.waiting.len() + self.more_waiting
    }
}

/// How much something presses. Shown as a mark beside the sentence that says why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// Somebody was promised something, and the time has passed.
    Late,
    /// Others wait for an answer, or an end is near.
    Soon,
    /// Worth a look.
    Calm,
}

impl Urgency {
    pub fn word(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Soon => "soon",
            Self::Calm => "calm",
        }
    }
}

/// One thing that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Waiting {
    pub urgency: Urgency,
    pub subject: About,
    /// What it is, in a few words before the subject's title: `Check in on`.
    pub what: String,
    /// One sentence why.
    pub why: String,
    pub next: NextStep,
    /// It measures the person, and so nobody else sees it.
    pub is_private: bool,
}

/// What something that waits is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "TodayAbout")]
pub enum About {
    Gap(crate::gap::GapLink),
    Goal(goal::GoalLink),
    Initiative(initiative::InitiativeLink),
    /// An entry of the compass.
    Entry(crate::compass::EntryLink),
    VeerOff(crate::veer_off::VeerOffLink),
    Translation(TranslationView),
    Team(team::TeamLink),
    Organisation,
    Me,
}

/// An initiative that nobody follows yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct CouldUse {
    pub initiative: initiative::InitiativeLink,
    pub lead: PersonLink,
    /// Such as `Sam leads for the first time; nobody follows yet, 2 days.`
    pub why: String,
}

/// A finding near the person: about their team, and open to anybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Near {
    pub finding: FindingView,
    pub next: NextStep,
}

/// Everything that waits for a person, what presses most first; beside it a finding near them.
fn everything<'a>(
    sight: Sight<'_>,
    me: PersonId,
    findings: impl Iterator<Item = &'a Finding>,
    now: Time,
) -> (Vec<Waiting>, Option<&'a Finding>) {
    let mine = Mine::of(sight, me);
    let mut near: Option<&Finding> = None;
    let mut waiting = waiting::due(sight, &mine, now);
    waiting.extend(goals::due(sight, &mine, now));
    waiting.extend(leading::waiting(sight, me, now));
    waiting.extend(asking::waiting(sight, &mine, now));
    waiting.extend(writing::invitations(sight, &mine, now));
    waiting.extend(goals::help_wanted(sight, &mine, now));
    waiting.extend(agreeing::waiting(sight, &mine, now));
    waiting.extend(waiting::feedback(sight, &mine, now));
    waiting.extend(compass::told(sight, &mine, now));
    waiting.extend(compass::to_look_at(sight, &mine, now));
    waiting.extend(points::waiting(sight, &mine, now));
    waiting.extend(ending::waiting(sight, &mine, now));
    for finding in findings {
        if mine.answers_for(sight, finding) {
            let mut told = waiting.iter();
            if !told.any(|told| is_told_by(told, finding)) {
                waiting.extend(waiting::told(sight, me, finding, now));
            }
        } else if mine.is_near(sight, finding)
            && near.is_none_or(|known| known.since < finding.since)
        {
            near = Some(finding);
        }
    }
    // Sorting keeps the order within one urgency: check-ins before asks before findings.
    waiting.sort_by_key(|waiting| waiting.urgency);
    (waiting, near)
}

/// What waits for a person. `findings` is everything the person may see; see [`signal::Findings`]. `mentions` are the
/// texts of late that call them, as [`mentioned`] finds them.
pub fn today<'a>(
    sight: Sight<'_>,
    me: PersonId,
    findings: impl Iterator<Item = &'a Finding>,
    mentions: &[Call],
    now: Time,
) -> Today {
    let mine = Mine::of(sight, me);
    let (mut waiting, near) = everything(sight, me, findings, now);
    let more_waiting = waiting.len().saturating_sub(ROWS);
    waiting.truncate(ROWS);
    let (mentions, more_mentions) = mentions::listed(sight, &mine, mentions, now);
    let rows = |ids: &[InitiativeId]| {
        let rows = sight.of(ids).take(MINE);
        rows.map(|(id, entity)| initiative::row(sight, id, entity, now))
            .collect()
    };
    Today {
        waiting,
        more_waiting,
        mentions,
        more_mentions,
        could_use: could_use(sight, &mine, now),
        near: near.and_then(|finding| {
            Some(Near {
                next: signal::next_step(sight, Some(me), finding),
                finding: signal::view(sight, finding.clone(), now)?,
            })
        }),
        leads: rows(&mine.leads),
        follows: rows(&mine.follows),
        is_empty: sight.initiatives().next().is_none()
            && sight.gaps().next().is_none()
            && sight.goals().next().is_none(),
    }
}

/// What a person has to do with, newest first.
struct Mine<'a> {
    me: PersonId,
    teams: &'a [TeamId],
    leads: Vec<InitiativeId>,
    follows: Vec<InitiativeId>,
}

impl<'a> Mine<'a> {
    fn of(sight: Sight<'a>, me: PersonId) -> Self {
        let person = sight.person(me);
        let open = |id: &&InitiativeId| {
            sight
                .initiative(**id)
                .is_some_and(|entity| !entity.stage.is_at_rest())
        };
        let involved: Vec<InitiativeId> = person
            .into_iter()
            .flat_map(|person| person.involved.iter().rev())
            .filter(open)
            .copied()
            .collect();
        let is = |id: &InitiativeId, wanted: &dyn Fn(&Initiative) -> bool| {
            sight.initiative(*id).is_some_and(wanted)
        };
        let leads = |entity: &Initiative| entity.lead() == Some(me);
        let follows = |entity: &Initiative| entity.following(me).is_some();
        Self {
            me,
            teams: person.map_or(&[][..], |person| &person.teams),
            leads: involved
                .iter()
                .copied()
                .filter(|id| is(id, &leads))
                .collect(),
            follows: involved
                .iter()
                .copied()
                .filter(|id| is(id, &follows))
                .collect(),
        }
    }

    fn answers_for(&self, sight: Sight<'_>, finding: &Finding) -> bool {
        match finding.subject {
            Subject::Person(person) => person == self.me,
            Subject::Initiative(id) => self.leads.contains(&id),
            Subject::Gap(id) => sight
                .gap(id)
                .is_some_and(|gap| gap.by.person() == Some(self.me)),
            Subject::Goal(id) => sight
                .goal(id)
                .is_some_and(|goal| goal.lead == Some(self.me)),
            Subject::Entry(id) => sight
                .entry(id)
                .is_some_and(|entry| entry.lead == Some(self.me)),
            Subject::VeerOff(_) | Subject::Translation(..) => self.is_near(sight, finding),
            // Whoever leads one of the goals, for they choose.
            Subject::Team(team) => sight.team(team).is_some_and(|team| {
                let mut goals = team.goals.iter();
                goals.any(|id| leads_open(sight, *id, self.me))
            }),
            Subject::Organisation => {
                let mut goals = sight.goals().filter(|(_, goal)| goal.team.is_none());
                goals.any(|(id, _)| leads_open(sight, id, self.me))
            }
        }
    }

    fn is_near(&self, sight: Sight<'_>, finding: &Finding) -> bool {
        let team = finding.subject.team(sight);
        team.is_some_and(|team| self.teams.contains(&team))
    }
}

fn leads_open(sight: Sight<'_>, id: GoalId, person: PersonId) -> bool {
    sight
        .goal(id)
        .is_some_and(|goal| goal.closed.is_none() && goal.lead == Some(person))
}

/// Whether something that waits already asks for what would end the finding: the check-in on what has gone silent,
/// the review of what is to be looked at again.
fn is_told_by(told: &Waiting, finding: &Finding) -> bool {
    match told.next.step {
        Step::CheckIn(id) => {
            let asks = [
                Rule::SilentLead,
                Rule::CheckInMissedTwice,
                Rule::SupportCameLate,
            ];
            asks.contains(&finding.rule) && finding.subject == Subject::Initiative(id)
        }
        Step::AnswerFeedback(id, _) => {
            finding.rule == Rule::FeedbackUnanswered && finding.subject == Subject::Initiative(id)
        }
        Step::AnswerOffer(id) => {
            finding.rule == Rule::HandOverNotTakenUp && finding.subject == Subject::Initiative(id)
        }
        Step::KeepLead(id) => {
            finding.rule == Rule::TrialPastItsTime && finding.subject == Subject::Initiative(id)
        }
        Step::OpenObjection(id, _) | Step::OfferWayOut(id, _) | Step::RenewObjection(id, _) => {
            let asks = [Rule::ObjectionLeftLying, Rule::ObjectionWithoutWayOut];
            asks.contains(&finding.rule) && finding.subject == Subject::Initiative(id)
        }
        Step::ReviewAgreement(id, _) => {
            finding.rule == Rule::AgreementPastItsReview
                && finding.subject == Subject::Initiative(id)
        }
        Step::ConfirmCredit(id) => {
            finding.rule == Rule::DeliveredWithoutCredit
                && finding.subject == Subject::Initiative(id)
        }
        Step::CheckInOnGoal(id) => {
            finding.rule == Rule::StaleGoal && finding.subject == Subject::Goal(id)
        }
        Step::ReviewEntry(id) | Step::StateFacetAnew(id) => {
            finding.rule == Rule::PastItsReview && finding.subject == Subject::Entry(id)
        }
        Step::OpenVeerOff(id) => finding.subject == Subject::VeerOff(id),
        Step::Translate(of, team) => finding.subject == Subject::Translation(of, team),
        Step::StartFrom(_)
        | Step::TakeLead(_)
        | Step::Follow(_)
        | Step::AskForSupport(_)
        | Step::AnswerAsk(_)
        | Step::SayWhatItServes(_)
        | Step::MoveStage(_)
        | Step::AddKeyResult(_)
        | Step::TakeLeadOfGoal(_)
        | Step::SayWhatGoalServes(_)
        | Step::OpenGoal(_)
        | Step::LookAtGoals
        | Step::SetGoalFor(_)
        | Step::OpenEntry(_)
        | Step::OpenPoint(_)
        | Step::Depart(_)
        | Step::LiveWithIt(_)
        | Step::ReadEntry(_)
        | Step::AcknowledgeVeerOff(_)
        | Step::Open(_)
        | Step::AnswerLeadRequest(_)
        | Step::SayWhetherItMattered(_)
        | Step::WriteWith(_)
        | Step::LookAtMyOwn
        | Step::PickUp(_)
        | Step::Wake(_) => false,
    }
}

/// Initiatives under way that nobody follows: those of the person's teams and of first-time leads first, then the newest.
fn could_use(sight: Sight<'_>, mine: &Mine<'_>, now: Time) -> Vec<CouldUse> {
    let could = |entity: &Initiative| {
        entity.stage.is_active()
            && entity.lead().is_some_and(|lead| lead != mine.me)
            && entity.can_say(CannotSay::Followers)
            && entity.followers().next().is_none()
    };
    let mut found: Vec<(bool, bool, InitiativeId, &Initiative)> = sight
        .initiatives()
        .filter(|(_, entity)| could(entity))
        .filter_map(|(id, entity)| {
            let lead = entity.lead()?;
            let is_ours = entity.team.is_some_and(|team| mine.teams.contains(&team));
            let is_first = leads_for_the_first_time(sight, lead, id);
            Some((is_ours, is_first, id, entity))
        })
        .collect();
    found.sort_by_key(|(is_ours, is_first, id, _)| std::cmp::Reverse((*is_ours, *is_first, *id)));
    let view = |(is_ours, is_first, id, entity): (bool, bool, InitiativeId, &Initiative)| {
        let lead = person::link(sight, entity.lead()?);
        let first_name = lead.name.split_whitespace().next().unwrap_or_default();
        let who = match (is_first, is_ours) {
            (true, _) => format!("{first_name} leads for the first time"),
            (false, true) => format!("{first_name}, of your team, leads it"),
            (false, false) => format!("{first_name} leads it"),
        };
        Some(CouldUse {
            initiative: initiative::link(sight, id, entity),
            why: match now.days_since(alone_since(entity)) {
                0 => format!("{who} since today; nobody follows yet."),
                days => format!("{who}; nobody follows yet, {}.", span(days)),
            },
            lead,
        })
    };
    found.into_iter().take(OFFERED).filter_map(view).collect()
}

/// Since when its lead has had nobody behind them.
fn alone_since(entity: &Initiative) -> Time {
    let last_left = entity.follows.iter().filter_map(|follow| follow.to);
    let left = last_left.map(|ended| ended.at).max();
    let led = entity.current_lead().map(|lead| lead.from);
    [left, led]
        .into_iter()
        .flatten()
        .fold(entity.started, Time::max)
}

/// Whether this is the first initiative that the person ever led (mission rows L15, I7).
pub fn leads_for_the_first_time(sight: Sight<'_>, person: PersonId, id: InitiativeId) -> bool {
    let led = |other: &&InitiativeId| {
        sight
            .initiative(**other)
            .is_some_and(|entity| entity.leads.iter().any(|lead| lead.person == person))
    };
    let involved = sight
        .person(person)
        .map_or(&[][..], |person| &person.involved);
    involved.iter().find(led) == Some(&id)
}

#[cfg(test)]
mod tests;
