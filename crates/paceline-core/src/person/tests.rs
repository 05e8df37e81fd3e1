//! Stories of people: they join, change roles, leave, come back and are erased.

use super::{Command as Account, Ending, Role, balance, own_words};
use crate::{
    By, Command, InitiativeId, PersonId, State, TeamId, WordId,
    access::Viewer,
    gap, goal,
    initiative::{self, AskedOf, Command as On, Label, Stage, Stance, Status, Uptake, What},
    measure::Amount,
    record,
    signal::{self, Rule},
    team,
    testing::{ADA, BEN, CLEO, Story},
};

#[test]
fn leading_and_following_end_when_it_comes_to_rest() {
    let mut story = Story::new();
    let initiative = story.starts(ADA, "Ship any day");
    story.does(
        BEN,
        Command::Initiative(On::Follow {
            reservation: String::new(),
            initiative,
            stance: Stance::Follow,
        }),
    );
    story.days_pass(10);
    let to = Stage::Delivered;
    story.does(
        ADA,
        Command::Initiative(crate::testing::step_to(initiative, to)),
    );
    story.days_pass(90);
    let of = |id| {
        balance(
            story.sight(),
            id,
            story.state.person(id).unwrap(),
            story.now,
        )
    };
    assert_eq!((of(ADA).days_leading, of(ADA).days_following), (10, 0));
    assert_eq!((of(BEN).days_leading, of(BEN).days_following), (0, 10));
    assert_eq!(of(BEN).sentence(), "You have followed and not led yet.");
}

fn account(command: Account) -> Command {
    Command::Person(command)
}

fn leaves(story: &mut Story, person: PersonId) {
    story.does(person, account(Account::Leave { person }));
}

fn set_role(person: PersonId, role: Role) -> Command {
    account(Account::SetRole { person, role })
}

#[test]
fn whoever_leaves_leads_and_follows_nothing_any_more_and_others_see_it() {
    let mut story = Story::new();
    let initiative = story.starts(BEN, "Ship any day");
    let other = story.starts(ADA, "Another");
    let stance = Stance::Follow;
    story.does(
        BEN,
        Command::Initiative(On::Follow {
            reservation: String::new(),
            initiative: other,
            stance,
        }),
    );
    let of = AskedOf::Person(BEN);
    story.does(
        ADA,
        Command::Initiative(On::Ask {
            also: Vec::new(),
            size: None,
            until: None,
            initiative: other,
            of,
            what: "A reading".into(),
        }),
    );
    let goal = story.goal(BEN, "Faster");
    story.days_pass(3);
    leaves(&mut story, BEN);
    let state = story.sight();
    assert_eq!(state.person(BEN).unwrap().left, Some(story.now));
    assert_eq!(state.initiative(initiative).unwrap().lead(), None);
    assert_eq!(state.initiative(other).unwrap().following(BEN), None);
    assert_eq!(state.initiative(other).unwrap().open_asks().count(), 0);
    assert_eq!(state.goal(goal).unwrap().lead, None);
    let found = signal::about_initiative(state, initiative, story.now);
    let nobody_leads = found
        .iter()
        .find(|finding| finding.rule == Rule::NobodyLeads)
        .unwrap();
    assert_eq!(nobody_leads.evidence[0].what, "the last lead left");
    assert_eq!(nobody_leads.since, story.now);
    let told = |id| {
        initiative::page(state, None, id, story.now)
            .unwrap()
            .timeline
    };
    let because = Some("left".to_owned());
    assert_eq!(told(initiative)[0].what, What::LeadEnded { because });
    let lapsed = |moment: &initiative::Moment| matches!(moment.what, What::AskLapsed { .. });
    assert!(told(other).iter().any(lapsed));
    assert_eq!(story.replayed(), story.state);
}

#[test]
fn what_came_to_rest_keeps_its_lead_until_it_is_taken_up_again() {
    let mut story = Story::new();
    let initiative = story.starts(ADA, "Ship any day");
    let stance = Stance::Follow;
    story.does(
        BEN,
        Command::Initiative(On::Follow {
            reservation: String::new(),
            initiative,
            stance,
        }),
    );
    let to_stage = |to| Command::Initiative(crate::testing::step_to(initiative, to));
    story.does(ADA, to_stage(Stage::Delivered));
    leaves(&mut story, BEN);
    let follows = |story: &Story| story.state.initiatives[0].following(BEN);
    assert_eq!(follows(&story), Some(stance), "they followed it to its end");
    story.does(ADA, to_stage(Stage::UnderWay));
    assert_eq!(follows(&story), None);
}

