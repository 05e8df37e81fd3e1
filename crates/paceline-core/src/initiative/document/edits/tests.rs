//! Random texts and random edits: nothing is lost, and every offset is on a character boundary.

use proptest::prelude::*;

use super::*;

fn span(text: &str, part: &str) -> Span {
    let at = text.find(part).expect("the part is in the text");
    Span {
        from: bytes(at),
        to: bytes(at + part.len()),
    }
}

fn applied(before: &str, after: &str, edits: &[Edit]) -> String {
    let (mut text, mut was_at, mut is_at) = (String::new(), 0, 0);
    for edit in edits {
        let kept = &before[was_at..edit.at as usize];
        text.push_str(kept);
        is_at += kept.len();
        text.push_str(&after[is_at..is_at + edit.added as usize]);
        is_at += edit.added as usize;
        was_at = edit.end() as usize;
    }
    text.push_str(&before[was_at..]);
    text
}

fn assert_sorted_and_apart(edits: &[Edit]) {
    assert!(edits.windows(2).all(|pair| pair[0].end() < pair[1].at));
    assert!(edits.iter().all(|edit| edit.size() > 0));
}

fn edited(before: &str, after: &str) -> Vec<(String, String)> {
    let (mut was_at, mut is_at) = (0, 0);
    let mut changes = Vec::new();
    for edit in between(before, after) {
        is_at += edit.at as usize - was_at;
        was_at = edit.end() as usize;
        let added = &after[is_at..is_at + edit.added as usize];
        is_at += edit.added as usize;
        let taken = &before[edit.at as usize..was_at];
        changes.push((taken.to_owned(), added.to_owned()));
    }
    changes
}

fn lines(count: u64, line: impl Fn(u64) -> String) -> String {
    (0..count).map(line).collect::<Vec<String>>().concat()
}

fn changes<'t>(pairs: &[(&'t str, &'t str)]) -> Vec<(String, String)> {
    let owned = |(taken, added): &(&str, &str)| ((*taken).to_owned(), (*added).to_owned());
    pairs.iter().map(owned).collect()
}

#[test]
fn a_word_that_changed_is_one_edit() {
    let before = "# How it is\n\nWe ship every week.\nNobody minds.\n";
    assert_eq!(
        edited(before, &before.replace("week", "day")),
        changes(&[("week", "day")])
    );
    let after = before.replace("Nobody minds.\n", "Nobody minds.\n\nUntil now.\n");
    assert_eq!(edited(before, &after), changes(&[("", "\nUntil now.\n")]));
    assert_eq!(between(before, before), []);
    assert_eq!(edited("", "Käse 🧀"), changes(&[("", "Käse 🧀")]));
}

#[test]
fn a_sentence_that_was_written_anew_is_one_edit() {
    assert_eq!(
        edited(
            "Locks are the best lever. Keys are lost.",
            "Locks are an only thing. Keys are lost."
        ),
        changes(&[("the best lever", "an only thing")])
    );
}

#[test]
fn texts_that_have_nothing_in_common_are_one_replaced_stretch_and_cost_little() {
    let before = lines(100_000, |n| format!("{}\n", n % 7));
    let after = lines(100_000, |n| format!("{}\n", (n * n) % 11 + 3));
    let edits = between(&before, &after);
    assert!(edits.len() <= EDITS_LIMIT);
    assert_eq!(applied(&before, &after, &edits), after);
}

#[test]
fn a_long_text_that_was_changed_at_both_ends_keeps_its_middle() {
    let middle = lines(12_000, |n| format!("Line {n}.\n"));
    let [before, after] = ["old", "new"].map(|word| format!("{word}\n{middle}{word}\n"));
    assert_eq!(
        edited(&before, &after),
        changes(&[("old", "new"), ("old", "new")])
    );
}

#[test]
fn more_edits_than_are_kept_are_joined() {
    let [before, after] = ["old", "new"].map(|word| {
        lines(1000, |n| {
            format!("Line {n} is long enough, and {word} is in it.\n")
        })
    });
    let edits = between(&before, &after);
    assert_eq!(edits.len(), EDITS_LIMIT);
    assert_sorted_and_apart(&edits);
    assert_eq!(applied(&before, &after, &edits), after);
}

