//! Stories of drafts that are kept to a few until they are shared.

use super::{Audience, sentence};
use crate::{
    Command, InitiativeId, PersonId,
    access::{Viewer, may_read},
    initiative::{self, AskedOf, Command as C, Label, Stage, Stance, What},
    person::{self, Role},
    testing::{ADA, BEN, CLEO, Story},
};

fn on(command: C) -> Command {
    Command::Initiative(command)
}

fn reads(story: &Story, who: PersonId, initiative: InitiativeId) -> bool {
    let entity = story.state.initiative(initiative).unwrap();
    may_read(Viewer::of(&story.state, who), entity)
}

fn moves(story: &mut Story, who: PersonId, initiative: InitiativeId, to: Stage) {
    story.does(who, on(crate::testing::step_to(initiative, to)));
}

fn show_to(initiative: InitiativeId, people: &[PersonId]) -> Command {
    let people = people.to_vec();
    on(C::ShowTo { initiative, people })
}

fn only(story: &Story, viewer: PersonId) -> Option<String> {
    sentence(story.sight(), &story.state.initiatives[0], Some(viewer))
}

#[test]
fn a_draft_is_kept_to_its_lead_and_whom_they_chose() {
    let mut story = Story::new();
    let draft = story.drafts(ADA, &[BEN, BEN, ADA]);
    assert!(reads(&story, ADA, draft) && reads(&story, BEN, draft));
    assert!(!reads(&story, CLEO, draft));
    let entity = &story.state.initiatives[0];
    assert_eq!(entity.shown_to, [BEN], "each once, and the lead not at all");
    assert!(may_read(Viewer::Paceline, entity));
    assert_eq!(
        only(&story, BEN).unwrap(),
        "Only Ada Amin and you can read this until it is shared."
    );
    story.does(ADA, show_to(draft, &[BEN, CLEO]));
    assert!(reads(&story, CLEO, draft));
    assert_eq!(
        only(&story, ADA).unwrap(),
        "Only Ben Bauer, Cleo Costa and you can read this until it is shared."
    );
}

#[test]
fn whom_it_was_shown_to_follows_it_and_says_a_word() {
    let mut story = Story::new();
    let initiative = story.drafts(ADA, &[BEN]);
    let stance = Stance::Follow;
    story.does(
        BEN,
        on(C::Follow {
            reservation: String::new(),
            initiative,
            stance,
        }),
    );
    let (label, text) = (Label::Praise, "Good.".into());
    story.does(
        BEN,
        on(C::GiveFeedback {
            passage: None,
            initiative,
            label,
            text,
        }),
    );
    story.refuses(
        CLEO,
        on(C::Follow {
            reservation: String::new(),
            initiative,
            stance,
        }),
        "There is no initiative I-1.",
    );
}

#[test]
fn sharing_opens_it_for_ever() {
    let mut story = Story::new();
    let draft = story.drafts(ADA, &[]);
    moves(&mut story, ADA, draft, Stage::Drafted);
    assert!(!reads(&story, CLEO, draft));
    moves(&mut story, ADA, draft, Stage::Shared);
    assert!(reads(&story, CLEO, draft));
    assert_eq!(only(&story, ADA), None);
    moves(&mut story, ADA, draft, Stage::Scoping);
    assert!(reads(&story, CLEO, draft), "what was read cannot be unread");
    assert_eq!(story.replayed(), story.state);
}

#[test]
fn what_is_put_down_before_it_was_shared_stays_with_them() {
    let mut story = Story::new();
    let draft = story.drafts(ADA, &[BEN]);
    moves(&mut story, ADA, draft, Stage::PutDown);
    assert!(reads(&story, BEN, draft) && !reads(&story, CLEO, draft));
}

#[test]
fn an_importer_that_says_it_is_shared_opens_it_too() {
    let mut story = Story::new();
    let draft = story.drafts(ADA, &[]);
    let event = crate::Event::Initiative(initiative::Event::StageMoved {
        initiative: draft,
        to: Stage::Agreed,
        reason: None,
        written: None,
    });
    let mut recorded = story.recorded.last().unwrap().clone();
    (recorded.by, recorded.event) = (crate::By::Importer, event);
    story.state.apply(&recorded);
    assert_eq!(story.state.initiatives[0].audience, Audience::Everyone);
}

#[test]
fn whoever_takes_it_over_can_read_it_and_whoever_hands_it_over_still_can() {
    let mut story = Story::new();
    let initiative = story.drafts(ADA, &[]);
    story.hands_over(ADA, initiative, CLEO);
    story.does(ADA, on(C::StepBack { initiative }));
    assert!(reads(&story, ADA, initiative) && reads(&story, CLEO, initiative));
    assert!(!reads(&story, BEN, initiative));
}

#[test]
fn the_lead_alone_shows_it_and_not_to_nobody_nor_twice() {
    let mut story = Story::new();
    let draft = story.drafts(ADA, &[BEN]);
    story.refuses(BEN, show_to(draft, &[CLEO]), "You do not lead I-1.");
    story.refuses(ADA, show_to(draft, &[]), "The list of people is empty.");
    story.refuses(ADA, show_to(draft, &[BEN]), "They can read I-1 already.");
    story.refuses(
        ADA,
        show_to(draft, &[PersonId(9)]),
        "There is no person called 'P-9'.",
    );
    let leave = person::Command::Leave { person: CLEO };
    story.does(CLEO, Command::Person(leave));
    story.refuses(ADA, show_to(draft, &[CLEO]), "Cleo Costa has left.");
}

#[test]
fn a_guest_reads_what_was_shown_to_them_open_or_not() {
    let mut story = Story::new();
    let guest = story.joins("gus", Role::Guest);
    let open = story.starts(ADA, "Ship any day");
    assert!(!reads(&story, guest, open));
    story.does(ADA, show_to(open, &[guest, BEN]));
    assert!(reads(&story, guest, open));
    assert_eq!(story.state.initiatives[0].shown_to, [guest]);
    story.refuses(ADA, show_to(open, &[BEN]), "I-1 is open to everyone.");
    let draft = story.drafts(ADA, &[guest]);
    assert!(reads(&story, guest, draft));
}

#[test]
fn support_is_asked_of_those_who_can_read_what_for() {
    let mut story = Story::new();
    let initiative = story.drafts(ADA, &[]);
    let ask = || {
        on(C::Ask {
            also: Vec::new(),
            size: None,
            until: None,
            initiative,
            of: AskedOf::Person(BEN),
            what: "A reading".into(),
        })
    };
    story.refuses(ADA, ask(), "Ben Bauer cannot read I-1 yet.");
    story.does(ADA, show_to(initiative, &[BEN]));
    story.does(ADA, ask());
}

#[test]
fn the_timeline_tells_who_could_read_it_and_when_it_was_opened() {
    let mut story = Story::new();
    let draft = story.drafts(ADA, &[]);
    story.does(ADA, show_to(draft, &[BEN, CLEO]));
    moves(&mut story, ADA, draft, Stage::Shared);
    let page = initiative::page(story.sight(), None, draft, story.now).unwrap();
    let told: Vec<String> = page
        .timeline
        .iter()
        .filter_map(|moment| {
            if let What::ShownTo { people } = &moment.what {
                return Some(format!("shown to {people}"));
            }
            (moment.what == What::Opened).then(|| "open to everyone".to_owned())
        })
        .collect();
    assert_eq!(
        told,
        [
            "open to everyone",
            "shown to Ben Bauer and Cleo Costa",
            "shown to nobody else yet"
        ]
    );
    assert_eq!(story.replayed(), story.state);
}