#[test]
fn whoever_left_is_not_handed_anything_until_they_return_without_what_they_led() {
    let mut story = Story::new();
    let initiative = story.starts(BEN, "Ship any day");
    let mine = story.starts(ADA, "Mine");
    story.does(
        ADA,
        Command::Team(team::Command::Form {
            name: "Checkout".into(),
            parent: None,
        }),
    );
    let team = TeamId(1);
    let join = Command::Team(team::Command::Join { team, person: BEN });
    story.does(BEN, join.clone());
    leaves(&mut story, BEN);
    assert!(story.state.teams[0].members.is_empty());
    let hand_over = || {
        Command::Initiative(On::HandOver {
            trial: None,
            initiative: mine,
            to: BEN,
            note: String::new(),
        })
    };
    let ask = || {
        Command::Initiative(On::Ask {
            also: Vec::new(),
            size: None,
            until: None,
            initiative: mine,
            of: AskedOf::Person(BEN),
            what: "A reading".into(),
        })
    };
    let leave = account(Account::Leave { person: BEN });
    for command in [hand_over(), ask(), join, leave, set_role(BEN, Role::Admin)] {
        story.refuses(ADA, command, "Ben Bauer has left.");
    }
    story.does(ADA, account(Account::Return { person: BEN }));
    assert!(story.state.person(BEN).unwrap().is_present());
    assert_eq!(story.state.initiative(initiative).unwrap().lead(), None);
    story.refuses(
        ADA,
        account(Account::Return { person: BEN }),
        "Ben Bauer has not left.",
    );
    story.does(ADA, ask());
    story.does(ADA, hand_over());
}

#[test]
fn whoever_becomes_a_guest_stops_leading_and_stays_in_their_team() {
    let mut story = Story::new();
    let initiative = story.starts(BEN, "Ship any day");
    story.becomes(BEN, Role::Guest);
    let entity = story.state.initiative(initiative).unwrap();
    assert_eq!(entity.lead(), None);
    assert_eq!(entity.leads[0].because, Some(Ending::Became(Role::Guest)));
    assert_eq!(Ending::Became(Role::Guest).words(), "became a guest");
    let to_ben = On::HandOver {
        trial: None,
        initiative: story.starts(ADA, "Mine"),
        to: BEN,
        note: String::new(),
    };
    story.refuses(ADA, Command::Initiative(to_ben), "Ben Bauer is a guest.");
    story.refuses(
        ADA,
        set_role(BEN, Role::Guest),
        "Ben Bauer is a guest already.",
    );
    story.becomes(BEN, Role::Member);
    story.starts(BEN, "Again");
}

#[test]
fn somebody_is_an_admin_always_once_somebody_is() {
    let mut story = Story::new();
    story.becomes(ADA, Role::Admin);
    let last = "Ada Amin is the last admin.";
    story.refuses(ADA, set_role(ADA, Role::Member), last);
    story.refuses(ADA, account(Account::Leave { person: ADA }), last);
    story.refuses(ADA, account(Account::Erase { person: ADA }), last);
    let leave = account(Account::Leave { person: ADA });
    let refusal = story.tries(By::Paceline, &leave).unwrap_err();
    assert_eq!(refusal.to_string(), last, "not even by a directory");
    story.becomes(BEN, Role::Admin);
    leaves(&mut story, ADA);
    story.refuses(
        BEN,
        account(Account::Leave { person: BEN }),
        "Ben Bauer is the last admin.",
    );
}

#[test]
fn an_import_that_still_names_somebody_who_left_gives_nothing_back() {
    let mut story = Story::new();
    let read = |lead: &str| {
        record::Command::Initiative(record::Initiative {
            source: "a".into(),
            stage: Some(Stage::UnderWay),
            lead: Some(Some(record::Who {
                handle: lead.into(),
                name: lead.into(),
            })),
            ..record::Initiative::default()
        })
    };
    story.imports(read("ben"));
    leaves(&mut story, BEN);
    let leads = |story: &Story| story.state.initiatives[0].lead();
    story.imports(read("ben"));
    assert_eq!(leads(&story), None);
    let initiative = InitiativeId(1);
    story.does(
        CLEO,
        Command::Initiative(On::TakeLead {
            trial: None,
            initiative,
        }),
    );
    story.imports(read("ben"));
    assert_eq!(leads(&story), Some(CLEO));
    story.imports(read("ada"));
    assert_eq!(leads(&story), Some(ADA));
    story.imports(read("ben"));
    assert_eq!(
        leads(&story),
        Some(ADA),
        "nobody is replaced by whoever left"
    );
}

#[test]
fn whoever_is_erased_leaves_first_and_frees_their_handle() {
    let mut story = Story::new();
    let initiative = story.starts(BEN, "Ship any day");
    story.does(
        BEN,
        account(Account::Rename {
            person: BEN,
            name: "Benno".into(),
        }),
    );
    story.does(BEN, account(Account::Erase { person: BEN }));
    let ben = story.state.person(BEN).unwrap();
    assert!(ben.is_erased && ben.left.is_some());
    assert_eq!(story.state.initiative(initiative).unwrap().lead(), None);
    assert_eq!(story.state.person_called("ben"), None);
    assert_eq!(story.state.name_of(BEN), "(erased)");
    let link = super::link(story.sight(), BEN);
    assert_eq!((link.name.as_str(), link.handle.as_str()), ("(erased)", ""));
    for command in [
        account(Account::Return { person: BEN }),
        account(Account::Erase { person: BEN }),
        account(Account::Rename {
            person: BEN,
            name: "Ben".into(),
        }),
        set_role(BEN, Role::Guest),
    ] {
        story.refuses(ADA, command, "This person was erased.");
    }
    let new = story.joins("ben", Role::Member);
    assert_eq!(story.state.person_called("ben"), Some(new));
}

