//! Templates as stories: what is built in, what an organisation writes, and the document that comes of it.

use super::*;
use crate::{
    Command,
    organisation::Command as C,
    person::Role,
    testing::{ADA, BEN, Story},
};

fn field(heading: &str, hint: &str) -> Field {
    Field {
        heading: heading.into(),
        hint: hint.into(),
    }
}

fn written(name: &str, kind: Kind, fields: &[Field]) -> Command {
    Command::Organisation(C::WriteTemplate {
        name: name.into(),
        kind,
        fields: fields.to_vec(),
    })
}

fn dropped(name: &str) -> Command {
    Command::Organisation(C::DropTemplate { name: name.into() })
}

fn names(story: &Story) -> Vec<String> {
    let all = templates(story.sight()).into_iter();
    all.map(|template| template.name).collect()
}

fn headings(story: &Story, name: &str) -> Vec<String> {
    let template = named(story.sight(), name).expect("a template");
    let fields = template.fields.into_iter();
    fields.map(|field| field.heading).collect()
}

#[test]
fn each_kind_has_a_template_that_begins_with_how_it_is() {
    let story = Story::new();
    let all = templates(story.sight());
    let kinds: Vec<Kind> = all.iter().map(|template| template.kind).collect();
    assert_eq!(kinds, Kind::ALL);
    for template in all {
        assert_eq!(template.fields[0].heading, FIRST);
        assert!(template.fields.len() <= FIELDS);
        assert_eq!(template.origin, Origin::BuiltIn);
        for field in template.fields {
            let (heading, hint) = (field.heading.chars().count(), field.hint.chars().count());
            assert!(heading <= HEADING_LIMIT && hint <= HINT_LIMIT, "{field:?}");
        }
    }
}

#[test]
fn a_template_of_ones_own_begins_with_how_it_is_too() {
    let mut story = Story::new();
    story.does(
        ADA,
        written(
            "Design note",
            Kind::Proposal,
            &[field("Options", "At least two"), field("Choice", "")],
        ),
    );
    assert_eq!(
        names(&story),
        [
            "Proposal",
            "Guideline",
            "Experiment",
            "Event",
            "Design note"
        ]
    );
    assert_eq!(
        headings(&story, "design-note"),
        ["How it is", "Options", "Choice"]
    );
    // Whoever says it themselves is not given it twice.
    let own = [field("how it is", "Now"), field("Risk", "")];
    story.does(ADA, written("design NOTE", Kind::Event, &own));
    assert_eq!(headings(&story, "Design note"), ["how it is", "Risk"]);
    assert_eq!(names(&story).len(), 5, "written anew, not beside");
    assert_eq!(story.replayed(), story.state);
}

#[test]
fn a_built_in_template_is_replaced_and_comes_back() {
    let mut story = Story::new();
    let options = [field("Options", "")];
    story.does(ADA, written("proposal", Kind::Proposal, &options));
    assert_eq!(names(&story)[0], "proposal", "in its place");
    assert_eq!(headings(&story, "Proposal"), ["How it is", "Options"]);
    let template = named(story.sight(), "proposal").unwrap();
    assert_eq!(template.origin, Origin::InItsPlace);
    story.does(ADA, dropped("Proposal"));
    assert_eq!(headings(&story, "Proposal").len(), 5);
    story.refuses(
        ADA,
        dropped("Proposal"),
        "The organisation has written no template called 'Proposal'.",
    );
}

#[test]
fn what_is_too_much_is_refused() {
    let mut story = Story::new();
    let five = ["A", "B", "C", "D", "E"].map(|heading| field(heading, ""));
    story.refuses(
        ADA,
        written("Long", Kind::Proposal, &five),
        "There are 6 fields; at most 5 fit.",
    );
    story.refuses(
        ADA,
        written("Long", Kind::Proposal, &[field(" ", "")]),
        "The heading is empty.",
    );
    story.refuses(
        ADA,
        written("Long", Kind::Proposal, &[field("A", &"x".repeat(121))]),
        "The hint has 121 characters; at most 120 fit.",
    );
    story.refuses(
        ADA,
        written("!?", Kind::Proposal, &[]),
        "The name of the template is empty.",
    );
    for number in 1..=TEMPLATES {
        story.does(ADA, written(&format!("T {number}"), Kind::Event, &[]));
    }
    story.refuses(
        ADA,
        written("Proposal", Kind::Proposal, &[]),
        "There are 21 templates; at most 20 fit.",
    );
    story.does(ADA, written("T 20", Kind::Event, &five[..4]));
}

#[test]
fn only_an_admin_writes_what_holds_for_everybody() {
    let mut story = Story::new();
    story.becomes(ADA, Role::Admin);
    let guide = Command::Organisation(C::WriteGuide {
        stage: crate::initiative::Stage::Shared,
        text: "Ask.".into(),
    });
    for command in [written("Ours", Kind::Proposal, &[]), dropped("Ours"), guide] {
        story.refuses(BEN, command, "Only an admin can do this.");
    }
}

#[test]
fn a_document_is_made_of_what_was_answered() {
    let fields = [
        field("How it is", ""),
        field("Options", ""),
        field("Choice", ""),
    ];
    let answers = [
        "Nine days.\n".to_owned(),
        " ".to_owned(),
        "- One".to_owned(),
    ];
    assert_eq!(
        compose(&fields, &answers),
        "# How it is\n\nNine days.\n\n# Choice\n\n- One"
    );
    assert_eq!(compose(&fields, &[]), "");
}
