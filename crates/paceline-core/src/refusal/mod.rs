//! Why not, in one sentence, and what to do instead: the same words at every door.

use serde::Serialize;

use jiff::civil::Date;

use crate::{
    EntryId, GapId, GoalId, InitiativeId, VeerOffId, compass, initiative::Stage, measure::Amount,
};

mod instead;

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
    #[error("A service account neither leads nor objects.")]
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
    #[error("There is no calendar of holidays called '{calendar}'.")]
    NoSuchCalendar { calendar: String, known: String },
    #[error("The organisation has written no template called '{name}'.")]
    NoSuchTemplate { name: String },
    #[error("There is no guidance for what is {stage}.")]
    NoGuide { stage: Stage },
    #[error("There are {count} priorities; three to five fit.")]
    PrioritiesOutOfRange { count: usize },
    #[error("No day of the week would be left to work on.")]
    NoDayToWork,
    #[error("The date is before the record begins or after the year 2200.")]
    ImpossibleDate,
    #[error("The {what} has {length} KiB; at most {limit} fit.")]
    DocumentTooLong {
        what: &'static str,
        length: usize,
        limit: usize,
    },
    #[error("At {places} place{} both texts still stand side by side.", if *places == 1 { "" } else { "s" })]
    Unsettled { places: usize },
    #[error("{initiative} has no revision {revision}.")]
    NoSuchRevision {
        initiative: InitiativeId,
        revision: u16,
    },
    #[error("{who} saved revision {current} of {initiative} meanwhile.")]
    RevisedSince {
        initiative: InitiativeId,
        /// The revision it was written on.
        base: u16,
        current: u16,
        who: String,
    },
    #[error("{initiative} has no room for another revision.")]
    TooManyRevisions { initiative: InitiativeId },
    #[error("You neither lead {initiative} nor write it with its lead.")]
    NotAnAuthor { initiative: InitiativeId },
    #[error("{who} was invited to write {initiative} already.")]
    InvitedAlready {
        initiative: InitiativeId,
        who: String,
    },
    #[error("You were not invited to write {initiative}.")]
    NotInvited { initiative: InitiativeId },
    #[error("Revision {revision} of {initiative} does not say '{quote}'.")]
    NotQuoted {
        initiative: InitiativeId,
        revision: u16,
        quote: String,
    },
    #[error("{initiative} is agreed on by consent.")]
    AgreedByConsent { initiative: InitiativeId },
    #[error("{initiative} is delivered with what came of it.")]
    DeliveredWithOutcome { initiative: InitiativeId },
    #[error("{initiative} is put down with what was learned.")]
    PutDownInTheOpen { initiative: InitiativeId },
    #[error("{initiative} rests by itself, when it is quiet.")]
    RestsByItself { initiative: InitiativeId },
    #[error("{initiative} does not rest.")]
    DoesNotRest { initiative: InitiativeId },
    #[error("An objection by {who} stands.")]
    ObjectionStands {
        initiative: InitiativeId,
        who: String,
    },
    #[error("You object to {initiative} already.")]
    YouObject { initiative: InitiativeId },
    #[error("There is no such objection to {initiative}.")]
    NoSuchObjection { initiative: InitiativeId },
    #[error("That objection has ended: {how}.")]
    ObjectionEnded { how: &'static str },
    #[error("That objection is not yours.")]
    NotYourObjection,
    #[error("A steward is neither the lead nor whoever objects.")]
    NoSteward,
    #[error("You are not its steward.")]
    NotItsSteward,
    #[error("{who} is its steward.")]
    HasSteward { who: String },
    #[error("{who} would have fewer than {days} working day{}.", if *days == 1 { "" } else { "s" })]
    LastCallTooShort {
        who: String,
        days: i64,
        /// The first day on which all of them have had as many.
        earliest: Date,
    },
    #[error("{initiative} is in last call until {until}.")]
    InLastCall {
        initiative: InitiativeId,
        until: Date,
    },
    #[error("{initiative} is not in last call.")]
    NotInLastCall { initiative: InitiativeId },
    #[error("{initiative} has a large ask.")]
    TooLargeForThis { initiative: InitiativeId },
    #[error("Nobody was asked for advice on {initiative}.")]
    NobodyAsked { initiative: InitiativeId },
    #[error("{who} was asked for advice and may still answer until {until}.")]
    MayStillAnswer { who: String, until: Date },
    #[error("{initiative} has no such agreement.")]
    NoSuchAgreement { initiative: InitiativeId },
    #[error("The lead of {initiative} is offered to {who} already.")]
    LeadOffered {
        initiative: InitiativeId,
        who: String,
    },
    #[error("The lead of {initiative} is not offered to you.")]
    LeadNotOffered { initiative: InitiativeId },
    #[error("You asked for the lead of {initiative} already.")]
    LeadAskedFor { initiative: InitiativeId },
    #[error("{who} has not asked for the lead of {initiative}.")]
    LeadNotAskedFor {
        initiative: InitiativeId,
        who: String,
    },
    #[error("Nobody leads {initiative}.")]
    NobodyLeads { initiative: InitiativeId },
    #[error("{initiative} is lent to you by {lender}.")]
    LeadIsLent {
        initiative: InitiativeId,
        lender: String,
    },
    #[error("You do not lead {initiative} on trial.")]
    NoTrial { initiative: InitiativeId },
    #[error("Nobody supports their own lead.")]
    SupportsThemselves,
    #[error("{initiative} was not delivered.")]
    NotDelivered { initiative: InitiativeId },
    #[error("The credit of {initiative} is for {who} to confirm.")]
    CreditIsConfirmedBy {
        initiative: InitiativeId,
        who: String,
    },
    #[error("{who} took no part in {initiative}.")]
    TookNoPart {
        initiative: InitiativeId,
        who: String,
    },
    #[error("{who} is named twice.")]
    NamedTwice { who: String },
    #[error("{initiative} is not for you to pick up.")]
    NotForYou { initiative: InitiativeId },
    #[error("{initiative} was not put down.")]
    NotPutDown { initiative: InitiativeId },
    #[error("You are not asked whether that mattered.")]
    NotAskedWhetherItMattered,
    #[error("Only Paceline itself does this.")]
    PacelineOnly,
    #[error("It is not time for that.")]
    NotDue,
}
