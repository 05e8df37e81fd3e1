//! Stories of ends: delivered with what came of it, put down in the open, at rest and woken again.

use super::{Delivery, PickUp};
use crate::{
    By, Command, InitiativeId, PersonId, TeamId, gap,
    goal::{self, Counting, Saying},
    initiative::{self, FREE, Serves, Stage, Stance, Status, What, ending, list},
    list::Asked,
    measure::Amount,
    person::{self, Role},
    signal, team,
    testing::{ADA, BEN, CLEO, Story},
    today::today,
    upkeep,
};

impl Story {
    pub(in crate::initiative) fn acts_on(&mut self, who: PersonId, command: initiative::Command) {
        self.does(who, Command::Initiative(command));
    }

    pub(in crate::initiative) fn is_refused(
        &mut self,
        who: PersonId,
        command: initiative::Command,
        sentence: &str,
    ) {
        self.refuses(who, Command::Initiative(command), sentence);
    }

    pub(in crate::initiative) fn follows(&mut self, who: PersonId, initiative: InitiativeId) {
        self.acts_on(
            who,
            initiative::Command::Follow {
                initiative,
                stance: Stance::Follow,
                reservation: String::new(),
            },
        );
    }

    pub(in crate::initiative) fn leaves(&mut self, person: PersonId) {
        let people = self.sight().people();
        let admins = people.filter(|(_, known)| known.is_admin());
        let by = admins.map(|(id, _)| id).last().unwrap_or(ADA);
        self.does(by, Command::Person(person::Command::Leave { person }));
    }

    fn puts_down(&mut self, who: PersonId, initiative: InitiativeId, pick_up: PickUp) {
        self.acts_on(who, put_down(initiative, pick_up));
    }

    fn team_of(&mut self, people: &[PersonId]) -> TeamId {
        let form = team::Command::Form {
            name: "Checkout".into(),
            parent: None,
        };
        self.does(ADA, Command::Team(form));
        let team = TeamId::at(self.state.teams.len() - 1);
        for person in people {
            let person = *person;
            self.does(ADA, Command::Team(team::Command::Join { team, person }));
        }
        team
    }

    fn upkeep(&mut self) -> Vec<upkeep::Command> {
        let due = upkeep::due(&self.state, self.now);
        for command in &due {
            self.tries(By::Paceline, &Command::Upkeep(*command))
                .expect("what is due is not refused");
        }
        due
    }

    fn stage_of(&self, id: InitiativeId) -> Stage {
        self.state.initiative(id).expect("it is there").stage
    }

    fn lead_of(&self, id: InitiativeId) -> Option<PersonId> {
        self.state.initiative(id).expect("it is there").lead()
    }

    fn free_for(&self, who: PersonId) -> Vec<InitiativeId> {
        let asked = Asked {
            stage: Some(FREE.to_owned()),
            ..Asked::default()
        };
        let listed = list(self.seen_by(who), &asked, self.now);
        listed.rows.iter().map(|row| row.initiative.id).collect()
    }

    fn waits_for(&self, who: PersonId) -> Vec<String> {
        let sight = self.seen_by(who);
        let findings = signal::Findings::of(sight, self.now);
        let today = today(sight, who, findings.seen_by(sight), &[], self.now);
        let waiting = today.waiting.iter();
        waiting
            .map(|row| format!("{} {}", row.what, row.why))
            .collect()
    }
}

fn deliver(initiative: InitiativeId) -> initiative::Command {
    initiative::Command::Deliver {
        initiative,
        outcome: "A release takes an hour.".into(),
    }
}

fn put_down(initiative: InitiativeId, pick_up: PickUp) -> initiative::Command {
    initiative::Command::PutDown {
        initiative,
        why: "The tool is gone.".into(),
        learned: "Ask the operators first.".into(),
        pick_up,
    }
}

fn pick_up(initiative: InitiativeId) -> initiative::Command {
    initiative::Command::PickUp { initiative }
}

#[test]
fn only_the_lead_delivers_and_says_what_came_of_it() {
    let mut story = Story::new();
    let boss = story.joins("boss", Role::Admin);
    let it = story.starts(BEN, "Own lanes");
    story.follows(CLEO, it);
    for other in [boss, CLEO] {
        story.is_refused(other, deliver(it), "You do not lead I-1.");
    }
    let bare = initiative::Command::Deliver {
        initiative: it,
        outcome: " ".into(),
    };
    story.is_refused(BEN, bare, "The description of what came of it is empty.");
    story.acts_on(BEN, deliver(it));
    assert_eq!(story.stage_of(it), Stage::Delivered);
    story.is_refused(BEN, deliver(it), "I-1 is delivered already.");
    let entity = story.state.initiative(it).expect("it is there");
    assert_eq!(
        entity.delivery().map(|known: &Delivery| known.by),
        Some(Some(BEN))
    );
    let page = initiative::page(story.seen_by(CLEO), Some(CLEO), it, story.now);
    let told = page.expect("a page").timeline;
    assert!(
        told.iter()
            .any(|moment| matches!(moment.what, What::Delivered { .. }))
    );
}

