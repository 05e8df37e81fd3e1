//! Who may read what, and who may ask for what. No rank: a role opens settings and accounts, never other people's work.

use crate::{
    By, Command, Ctx, Door, InitiativeId, PersonId, Refusal, State,
    compass::{self, Entry},
    gap, goal,
    initiative::{self, Audience, Initiative},
    organisation,
    person::{self, Person, Role},
    team, translation, veer_off,
};

/// Whoever reads the record. Always worked out from the record as it is now, also for a look at the past: what
/// somebody might have read then opens nothing to them today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewer {
    /// Reads what is open to the organisation, and what is shown to them.
    Member(PersonId),
    /// Reads what is shown to them.
    Guest(PersonId),
    /// Has left, or never came: reads nothing.
    Nobody,
    /// Paceline itself, where nothing is shown to anybody: an index, a check of the record, what findings are cut from.
    Paceline,
}

impl Viewer {
    pub fn of(state: &State, id: PersonId) -> Self {
        let Some(person) = state.person(id).filter(|person| person.is_present()) else {
            return Self::Nobody;
        };
        match person.role {
            Role::Guest => Self::Guest(id),
            Role::Admin | Role::Member | Role::Service => Self::Member(id),
        }
    }

    /// The person who looks; none when it is nobody, or Paceline itself.
    pub fn person(self) -> Option<PersonId> {
        match self {
            Self::Member(person) | Self::Guest(person) => Some(person),
            Self::Nobody | Self::Paceline => None,
        }
    }

    /// Whether they see what is open to the organisation.
    pub fn sees_the_organisation(self) -> bool {
        match self {
            Self::Member(_) | Self::Paceline => true,
            Self::Guest(_) | Self::Nobody => false,
        }
    }
}

/// Whether somebody may read an initiative, and with it all that was said about it.
pub fn may_read(viewer: Viewer, initiative: &Initiative) -> bool {
    let is_shown_to = |id: PersonId| initiative.shown_to.contains(&id);
    match viewer {
        Viewer::Paceline => true,
        Viewer::Nobody => false,
        Viewer::Guest(id) => is_shown_to(id),
        Viewer::Member(id) => match initiative.audience {
            Audience::Everyone => true,
            Audience::Chosen => chosen_readers(initiative).any(|reader| reader == id),
        },
    }
}

/// The members who may read an initiative that is kept to a few; some may come twice.
pub(crate) fn chosen_readers(initiative: &Initiative) -> impl Iterator<Item = PersonId> {
    // Whoever once led it knows what it says.
    let led = initiative.leads.iter().map(|lead| lead.person);
    led.chain(initiative.shown_to.iter().copied())
}

/// Whether somebody may read an entry of the compass. A draft is its lead's and theirs whom it was shown to; what is
/// published is open to the organisation.
pub fn may_read_entry(viewer: Viewer, entry: &Entry) -> bool {
    let is_shown_to = |id: PersonId| entry.shown_to.contains(&id);
    match viewer {
        Viewer::Paceline => true,
        Viewer::Nobody => false,
        Viewer::Guest(id) => is_shown_to(id),
        Viewer::Member(id) => match entry.audience {
            Audience::Everyone => true,
            // Whoever once led it knows what it says.
            Audience::Chosen => is_shown_to(id) || entry.leads.contains(&id),
        },
    }
}

/// Whether this may be asked at all; the rules of each feature come after it.
pub fn may_ask(state: &State, ctx: &Ctx, command: &Command) -> Result<(), Refusal> {
    let actor = match (ctx.by, ctx.door) {
        (By::Importer | By::Paceline, _) | (_, Door::Import | Door::Simulation) => return Ok(()),
        (By::Person(actor), Door::Page | Door::CommandLine | Door::Api) => actor,
    };
    let asked = asked(actor, command);
    let Some(person) = state.person(actor) else {
        // The very first person joins by their own doing.
        return match (asked, admins(state)) {
            (Asked::Admin, None) => Ok(()),
            (Asked::Admin, Some(_))
            | (Asked::OfThemselves | Asked::Stance | Asked::Word | Asked::Import, _) => {
                Err(Refusal::NotAPerson)
            }
        };
    };
    if !person.is_present() {
        return Err(Refusal::YouHaveLeft);
    }
    match (asked, person.role) {
        (Asked::Import, _) => return Err(Refusal::NotAnImport),
        (Asked::Admin, Role::Member | Role::Guest | Role::Service) => {
            match (admins(state), person.role) {
                (Some(admins), _) => return Err(Refusal::AdminsOnly { admins }),
                (None, Role::Guest) => return Err(Refusal::GuestsRead),
                (None, Role::Admin | Role::Member | Role::Service) => {}
            }
        }
        (Asked::Stance | Asked::Word, Role::Guest) => return Err(Refusal::GuestsRead),
        (Asked::Stance, Role::Service) => return Err(Refusal::ServiceOnly),
        (Asked::OfThemselves, _)
        | (Asked::Admin, Role::Admin)
        | (Asked::Stance | Asked::Word, Role::Admin | Role::Member)
        | (Asked::Word, Role::Service) => {}
    }
    match subject(command) {
        Some(id) => readable(state, actor, id),
        None => Ok(()),
    }
}

