//! Stories of credit: everyone who took part is there with what they did, and nobody is left out without a word.

use super::{LeavingOut, Part, Thanks, proposal};
use crate::{
    Command, InitiativeId, PersonId,
    initiative::{self, AskedOf, Label, Reply, Serves, Stage, Stance, Uptake, credit, leaders},
    person::{self, Role},
    testing::{ADA, BEN, CLEO, Story},
    today::Urgency,
};

const IT: InitiativeId = InitiativeId(1);

fn confirm(thanks: &[(PersonId, &str)], left_out: &[(PersonId, &str)]) -> initiative::Command {
    let thanks = thanks.iter().map(|(person, words)| Thanks {
        person: *person,
        words: (*words).into(),
    });
    let left_out = left_out.iter().map(|(person, because)| LeavingOut {
        person: *person,
        because: (*because).into(),
    });
    initiative::Command::ConfirmCredit {
        initiative: IT,
        thanks: thanks.collect(),
        left_out: left_out.collect(),
    }
}

impl Story {
    /// Ben led it, Cleo followed first, Dora gave feedback that was taken up, Emil helped, Ada saw the gap.
    fn delivered() -> (Self, [PersonId; 3]) {
        let mut story = Self::new();
        let [dora, emil, boss] = [
            ("dora", Role::Member),
            ("emil", Role::Member),
            ("boss", Role::Admin),
        ]
        .map(|(handle, role)| story.joins(handle, role));
        let gap = story.gap(ADA, "Nine days", "One day");
        let text = "Ours takes ten.".into();
        story.does(
            emil,
            Command::Gap(crate::gap::Command::SeeToo { gap, text }),
        );
        story.starts(BEN, "Own lanes");
        let initiative = IT;
        let serves = Serves::Gap(gap);
        story.acts_on(BEN, initiative::Command::Serve { initiative, serves });
        story.moves(BEN, IT, Stage::Shared);
        story.follows(CLEO, IT);
        let ask = initiative::Command::Ask {
            initiative,
            of: AskedOf::Person(emil),
            also: Vec::new(),
            what: "Move one service.".into(),
            size: None,
            until: None,
        };
        story.acts_on(BEN, ask);
        let answer = initiative::Command::Answer {
            initiative,
            ask: 0,
            reply: Some(Reply::Yes),
            text: String::new(),
        };
        story.acts_on(emil, answer);
        for (feedback, (who, uptake)) in [(dora, Uptake::TakenUp), (boss, Uptake::Thanks)]
            .into_iter()
            .enumerate()
        {
            let give = initiative::Command::GiveFeedback {
                initiative,
                label: Label::Suggestion,
                text: "One lane first.".into(),
                passage: None,
            };
            story.acts_on(who, give);
            let answer = initiative::Command::AnswerFeedback {
                initiative,
                feedback: u16::try_from(feedback).expect("two"),
                answer: uptake,
                because: String::new(),
                revision: None,
            };
            story.acts_on(BEN, answer);
        }
        story.moves(BEN, IT, Stage::Delivered);
        (story, [dora, emil, boss])
    }

    fn credited(&self) -> Vec<(PersonId, Vec<Part>)> {
        let entity = self.state.initiative(IT).expect("it is there");
        let known = entity.credited.as_ref().expect("it is confirmed");
        let credits = known.credits.iter();
        credits
            .map(|credit| (credit.person, credit.parts.clone()))
            .collect()
    }
}

#[test]
fn everyone_who_took_part_is_proposed_with_the_evidence() {
    let (story, [dora, emil, boss]) = Story::delivered();
    let entity = story.state.initiative(IT).expect("it is there");
    let proposed = proposal(story.seen_by(BEN), entity);
    let parts: Vec<(PersonId, Vec<Part>)> = proposed
        .iter()
        .map(|proposed| {
            let parts = proposed.evidence.iter().map(|evidence| evidence.part);
            (proposed.person.id, parts.collect())
        })
        .collect();
    assert_eq!(
        parts,
        [
            (BEN, vec![Part::Led]),
            (CLEO, vec![Part::FollowedFirst]),
            (ADA, vec![Part::SawTheGap]),
            (emil, vec![Part::SawItToo, Part::Helped]),
            (dora, vec![Part::FeedbackTakenUp]),
        ],
        "thanks for feedback takes nothing up, so boss took no part"
    );
    assert!(!parts.iter().any(|(person, _)| *person == boss));
    for proposed in &proposed {
        for evidence in &proposed.evidence {
            let recorded = story.recorded.iter();
            let recorded = recorded
                .clone()
                .find(|recorded| recorded.seq == evidence.seq);
            let by = recorded.expect("the evidence is on record").by;
            assert_eq!(by.person(), Some(proposed.person.id), "{evidence:?}");
        }
    }
}