#[test]
fn after_their_words_are_erased_the_record_folds_to_the_same_and_knows_no_name() {
    let mut story = Story::new();
    story.does(
        BEN,
        account(Account::Rename {
            person: BEN,
            name: "Benno".into(),
        }),
    );
    story.does(BEN, account(Account::Erase { person: BEN }));
    story.joins("ben", Role::Member);
    let words = own_words(story.state.seen_by(Viewer::Paceline), BEN);
    assert_eq!(
        words.profile.len(),
        3,
        "the handle, the name, and the name before"
    );
    let mut folded = State::default();
    for (index, word) in story.words.iter().enumerate() {
        let is_erased = words.profile.contains(&WordId::at(index));
        folded
            .words
            .take_in(Some(word.as_str()).filter(|_| !is_erased));
    }
    for recorded in &story.recorded {
        folded.apply(recorded);
    }
    assert_eq!(
        folded.person_called("ben"),
        story.state.person_called("ben")
    );
    assert_eq!(folded.person_called(""), None);
    assert_eq!(folded.person_called("benno"), None);
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "one of everything that can be written"
)]
fn own_words_are_what_one_person_wrote_wherever_they_wrote_it() {
    let mut story = Story::new();
    let gap = story.gap(BEN, "Slow", "Fast");
    story.gap(ADA, "Hers", "Not his");
    let goal = story.goal(BEN, "Faster");
    story.does(
        BEN,
        Command::Goal(goal::Command::AddKeyResult(goal::Counting::number(
            goal,
            "Lead time",
            "days",
            [Amount::whole(9), Amount::whole(3)],
        ))),
    );
    let initiative = story.starts(BEN, "Ship any day");
    let (status, text) = (Status::OnTrack, String::from("It goes."));
    let commands = [
        Command::Initiative(On::CheckIn {
            initiative,
            status,
            text: text.clone(),
        }),
        Command::Initiative(On::Ask {
            also: Vec::new(),
            size: None,
            until: None,
            initiative,
            of: AskedOf::Person(ADA),
            what: "A reading".into(),
        }),
        Command::Initiative(On::GiveFeedback {
            passage: None,
            initiative,
            label: Label::Thought,
            text: text.clone(),
        }),
        Command::Initiative(On::AnswerFeedback {
            revision: None,
            initiative,
            feedback: 0,
            answer: Uptake::Thanks,
            because: "To me.".into(),
        }),
        Command::Initiative(crate::testing::step_to(initiative, Stage::Shared)),
        Command::Initiative(On::HandOver {
            trial: None,
            initiative,
            to: ADA,
            note: "Yours".into(),
        }),
        Command::Goal(goal::Command::CheckIn(goal::Saying {
            goal,
            status,
            text: text.clone(),
            confidence: None,
            values: Vec::new(),
            help: String::new(),
        })),
        Command::Goal(goal::Command::Close(goal::Closing {
            goal,
            outcome: goal::Outcome::Missed,
            text: text.clone(),
            score: None,
        })),
        Command::Gap(gap::Command::Close { gap, outcome: text }),
    ];
    for command in commands {
        story.does(BEN, command);
    }
    story.does(ADA, Command::Initiative(On::AcceptLead { initiative }));
    story.does(
        ADA,
        Command::Initiative(On::CheckIn {
            initiative,
            status,
            text: "Hers.".into(),
        }),
    );
    let words = own_words(story.state.seen_by(Viewer::Paceline), BEN);
    let mut what: Vec<String> = words.texts.iter().map(|text| text.what.clone()).collect();
    what.sort_unstable();
    assert_eq!(
        what,
        [
            "answer to feedback on I-1",
            "ask on I-1",
            "check-in on I-1",
            "check-in on O-1",
            "feedback on I-1",
            "hand-over of I-1",
            "how it is, G-1",
            "how it ought to be, G-1",
            "key result of O-1",
            "key result of O-1",
            "outcome of G-1",
            "title of I-1",
            "title of O-1",
            "what was learned from O-1",
            "why I-1 became shared",
        ]
    );
    let mut numbers: Vec<WordId> = words.texts.iter().map(|text| text.word).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), what.len(), "each word once");
}

#[test]
fn whoever_erases_somebody_reads_no_draft_of_theirs() {
    let mut story = Story::new();
    story.gap(BEN, "Slow", "Fast");
    story.does(
        BEN,
        Command::Initiative(On::Start {
            document: String::new(),
            kind: None,
            title: "Not yet".into(),
            summary: String::new(),
            team: None,
            serves: Vec::new(),
            shown_to: Some(vec![CLEO]),
        }),
    );
    let texts = |viewer| own_words(story.state.seen_by(viewer), BEN).texts.len();
    assert_eq!(texts(Viewer::Paceline), texts(Viewer::Member(CLEO)));
    assert_eq!(texts(Viewer::Paceline), texts(Viewer::Member(ADA)) + 1);
}