#[test]
fn what_was_wanted_stands_beside_what_was_measured_before_and_after() {
    let mut story = Story::new();
    let goal = story.goal(ADA, "Under a day");
    let days = Counting::number(goal, "Lead time", "days", [9, 1].map(Amount::whole));
    story.does(ADA, Command::Goal(goal::Command::AddKeyResult(days)));
    let gap = story.gap(CLEO, "A release takes nine days", "One day");
    let set = gap::Command::SetMeasure {
        gap,
        what: "Days to release".into(),
        unit: "days".into(),
        is: Amount::whole(9),
        ought: Amount::whole(1),
    };
    story.does(CLEO, Command::Gap(set));
    let says = |value: i32| {
        Command::Goal(goal::Command::CheckIn(Saying {
            goal,
            status: Status::OnTrack,
            text: "As it is.".into(),
            confidence: None,
            values: vec![(0, Amount::whole(value))],
            help: String::new(),
        }))
    };
    story.days_pass(1);
    story.does(ADA, says(8));
    story.days_pass(1);
    let it = story.starts(BEN, "Own lanes");
    for serves in [Serves::Goal(goal), Serves::Gap(gap)] {
        let initiative = it;
        story.acts_on(BEN, initiative::Command::Serve { initiative, serves });
    }
    story.days_pass(30);
    story.does(ADA, says(2));
    let measure = gap::Command::Measure {
        gap,
        value: Amount::whole(2),
        note: String::new(),
    };
    story.does(CLEO, Command::Gap(measure));
    let outcome = "It takes two days.".into();
    story.does(CLEO, Command::Gap(gap::Command::Close { gap, outcome }));
    let entity = story.state.initiative(it).expect("it is there");
    let measured = ending::before_and_after(story.seen_by(BEN), entity, story.now);
    let [goal] = measured.goals.as_slice() else {
        panic!("one goal: {measured:#?}");
    };
    let measure = &goal.measures[0];
    assert_eq!(
        [measure.before, measure.after, measure.target],
        [8, 2, 1].map(Amount::whole),
        "before is what it was when the initiative was started, not the baseline"
    );
    let [gap] = measured.gaps.as_slice() else {
        panic!("one gap: {measured:#?}");
    };
    let measure = gap.measure.as_ref().expect("it is measured");
    assert_eq!(
        [measure.before, measure.after, measure.ought],
        [9, 2, 1].map(Amount::whole)
    );
    assert_eq!(
        gap.outcome.as_ref().map(ToString::to_string).as_deref(),
        Some("It takes two days.")
    );
}

#[test]
fn it_is_put_down_with_what_was_learned_and_picked_up_by_whoever_may() {
    let mut story = Story::new();
    let team = story.team_of(&[CLEO]);
    let boss = story.joins("boss", Role::Admin);
    let it = story.starts(BEN, "Own lanes");
    story.is_refused(boss, put_down(it, PickUp::Anyone), "You do not lead I-1.");
    story.is_refused(CLEO, pick_up(it), "I-1 was not put down.");
    let bare = initiative::Command::PutDown {
        initiative: it,
        why: "Enough.".into(),
        learned: String::new(),
        pick_up: PickUp::Anyone,
    };
    story.is_refused(BEN, bare, "The description of what was learned is empty.");
    story.puts_down(BEN, it, PickUp::Team(team));
    assert_eq!(story.free_for(CLEO), [it]);
    assert_eq!(
        story.free_for(BEN),
        [it],
        "who put it down may take it up again"
    );
    assert_eq!(story.free_for(boss), [], "a rank opens nothing");
    story.is_refused(boss, pick_up(it), "I-1 is not for you to pick up.");
    assert_eq!(
        story.waits_for(CLEO),
        ["Free to pick up: Ben Bauer put it down for Checkout today."]
    );
    assert!(story.waits_for(boss).is_empty());
    story.acts_on(CLEO, pick_up(it));
    assert_eq!(story.stage_of(it), Stage::Scoping);
    assert_eq!(story.lead_of(it), Some(CLEO));
    assert!(story.free_for(CLEO).is_empty());
    assert_eq!(story.replayed(), story.state);
}

