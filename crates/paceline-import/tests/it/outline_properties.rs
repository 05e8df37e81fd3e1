//! Whatever is pasted, reading it ends, and every line that is named is one of the text.

use paceline_import::outline::{As, Item, Lines, read, write};
use proptest::prelude::*;

use crate::outlines::without_lines;

const KINDS: [As; 5] = [As::Auto, As::Goals, As::Strategy, As::Values, As::Csv];

/// Pieces of lines that mean something here, among others that do not.
fn piece() -> impl Strategy<Value = String> {
    let known = [
        "# ",
        "## ",
        "### ",
        "- ",
        "1. ",
        "   - ",
        "      1. ",
        "**",
        "KR: ",
        "KR 2: ",
        "OBJECTIVE: ",
        "Sales: ",
        "=> ",
        "==> 0.7",
        "(0.5)",
        "from 9 to 1 days",
        "9 -> 1",
        "80%",
        "by 25 %",
        "Why: ",
        "Until: ",
        "2026-09-30",
        "2026-02-30",
        "Diagnosis",
        "Guiding policy",
        "Actions",
        "Even over",
        " even over ",
        " over ",
        "---\n",
        "title: A\n",
        "last_reviewed_on: 2025-10-31\n",
        "review_in: 4 months\n",
        "```\n",
        "<!-- ",
        "-->",
        "goal,team,target\n",
        ";",
        ",",
        "\t",
        "\"",
        "\n",
        "\n\n",
        "\r\n",
        "\\\n",
        "[x] ",
        "[a](b)",
        "[n1]: x\n",
        "> ",
        "| a | b |\n",
        "====\n",
        "Q2 FY23",
        "runs from 2026-02-01 to 2026-04-30",
        "looks like",
        "does not look like",
        "\u{feff}",
        "é",
        "מטרה",
        "🚀",
        "\0",
    ];
    prop_oneof![
        6 => prop::sample::select(known.to_vec()).prop_map(str::to_owned),
        2 => "[a-z]{1,8} ",
        1 => ".{0,6}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..60).prop_map(|pieces| pieces.concat())
}

/// Words of a title, with signs that Markdown knows.
fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        6 => "[A-Za-z]{2,8}",
        1 => prop::sample::select(vec!["*every*", "a_b", "[one](x)", "50%", "C++", "R&D", "<b>", "2", "(all)", "x: y", "=", "#3"])
            .prop_map(str::to_owned),
    ];
    ("[A-Z][a-z]{2,6}", prop::collection::vec(word, 0..5))
        .prop_map(|(first, words)| format!("{first} {}", words.join(" ")))
}

/// An outline as people write them: goals within goals, with owners, numbers and what came of it.
fn outline() -> impl Strategy<Value = String> {
    let behind = prop::sample::select(vec!["", " => Done", " ==> 0.4", " => 20%: a bit", " (0.8)"]);
    let numbers = prop::sample::select(vec![
        "",
        ": from 9 to 1 days",
        ": 71,5 -> 99 %",
        ", milestones: a; b_c",
        ": 80 %",
        " by 5%",
    ]);
    let kind = prop::sample::select(vec!["goal", "result", "result", "why", "until", "serves"]);
    let line = (kind, 0_usize..3, words(), numbers, behind);
    prop::collection::vec(line, 1..20).prop_map(|lines| {
        let lines = lines
            .into_iter()
            .map(|(kind, depth, words, numbers, behind)| {
                let blanks = " ".repeat(depth * 3);
                match kind {
                    "goal" => format!("{blanks}1. **{}**{behind}\n", words.trim()),
                    "result" => format!("{blanks}   - KR: {}{numbers}{behind}\n", words.trim()),
                    "why" => format!("{blanks}   Why: {words}\n\n"),
                    "until" => format!("{blanks}   Until: 2026-0{}-28\n", depth + 1),
                    _ => format!("{blanks}   Serves: {words}; C-{depth}\n"),
                }
            });
        let lines: String = lines.collect();
        format!("# Q3 2026\n\n1. **Sales: A goal**\n   - KR: Users: from 1 to 2 people\n{lines}")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn every_line_that_is_named_is_one_of_the_text(text in text()) {
        let last = u32::try_from(text.lines().count()).unwrap_or(u32::MAX).max(1);
        let within = |lines: Lines| 1 <= lines.first && lines.first <= lines.last && lines.last <= last;
        for kind in KINDS {
            let reading = match read(&text, kind) {
                Ok(reading) => reading,
                Err(refused) => {
                    prop_assert!(refused.line >= 1 && refused.line <= last, "{refused}");
                    continue;
                }
            };
            for remark in &reading.remarks {
                prop_assert!(within(remark.lines), "{remark:?} of {last}");
            }
            for (at, item) in reading.items.iter().enumerate() {
                prop_assert!(within(item.lines()), "{item:?} of {last}");
                if let Item::Goal(goal) = item {
                    prop_assert!(goal.parent.is_none_or(|parent| parent < at));
                    for result in &goal.key_results {
                        prop_assert!(within(result.lines), "{result:?} of {last}");
                    }
                }
            }
        }
    }

    #[test]
    fn goals_that_were_written_are_read_again_as_the_same(text in outline()) {
        let first = read(&text, As::Goals).map_err(|refused| TestCaseError::fail(refused.to_string()))?;
        let written = write(&first);
        let again = read(&written, As::Goals).map_err(|refused| TestCaseError::fail(refused.to_string()))?;
        prop_assert_eq!(without_lines(&again), without_lines(&first), "{}\n{}", text, written);
    }
}
