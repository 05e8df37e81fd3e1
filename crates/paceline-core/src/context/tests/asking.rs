//! Stories of what is asked: a draft, a repository, so many words.

use proptest::prelude::*;

use super::*;

#[test]
fn a_draft_is_looked_through_for_references_and_words() {
    let mut story = organisation();
    story.values(
        "Calm",
        "Nobody is woken at night by an alarm.",
        Some(SEARCH),
    );
    story.values(
        "Latency",
        "Checkout answers within a second.",
        Some(CHECKOUT),
    );
    story.values("Trust", "Payments are never lost.", Some(SEARCH));
    let asked = draft_of(
        "The latencies of the checkout: see C-1. The answers of all are within what they were.",
    );
    let context = story.context(&asked);
    assert_eq!(references(&context), ["C-1", "C-2"]);
    assert_eq!(
        context.items[0].why,
        "the draft names C-1; of another team, Search"
    );
    assert!(
        context.items[1]
            .why
            .contains("shares the words “answer”, “checkout”"),
        "{}",
        context.items[1].why
    );
}

#[test]
fn a_repository_is_of_the_team_with_the_most_exact_pattern() {
    let mut story = organisation();
    story.owns(ENGINEERING, "github.com/acme/*");
    story.owns(CHECKOUT, "https://github.com/ACME/checkout-*");
    let context = story.context(&repository_of("git@github.com:Acme/checkout-web.git"));
    assert_eq!(
        context.team.map(|team| team.slug).as_deref(),
        Some("checkout")
    );
    assert_eq!(
        context.found_by,
        "For the team Checkout, whose repository github.com/acme/checkout-web is, by the pattern github.com/acme/checkout-*."
    );
    assert!(
        context
            .markdown
            .contains("`paceline context --repo github.com/acme/checkout-web`")
    );
    let context = story.context(&repository_of("github.com/acme/docs"));
    assert_eq!(
        context.team.map(|team| team.slug).as_deref(),
        Some("engineering")
    );

    story.owns(SEARCH, "github.com/acme/checkout-*");
    let context = story.context(&repository_of("github.com/acme/checkout-web"));
    assert_eq!(
        context.team.map(|team| team.slug).as_deref(),
        Some("checkout")
    );
    assert_eq!(
        context.remarks[0],
        "Search say that it is theirs as well; name one with --team to see theirs."
    );

    let context = story.context(&repository_of("https://ada:secret@example.org/x"));
    assert_eq!(context.team, None);
    assert!(context.remarks[0].starts_with("No team has said that example.org/x is theirs"));
    assert!(!context.markdown.contains("secret"));
}

#[test]
fn a_number_that_is_reported_changes_the_copy_and_not_its_digest() {
    let mut story = organisation();
    let goal = story.sets(ADA, "Under a day", Some(CHECKOUT), Vec::new());
    let amounts = [Amount::whole(9), Amount::whole(1)];
    let adds = goal::Counting::number(goal, "Days to users", "days", amounts);
    story.does(ADA, Command::Goal(goal::Command::AddKeyResult(adds)));
    let before = story.context(&of_team(CHECKOUT));
    assert!(
        before
            .markdown
            .contains("  - Days to users: from 9 down to 1 days\n"),
        "{}",
        before.markdown
    );
    let says = goal::Saying {
        goal,
        status: initiative::Status::OnTrack,
        text: "Well.".into(),
        confidence: None,
        values: vec![(0, Amount::whole(4))],
        help: String::new(),
    };
    story.does(ADA, Command::Goal(goal::Command::CheckIn(says)));
    let after = story.context(&of_team(CHECKOUT));
    assert!(
        after
            .markdown
            .contains("1 days · now 4 days (2026-01-01)\n"),
        "{}",
        after.markdown
    );
    assert_eq!(before.digest, after.digest);
    story.days_pass(3);
    assert_eq!(story.context(&of_team(CHECKOUT)).markdown, after.markdown);
    story.values("Calm", "", None);
    assert_ne!(story.context(&of_team(CHECKOUT)).digest, after.digest);
}

#[test]
fn long_texts_are_told_by_their_first_sentences() {
    let mut story = organisation();
    story.values("Calm", &"We rest when we are tired. ".repeat(100), None);
    let context = story.context(&of_team(CHECKOUT));
    let text = &context.items[0].says[0].text;
    assert!(
        text.starts_with("We rest when we are tired. We rest"),
        "{text}"
    );
    assert!(text.ends_with("tired. (more at C-1)"), "{text}");
}

#[test]
fn a_draft_has_its_limit() {
    assert_eq!(draft(" ").ok(), Some(None));
    assert!(draft(&"x".repeat(DRAFT_LIMIT)).is_ok());
    let refusal = draft(&"x".repeat(DRAFT_LIMIT + 1)).expect_err("it is too long");
    assert_eq!(refusal.to_string(), "The draft is longer than 200 KiB.");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn it_never_has_more_words_than_it_may_and_is_always_the_same(
        texts in prop::collection::vec((r"([a-z]{1,12} ?|\. |<!--|-->|发|\PC){1,120}", 0_u32..4), 0..30),
        words in 0_usize..700,
        draft in r"([a-z]{1,12} ?|C-[1-9]|\PC){0,80}",
    ) {
        let mut story = organisation();
        for (text, team) in &texts {
            let team = Some(TeamId(*team)).filter(|team| team.0 > 0);
            let written = ValueText { title: "Value".into(), text: text.clone(), team, ..ValueText::default() };
            // What cannot be written is not written.
            drop(story.tries(crate::By::Person(ADA), &Command::Compass(compass::Command::WriteValue(written))));
        }
        let asked = Asked { team: Some(CHECKOUT), repository: None, text: Some(draft), words };
        let context = story.context(&asked);
        prop_assert!(prose::count(&context.markdown) <= context.words, "{}", context.markdown);
        prop_assert_eq!(context.markdown.matches("-->").count(), 2);
        prop_assert!(context.items.is_sorted_by(|one, other| one.score >= other.score));
        prop_assert_eq!(&context, &story.context_of(story.seen_by(BEN), &asked));
        prop_assert!(context.items.len() + context.left_out <= texts.len());
    }
}