/// What may not be read is refused as what does not exist, so that nobody learns that it does.
fn readable(state: &State, actor: PersonId, initiative: InitiativeId) -> Result<(), Refusal> {
    let entity = state.initiative_or_refuse(initiative)?;
    if may_read(Viewer::of(state, actor), entity) {
        Ok(())
    } else {
        Err(Refusal::NoSuchInitiative { initiative })
    }
}

/// What kind of thing is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// Of settings and accounts.
    Admin,
    /// Of the actor's own account.
    OfThemselves,
    /// To lead or to follow.
    Stance,
    /// To record, report, or say something.
    Word,
    /// What only an import may say.
    Import,
}

#[expect(clippy::too_many_lines, reason = "one arm a command, read as a list")]
fn asked(actor: PersonId, command: &Command) -> Asked {
    match command {
        Command::Organisation(
            organisation::Command::Name { .. }
            | organisation::Command::SetThreshold { .. }
            | organisation::Command::SetHolidays { .. }
            | organisation::Command::DropHolidays { .. }
            | organisation::Command::WriteTemplate { .. }
            | organisation::Command::DropTemplate { .. }
            | organisation::Command::WriteGuide { .. },
        ) => Asked::Admin,
        Command::Person(command) => asked_of_person(actor, command),
        Command::Team(
            team::Command::Form { .. }
            | team::Command::Join { .. }
            | team::Command::Leave { .. }
            | team::Command::Move { .. }
            | team::Command::OwnRepository { .. }
            | team::Command::DropRepository { .. },
        )
        | Command::Gap(
            gap::Command::Record { .. }
            | gap::Command::Close { .. }
            | gap::Command::SetMeasure { .. }
            | gap::Command::Measure { .. },
        )
        | Command::Goal(
            goal::Command::AddKeyResult(_)
            | goal::Command::DropKeyResult { .. }
            | goal::Command::Serve { .. }
            | goal::Command::StopServing { .. }
            | goal::Command::CheckIn(_)
            | goal::Command::Report { .. }
            | goal::Command::Close(_)
            | goal::Command::Reopen { .. },
        )
        | Command::Compass(compass::Command::Acknowledge { .. })
        | Command::Translation(
            translation::Command::Write { .. } | translation::Command::Confirm { .. },
        ) => Asked::Word,
        Command::Gap(
            gap::Command::SeeToo { .. }
            | gap::Command::Merge { .. }
            | gap::Command::Separate { .. }
            | gap::Command::Split { .. },
        )
        | Command::Goal(
            goal::Command::Set(_)
            | goal::Command::Revise { .. }
            | goal::Command::ReviseKeyResult { .. }
            | goal::Command::SetRhythm { .. }
            | goal::Command::TakeLead { .. }
            | goal::Command::StepBack { .. }
            | goal::Command::HandOver { .. },
        )
        | Command::Compass(
            compass::Command::WriteValue(_)
            | compass::Command::StateFacet(_)
            | compass::Command::WriteStrategy(_)
            | compass::Command::Publish { .. }
            | compass::Command::ShowTo { .. }
            | compass::Command::Tell { .. }
            | compass::Command::Review { .. }
            | compass::Command::TakeLead { .. }
            | compass::Command::HandOver { .. }
            | compass::Command::Retire { .. },
        )
        | Command::VeerOff(
            veer_off::Command::Depart { .. }
            | veer_off::Command::Renew { .. }
            | veer_off::Command::Return { .. }
            | veer_off::Command::Propose { .. }
            | veer_off::Command::Acknowledge { .. },
        ) => Asked::Stance,
        Command::Initiative(command) => asked_of_initiative(command),
        Command::Record(_) | Command::Upkeep(_) => Asked::Import,
    }
}

fn asked_of_person(actor: PersonId, command: &person::Command) -> Asked {
    match command {
        person::Command::Rename { person, .. }
        | person::Command::Leave { person }
        | person::Command::Erase { person }
            if *person == actor =>
        {
            Asked::OfThemselves
        }
        person::Command::SayWhetherItMattered { .. }
        | person::Command::SetRhythm { .. }
        | person::Command::KeepHolidays { .. }
        | person::Command::ChooseMail { .. }
        | person::Command::RankPriorities { .. } => Asked::OfThemselves,
        person::Command::Join { .. }
        | person::Command::Rename { .. }
        | person::Command::SetRole { .. }
        | person::Command::Leave { .. }
        | person::Command::Return { .. }
        | person::Command::Erase { .. } => Asked::Admin,
    }
}

