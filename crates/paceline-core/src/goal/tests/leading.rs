//! Who leads a goal, as stories: one at a time, handed over with a note, let go of in the open.

use super::*;
use crate::{Refusal, person, testing::CLEO};

fn take(goal: GoalId) -> crate::Command {
    on(Command::TakeLead { goal })
}

fn step_back(goal: GoalId) -> crate::Command {
    on(Command::StepBack { goal })
}

fn hand_over(goal: GoalId, to: PersonId) -> crate::Command {
    on(Command::HandOver {
        goal,
        to,
        note: "Checkout is the slow one.".to_owned(),
    })
}

#[test]
fn one_person_leads_and_hands_over_with_a_note() {
    let mut story = Story::new();
    let goal = story.goal(ADA, "Faster to customers");
    story.refuses(BEN, take(goal), "O-1 has a lead: Ada Amin.");
    story.refuses(BEN, step_back(goal), "O-1 has a lead: Ada Amin.");
    story.refuses(BEN, hand_over(goal, CLEO), "O-1 has a lead: Ada Amin.");
    story.refuses(ADA, hand_over(goal, ADA), "You lead O-1 already.");
    story.does(ADA, hand_over(goal, BEN));
    let page = shown(&story, goal);
    assert_eq!(page.row.lead.unwrap().name, "Ben Bauer");
    assert_eq!(page.leads.len(), 2);
    let note = page.leads[0].note.as_ref().unwrap();
    assert_eq!(note.short(), "Checkout is the slow one.");
    assert_eq!(page.leads[1].to, Some(story.now));
    assert!(!page.leads_it, "Ada handed it over");
}

#[test]
fn whoever_steps_back_leaves_it_to_anybody() {
    let mut story = Story::new();
    let goal = story.goal(ADA, "Faster to customers");
    story.does(ADA, step_back(goal));
    assert!(shown(&story, goal).row.lead.is_none());
    story.refuses(ADA, step_back(goal), "Nobody leads O-1.");
    story.does(CLEO, take(goal));
    assert_eq!(story.state.goals[0].lead, Some(CLEO));
}

#[test]
fn whoever_cannot_lead_is_not_handed_a_goal() {
    let mut story = Story::new();
    let script = story.joins("metrics", person::Role::Service);
    let goal = story.goal(ADA, "Faster to customers");
    let refusal = story.tries(crate::By::Person(ADA), &hand_over(goal, script));
    assert!(matches!(refusal, Err(Refusal::IsNoMember { .. })));
    story.does(ADA, step_back(goal));
    let refusal = story.tries(crate::By::Person(script), &take(goal));
    assert!(matches!(refusal, Err(Refusal::ServiceOnly)));
}

#[test]
fn nobody_leads_when_the_lead_has_left() {
    let mut story = Story::new();
    let goal = story.goal(BEN, "Faster to customers");
    let leave = person::Command::Leave { person: BEN };
    story.does(BEN, crate::Command::Person(leave));
    let page = shown(&story, goal);
    assert!(page.row.lead.is_none());
    assert_eq!(page.leads[0].to, Some(story.now));
}
