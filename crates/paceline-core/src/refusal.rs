//! Why not, in one sentence, and what to do instead: the same words at every door.

use serde::Serialize;

use jiff::civil::Date;

use crate::{
    EntryId, GapId, GoalId, InitiativeId, VeerOffId, compass, initiative::Stage, measure::Amount,
};

/// A command that was not carried out. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case", tag = "refused")]
pub enum Refusal {
    #[error("The {what} is empty.")]
    Empty { what: &'static str },
    #[error("The {what} has {length} characters; at most {limit} fit.")]
    TooLong {
        what: &'static str,
        length: usize,
        limit: usize,
    },
    #[error("The {what} contains control characters.")]
    ControlCharacters { what: &'static str },
    #[error("There is no person called '{who}'.")]
    NoSuchPerson { who: String },
    #[error("There is no team called '{team}'.")]
    NoSuchTeam { team: String },
    #[error("There is no gap {gap}.")]
    NoSuchGap { gap: GapId },
    #[error("There is no initiative {initiative}.")]
    NoSuchInitiative { initiative: InitiativeId },
    #[error("There is no goal {goal}.")]
    NoSuchGoal { goal: GoalId },
    #[error("Nothing called '{written}' exists.")]
    NoSuchReference { written: String },
    #[error("The handle '{handle}' is taken.")]
    HandleTaken { handle: String },
    #[error("A team called '{team}' exists already.")]
    TeamExists { team: String },
    #[error("The team would become its own parent.")]
    TeamLoop,
    #[error("Only a person can do this.")]
    NotAPerson,
    #[error("Only an import can do this.")]
    NotAnImport,
    #[error("This time ends on {until}, before it begins on {from}.")]
    PeriodReversed { from: Date, until: Date },
    #[error("This time begins on {from}, which is still to come.")]
    PeriodToCome { from: Date },
    #[error("Only an admin can do this.")]
    AdminsOnly { admins: String },
    #[error("Guests read what is shown to them.")]
    GuestsRead,
    #[error("A service account neither leads nor follows.")]
    ServiceOnly,
    #[error("You have left the organisation.")]
    YouHaveLeft,
    #[error("{who} has left.")]
    HasLeft { who: String },
    #[error("{who} has not left.")]
    HasNotLeft { who: String },
    #[error("This person was erased.")]
    WasErased,
    #[error("{who} is {role}.")]
    IsNoMember { who: String, role: &'static str },
    #[error("{who} is {role} already.")]
    RoleAlready { who: String, role: &'static str },
    #[error("{who} is the last admin.")]
    LastAdmin { who: String },
    #[error("{initiative} is open to everyone.")]
    OpenToEveryone { initiative: InitiativeId },
    #[error("They can read {initiative} already.")]
    ShownAlready { initiative: InitiativeId },
    #[error("{who} cannot read {initiative} yet.")]
    NotShownTo {
        initiative: InitiativeId,
        who: String,
    },
    #[error("You lead {initiative}.")]
    YouLead { initiative: InitiativeId },
    #[error("You do not lead {initiative}.")]
    YouDoNotLead { initiative: InitiativeId },
    #[error("{initiative} has a lead: {lead}.")]
    HasLead {
        initiative: InitiativeId,
        lead: String,
    },
    #[error("You follow {initiative} already in this way.")]
    FollowAlready { initiative: InitiativeId },
    #[error("You neither lead nor follow {initiative}.")]
    NotInvolved { initiative: InitiativeId },
    #[error("{who} leads {initiative} already.")]
    LeadsAlready {
        initiative: InitiativeId,
        who: String,
    },
    #[error("{initiative} is {stage} already.")]
    StageAlready {
        initiative: InitiativeId,
        stage: Stage,
    },
    #[error("{initiative} is {stage} and at rest.")]
    AtRest {
        initiative: InitiativeId,
        stage: Stage,
    },
    #[error("{gap} is closed.")]
    GapClosed { gap: GapId },
    #[error("{gap} was merged into {into}.")]
    GapMerged { gap: GapId, into: GapId },
    #[error("{gap} was split.")]
    GapSplit { gap: GapId, parts: Vec<GapId> },
    #[error("{gap} is not merged into another gap.")]
    GapNotMerged { gap: GapId },
    #[error("{gap} cannot be merged into itself.")]
    GapIntoItself { gap: GapId },
    #[error("{into} was merged into {gap} already, by itself or through others.")]
    GapLoop { gap: GapId, into: GapId },
    #[error("There are {count} parts; 2 to 5 fit.")]
    PartsOutOfRange { count: usize },
    #[error("You recorded {gap} yourself.")]
    YouRecordedGap { gap: GapId },
    #[error("You said already that you see {gap}.")]
    SeesToo { gap: GapId },
    #[error("There is nobody with that number who sees {gap} too.")]
    NoSuchSighting { gap: GapId },
    #[error("Nothing is measured of {gap} yet.")]
    NothingMeasured { gap: GapId },
    #[error("{goal} is closed.")]
    GoalClosed { goal: GoalId },
    #[error("{goal} has five key results.")]
    TooManyKeyResults { goal: GoalId },
    #[error("It is {value} at the start and {value} is wanted: there is nothing to reach.")]
    NothingToReach { value: Amount },
    #[error("{goal} has no such key result.")]
    NoSuchKeyResult { goal: GoalId },
    #[error("A key result of {goal} has two values in one check-in.")]
    SaidTwice { goal: GoalId },
    #[error("{initiative} serves that already.")]
    ServesAlready { initiative: InitiativeId },
    #[error("The ask was answered already.")]
    Answered,
    #[error("There is no such ask on {initiative}.")]
    NoSuchAsk { initiative: InitiativeId },
    #[error("There is no such feedback on {initiative}.")]
    NoSuchFeedback { initiative: InitiativeId },
    #[error("That is your answer already: {answer}.")]
    FeedbackAnswered { answer: &'static str },
    #[error("{initiative} has no room for more feedback.")]
    TooMuchFeedback { initiative: InitiativeId },
    #[error("There is no entry {entry} in the compass.")]
    NoSuchEntry { entry: EntryId },
    #[error("{entry} is not in use any more.")]
    EntryRetired { entry: EntryId },
    #[error("{entry} is open to everyone.")]
    EntryIsOpen { entry: EntryId },
    #[error("{entry} is a draft that only a few can read.")]
    EntryIsDraft { entry: EntryId },
    #[error("They can read {entry} already.")]
    EntryShownAlready { entry: EntryId },
    #[error("They were told of this version of {entry} already.")]
    ToldAlready { entry: EntryId },
    #[error("You have read this version of {entry} already.")]
    ReadAlready { entry: EntryId },
    #[error("{entry} has a lead: {lead}.")]
    EntryHasLead { entry: EntryId, lead: String },
    #[error("Nobody leads {entry}.")]
    EntryWithoutLead { entry: EntryId },
    #[error("You lead {entry} already.")]
    YouLeadEntry { entry: EntryId },
    #[error("{entry} is a {}.", kind.word())]
    OtherKind { entry: EntryId, kind: compass::Kind },
    #[error("{entry} states that facet already.")]
    FacetExists { entry: EntryId },
    #[error("'{what}' stands on both sides.")]
    EvenOverItself { what: String },
    #[error("There are {count} {what}; at most {most} fit.")]
    TooMany {
        what: &'static str,
        count: usize,
        most: usize,
    },
    #[error("{entry} is a {}; only strategies are served.", kind.word())]
    NotServed { entry: EntryId, kind: compass::Kind },
    #[error("{initiative} cites that already.")]
    CitesAlready { initiative: InitiativeId },
    #[error("{initiative} is marked as going against that already.")]
    AgainstAlready { initiative: InitiativeId },
    #[error("{initiative} is not marked as going against that.")]
    NotAgainst { initiative: InitiativeId },
    #[error("{day} has passed.")]
    DayPassed { day: Date },
    #[error("It would end on {until}, and begins on {from}.")]
    EndsBeforeItBegins { from: Date, until: Date },
    #[error("An evergreen goal has no end.")]
    EvergreenHasNoEnd,
    #[error("Nothing would change.")]
    NothingChanges,
    #[error("A number needs a unit.")]
    NoUnit,
    #[error("From {baseline} to {target} it goes the other way.")]
    OtherDirection { baseline: Amount, target: Amount },
    #[error("{value} is neither yes (1) nor no (0).")]
    NeitherYesNorNo { value: Amount },
    #[error("There are {count} milestones; 2 to 20 fit.")]
    MilestonesOutOfRange { count: usize },
    #[error("{value} is no count of milestones from 0 to {most}.")]
    NotSoManyMilestones { value: Amount, most: Amount },
    #[error("What is wanted of milestones is all of them.")]
    MilestonesAreAll,
    #[error("{goal} serves that already.")]
    GoalServesAlready { goal: GoalId },
    #[error("{goal} does not serve that.")]
    GoalServesNot { goal: GoalId },
    #[error("{above} serves {goal} already, by itself or through others.")]
    GoalLoop { goal: GoalId, above: GoalId },
    #[error("{goal} has a lead: {lead}.")]
    GoalHasLead { goal: GoalId, lead: String },
    #[error("Nobody leads {goal}.")]
    GoalWithoutLead { goal: GoalId },
    #[error("You lead {goal} already.")]
    YouLeadGoal { goal: GoalId },
    #[error("{goal} is open.")]
    GoalIsOpen { goal: GoalId },
    #[error("{score} is no score from 0 to 1.")]
    ScoreOutOfRange { score: Amount },
    #[error("You are not of {team}.")]
    NotOfTeam { team: String },
    #[error("{of} does not stand above {team}.")]
    NotAbove { of: String, team: String },
    #[error("That is your translation of {of} already.")]
    TranslatedSo { of: String },
    #[error("The team has no translation of {of}.")]
    NotTranslated { of: String },
    #[error("Your translation of {of} is of its current version already.")]
    TranslationHolds { of: String },
    #[error("There is no veer-off {veer_off}.")]
    NoSuchVeerOff { veer_off: VeerOffId },
    #[error("{veer_off} has ended.")]
    VeerOffEnded { veer_off: VeerOffId },
    #[error("The team departs from that already, in {veer_off}.")]
    VeersOffAlready { veer_off: VeerOffId },
    #[error("You have seen {veer_off} already.")]
    VeerOffSeen { veer_off: VeerOffId },
    #[error("{veer_off} lasts until {until} already.")]
    LastsUntil { veer_off: VeerOffId, until: Date },
    #[error("{lead} leads {of}, and is asked to see it.")]
    OthersLead { of: String, lead: String },
    #[error("The team has no repositories '{pattern}'.")]
    NoSuchRepository { pattern: String },
    #[error("The draft is longer than {} KiB.", limit / 1024)]
    DraftTooLong { limit: usize },
    #[error("'{pattern}' is no pattern of repositories.")]
    BadRepositoryPattern { pattern: String },
    #[error("A team has at most {limit} patterns of repositories.")]
    TooManyRepositories { limit: usize },
    #[error("The setting '{name}' does not exist.")]
    NoSuchThreshold { name: String },
    #[error("{value} is outside {least} to {most}.")]
    OutOfRange { value: u32, least: u32, most: u32 },
    #[error("'{written}' is no number with at most three decimals.")]
    NotANumber { written: String },
    #[error("There is no time zone called '{zone}'.")]
    NoSuchZone { zone: String },
    #[error("The date is before the record begins or after the year 2200.")]
    ImpossibleDate,
}

impl Refusal {
    /// What to do instead: one sentence.
    #[expect(
        clippy::too_many_lines,
        reason = "one sentence a refusal, read as a list"
    )]
    pub fn instead(&self) -> String {
        match self {
            Self::Empty { what } => format!("Write the {what}; a few words are enough."),
            Self::TooLong { .. } => {
                "Shorten it, or put the rest into a document and link it.".to_owned()
            }
            Self::ControlCharacters { .. } => "Paste it as plain text.".to_owned(),
            Self::NoSuchPerson { .. } => "Pick somebody from the people page.".to_owned(),
            Self::NoSuchTeam { .. } => "Pick a team from the teams page.".to_owned(),
            Self::NoSuchGap { .. } => "Pick a gap from the gaps page.".to_owned(),
            Self::NoSuchInitiative { .. } => {
                "Pick an initiative from the initiatives page.".to_owned()
            }
            Self::NoSuchGoal { .. } => "Pick a goal from the goals page.".to_owned(),
            Self::NoSuchReference { .. } => {
                "Write a reference such as G-31, I-142 or O-7.".to_owned()
            }
            Self::HandleTaken { .. } => "Choose another handle.".to_owned(),
            Self::TeamExists { .. } => "Choose another name, or use that team.".to_owned(),
            Self::TeamLoop => "Choose a parent outside the team.".to_owned(),
            Self::NotAPerson => "Act as a person of the organisation.".to_owned(),
            Self::NotAnImport => {
                "Run `paceline import`, or say it here in your own name.".to_owned()
            }
            Self::PeriodReversed { .. } => "Turn the two days around.".to_owned(),
            Self::PeriodToCome { .. } => "Choose a first day that has begun.".to_owned(),
            Self::AdminsOnly { admins } => format!("Ask {admins}."),
            Self::GuestsRead => "Ask an admin to make you a member.".to_owned(),
            Self::ServiceOnly => "Ask a member to do it in their own name.".to_owned(),
            Self::YouHaveLeft => "Ask an admin to let you in again.".to_owned(),
            Self::HasLeft { .. } => "Choose somebody who is here.".to_owned(),
            Self::WasErased => "Let them join anew.".to_owned(),
            Self::IsNoMember { .. } => "Choose a member of the organisation.".to_owned(),
            Self::LastAdmin { .. } => "Make somebody else an admin first.".to_owned(),
            Self::OpenToEveryone { .. } => {
                "Send them its address; only guests need to be shown it.".to_owned()
            }
            Self::NotShownTo { .. } => "Show it to them first, or share it.".to_owned(),
            Self::YouLead { .. } => {
                "To follow instead, hand over the lead or step back first.".to_owned()
            }
            Self::YouDoNotLead { .. } => {
                "Ask the lead, or take the lead when nobody leads.".to_owned()
            }
            Self::HasLead { .. } => "Follow it, or ask the lead to hand over.".to_owned(),
            Self::FollowAlready { .. }
            | Self::ServesAlready { .. }
            | Self::HasNotLeft { .. }
            | Self::RoleAlready { .. }
            | Self::ShownAlready { .. }
            | Self::EntryShownAlready { .. }
            | Self::ToldAlready { .. }
            | Self::ReadAlready { .. }
            | Self::CitesAlready { .. }
            | Self::AgainstAlready { .. }
            | Self::NotAgainst { .. }
            | Self::GoalServesAlready { .. }
            | Self::GoalServesNot { .. }
            | Self::GoalIsOpen { .. }
            | Self::TranslatedSo { .. }
            | Self::TranslationHolds { .. }
            | Self::VeerOffSeen { .. } => "Nothing is left to do.".to_owned(),
            Self::NotInvolved { .. } => "There is nothing to step back from.".to_owned(),
            Self::LeadsAlready { .. } | Self::YouLeadEntry { .. } | Self::YouLeadGoal { .. } => {
                "Choose somebody else to hand over to.".to_owned()
            }
            Self::StageAlready { .. } => "Choose another stage.".to_owned(),
            Self::AtRest { .. } => {
                "Move it back to an earlier stage first; that is always possible.".to_owned()
            }
            Self::GapClosed { .. } => "Record a new gap if it has opened again.".to_owned(),
            Self::GapMerged { into, .. } => format!("Take {into}; all of it stands there."),
            Self::GapSplit { parts, .. } => {
                let parts: Vec<String> = parts.iter().map(GapId::to_string).collect();
                format!("Take one of its parts: {}.", parts.join(", "))
            }
            Self::GapNotMerged { .. } => "There is nothing to take apart.".to_owned(),
            Self::GapIntoItself { .. } => "Choose another gap.".to_owned(),
            Self::GapLoop { into, .. } => format!("Take {into} out of it first."),
            Self::PartsOutOfRange { .. } => "Name the few that differ most.".to_owned(),
            Self::YouRecordedGap { .. } => {
                "It counts already; start an initiative, or ask others whether they see it."
                    .to_owned()
            }
            Self::SeesToo { .. } => "Add words if there is more to say.".to_owned(),
            Self::NoSuchSighting { .. } => "Pick the numbers from the gap's page.".to_owned(),
            Self::NothingMeasured { .. } => {
                "Say first what is measured, how it is now and how it ought to be.".to_owned()
            }
            Self::GoalClosed { .. } => "Open it again, or set a new goal.".to_owned(),
            Self::TooManyKeyResults { .. } => {
                "Keep to the few that say most, or set another goal.".to_owned()
            }
            Self::NothingToReach { .. } => "Write two different numbers.".to_owned(),
            Self::NoSuchKeyResult { .. } => "Pick one from the goal's page.".to_owned(),
            Self::SaidTwice { .. } => "Say each once.".to_owned(),
            Self::Answered => "Thank whoever answered, or ask for something else.".to_owned(),
            Self::NoSuchAsk { .. } | Self::NoSuchFeedback { .. } => {
                "Pick one from the initiative's page.".to_owned()
            }
            Self::FeedbackAnswered { .. } => {
                "Choose another answer, or leave it as it is.".to_owned()
            }
            Self::TooMuchFeedback { .. } => "Talk to whoever leads it.".to_owned(),
            Self::NoSuchEntry { .. } | Self::NoSuchVeerOff { .. } => {
                "Pick one from the compass page.".to_owned()
            }
            Self::EntryRetired { .. } => "Pick one that is in use, or write it anew.".to_owned(),
            Self::EntryIsOpen { .. } => "Send them its address, or tell them of it.".to_owned(),
            Self::EntryIsDraft { .. } => "Publish it first, or show it to them.".to_owned(),
            Self::EntryHasLead { .. } => {
                "Ask the lead, or start an initiative to change it.".to_owned()
            }
            Self::EntryWithoutLead { .. } | Self::GoalWithoutLead { .. } => {
                "Take the lead first.".to_owned()
            }
            Self::OtherKind { .. } => "Write a new entry instead.".to_owned(),
            Self::FacetExists { .. } => {
                "State it anew there, with the reason for the change.".to_owned()
            }
            Self::EvenOverItself { .. } => "Write the good thing that has to wait.".to_owned(),
            Self::TooMany { .. } => "Keep to the few that say most.".to_owned(),
            Self::NotServed { .. } => "Cite it instead.".to_owned(),
            Self::DayPassed { .. } => "Choose a day that is still to come.".to_owned(),
            Self::EndsBeforeItBegins { .. } => "Choose an end after the beginning.".to_owned(),
            Self::EvergreenHasNoEnd => "Leave the end out, or set a goal with an end.".to_owned(),
            Self::NothingChanges => "Change something, or leave it as it is.".to_owned(),
            Self::NoUnit => "Write what it counts, such as days or incidents a month.".to_owned(),
            Self::OtherDirection { .. } => "Change the direction, or the numbers.".to_owned(),
            Self::NeitherYesNorNo { .. } => "Write 1 for yes or 0 for no.".to_owned(),
            Self::MilestonesOutOfRange { .. } => "Name the few steps that show the way.".to_owned(),
            Self::NotSoManyMilestones { .. } => "Write how many are reached.".to_owned(),
            Self::MilestonesAreAll => {
                "Drop the key result and add one with other milestones.".to_owned()
            }
            Self::GoalLoop { .. } => {
                "Choose a goal above, or turn the other link around.".to_owned()
            }
            Self::GoalHasLead { .. } => "Ask the lead to do it, or to hand over.".to_owned(),
            Self::ScoreOutOfRange { .. } => "Write a score such as 0.7.".to_owned(),
            Self::NotOfTeam { .. } => "Ask somebody of the team, or join it.".to_owned(),
            Self::NotAbove { .. } => {
                "Choose something of the organisation or of a team above.".to_owned()
            }
            Self::NotTranslated { .. } => "Write one first.".to_owned(),
            Self::VeerOffEnded { .. } => "Declare a new one.".to_owned(),
            Self::VeersOffAlready { .. } => "Renew that one, or return first.".to_owned(),
            Self::LastsUntil { .. } => "Choose a later day, or return.".to_owned(),
            Self::OthersLead { .. } => "Leave it to them; it waits in their Today.".to_owned(),
            Self::NoSuchRepository { .. } => "Pick one from the team's page.".to_owned(),
            Self::DraftTooLong { .. } => "Hand over the part that matters most.".to_owned(),
            Self::BadRepositoryPattern { .. } => {
                "Write one such as github.com/acme/checkout-*, with * for any part of a name."
                    .to_owned()
            }
            Self::TooManyRepositories { .. } => {
                "Take some together with a * for the part that differs.".to_owned()
            }
            Self::NoSuchThreshold { .. } => {
                format!(
                    "Use one of: {}.",
                    crate::signal::Threshold::ALL
                        .map(crate::signal::Threshold::name)
                        .join(", ")
                )
            }
            Self::OutOfRange { .. } => "Choose a number in that range.".to_owned(),
            Self::NotANumber { .. } => "Write a number such as 9 or 3.8.".to_owned(),
            Self::NoSuchZone { .. } => "Write one such as Europe/Berlin or UTC.".to_owned(),
            Self::ImpossibleDate => "Write a date such as 2026-03-31.".to_owned(),
        }
    }
}
