//! What is shown of documents, told as stories.

use super::{Place, Quoting, Revising, difference, edits, revisions, view, wrote};
use crate::{
    Command, InitiativeId, PersonId,
    initiative::{Command as On, Label, Uptake, feedback, timeline},
    testing::{ADA, BEN, CLEO, Story},
};

const TEXT: &str = "We ship every week.\n\nNobody ships on a Friday.";

fn on(story: &mut Story, who: PersonId, command: On) {
    story.does(who, Command::Initiative(command));
}

fn revise(initiative: InitiativeId, base: u16, text: &str) -> On {
    On::Revise(Revising {
        initiative,
        base,
        text: text.into(),
        note: String::new(),
        is_editorial: false,
    })
}

fn say(initiative: InitiativeId, quote: Option<&str>, text: &str) -> On {
    On::GiveFeedback {
        initiative,
        label: Label::Question,
        text: text.into(),
        passage: quote.map(|quote| Quoting {
            revision: 1,
            quote: quote.into(),
            occurrence: 0,
        }),
    }
}

#[test]
fn what_two_wrote_is_not_saved_before_somebody_chose() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    let merged = edits::merge("It is slow.", "It is dear.", "It is late.");
    story.refuses(
        ADA,
        Command::Initiative(revise(it, 0, &merged.text)),
        "At 1 place both texts still stand side by side.",
    );
    on(&mut story, ADA, revise(it, 0, "It is dear, and late."));
}

#[test]
fn everybody_sees_who_wrote_how_much_and_what_they_may_do() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    let shown = |story: &Story, who| view(story.sight(), Some(who), it, (None, story.now)).unwrap();
    let empty = shown(&story, ADA);
    assert!(empty.viewer.may_write && empty.viewer.may_invite && empty.text.is_none());
    on(&mut story, ADA, revise(it, 0, TEXT));
    let invite = On::InviteCoAuthor {
        initiative: it,
        person: BEN,
    };
    on(&mut story, ADA, invite);
    assert!(shown(&story, BEN).viewer.is_invited && !shown(&story, BEN).viewer.may_write);
    on(&mut story, BEN, On::AcceptCoAuthorship { initiative: it });
    let after = format!("{TEXT}\n\nUntil now, at least.");
    on(&mut story, BEN, revise(it, 1, &after));
    let page = shown(&story, CLEO);
    assert!(!page.viewer.may_write && !page.viewer.is_invited);
    let percents: Vec<u32> = page.authors.iter().map(|author| author.percent).collect();
    assert_eq!(percents, [68, 32]);
    let stretches = wrote(story.sight(), it, &after);
    let said: Vec<(u16, &str)> = stretches
        .iter()
        .map(|stretch| (stretch.revision, stretch.text.as_str()))
        .collect();
    assert_eq!(said, [(1, TEXT), (2, "\n\nUntil now, at least.")]);
    let (rows, all) = revisions(story.sight(), it, (0, 1), story.now).unwrap();
    assert_eq!((rows[0].number, rows[0].added, all), (2, 22, 2));
    assert!(view(story.sight(), None, it, (Some(3), story.now)).is_none());
    assert!(!difference::difference(TEXT, &after).is_empty());
}

#[test]
fn feedback_stands_beside_its_passage_until_it_is_answered() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    on(&mut story, ADA, revise(it, 0, TEXT));
    on(
        &mut story,
        BEN,
        say(it, Some("Nobody ships on a Friday."), "Who says so?"),
    );
    on(&mut story, CLEO, say(it, Some("every week"), "Since when?"));
    on(&mut story, CLEO, say(it, None, "Well."));
    let notes = |story: &Story| -> Vec<(u16, Option<String>)> {
        let page = view(story.sight(), None, it, (None, story.now)).unwrap();
        let note = |note: feedback::FeedbackView| (note.number, note.passage.unwrap().became);
        page.notes.into_iter().map(note).collect()
    };
    assert_eq!(
        notes(&story),
        [(1, None), (0, None)],
        "in the order of the text"
    );
    on(
        &mut story,
        ADA,
        revise(it, 1, "We ship on every week day.\n\nPeople rest."),
    );
    let gone = Some("The passage is gone since revision 2.".to_owned());
    let kept = view(story.sight(), None, it, (None, story.now))
        .unwrap()
        .marked();
    assert_eq!(kept.len(), 1);
    assert_eq!(notes(&story)[1], (0, gone), "what is gone comes last");
    let entity = story.sight().initiative(it).unwrap();
    assert_eq!(
        entity.feedback[0].passage.unwrap().place,
        Place::GoneSince(2)
    );
    let answer = On::AnswerFeedback {
        initiative: it,
        feedback: 0,
        answer: Uptake::Thanks,
        because: String::new(),
        revision: None,
    };
    on(&mut story, ADA, answer);
    assert_eq!(notes(&story).len(), 1);
}

#[test]
fn much_feedback_and_a_long_timeline_are_read_in_stretches() {
    let mut story = Story::new();
    let it = story.starts(ADA, "Ship any day");
    for number in 0..40 {
        on(&mut story, BEN, say(it, None, &format!("Word {number}.")));
    }
    on(&mut story, ADA, revise(it, 0, TEXT));
    let sight = story.sight();
    let entity = sight.initiative(it).unwrap();
    let words = |stretch| -> Vec<String> {
        let views = feedback::views(sight, entity, stretch, story.now);
        views
            .into_iter()
            .map(|view| view.text.to_string())
            .collect()
    };
    assert_eq!(words((0, 2)), ["Word 39.", "Word 38."]);
    assert_eq!(words((38, 5)), ["Word 1.", "Word 0."]);
    let whole = timeline(sight, entity, (0, usize::MAX));
    assert_eq!(whole.0.len(), whole.1);
    for skip in 0..whole.1 {
        let (stretch, all) = timeline(sight, entity, (skip, 3));
        assert_eq!(all, whole.1);
        assert_eq!(stretch, whole.0[skip..(skip + 3).min(all)]);
    }
}
