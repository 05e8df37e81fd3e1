//! Stories for tests: people do things, days pass, and the state is folded as the store folds it.

use crate::{
    By, Command, Ctx, Decision, Door, GapId, GoalId, InitiativeId, PersonId, Recorded, Seq, Sight,
    State, Time,
    access::Viewer,
    decide, gap, goal,
    initiative::{self, Stage},
    person, record,
};

pub(crate) const ADA: PersonId = PersonId(1);
pub(crate) const BEN: PersonId = PersonId(2);
pub(crate) const CLEO: PersonId = PersonId(3);

/// 2026-01-01T00:00:00Z.
pub(crate) const START: Time = Time(1_767_225_600);

pub(crate) struct Story {
    pub(crate) state: State,
    pub(crate) now: Time,
    pub(crate) recorded: Vec<Recorded>,
    pub(crate) words: Vec<String>,
}

impl Story {
    /// An organisation of Ada, Ben and Cleo.
    pub(crate) fn new() -> Self {
        let mut story = Self {
            state: State::default(),
            now: START,
            recorded: Vec::new(),
            words: Vec::new(),
        };
        for (handle, name) in [
            ("ada", "Ada Amin"),
            ("ben", "Ben Bauer"),
            ("cleo", "Cleo Costa"),
        ] {
            story.does(
                ADA,
                Command::Person(person::Command::Join {
                    handle: handle.into(),
                    name: name.into(),
                    role: person::Role::Member,
                }),
            );
        }
        story
    }