fn asked_of_initiative(command: &initiative::Command) -> Asked {
    use initiative::Command as C;
    match command {
        C::Start { .. }
        | C::TakeLead { .. }
        | C::HandOver { .. }
        | C::AcceptLead { .. }
        | C::DeclineLead { .. }
        | C::WithdrawOffer { .. }
        | C::AskForLead { .. }
        | C::DeclineRequest { .. }
        | C::KeepLead { .. }
        | C::NameSupporter { .. }
        | C::Revise(_)
        | C::InviteCoAuthor { .. }
        | C::AcceptCoAuthorship { .. }
        | C::LeaveCoAuthors { .. }
        | C::MoveStage { .. }
        | C::SetRhythm { .. }
        | C::ShowTo { .. }
        | C::WantFeedback { .. }
        | C::AnswerFeedback { .. }
        | C::Object(_)
        | C::BecomeSteward { .. }
        | C::LeaveStewardship { .. }
        | C::OfferWayOut { .. }
        | C::RenewObjection { .. }
        | C::EndObjection { .. }
        | C::CallLast(_)
        | C::WithdrawLastCall { .. }
        | C::Decide(_)
        | C::ReviewAgreement { .. }
        | C::Deliver { .. }
        | C::ConfirmCredit { .. }
        | C::PutDown { .. }
        | C::PickUp { .. }
        | C::Wake { .. } => Asked::Stance,
        C::Serve { .. }
        | C::Follow { .. }
        // Whoever may follow may step back from it.
        | C::StepBack { .. }
        | C::Cite { .. }
        | C::GoAgainst { .. }
        | C::GoWith { .. }
        | C::CheckIn { .. }
        | C::Ask { .. }
        | C::Answer { .. }
        | C::GiveFeedback { .. } => Asked::Word,
    }
}

/// The initiative that a command is about.
fn subject(command: &Command) -> Option<InitiativeId> {
    use initiative::Command as C;
    match command {
        Command::Organisation(_)
        | Command::Person(_)
        | Command::Team(_)
        | Command::Gap(_)
        | Command::Goal(_)
        | Command::Compass(_)
        | Command::Translation(_)
        | Command::VeerOff(_)
        | Command::Record(_)
        | Command::Upkeep(_)
        | Command::Initiative(C::Start { .. }) => None,
        Command::Initiative(
            C::Revise(initiative::Revising { initiative, .. })
            | C::Object(initiative::Objecting { initiative, .. })
            | C::CallLast(initiative::Proposing { initiative, .. })
            | C::Decide(initiative::Proposing { initiative, .. })
            | C::InviteCoAuthor { initiative, .. }
            | C::AcceptCoAuthorship { initiative }
            | C::LeaveCoAuthors { initiative }
            | C::AcceptLead { initiative }
            | C::DeclineLead { initiative, .. }
            | C::WithdrawOffer { initiative }
            | C::AskForLead { initiative, .. }
            | C::DeclineRequest { initiative, .. }
            | C::KeepLead { initiative }
            | C::NameSupporter { initiative, .. }
            | C::WantFeedback { initiative, .. }
            | C::BecomeSteward { initiative, .. }
            | C::LeaveStewardship { initiative, .. }
            | C::OfferWayOut { initiative, .. }
            | C::RenewObjection { initiative, .. }
            | C::EndObjection { initiative, .. }
            | C::WithdrawLastCall { initiative }
            | C::ReviewAgreement { initiative, .. }
            | C::Deliver { initiative, .. }
            | C::ConfirmCredit { initiative, .. }
            | C::PutDown { initiative, .. }
            | C::PickUp { initiative }
            | C::Wake { initiative }
            | C::Serve { initiative, .. }
            | C::Cite { initiative, .. }
            | C::GoAgainst { initiative, .. }
            | C::GoWith { initiative, .. }
            | C::Follow { initiative, .. }
            | C::StepBack { initiative }
            | C::TakeLead { initiative, .. }
            | C::HandOver { initiative, .. }
            | C::MoveStage { initiative, .. }
            | C::CheckIn { initiative, .. }
            | C::SetRhythm { initiative, .. }
            | C::ShowTo { initiative, .. }
            | C::Ask { initiative, .. }
            | C::Answer { initiative, .. }
            | C::GiveFeedback { initiative, .. }
            | C::AnswerFeedback { initiative, .. },
        ) => Some(*initiative),
    }
}

/// The names of the admins, `None` while there are none and everyone does what needs doing.
fn admins(state: &State) -> Option<String> {
    const NAMED: usize = 3;
    let names: Vec<String> = (0..)
        .map(PersonId::at)
        .zip(&state.people)
        .filter(|(_, person): &(_, &Person)| person.is_admin())
        .take(NAMED)
        .map(|(id, _)| state.name_of(id))
        .collect();
    (!names.is_empty()).then(|| names.join(" or "))
}

#[cfg(test)]
mod tests;
