//! Who is called by name, told as stories.

use super::*;
use crate::{
    Command, TeamId,
    initiative::{Command as On, Label},
    judgement::Matters,
    person::Role,
    team,
    testing::{ADA, BEN, CLEO, Story},
};

/// What people wrote and asked since a place in the journal, and whom it calls.
pub(in crate::today) fn calls(story: &Story, from: usize, first: usize) -> Vec<Call> {
    let events = &story.recorded[from..];
    let mut calls: Vec<Call> = events
        .iter()
        .filter_map(|recorded| asked(&story.state, recorded))
        .collect();
    for text in written(&story.state, events, first..usize::MAX) {
        let names = |word: WordId| -> BTreeSet<String> {
            let pieces = reference::pieces(&story.words[word.index()]).into_iter();
            let people = pieces.filter_map(|piece| match piece {
                Piece::Person(handle, _) => Some(handle),
                Piece::Plain(_) | Piece::Reference(..) => None,
            });
            people.collect()
        };
        let told: BTreeSet<String> = text.earlier.iter().flat_map(|word| names(*word)).collect();
        let new = names(text.word).difference(&told).cloned().collect();
        calls.extend(mentioned(&story.state, &text, &new));
    }
    calls
}

/// Whom one thing that is done calls.
fn called(story: &mut Story, who: PersonId, command: Command) -> Vec<PersonId> {
    let (from, first) = (story.recorded.len(), story.words.len());
    story.does(who, command);
    calls(story, from, first)
        .iter()
        .map(|call| call.person)
        .collect()
}

fn feedback(initiative: InitiativeId, text: &str) -> Command {
    Command::Initiative(On::GiveFeedback {
        initiative,
        label: Label::Suggestion,
        text: text.into(),
        passage: None,
    })
}

fn ask(initiative: InitiativeId, of: AskedOf) -> Command {
    Command::Initiative(On::Ask {
        initiative,
        of,
        also: Vec::new(),
        what: "A review".into(),
        size: None,
        until: None,
    })
}

fn choose(story: &mut Story, who: PersonId, digest: Digest, at_once: AtOnce) {
    story.does(
        who,
        Command::Person(person::Command::ChooseMail { digest, at_once }),
    );
}

#[test]
fn who_is_asked_by_name_is_called_and_a_team_is_not() {
    let mut story = Story::new();
    let initiative = story.starts(ADA, "Ship any day");
    let form = team::Command::Form {
        name: "Checkout".into(),
        parent: None,
    };
    story.does(ADA, Command::Team(form));
    let join = team::Command::Join {
        team: TeamId(1),
        person: BEN,
    };
    story.does(BEN, Command::Team(join));
    let of_team = ask(initiative, AskedOf::Team(TeamId(1)));
    assert_eq!(called(&mut story, ADA, of_team), []);
    let of_ben = ask(initiative, AskedOf::Person(BEN));
    assert_eq!(called(&mut story, ADA, of_ben), [BEN]);
    let call = story
        .recorded
        .iter()
        .find_map(|recorded| asked(&story.state, recorded))
        .expect("a call");
    assert!(call.holds(&story.state));
    assert_eq!(
        call.sentence(story.seen_by(BEN), story.now),
        "Ada Amin asked it of you by name, today."
    );
    story.does(
        BEN,
        Command::Initiative(On::Answer {
            initiative,
            ask: 1,
            reply: None,
            text: String::new(),
        }),
    );
    assert!(!call.holds(&story.state), "it was answered meanwhile");
}

#[test]
fn who_is_mentioned_is_called_once_and_nobody_calls_themselves() {
    let mut story = Story::new();
    let initiative = story.starts(ADA, "Ship any day");
    let text = feedback(
        initiative,
        "@ben and @ada, see G-1; mail to cleo@example.org. @nobody",
    );
    assert_eq!(called(&mut story, ADA, text), [BEN]);
    // Another wording of the same on the same day is no second call; a new name in it is one.
    story.now = Time(story.now.0 + 3600);
    let again = feedback(initiative, "@ben and @cleo, see G-1");
    assert_eq!(called(&mut story, ADA, again), [CLEO]);
    story.days_pass(1);
    let again = feedback(initiative, "@ben, are you there?");
    assert_eq!(called(&mut story, ADA, again), [BEN]);
    // It is by place and person: what somebody else writes there is new.
    let other = feedback(initiative, "Yes, @ada and @cleo");
    assert_eq!(called(&mut story, BEN, other), [ADA, CLEO]);
}

#[test]
fn a_draft_calls_only_those_who_may_read_it() {
    let mut story = Story::new();
    let draft = story.drafts(ADA, &[BEN]);
    let text = || feedback(draft, "What do you say, @ben and @cleo?");
    assert_eq!(called(&mut story, ADA, text()), [BEN]);
    let guest = story.joins("gus", Role::Guest);
    let open = story.starts(ADA, "Open");
    let said = feedback(open, "@gus, look");
    assert_eq!(called(&mut story, ADA, said), [], "it is not shown to them");
    let show = On::ShowTo {
        initiative: open,
        people: vec![guest],
    };
    story.does(ADA, Command::Initiative(show));
    let said = feedback(open, "@gus, look now");
    assert_eq!(called(&mut story, BEN, said), [guest]);
    story.does(ADA, Command::Person(person::Command::Leave { person: BEN }));
    story.days_pass(2);
    assert_eq!(
        called(&mut story, ADA, text()),
        [],
        "who has left reads nothing"
    );
}