#[test]
fn nobody_is_left_out_without_a_word() {
    let (mut story, [dora, emil, boss]) = Story::delivered();
    story.acts_on(BEN, confirm(&[(CLEO, "You came first.")], &[]));
    let all: Vec<PersonId> = story
        .credited()
        .into_iter()
        .map(|(person, _)| person)
        .collect();
    assert_eq!(
        all,
        [ADA, BEN, CLEO, dora, emil],
        "also whom nobody thanked in words"
    );
    story.is_refused(
        BEN,
        confirm(&[], &[(dora, " ")]),
        "The reason for leaving somebody out is empty.",
    );
    story.is_refused(
        BEN,
        confirm(&[], &[(boss, "No.")]),
        "boss took no part in I-1.",
    );
    story.is_refused(
        BEN,
        confirm(&[(dora, "Thanks.")], &[(dora, "No.")]),
        "dora is named twice.",
    );
    story.acts_on(
        BEN,
        confirm(&[(boss, "For the room.")], &[(dora, "She asked for it.")]),
    );
    let all: Vec<PersonId> = story
        .credited()
        .into_iter()
        .map(|(person, _)| person)
        .collect();
    assert_eq!(all, [ADA, BEN, CLEO, emil, boss]);
    let page = initiative::page(story.seen_by(ADA), Some(ADA), IT, story.now).expect("a page");
    let credited = page.ending.credited.expect("it is confirmed");
    assert!(credited.is_corrected);
    assert_eq!(credited.left_out[0].person.id, dora);
    assert_eq!(
        credited.left_out[0].because.to_string(),
        "She asked for it."
    );
    assert_eq!(story.replayed(), story.state);
}

#[test]
fn a_correction_is_on_record_and_keeps_what_was_said() {
    let (mut story, [_, _, boss]) = Story::delivered();
    story.acts_on(
        BEN,
        confirm(&[(CLEO, "You came first."), (boss, "For the room.")], &[]),
    );
    story.is_refused(BEN, confirm(&[], &[]), "Nothing would change.");
    story.days_pass(3);
    story.acts_on(BEN, confirm(&[(ADA, "You saw it.")], &[]));
    let entity = story.state.initiative(IT).expect("it is there");
    let words = |person: PersonId| {
        let credited = credit::credited(story.seen_by(BEN), entity).expect("it is confirmed");
        let mut credits = credited.credits.into_iter();
        let credit = credits.find(|credit| credit.person.id == person)?;
        credit.words.map(|words| words.to_string())
    };
    assert_eq!(words(CLEO).as_deref(), Some("You came first."));
    assert_eq!(words(boss).as_deref(), Some("For the room."));
    assert_eq!(words(ADA).as_deref(), Some("You saw it."));
    assert_eq!(entity.credited_before.len(), 1);
    let own = person::own_words(story.sight(), BEN);
    let said = own
        .texts
        .iter()
        .filter(|text| text.what.starts_with("credit for"));
    assert_eq!(said.count(), 3, "each once");
    let person = story.state.person(CLEO).expect("she is there");
    assert_eq!(person.credited, [IT], "once, however often it is corrected");
}

#[test]
fn whoever_led_last_confirms_and_an_admin_is_refused_like_anyone() {
    let (mut story, [dora, _, boss]) = Story::delivered();
    for other in [boss, CLEO, dora] {
        story.is_refused(
            other,
            confirm(&[], &[]),
            "The credit of I-1 is for Ben Bauer to confirm.",
        );
    }
    assert_eq!(story.urgencies_of(BEN), [Urgency::Soon]);
    story.days_pass(15);
    assert_eq!(story.urgencies_of(BEN), [Urgency::Late]);
    story.leaves(BEN);
    story.is_refused(
        boss,
        confirm(&[], &[]),
        "The credit of I-1 is for whoever took part to confirm.",
    );
    story.acts_on(CLEO, confirm(&[(BEN, "You carried it.")], &[]));
    assert!(
        story.credited().iter().any(|(person, _)| *person == BEN),
        "who has left is credited, and thanked"
    );
}

impl Story {
    fn urgencies_of(&self, who: PersonId) -> Vec<Urgency> {
        let sight = self.seen_by(who);
        let today = crate::today::today(sight, who, std::iter::empty(), &[], self.now);
        let waiting = today.waiting.iter();
        let credit = waiting.filter(|row| row.what == "Give credit for");
        credit.map(|row| row.urgency).collect()
    }
}