#[test]
fn a_passage_moves_is_changed_and_goes() {
    let before = "First words. The passage stands here. Last words.";
    let passage = span(before, "The passage stands here.");
    let now = |after: &str| moved(passage, &between(before, after));
    let shown = |after: &str| match now(after) {
        Moved::Kept(span) => format!("kept: {}", span.of(after)),
        Moved::Changed(span) => format!("changed: {}", span.of(after)),
        Moved::Gone => "gone".to_owned(),
    };
    assert_eq!(
        shown("Now first: wörds. The passage stands here. Last words."),
        "kept: The passage stands here."
    );
    assert_eq!(
        shown("First words. The passage stood over here. Last words."),
        "changed: The passage stood over here."
    );
    assert_eq!(
        shown("First words. A passage stands here. Last words."),
        "changed: A passage stands here."
    );
    assert_eq!(
        shown("First stands here. Last words."),
        "changed: stands here."
    );
    assert_eq!(shown("First words. Last words."), "gone");
    assert_eq!(
        shown("First words. Something else entirely! Last words."),
        "gone"
    );
}

#[test]
fn a_quote_is_found_across_lines_and_without_the_marks_of_markdown() {
    let text = "We *ship*  every\nweek. We ship every\n\nweek.";
    let found = |quote, nth| find(text, quote, nth).map(|span| span.of(text));
    assert_eq!(found("ship every week", 0), Some("ship every\n\nweek"));
    assert_eq!(found("  every\r\nweek. ", 0), Some("every\nweek."));
    assert_eq!(found("every week.", 1), Some("every\n\nweek."));
    assert_eq!(found("every week.", 2), None);
    assert_eq!(
        found("We ship every week. We", 0),
        Some("We *ship*  every\nweek. We")
    );
    assert_eq!(found("ships", 0), None);
    assert_eq!(found(" ", 0), None);
    assert_eq!(found("**", 0), None);
}

#[test]
fn who_wrote_what_is_known_by_stretches() {
    let texts = [
        "One two three.",
        "One two and three.",
        "Two and three.",
        "Two and three. Four.",
    ];
    let mut stretches = Vec::new();
    let mut before = "";
    for (revision, text) in (1..).zip(texts) {
        stretches = authored(&stretches, &between(before, text), revision);
        before = text;
    }
    let mut at = 0;
    let written: Vec<_> = stretches
        .iter()
        .map(|stretch| {
            let from = at;
            at += stretch.bytes as usize;
            (stretch.revision, &before[from..at])
        })
        .collect();
    assert_eq!(
        written,
        [
            (3, "Two"),
            (1, " "),
            (2, "and "),
            (1, "three."),
            (4, " Four.")
        ]
    );
}

#[test]
fn what_two_people_changed_in_different_places_comes_together() {
    let base = "One fine day.\n\nTwo people met. They talked.\n\nThree went home.\n";
    let mine = base
        .replace("One fine", "On a fine")
        .replace("met", "met here");
    let theirs = base.replace("talked", "laughed").replace("Three", "All");
    let merged = merge(base, &mine, &theirs);
    assert_eq!(
        merged.text,
        "On a fine day.\n\nTwo people met here. They laughed.\n\nAll went home.\n"
    );
    assert_eq!(merged.conflicts, 0);
}

#[test]
fn what_both_changed_in_the_same_way_is_changed_once() {
    let base = "A tpyo and more words.\n";
    let mine = base.replace("tpyo", "typo").replace("more", "fewer");
    let merged = merge(base, &mine, &base.replace("tpyo", "typo"));
    assert_eq!(merged.text, mine);
    assert_eq!(merged.conflicts, 0);
}

#[test]
fn where_both_changed_the_same_words_the_lines_of_both_are_kept() {
    let base = "Before.\nWe ship every week.\nAfter.";
    let mine = base.replace("week", "day");
    let theirs = base.replace("week", "month").replace("After", "And after");
    let merged = merge(base, &mine, &theirs);
    let [mine, theirs, end] = MARKERS;
    assert_eq!(
        merged.text,
        format!(
            "Before.\n{mine}\nWe ship every day.\n{theirs}\nWe ship every month.\n{end}\nAnd after."
        )
    );
    assert_eq!((merged.conflicts, unsettled(&merged.text)), (1, 1));
}

/// Words, blanks and marks, some of them of several bytes.
fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "we",
        "ship",
        "Käse",
        "漢字",
        "🧀",
        "e\u{301}",
        " ",
        " ",
        "  ",
        "\n",
        "\n\n",
        ".",
        "*",
        "_",
        "wider",
        "and so on",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// A text, and what random edits made of it.
fn revised() -> impl Strategy<Value = (String, String)> {
    let edit = (any::<prop::sample::Index>(), 0..12usize, text());
    (text(), prop::collection::vec(edit, 0..5)).prop_map(|(before, edits)| {
        let mut after: Vec<char> = before.chars().collect();
        for (at, take, add) in edits {
            let from = at.index(after.len() + 1);
            let to = (from + take).min(after.len());
            after.splice(from..to, add.chars().take(take + 3));
        }
        (before, after.into_iter().collect())
    })
}

