//! The rules of people: who joins, changes roles, leaves and comes back. Whether the actor may ask is decided before.

use super::{AtOnce, Command, Digest, Ending, Event, Person, Role, leaving::lets_go, priorities};
use crate::{
    Ctx, Draft, PersonId, Refusal, State, judgement, organisation::kept_holidays, rhythm::Rhythm,
    text,
};

/// Answers what is asked of people and accounts.
#[expect(clippy::too_many_lines, reason = "one arm a command")]
pub fn decide(draft: &mut Draft<'_>, ctx: &Ctx, command: &Command) -> Result<(), Refusal> {
    match command {
        Command::Join { handle, name, role } => {
            let handle = text::slug(&text::title("handle", handle)?);
            if handle.is_empty() {
                return Err(Refusal::Empty { what: "handle" });
            }
            let name = text::title("name", name)?;
            if draft.state.person_called(&handle).is_some() {
                return Err(Refusal::HandleTaken { handle });
            }
            draft.joins(&handle, &name, *role);
        }
        Command::Rename { person, name } => {
            if draft.state.person_or_refuse(*person)?.is_erased {
                return Err(Refusal::WasErased);
            }
            let name = text::title("name", name)?;
            let name = draft.word(name);
            draft.person(Event::Renamed {
                person: *person,
                name,
            });
        }
        Command::SetRole { person, role } => set_role(draft, *person, *role)?,
        Command::Leave { person } => {
            present_or_refuse(draft.state, *person)?;
            leave(draft, *person)?;
        }
        Command::Return { person } => {
            let known = draft.state.person_or_refuse(*person)?;
            if known.is_erased {
                return Err(Refusal::WasErased);
            }
            if known.is_present() {
                let who = draft.state.name_of(*person);
                return Err(Refusal::HasNotLeft { who });
            }
            draft.person(Event::Returned { person: *person });
        }
        Command::Erase { person } => {
            let known = draft.state.person_or_refuse(*person)?;
            if known.is_erased {
                return Err(Refusal::WasErased);
            }
            if known.is_present() {
                leave(draft, *person)?;
            }
            draft.person(Event::Erased { person: *person });
        }
        Command::SetRhythm {
            every,
            weekday,
            zone,
            paused,
        } => {
            let person = ctx.person()?;
            let rhythm = Rhythm {
                every: *every,
                weekday: *weekday,
                zone: crate::rhythm::zone_or_refuse(zone)?,
                paused: *paused,
            };
            draft.person(Event::RhythmSet { person, rhythm });
        }
        Command::ChooseMail { digest, at_once } => choose_mail(draft, ctx, (*digest, *at_once))?,
        Command::RankPriorities {
            priorities: ranked,
            sharing,
        } => priorities::rank(draft, ctx, ranked, *sharing)?,
        Command::SayWhetherItMattered {
            judgement,
            mattered,
        } => judgement::say(draft, ctx.person()?, ctx.now, (*judgement, *mattered))?,
        Command::KeepHolidays { calendar } => keep_holidays(draft, ctx, calendar.as_deref())?,
    }
    Ok(())
}

impl Draft<'_> {
    pub(super) fn person(&mut self, event: Event) {
        self.happened(crate::Event::Person(event));
    }
}

/// Somebody who is here, or why not.
pub(crate) fn present_or_refuse(state: &State, id: PersonId) -> Result<&Person, Refusal> {
    let person = state.person_or_refuse(id)?;
    if person.is_erased {
        Err(Refusal::WasErased)
    } else if person.is_present() {
        Ok(person)
    } else {
        let who = state.name_of(id);
        Err(Refusal::HasLeft { who })
    }
}

/// Somebody who can lead and be asked for support, or why not.
pub(crate) fn member_or_refuse(state: &State, id: PersonId) -> Result<&Person, Refusal> {
    let person = present_or_refuse(state, id)?;
    if person.takes_part() {
        Ok(person)
    } else {
        Err(Refusal::IsNoMember {
            who: state.name_of(id),
            role: person.role.with_article(),
        })
    }
}

/// To choose what is chosen already is no news.
fn choose_mail(
    draft: &mut Draft<'_>,
    ctx: &Ctx,
    (digest, at_once): (Digest, AtOnce),
) -> Result<(), Refusal> {
    let person = ctx.person()?;
    let before = present_or_refuse(draft.state, person)?.mail;
    if (before.digest, before.at_once) != (digest, at_once) {
        draft.person(Event::MailChosen {
            person,
            digest,
            at_once,
        });
    }
    Ok(())
}

fn set_role(draft: &mut Draft<'_>, id: PersonId, role: Role) -> Result<(), Refusal> {
    let person = present_or_refuse(draft.state, id)?;
    if person.role == role {
        return Err(Refusal::RoleAlready {
            who: draft.state.name_of(id),
            role: role.with_article(),
        });
    }
    not_the_last_admin(draft.state, id)?;
    draft.person(Event::RoleSet { person: id, role });
    if !role.takes_part() {
        lets_go(draft, id, Ending::Became(role));
    }
    Ok(())
}

fn leave(draft: &mut Draft<'_>, id: PersonId) -> Result<(), Refusal> {
    not_the_last_admin(draft.state, id)?;
    draft.person(Event::Left { person: id });
    lets_go(draft, id, Ending::Left);
    Ok(())
}

fn keep_holidays(draft: &mut Draft<'_>, ctx: &Ctx, calendar: Option<&str>) -> Result<(), Refusal> {
    let person = ctx.person()?;
    let calendar = match calendar.map(str::trim) {
        None | Some("") => None,
        Some(name) => Some(kept_holidays(&draft.state.organisation, name)?),
    };
    if draft.state.person_or_refuse(person)?.holidays == calendar {
        return Err(Refusal::NothingChanges);
    }
    draft.person(Event::HolidaysKept { person, calendar });
    Ok(())
}

/// Somebody must be able to let people in.
fn not_the_last_admin(state: &State, id: PersonId) -> Result<(), Refusal> {
    let others = (0..)
        .map(PersonId::at)
        .zip(&state.people)
        .filter(|(other, person)| *other != id && person.is_admin())
        .count();
    if others == 0 && state.person(id).is_some_and(Person::is_admin) {
        return Err(Refusal::LastAdmin {
            who: state.name_of(id),
        });
    }
    Ok(())
}