#[test]
fn only_what_is_delivered_is_credited_and_a_second_delivery_asks_again() {
    let mut story = Story::new();
    story.starts(BEN, "Own lanes");
    story.is_refused(BEN, confirm(&[], &[]), "I-1 was not delivered.");
    story.moves(BEN, IT, Stage::Delivered);
    story.acts_on(BEN, confirm(&[], &[]));
    assert!(story.urgencies_of(BEN).is_empty());
    story.moves(BEN, IT, Stage::UnderWay);
    story.follows(CLEO, IT);
    story.moves(BEN, IT, Stage::Delivered);
    assert_eq!(story.urgencies_of(BEN), [Urgency::Soon]);
    story.acts_on(BEN, confirm(&[], &[]));
    assert_eq!(story.credited().len(), 2);
}

#[test]
fn the_first_follower_stays_named_in_whatever_stance() {
    let mut story = Story::new();
    story.starts(BEN, "Own lanes");
    story.moves(BEN, IT, Stage::Shared);
    for (who, stance) in [(CLEO, Stance::Advise), (ADA, Stance::NotNow)] {
        let follow = initiative::Command::Follow {
            initiative: IT,
            stance,
            reservation: String::new(),
        };
        story.acts_on(who, follow);
    }
    let initiative = IT;
    story.acts_on(CLEO, initiative::Command::StepBack { initiative });
    story.moves(BEN, IT, Stage::Delivered);
    story.acts_on(BEN, confirm(&[], &[]));
    assert_eq!(
        story.credited(),
        [(BEN, vec![Part::Led]), (CLEO, vec![Part::FollowedFirst])],
        "'not now' is no part, and stepping back takes nothing away"
    );
}

#[test]
fn leaders_who_create_leaders_are_known() {
    let mut story = Story::new();
    let dora = story.joins("dora", Role::Member);
    story.starts(ADA, "Own lanes");
    story.moves(ADA, IT, Stage::Shared);
    story.follows(CLEO, IT);
    story.hands_over(ADA, IT, BEN);
    let supporter = initiative::Command::NameSupporter {
        initiative: IT,
        person: Some(dora),
    };
    story.acts_on(BEN, supporter);
    story.moves(BEN, IT, Stage::Delivered);
    let page = initiative::page(story.seen_by(CLEO), Some(CLEO), IT, story.now).expect("a page");
    let told: Vec<String> = page
        .ending
        .first_leads
        .iter()
        .map(|first| format!("{}: {}", first.person.name, first.in_words()))
        .collect();
    assert_eq!(
        told,
        [
            "Ada Amin: followed by Cleo Costa",
            "Ben Bauer: invited by Ada Amin; followed by Cleo Costa and Ada Amin; coached by dora",
        ]
    );
    // The second time is not the first.
    let second = story.starts(BEN, "Undo");
    let entity = story.state.initiative(second).expect("it is there");
    assert!(leaders::first_leads(story.sight(), (second, entity)).is_empty());
    // Everybody sees for themselves whom they helped.
    let helped = |who: PersonId, viewer: PersonId| {
        let sight = story.seen_by(viewer);
        let page = person::page(sight, Some(viewer), who, story.now).expect("a page");
        page.led_with_my_help.len()
    };
    assert_eq!(
        [helped(dora, dora), helped(CLEO, CLEO), helped(ADA, ADA)],
        [1, 2, 1]
    );
    assert_eq!(helped(dora, ADA), 0, "only they see it");
}

#[test]
fn credit_stands_on_the_page_of_whoever_is_credited() {
    let (mut story, [dora, _, boss]) = Story::delivered();
    story.acts_on(
        BEN,
        confirm(&[(dora, "Sharp eyes.")], &[(CLEO, "She said so.")]),
    );
    let page = |who: PersonId| {
        let sight = story.seen_by(ADA);
        person::page(sight, Some(ADA), who, story.now).expect("a page")
    };
    let credited = page(dora).credited_for;
    let [one] = credited.as_slice() else {
        panic!("one: {credited:#?}");
    };
    assert_eq!(one.did, "gave feedback that was taken up");
    assert_eq!(
        one.words.as_ref().map(ToString::to_string).as_deref(),
        Some("Sharp eyes.")
    );
    assert!(page(CLEO).credited_for.is_empty() && page(boss).credited_for.is_empty());
}

#[test]
fn whoever_was_erased_keeps_their_place_without_a_name() {
    let (mut story, [_, _, boss]) = Story::delivered();
    story.does(
        boss,
        Command::Person(person::Command::Erase { person: CLEO }),
    );
    story.is_refused(
        BEN,
        confirm(&[(CLEO, "Thanks.")], &[]),
        "This person was erased.",
    );
    story.acts_on(BEN, confirm(&[], &[]));
    assert!(story.credited().iter().any(|(person, _)| *person == CLEO));
}