fn any_span(text: &str, from: prop::sample::Index, to: prop::sample::Index) -> Span {
    let ends: Vec<usize> = (0..=text.len())
        .filter(|at| text.is_char_boundary(*at))
        .collect();
    let [one, other] = [from, to].map(|index| bytes(*index.get(&ends)));
    Span {
        from: one.min(other),
        to: one.max(other),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn edits_make_the_one_text_of_the_other((before, after) in revised(), other in text()) {
        for after in [&after, &other] {
            let edits = between(&before, after);
            assert_sorted_and_apart(&edits);
            prop_assert_eq!(&applied(&before, after, &edits), after);
        }
    }

    #[test]
    fn a_passage_that_nobody_touched_says_what_it_said(
        (before, after) in revised(),
        from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
    ) {
        let passage = any_span(&before, from, to);
        let edits = between(&before, &after);
        let is_touched = edits.iter().any(|edit| edit.end() > passage.from && edit.at < passage.to);
        match moved(passage, &edits) {
            Moved::Kept(span) => {
                prop_assert!(!is_touched);
                prop_assert_eq!(after.get(span.from as usize..span.to as usize), Some(passage.of(&before)));
            }
            Moved::Changed(span) => {
                prop_assert!(is_touched);
                prop_assert!(span.from < span.to);
                prop_assert!(after.get(span.from as usize..span.to as usize).is_some());
            }
            Moved::Gone => prop_assert!(is_touched),
        }
    }

    #[test]
    fn a_passage_follows_what_is_written_around_it((before, after) in revised(), (head, new_head) in revised()) {
        // Nothing of the head is in the rest, so that only the passage can stay.
        let [head, new_head] = [head, new_head].map(|text| text.to_uppercase().replace("漢字", "HANZI"));
        let passage = "The passage, unlike äll else, stays.";
        let was = format!("{head}\n{passage}\n{before}");
        let is = format!("{new_head}\n{passage}\n{after}");
        let edits = between(&was, &is);
        prop_assert_eq!(moved(span(&was, passage), &edits), Moved::Kept(span(&is, passage)));
        let without = format!("{new_head}\n{after}");
        prop_assert_eq!(moved(span(&was, passage), &between(&was, &without)), Moved::Gone);
    }

    #[test]
    fn every_byte_has_its_revision(texts in prop::collection::vec(revised(), 1..6)) {
        let (mut stretches, mut before) = (Vec::new(), String::new());
        let texts = texts.into_iter().flat_map(|(one, other)| [one, other]);
        for (revision, text) in (1..).zip(texts) {
            stretches = authored(&stretches, &between(&before, &text), revision);
            let sum: u32 = stretches.iter().map(|stretch| stretch.bytes).sum();
            prop_assert_eq!(sum, bytes(text.len()));
            let mut at = 0;
            for stretch in &stretches {
                prop_assert!(stretch.bytes > 0);
                at += stretch.bytes as usize;
                prop_assert!(text.is_char_boundary(at));
            }
            before = text;
        }
    }

    #[test]
    fn a_merge_loses_nothing_that_was_typed((base, mine) in revised(), theirs in text()) {
        for theirs in [&base, &theirs] {
            let merged = merge(&base, &mine, theirs);
            for side in [&mine, theirs] {
                for (_, added) in edited(&base, side) {
                    prop_assert!(merged.text.contains(&added), "{added:?} of {side:?} in {merged:?}");
                }
            }
            prop_assert_eq!(unsettled(&merged.text), merged.conflicts);
        }
        prop_assert_eq!(merge(&base, &mine, &base).text, mine.clone());
        prop_assert_eq!(merge(&base, &base, &mine).text, mine.clone());
        prop_assert_eq!(merge(&base, &mine, &mine), Merged { text: mine, conflicts: 0 });
    }

    #[test]
    fn what_is_apart_is_merged_without_a_conflict((one, my_one) in revised(), (other, their_other) in revised()) {
        let between = "\n\nA paragraph that nobody touches stands between the two.\n\n";
        let base = format!("{one}{between}{other}");
        let merged = merge(
            &base,
            &format!("{my_one}{between}{other}"),
            &format!("{one}{between}{their_other}"),
        );
        prop_assert_eq!(merged.conflicts, 0);
        prop_assert_eq!(merged.text, format!("{my_one}{between}{their_other}"));
    }
}