    /// Everything, as Paceline itself sees it.
    pub(crate) fn sight(&self) -> Sight<'_> {
        self.state.seen_by(Viewer::Paceline)
    }

    /// The record as one person sees it.
    pub(crate) fn seen_by(&self, person: PersonId) -> Sight<'_> {
        self.state.seen_by(Viewer::of(&self.state, person))
    }

    /// Somebody joins by Ada's doing.
    pub(crate) fn joins(&mut self, handle: &str, role: person::Role) -> PersonId {
        let join = person::Command::Join {
            handle: handle.into(),
            name: handle.into(),
            role,
        };
        self.does(ADA, Command::Person(join));
        PersonId::at(self.state.people.len() - 1)
    }

    pub(crate) fn becomes(&mut self, person: PersonId, role: person::Role) {
        let set = person::Command::SetRole { person, role };
        self.does(ADA, Command::Person(set));
    }

    /// A draft that the lead keeps to themselves and these people.
    pub(crate) fn drafts(&mut self, who: PersonId, shown_to: &[PersonId]) -> InitiativeId {
        let start = initiative::Command::Start {
            document: String::new(),
            kind: None,
            title: "A quiet draft".into(),
            summary: String::new(),
            team: None,
            serves: Vec::new(),
            shown_to: Some(shown_to.to_vec()),
        };
        self.does(who, Command::Initiative(start));
        InitiativeId::at(self.state.initiatives.len() - 1)
    }

    #[expect(clippy::needless_pass_by_value, reason = "stories read as sentences")]
    pub(crate) fn does(&mut self, who: PersonId, command: Command) {
        self.tries(By::Person(who), &command)
            .expect("the command is not refused");
    }

    #[expect(clippy::needless_pass_by_value, reason = "stories read as sentences")]
    pub(crate) fn refuses(&mut self, who: PersonId, command: Command, sentence: &str) {
        let refusal = self
            .tries(By::Person(who), &command)
            .expect_err("the command is refused");
        assert_eq!(refusal.to_string(), sentence);
        assert!(
            refusal.instead().ends_with('.'),
            "a refusal says what to do instead"
        );
    }

    pub(crate) fn imports(&mut self, command: record::Command) {
        self.tries(By::Importer, &Command::Record(Box::new(command)))
            .expect("an import is not refused");
    }

    pub(crate) fn tries(&mut self, by: By, command: &Command) -> Result<(), crate::Refusal> {
        let ctx = Ctx {
            at_hand: crate::AtHand::new(),
            by,
            door: Door::Page,
            now: self.now,
            origin: None,
        };
        let decision = decide(&self.state, &ctx, command)?;
        self.record(by, decision);
        Ok(())
    }

    fn record(&mut self, by: By, decision: Decision) {
        for word in decision.words {
            self.state.words.take_in(Some(&word));
            self.words.push(word);
        }
        for event in decision.events {
            let seq = Seq(u32::try_from(self.recorded.len()).unwrap()).next();
            let recorded = Recorded {
                seq,
                at: self.now,
                by,
                door: Door::Page,
                origin: None,
                event,
            };
            self.state.apply(&recorded);
            self.recorded.push(recorded);
        }
    }

    /// Moves an initiative to a stage by the command that leads there.
    pub(crate) fn moves(&mut self, who: PersonId, initiative: InitiativeId, to: Stage) {
        self.does(who, Command::Initiative(step_to(initiative, to)));
    }

    /// The lead offers it, and whoever it is offered to takes it.
    pub(crate) fn hands_over(&mut self, from: PersonId, initiative: InitiativeId, to: PersonId) {
        let hand_over = initiative::Command::HandOver {
            initiative,
            to,
            note: "All notes are in the draft.".into(),
            trial: None,
        };
        self.does(from, Command::Initiative(hand_over));
        let accept = initiative::Command::AcceptLead { initiative };
        self.does(to, Command::Initiative(accept));
    }

    pub(crate) fn days_pass(&mut self, days: i64) {
        self.now = self.now.plus_days(days);
    }

    pub(crate) fn gap(&mut self, who: PersonId, is: &str, ought: &str) -> GapId {
        let record = gap::Command::Record {
            is: is.into(),
            ought: ought.into(),
            team: None,
            goal: None,
        };
        self.does(who, Command::Gap(record));
        GapId::at(self.state.gaps.len() - 1)
    }

    pub(crate) fn goal(&mut self, who: PersonId, title: &str) -> GoalId {
        self.does(
            who,
            Command::Goal(goal::Command::Set(goal::Setting {
                title: title.into(),
                team: None,
                until: None,
                ..goal::Setting::default()
            })),
        );
        GoalId::at(self.state.goals.len() - 1)
    }

    pub(crate) fn starts(&mut self, who: PersonId, title: &str) -> InitiativeId {
        let start = initiative::Command::Start {
            document: String::new(),
            kind: None,
            title: title.into(),
            summary: String::new(),
            team: None,
            serves: Vec::new(),
            shown_to: None,
        };
        self.does(who, Command::Initiative(start));
        InitiativeId::at(self.state.initiatives.len() - 1)
    }

    /// The state as another process would fold it from the same journal.
    pub(crate) fn replayed(&self) -> State {
        let mut state = State::default();
        for word in &self.words {
            state.words.take_in(Some(word));
        }
        for recorded in &self.recorded {
            state.apply(recorded);
        }
        state
    }
}

/// The command that leads to a stage. Agreement is no single command: nobody objects until a last call has ended.
pub(crate) fn step_to(initiative: InitiativeId, to: Stage) -> initiative::Command {
    match to {
        Stage::Delivered => initiative::Command::Deliver {
            initiative,
            outcome: "It takes an hour now.".into(),
        },
        Stage::PutDown => initiative::Command::PutDown {
            initiative,
            why: "What we learned.".into(),
            learned: "What we learned.".into(),
            pick_up: initiative::PickUp::Anyone,
        },
        Stage::LastCall => initiative::Command::CallLast(initiative::Proposing {
            initiative,
            way: initiative::Way::Consent,
            until: Some(jiff::civil::date(2030, 1, 31)),
            what: "One way to release.".into(),
            why: "Nine are too many.".into(),
            considered: String::new(),
            review: jiff::civil::date(2030, 6, 30),
            try_until: None,
        }),
        Stage::Spotted
        | Stage::Scoping
        | Stage::Drafted
        | Stage::Shared
        | Stage::Agreed
        | Stage::UnderWay
        | Stage::Superseded
        | Stage::Resting
        | Stage::Unknown => initiative::Command::MoveStage {
            initiative,
            to,
            reason: "It is time.".into(),
        },
    }
}
