//! The guide as stories: every stage on the way has one, an organisation writes its own, and what is empty comes back.

use super::*;
use crate::{
    Command,
    organisation::Command as C,
    testing::{ADA, Story},
};

fn written(stage: Stage, text: &str) -> Command {
    Command::Organisation(C::WriteGuide {
        stage,
        text: text.into(),
    })
}

#[test]
fn there_are_a_few_sentences_for_every_stage_on_the_way() {
    let story = Story::new();
    for stage in Stage::WAY {
        let text = guide(story.sight(), stage).unwrap().to_string();
        let sentences = text.matches(['.', ':']).count();
        assert!((3..=5).contains(&sentences), "{text}");
        assert!(text.chars().count() <= LIMIT, "{text}");
        assert!(text.contains("Leave"), "says what to leave: {text}");
    }
    assert_eq!(guide(story.sight(), Stage::PutDown), None);
}

#[test]
fn an_organisation_writes_its_own_and_goes_back() {
    let mut story = Story::new();
    let stage = Stage::Shared;
    let built_in = guide(story.sight(), stage);
    let says = |story: &Story| guide(story.sight(), stage);
    story.does(ADA, written(stage, "Come to the market on Thursday."));
    let own = Text::Here("Come to the market on Thursday.".into());
    assert_eq!(says(&story), Some(own));
    let are_own: Vec<Stage> = all(story.sight())
        .into_iter()
        .filter(|view| view.is_own)
        .map(|view| view.stage)
        .collect();
    assert_eq!(are_own, [stage]);
    assert_eq!(story.replayed(), story.state);
    story.does(ADA, written(stage, " "));
    assert_eq!(says(&story), built_in);
    story.refuses(ADA, written(stage, ""), "Nothing would change.");
    story.refuses(
        ADA,
        written(Stage::Superseded, "Well."),
        "There is no guidance for what is superseded.",
    );
    story.refuses(
        ADA,
        written(stage, &"x".repeat(601)),
        "The guidance has 601 characters; at most 600 fit.",
    );
}