#[test]
fn what_is_better_left_alone_is_offered_to_nobody() {
    let mut story = Story::new();
    let it = story.starts(BEN, "Own lanes");
    story.puts_down(BEN, it, PickUp::Nobody);
    story.is_refused(CLEO, pick_up(it), "I-1 is not for you to pick up.");
    story.acts_on(BEN, pick_up(it));
    assert_eq!(story.lead_of(it), Some(BEN), "back is always possible");
}

#[test]
fn what_is_kept_to_a_few_is_put_down_for_one_of_them() {
    let mut story = Story::new();
    let it = story.drafts(BEN, &[ADA]);
    story.is_refused(
        BEN,
        put_down(it, PickUp::Person(CLEO)),
        "Cleo Costa cannot read I-1 yet.",
    );
    story.puts_down(BEN, it, PickUp::Person(ADA));
    assert!(story.free_for(CLEO).is_empty());
    story.acts_on(ADA, pick_up(it));
    assert_eq!(story.lead_of(it), Some(ADA));
}

#[test]
fn whoever_put_it_down_and_left_does_not_lead_it_again() {
    let mut story = Story::new();
    let it = story.starts(BEN, "Own lanes");
    story.puts_down(BEN, it, PickUp::Anyone);
    story.leaves(BEN);
    story.acts_on(CLEO, pick_up(it));
    assert_eq!(story.lead_of(it), Some(CLEO));
    assert_eq!(story.replayed(), story.state);
}

#[test]
fn what_is_quiet_rests_and_whoever_leads_or_follows_wakes_it() {
    let mut story = Story::new();
    let it = story.starts(BEN, "Own lanes");
    story.moves(BEN, it, Stage::Shared);
    story.follows(CLEO, it);
    let rests = initiative::Command::MoveStage {
        initiative: it,
        to: Stage::Resting,
        reason: String::new(),
    };
    story.is_refused(BEN, rests, "I-1 rests by itself, when it is quiet.");
    let rhythm = initiative::Command::SetRhythm {
        initiative: it,
        every_days: 14,
    };
    story.acts_on(BEN, rhythm);
    story.days_pass(30);
    assert!(story.upkeep().is_empty(), "a month is not long");
    story.days_pass(365);
    assert_eq!(story.upkeep(), [upkeep::Command::Rest { initiative: it }]);
    assert_eq!(story.stage_of(it), Stage::Resting);
    assert!(story.upkeep().is_empty(), "it rests once");
    let sight = story.seen_by(ADA);
    assert!(
        signal::about_initiative(sight, it, story.now).is_empty(),
        "what rests is not among what is active"
    );
    let waits = story.waits_for(BEN);
    assert_eq!(
        waits,
        [
            "Resting: It was quiet for long. Wake it, and it goes on as shared; or put it down for others."
        ]
    );
    let wake = initiative::Command::Wake { initiative: it };
    story.is_refused(ADA, wake.clone(), "You neither lead nor follow I-1.");
    story.acts_on(CLEO, wake.clone());
    assert_eq!(story.stage_of(it), Stage::Shared);
    story.is_refused(CLEO, wake, "I-1 does not rest.");
    assert_eq!(
        story.lead_of(it),
        Some(BEN),
        "waking takes nothing from anybody"
    );
}

#[test]
fn what_is_agreed_holds_and_does_not_rest_before_it_is_looked_at() {
    let mut story = Story::new();
    let it = story.starts(BEN, "Own lanes");
    let ask = initiative::Command::Decide(initiative::Proposing {
        initiative: it,
        way: initiative::Way::AdviceProcess,
        until: None,
        what: "One way to release.".into(),
        why: "Nine are too many.".into(),
        considered: String::new(),
        review: story.now.plus_days(400).date(),
        try_until: None,
    });
    let advice = initiative::Command::Ask {
        initiative: it,
        of: initiative::AskedOf::Person(CLEO),
        also: Vec::new(),
        what: "Would it hold?".into(),
        size: None,
        until: None,
    };
    story.acts_on(BEN, advice);
    let answer = initiative::Command::Answer {
        initiative: it,
        ask: 0,
        reply: Some(initiative::Reply::Yes),
        text: String::new(),
    };
    story.acts_on(CLEO, answer);
    story.acts_on(BEN, ask);
    assert_eq!(story.stage_of(it), Stage::Agreed);
    story.days_pass(399);
    assert!(story.upkeep().is_empty());
    story.days_pass(300);
    assert_eq!(story.upkeep(), [upkeep::Command::Rest { initiative: it }]);
}
