//! What to do instead of what was refused.

use super::Refusal;
use crate::GapId;

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
            | Self::InvitedAlready { .. }
            | Self::YouObject { .. }
            | Self::LeadAskedFor { .. }
            | Self::NotItsSteward
            | Self::VeerOffSeen { .. } => "Nothing is left to do.".to_owned(),
            Self::NotInvolved { .. } => "There is nothing to step back from.".to_owned(),
            Self::LeadsAlready { .. } | Self::YouLeadEntry { .. } | Self::YouLeadGoal { .. } => {
                "Choose somebody else to hand over to.".to_owned()
            }
            Self::StageAlready { .. } => "Choose another stage.".to_owned(),
            Self::AtRest { .. } => {
                "Move it back to an earlier stage first; that is always possible.".to_owned()
            }
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
            Self::GapClosed { .. } => "Record a new gap if it has opened again.".to_owned(),
            Self::GoalClosed { .. } => "Open it again, or set a new goal.".to_owned(),
            Self::TooManyKeyResults { .. } => {
                "Keep to the few that say most, or set another goal.".to_owned()
            }
            Self::NothingToReach { .. } => "Write two different numbers.".to_owned(),
            Self::NoSuchKeyResult { .. } => "Pick one from the goal's page.".to_owned(),
            Self::SaidTwice { .. } => "Say each once.".to_owned(),
            Self::Answered => "Thank whoever answered, or ask for something else.".to_owned(),
            Self::NoSuchAsk { .. }
            | Self::NoSuchFeedback { .. }
            | Self::NoSuchObjection { .. }
            | Self::NoSuchAgreement { .. }
            | Self::LeadNotAskedFor { .. } => "Pick one from the initiative's page.".to_owned(),
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
            Self::DocumentTooLong { .. } => {
                "Move a part of it into another document, and link that.".to_owned()
            }
            Self::Unsettled { .. } => {
                "Keep what is right at each, take the three lines of signs out, and save again."
                    .to_owned()
            }
            Self::NoSuchRevision { .. } => "Pick one from the list of revisions.".to_owned(),
            Self::RevisedSince { .. } => {
                "Look at the difference, and save yours on top of it.".to_owned()
            }
            Self::TooManyRevisions { .. } => {
                "Start a new initiative that supersedes it.".to_owned()
            }
            Self::NotAnAuthor { .. } => "Give feedback, or ask the lead to invite you.".to_owned(),
            Self::NotInvited { .. } => "Ask its lead to invite you.".to_owned(),
            Self::NotQuoted { .. } => "Copy the passage as it stands in that revision.".to_owned(),
            Self::AgreedByConsent { .. } => {
                "Call the last call, or decide after asking for advice.".to_owned()
            }
            Self::DeliveredWithOutcome { .. } => "Say what came of it.".to_owned(),
            Self::PutDownInTheOpen { .. } => {
                "Say why, what was learned, and who may pick it up.".to_owned()
            }
            Self::RestsByItself { .. } => "Leave it, or put it down.".to_owned(),
            Self::DoesNotRest { .. } => "Go on with it; nothing has to be woken.".to_owned(),
            Self::ObjectionStands { .. } => {
                "Find a way out with them; any third person can help as a steward.".to_owned()
            }
            Self::ObjectionEnded { .. } => "Object anew if the harm is still there.".to_owned(),
            Self::NotYourObjection => "Only whoever objected ends an objection.".to_owned(),
            Self::NoSteward => "Ask a third person to help.".to_owned(),
            Self::HasSteward { .. } => "Offer them your help.".to_owned(),
            Self::LastCallTooShort { earliest, .. } => {
                format!("Let it end on {earliest} or later.")
            }
            Self::InLastCall { .. } => "Withdraw the last call first.".to_owned(),
            Self::NotInLastCall { .. } => "Call the last call first.".to_owned(),
            Self::TooLargeForThis { .. } => "Ask for consent.".to_owned(),
            Self::NobodyAsked { .. } => {
                "Ask those who are affected, and those who know.".to_owned()
            }
            Self::MayStillAnswer { .. } => "Wait for them, or until that day.".to_owned(),
            Self::LeadOffered { .. } => "Wait for their answer, or withdraw the offer.".to_owned(),
            Self::LeadNotOffered { .. } => "Ask for the lead.".to_owned(),
            Self::NobodyLeads { .. } => "Take the lead; no approval is needed.".to_owned(),
            Self::LeadIsLent { .. } => {
                "Keep the lead first, or step back and it goes back.".to_owned()
            }
            Self::NoTrial { .. } => "Step back instead; that is always possible.".to_owned(),
            Self::SupportsThemselves => "Name somebody else.".to_owned(),
            Self::NotDelivered { .. } => "Deliver it first, with what came of it.".to_owned(),
            Self::CreditIsConfirmedBy { .. } => {
                "Tell them who else took part; correcting it is always possible.".to_owned()
            }
            Self::TookNoPart { .. } => "Credit them in words instead.".to_owned(),
            Self::NamedTwice { .. } => "Name each person once.".to_owned(),
            Self::NotForYou { .. } => "Ask whoever put it down.".to_owned(),
            Self::NotPutDown { .. } => "Take the lead when nobody leads, or follow.".to_owned(),
            Self::NotAskedWhetherItMattered => "Wait until you are asked.".to_owned(),
            Self::PacelineOnly | Self::NotDue => "Leave it to its time.".to_owned(),
            Self::NoSuchCalendar { known, .. } if known.is_empty() => {
                "Ask an admin to set one.".to_owned()
            }
            Self::NoSuchCalendar { known, .. } => format!("Use one of: {known}."),
            Self::NoSuchTemplate { .. } => "Pick one from the list of templates.".to_owned(),
            Self::NoGuide { .. } => {
                "Choose a stage on the way from spotted to delivered.".to_owned()
            }
            Self::PrioritiesOutOfRange { .. } => {
                "Keep to what you would not let go of; for all else you can follow.".to_owned()
            }
            Self::NoDayToWork => "Leave at least one day out of the weekend.".to_owned(),
            Self::ImpossibleDate => "Write a date such as 2026-03-31.".to_owned(),
        }
    }
}
