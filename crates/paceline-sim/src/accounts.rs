//! Accounts: who looks after them, who is no member, who leaves, and who may read a draft before it is shared.
//!
//! They have dice of their own, so that they change nothing else in a life but what follows from them.

use paceline_core::{
    By, Command, PersonId, TeamId, Time,
    access::{Viewer, may_read},
    initiative::{self, Audience},
    person::{self, Person, Role},
};

use crate::{
    agenda::Act,
    behaviour::{Days, Habit},
    world::{Character, Kept, World},
};

/// Below this many people there are no guests and no scripts.
const HAS_OTHERS: usize = 12;
/// Whoever leaves has been there for so many days.
const STAYS_AT_LEAST: i64 = 90;
/// What a guest is shown when they come.
const SHOWN_TO_A_GUEST: usize = 3;
/// To how many at most a draft is shown.
const CHOSEN_AT_MOST: usize = 3;
/// Whoever does not look up from anything: an account that is nobody's day's work.
const NOBODY: Habit = Habit {
    of_twenty: 0,
    sees_a_gap: 0,
    starts: 0,
    follows: 0,
    leads_at_most: 0,
};

impl World {
    /// The first of all and the local person look after accounts.
    pub(crate) fn name_admins(&mut self) {
        let mut admins = vec![PersonId(1), self.me];
        admins.dedup();
        for person in admins {
            let role = Role::Admin;
            let set = person::Command::SetRole { person, role };
            self.does(By::Paceline, Command::Person(set));
        }
    }

    /// Who leaves, and when somebody from outside comes.
    pub(crate) fn plan_accounts(&mut self, whole: Days) {
        let years = self.plan.years as usize;
        let leavers = self.plan.people * years * self.behaviour.leave_of_hundred / 100;
        self.with_dice_of_accounts(|world| {
            for _ in 0..leavers {
                world.after(whole, Act::SomebodyLeaves);
            }
            if world.plan.people >= HAS_OTHERS {
                world.after(whole, Act::OthersArrive);
            }
        });
    }

    fn with_dice_of_accounts<T>(&mut self, does: impl FnOnce(&mut Self) -> T) -> T {
        std::mem::swap(&mut self.dice, &mut self.dice_of_accounts);
        let done = does(self);
        std::mem::swap(&mut self.dice, &mut self.dice_of_accounts);
        done
    }

    /// Whom a draft is shown to before it is shared; mostly everyone reads it from the first day.
    pub(crate) fn whom_to_show(&mut self, lead: PersonId, kept: Kept) -> Option<Vec<PersonId>> {
        if kept == Kept::ForTheDemonstration {
            return None;
        }
        let home = self.home_of(lead);
        self.with_dice_of_accounts(|world| {
            if !world.dice.chance(world.behaviour.keeps_draft_to_a_few) {
                return None;
            }
            let some = 1 + world.dice.below(CHOSEN_AT_MOST);
            let chosen = (0..some).filter_map(|_| world.member_of(home));
            let mut chosen: Vec<PersonId> = chosen.filter(|person| *person != lead).collect();
            chosen.sort_unstable();
            chosen.dedup();
            Some(chosen)
        })
    }

    pub(crate) fn can_read(&self, person: PersonId, entity: &initiative::Initiative) -> bool {
        may_read(Viewer::of(&self.state, person), entity)
    }

    pub(crate) fn has_left(&self, person: PersonId) -> bool {
        let known = self.state.person(person);
        known.is_some_and(|person| !person.is_present())
    }

    /// Somebody leaves who looks after nothing but their own work; what they lead is led by nobody from then on.
    pub(crate) fn somebody_leaves(&mut self) {
        let may_leave = |(id, person): &(PersonId, &Person)| {
            let is_head = || self.corners.iter().any(|corner| corner.head == Some(*id));
            person.takes_part()
                && person.role == Role::Member
                && self.now.days_since(person.joined) >= STAYS_AT_LEAST
                && *id != self.me
                && !is_head()
        };
        let able: Vec<PersonId> = (0..)
            .map(PersonId::at)
            .zip(&self.state.people)
            .filter(may_leave)
            .map(|(id, _)| id)
            .collect();
        self.with_dice_of_accounts(|world| {
            if let Some(person) = world.dice.choose(&able) {
                world.leaves(person);
            }
        });
    }

    fn leaves(&mut self, person: PersonId) {
        let involved = self
            .state
            .person(person)
            .map_or_else(Vec::new, |person| person.involved.clone());
        let led = involved.into_iter().filter(|initiative| {
            let entity = self.active(*initiative);
            entity.is_some_and(|entity| entity.lead() == Some(person))
        });
        let led: Vec<_> = led.collect();
        let leave = person::Command::Leave { person };
        self.does(By::Person(person), Command::Person(leave));
        for initiative in led {
            self.goes_adrift(initiative, person);
        }
    }

    /// A guest from a partner, to whom a few things are shown, and an account for scripts.
    pub(crate) fn others_arrive(&mut self) {
        let guest = self.account(Role::Guest);
        self.account(Role::Service);
        self.with_dice_of_accounts(|world| {
            for _ in 0..SHOWN_TO_A_GUEST {
                let some = world.dice.choose(&world.active);
                let shown = some.and_then(|initiative| {
                    let entity = world.active(initiative)?;
                    let is_new = !entity.shown_to.contains(&guest);
                    let is_open = entity.audience == Audience::Everyone;
                    Some((initiative, entity.lead().filter(|_| is_new && is_open)?))
                });
                if let Some((initiative, lead)) = shown {
                    let people = vec![guest];
                    let show = initiative::Command::ShowTo { initiative, people };
                    world.person_does(lead, show);
                }
            }
        });
    }

    fn account(&mut self, role: Role) -> PersonId {
        let index = self.characters.len();
        let (handle, name) = match role {
            Role::Service => ("build-reports".to_owned(), "Build reports".to_owned()),
            Role::Admin | Role::Member | Role::Guest => self.next_name(index),
        };
        let join = person::Command::Join { handle, name, role };
        self.does(By::Person(PersonId(1)), Command::Person(join));
        self.characters.push(Character {
            home: TeamId(1),
            habit: NOBODY,
            leads: 0,
            led: 0,
            delivered: 0,
            grown: 0,
            follows_until: Time::default(),
        });
        PersonId::at(index)
    }
}