#[test]
fn any_text_can_mention_somebody() {
    let mut story = Story::new();
    let record = gap::Command::Record {
        is: "@ben waits nine days".into(),
        ought: "An hour, says @cleo".into(),
        team: None,
        goal: None,
    };
    assert_eq!(called(&mut story, ADA, Command::Gap(record)), [BEN, CLEO]);
    let gap = story.recorded.len() - 1;
    let found = calls(&story, gap, 0);
    assert_eq!(found[0].about.to_string(), "G-1");
    let Some(About::Gap(link)) = found[0].subject(story.seen_by(BEN)) else {
        panic!("it is about the gap");
    };
    assert_eq!(link.id.to_string(), "G-1");
    assert_eq!(
        found[0].sentence(story.seen_by(BEN), story.now),
        "Ada Amin mentioned you today, in: how it is, G-1."
    );
}

#[test]
fn how_it_reaches_them_is_their_choice() {
    let mut story = Story::new();
    let initiative = story.starts(ADA, "Ship any day");
    story.does(ADA, ask(initiative, AskedOf::Person(BEN)));
    story.does(ADA, feedback(initiative, "@ben"));
    let calls = calls(&story, 0, 0);
    let ways =
        |story: &Story| -> Vec<Way> { calls.iter().map(|call| call.way(&story.state)).collect() };
    assert_eq!(
        ways(&story),
        [Way::AtOnce, Way::AtOnce],
        "who chose nothing"
    );
    choose(&mut story, BEN, Digest::EveryWeek, AtOnce::Never);
    assert_eq!(
        ways(&story),
        [Way::None, Way::InDigest],
        "what is asked waits on Today"
    );
    choose(&mut story, BEN, Digest::Never, AtOnce::Never);
    assert_eq!(ways(&story), [Way::None, Way::None]);
    choose(&mut story, BEN, Digest::Never, AtOnce::Asked);
    story.does(ADA, Command::Person(person::Command::Leave { person: BEN }));
    assert_eq!(ways(&story), [Way::None, Way::None]);
}

#[test]
fn what_is_erased_calls_nobody_any_more() {
    let mut story = Story::new();
    let initiative = story.starts(ADA, "Ship any day");
    story.does(ADA, feedback(initiative, "@ben"));
    let call = calls(&story, 0, 0).remove(0);
    assert!(call.holds(&story.state));
    story.state.words.erase(call.word.unwrap());
    assert!(!call.holds(&story.state));
}

#[test]
fn an_offered_lead_and_an_invitation_call_until_they_are_answered() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    let offer = Command::Initiative(On::HandOver {
        initiative: it,
        to: BEN,
        note: String::new(),
        trial: None,
    });
    let invite = Command::Initiative(On::InviteCoAuthor {
        initiative: it,
        person: CLEO,
    });
    story.does(ADA, offer);
    story.does(ADA, invite);
    let made = calls(&story, 0, 0);
    let said: Vec<(PersonId, &Why)> = made.iter().map(|call| (call.person, &call.why)).collect();
    assert_eq!(said, [(BEN, &Why::Offered), (CLEO, &Why::Invited)]);
    assert!(made.iter().all(|call| call.holds(&story.state)));
    let decline = On::DeclineLead {
        initiative: it,
        because: "I have no room.".into(),
    };
    story.does(BEN, Command::Initiative(decline));
    story.does(
        CLEO,
        Command::Initiative(On::AcceptCoAuthorship { initiative: it }),
    );
    assert!(made.iter().all(|call| !call.holds(&story.state)));
}

#[test]
fn who_is_asked_for_their_lead_is_called_until_they_have_answered() {
    let mut story = Story::new();
    let initiative = story.starts(ADA, "Ship any day");
    let ask = || {
        Command::Initiative(On::AskForLead {
            initiative,
            priority: "Fewer handovers".into(),
            matters: Matters::Yes,
            note: String::new(),
        })
    };
    assert_eq!(called(&mut story, BEN, ask()), [ADA]);
    let made = calls(&story, 0, 0);
    assert_eq!(made[0].why, Why::LeadAsked);
    assert_eq!(made[0].way(&story.state), Way::AtOnce);
    assert!(made[0].holds(&story.state));
    assert_eq!(
        made[0].sentence(story.seen_by(ADA), story.now),
        "Ben Bauer asked you for the lead today. It is about this priority of theirs."
    );
    choose(&mut story, ADA, Digest::EveryWeek, AtOnce::Never);
    assert_eq!(made[0].way(&story.state), Way::None, "it waits on Today");
    story.does(ADA, Command::Initiative(On::StepBack { initiative }));
    assert!(!made[0].holds(&story.state), "there is nobody to ask");
}

#[test]
fn a_revision_calls_those_who_are_new_in_it() {
    let mut story = Story::new();
    let initiative = story.starts(ADA, "Ship any day");
    let revise = |base, text: &str| {
        Command::Initiative(On::Revise(initiative::Revising {
            initiative,
            base,
            text: text.into(),
            note: String::new(),
            is_editorial: false,
        }))
    };
    let first = revise(0, "It is slow, says @ben.");
    assert_eq!(called(&mut story, ADA, first), [BEN]);
    story.days_pass(40);
    let second = revise(1, "It is slow, say @ben and @cleo.");
    assert_eq!(called(&mut story, ADA, second), [CLEO]);
}

#[test]
fn who_is_asked_together_with_others_is_called_as_well() {
    let mut story = Story::new();
    let initiative = story.starts(ADA, "Ship any day");
    let both = Command::Initiative(On::Ask {
        initiative,
        of: AskedOf::Person(BEN),
        also: vec![AskedOf::Person(CLEO)],
        what: "A review".into(),
        size: None,
        until: None,
    });
    assert_eq!(called(&mut story, ADA, both), [BEN, CLEO]);
}
