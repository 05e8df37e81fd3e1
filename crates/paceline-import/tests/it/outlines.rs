//! Outlines, strategies, values and tables as people paste them, and what is said about every line that is not taken.

use paceline_import::outline::{
    As, Counted, Goal, Item, Reading, Strategy, Value, Weight, read, write,
};

fn goals(text: &str) -> (Vec<Goal>, Reading) {
    let reading = read(text, As::Auto).expect("it can be read");
    let goals = reading.items.iter().filter_map(|item| match item {
        Item::Goal(goal) => Some(goal.clone()),
        Item::Strategy(_) | Item::Value(_) => None,
    });
    let goals: Vec<_> = goals.collect();
    assert_eq!(goals.len(), reading.items.len(), "{reading:?}");
    (goals, reading)
}

fn strategies(text: &str) -> (Vec<Strategy>, Reading) {
    let reading = read(text, As::Auto).expect("it can be read");
    let strategies = reading.items.iter().filter_map(|item| match item {
        Item::Strategy(strategy) => Some(strategy.clone()),
        Item::Goal(_) | Item::Value(_) => None,
    });
    let strategies: Vec<_> = strategies.collect();
    assert_eq!(strategies.len(), reading.items.len(), "{reading:?}");
    (strategies, reading)
}

fn values(text: &str) -> (Vec<Value>, Reading) {
    let reading = read(text, As::Auto).expect("it can be read");
    let values = reading.items.iter().filter_map(|item| match item {
        Item::Value(value) => Some(value.clone()),
        Item::Goal(_) | Item::Strategy(_) => None,
    });
    let values: Vec<_> = values.collect();
    assert_eq!(values.len(), reading.items.len(), "{reading:?}");
    (values, reading)
}

fn told(goals: &[Goal]) -> Vec<String> {
    let result = |counted: &Counted| match counted {
        Counted::Number {
            unit,
            baseline,
            target,
        } => format!("{baseline}→{target} {unit}"),
        Counted::Percentage { baseline, target } => {
            format!(
                "{}→{target}%",
                baseline.map_or("?".to_owned(), |from| from.to_string())
            )
        }
        Counted::YesNo => "yes/no".to_owned(),
        Counted::Milestones(steps) => steps.join("+"),
    };
    let lines = goals.iter().flat_map(|goal| {
        let parent = goal
            .parent
            .map_or(String::new(), |parent| format!(" below {parent}"));
        let owner = goal
            .owner
            .as_ref()
            .map_or(String::new(), |owner| format!("[{owner}] "));
        let title = format!("{}: {owner}{}{parent}", goal.lines.first, goal.title);
        let results = goal.key_results.iter().map(move |kr| {
            let outcome = kr.outcome.as_ref().map_or(String::new(), |outcome| {
                let score = outcome
                    .score
                    .map_or(String::new(), |score| format!(" ({score})"));
                format!(" => {}{score}", outcome.said)
            });
            format!(
                "  {}: {} | {}{outcome}",
                kr.lines.first,
                kr.name,
                result(&kr.counted)
            )
        });
        std::iter::once(title).chain(results)
    });
    lines.collect()
}

fn remarks(reading: &Reading) -> Vec<String> {
    let sign = |weight| match weight {
        Weight::Trouble => '!',
        Weight::LeftOut => '-',
        Weight::Note => '·',
    };
    let said = reading.remarks.iter().map(|remark| {
        let first: String = remark.said.split_inclusive('.').take(1).collect();
        format!("{} {} {first}", sign(remark.weight), remark.lines)
    });
    said.collect()
}

#[test]
fn headings_are_goals_and_what_is_listed_below_them_are_key_results() {
    let (goals, reading) = goals(
        "Some words before.\n\n# Ship every merge\n- Days from merge to users: 9 -> 1 days\n\
         * Share of green builds: from 71,5 to 99 %\n- Nobody is paged at night\n## Second\n",
    );
    assert_eq!(
        told(&goals),
        [
            "3: Ship every merge",
            "  4: Days from merge to users | 9→1 days",
            "  5: Share of green builds | 71.5→99%",
            "  6: Nobody is paged at night | yes/no",
            "7: Second below 0",
        ]
    );
    assert_eq!(
        remarks(&reading),
        ["- line 1 This text belongs to no goal and is left out."]
    );
}

#[test]
fn what_stands_below_a_goal_says_why_and_until_when() {
    let (goals, reading) = goals(
        "# Q2 2026 goals\n\n1. **Checkout: Ship every merge**\n   Why: Users wait nine days.\n\n   And they told us.\n   \
         Until: 2026-05-31\n   - KR: Days to users: 9 -> 1 days => 0.7\n   - KR: [x] The old pipeline is gone\n   \
         1. **Delete the old runners**\n      - KR 1: Runners: from 12 to 0 machines ==> Done\n",
    );
    assert_eq!(
        told(&goals),
        [
            "3: [Checkout] Ship every merge",
            "  8: Days to users | 9→1 days => 0.7 (0.7)",
            "  9: The old pipeline is gone | yes/no => Done",
            "10: Delete the old runners below 0",
            "  11: Runners | 12→0 machines => Done",
        ]
    );
    let days: Vec<_> = goals
        .iter()
        .map(|goal| goal.ends().expect("an end").to_string())
        .collect();
    assert_eq!(days, ["2026-05-31", "2026-06-30"]);
    assert_eq!(goals[0].why, "Users wait nine days.\n\nAnd they told us.");
    assert_eq!(remarks(&reading), <[String; 0]>::default());
}

#[test]
fn what_cannot_be_is_said_with_its_line() {
    let (_, reading) = goals(
        "# Fewer pages\n- Pages: from 8 to 40\n- Nights: from 3 to 3 nights\n- Until: 2026-02-30\n  - deeper\n\n```\ncode\n```\n\
         <!-- a\ncomment -->\n- Answered: 95%\n- Grow users by 25%\n",
    );
    assert_eq!(
        remarks(&reading),
        [
            "! line 2 It does not say what is counted.",
            "! line 3 The target is where it begins already.",
            "! line 4 There is no such day.",
            "- line 5 This stands below a key result.",
            "- lines 7–9 This is code, so nothing is made of it.",
            "- lines 10–11 This is comment, so nothing is made of it.",
            "· line 12 Where this begins is not written, so it begins at 0 %.",
            "· line 13 A change in per cent does not say where it begins, so this is taken as yes or no.",
        ]
    );
}

#[test]
fn a_strategy_is_found_by_its_headings() {
    let (strategies, reading) = strategies(
        "# Fewer, better\n\nWritten in May.\n\n## Diagnosis\n\nWe ship late.\n\n- every week\n- every team\n\n### Since when\n\nMay.\n\n\
         ## Guiding policy\nOne thing at a time.\n\n## Actions\n1. Stop Atlas\n   - tell its users\n2. Merge the pipelines\n\n\
         ## Even over\n- **Finished** even over **many**.\n- Speed over polish\n- nonsense\n\n## Who wrote it\nAda\n\n\
         # The next year\n## Diagnosis\nToo early to say.\n",
    );
    let first = &strategies[0];
    assert_eq!(first.title, "Fewer, better");
    assert_eq!(
        first.diagnosis,
        "We ship late.\n\n- every week\n- every team\n\n### Since when\n\nMay."
    );
    assert_eq!(first.policy, "One thing at a time.");
    let actions: Vec<_> = first
        .actions
        .iter()
        .map(|(line, said)| format!("{line} {said}"))
        .collect();
    assert_eq!(
        actions,
        ["20 Stop Atlas\n- tell its users", "22 Merge the pipelines"]
    );
    let stated: Vec<_> = first
        .even_over
        .iter()
        .map(|s| format!("{} > {}", s.first, s.second))
        .collect();
    assert_eq!(stated, ["Finished > many", "Speed > polish"]);
    assert_eq!(strategies[1].title, "The next year");
    assert_eq!(strategies.len(), 2);
    assert_eq!(
        remarks(&reading),
        [
            "- line 3 This belongs to no part of a strategy and is left out.",
            "- line 27 This does not say what comes before what.",
            "- lines 29–30 This belongs to no part of a strategy and is left out.",
        ]
    );
}

#[test]
fn a_strategy_without_headings_is_found_by_its_labels() {
    let (strategies, reading) = strategies(
        "**Diagnosis:** We ship late.\n\n**Guiding policy:** One thing at a time.\n\nActions:\n- Stop Atlas\n\n- Speed even over polish\n",
    );
    assert_eq!(strategies[0].diagnosis, "We ship late.");
    assert_eq!(strategies[0].policy, "One thing at a time.");
    assert_eq!(strategies[0].actions, [(6, "Stop Atlas".to_owned())]);
    assert_eq!(strategies[0].even_over.len(), 1);
    assert_eq!(
        remarks(&reading),
        ["· line 1 This strategy has no title, so it is called 'Strategy'."]
    );
}

#[test]
fn a_page_that_names_no_part_of_a_strategy_is_taken_whole() {
    let (strategies, reading) = strategies("# Our strategy\n\n## Purpose\n\nEveryone can code.\n");
    assert_eq!(strategies[0].title, "Our strategy");
    assert_eq!(strategies[0].policy, "## Purpose\n\nEveryone can code.");
    assert_eq!(reading.remarks.len(), 1);
}

#[test]
fn several_values_stand_below_the_headings_of_one_page() {
    let (values, reading) = values(
        "# Our values\n\nWhat holds for all of us.\n\n## Customer first\n\nTheir interests come first.\n\n\
         ### What living it looks like\n\n- We ask before we build\n\n### What it does not look like\n\n- \"They will get used to it\"\n\n\
         ## High agency\n\nYou can change it.\n\n## Empty\n",
    );
    let told: Vec<String> = values
        .iter()
        .map(|v| {
            format!(
                "{}|{}|{}|{}",
                v.title, v.text, v.looks_like, v.does_not_look_like
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "Customer first|Their interests come first.|- We ask before we build|- \"They will get used to it\"",
            "High agency|You can change it.||",
            "Empty|||",
        ]
    );
    assert_eq!(
        remarks(&reading),
        [
            "- line 3 This belongs to no value and is left out.",
            "! line 21 This value says nothing but its title.",
        ]
    );
}

#[test]
fn values_may_be_items_that_begin_in_bold() {
    let (values, _) = values(
        "# Values\n\n- **Customer first**: Their interests.\n- **High agency.** You can change it.\n",
    );
    let told: Vec<String> = values
        .iter()
        .map(|v| format!("{}|{}", v.title, v.text))
        .collect();
    assert_eq!(
        told,
        [
            "Customer first|Their interests.",
            "High agency|You can change it."
        ]
    );
}

#[test]
fn front_matter_says_when_it_comes_back() {
    let (values, reading) = values(
        "---\ntitle: Pairing\nlast_reviewed_on: 2025-08-31\nreview_in: 6 months\ntags: [a]\n---\n# <%= current_page.data.title %>\n\nTwo people.\n",
    );
    assert_eq!(
        values[0].review.map(|day| day.to_string()).as_deref(),
        Some("2026-02-28")
    );
    assert_eq!(values[0].text, "Two people.");
    assert_eq!(
        remarks(&reading),
        ["- lines 1–6 Nothing is made of these of its front matter: tags."]
    );
}

#[test]
fn a_table_is_read_by_its_header() {
    let (goals, reading) = goals(
        "\u{feff}Goal;Team;Until;Why;Serves;Key result;Kind;Unit;Baseline;Target\r\n\
         Ship every merge;Checkout;2026-09-30;\"Users wait; they say so\nin every call\";Fewer, better;Days to users;number;days;9;1\r\n\
         ;;;;;Green builds;percentage;;71,5;99\r\n\
         Ship every merge;Search;;;;Old pipeline gone;yes/no;;;\r\n\
         ;;;;;Open in Lisbon;milestones;;;\"signed; built\"\r\n\r\n\
         Second;;30.09.2026;;;Users;;people;1,000;x\r\n\
         Third;;31/31/2026;;;Users;;;1;2\r\n",
    );
    assert_eq!(
        told(&goals),
        [
            "2: [Checkout] Ship every merge",
            "  2: Days to users | 9→1 days",
            "  4: Green builds | 71.5→99%",
            "  5: Old pipeline gone | yes/no",
            "  6: Open in Lisbon | signed+built",
            "8: Second",
            "9: Third",
            "  9: Users | 1→2 ",
        ]
    );
    assert_eq!(goals[0].why, "Users wait; they say so\nin every call");
    assert_eq!(goals[0].serves, ["Fewer, better"]);
    assert_eq!(
        goals[1].ends().map(|day| day.to_string()).as_deref(),
        Some("2026-09-30")
    );
    assert_eq!(
        remarks(&reading),
        [
            "- line 5 This row says something else of its goal than the row above.",
            "! line 8 'x' is not a number.",
            "! line 9 There is no day '31/31/2026'.",
            "! line 9 It does not say what is counted.",
        ]
    );
}

#[test]
fn a_table_with_a_wrong_header_is_refused_and_says_the_right_one() {
    let said = |text: &str| read(text, As::Csv).expect_err(text).to_string();
    assert_eq!(
        said("objective,owner\nShip,Ada\n"),
        "Line 1: The header has no column 'goal'. Write a first line with the names of the columns: goal, team, until, \
         why, serves, key result, kind, unit, baseline, target."
    );
    assert_eq!(
        said("goal,team,Goal\n"),
        "Line 1: The header names the column 'goal' twice. Remove or rename one of the two."
    );
    let (_, reading) = goals("goal\tteam\tmood\nShip\tAda\t5\n");
    assert_eq!(
        remarks(&reading),
        ["- line 1 Nothing is made of the column 'mood'."]
    );
}

#[test]
fn a_table_of_a_hundred_thousand_lines_is_refused_with_the_line_that_is_too_many() {
    let short = format!("goal,team\n{}", "a,b\n".repeat(40_000));
    assert_eq!(
        read(&short, As::Auto).expect_err("too long").to_string(),
        "Line 2001: The table has 40001 lines, and 2000 are taken in at once. Save it as several files and take them in \
         one after the other."
    );
    let long = format!(
        "goal,team\n{}",
        "Ship every merge,Checkout\n".repeat(100_000)
    );
    let refused = read(&long, As::Auto).expect_err("too long");
    assert_eq!(refused.line, 7878);
    assert_eq!(
        refused.said,
        "The text is longer than 200 KB, which is reached on this line. Take it in as several shorter texts."
    );
}

#[test]
fn more_goals_than_anybody_has_are_refused() {
    let many = "# A goal\n".repeat(501);
    let refused = read(&many, As::Goals).expect_err("too many");
    assert_eq!(refused.line, 501);
    let nothing = read(" \n\n", As::Auto).expect_err("nothing");
    assert_eq!(nothing.line, 1);
}

#[test]
fn an_outline_that_was_written_is_read_again_as_the_same() {
    for text in [
        "# Q2 2026 goals\n\n1. **Checkout: Ship *every* merge [now](x)** => 0.7\n   Why: a_b `c`.\n   - KR: Days: 9 -> 1 days\n   \
         1. **Below: it**\n      - KR: Yes\n",
        "goal,team,until,why,serves,key result,kind,unit,baseline,target\nA: b,checkout team,2026-01-01,why,C-1;Fewer,Days,number,days,9,1\n\
         B,,,,,x,milestones,,,a;b\n",
        "# A\n- a: 5%\n- b\n## B\n- Open, milestones: a_b; c\n",
        "# Fewer\n## Diagnosis\nWe *ship* late.\n## Actions\n- Stop\n## Even over\n- a even over b\n",
        "# Our values\n\n## A\n\nText\n\n### What it looks like\n\n- x\n\n## B\n\nMore\n",
        "---\ntitle: A\nlast_reviewed_on: 2026-01-31\nreview_in: 1 month\n---\n\nText\n",
    ] {
        let first = read(text, As::Auto).expect(text);
        let written = write(&first);
        let again = read(&written, first.kind_of_outline()).expect(&written);
        assert_eq!(without_lines(&again), without_lines(&first), "{written}");
    }
}

/// What is the same however it was written.
pub(crate) fn without_lines(reading: &Reading) -> Vec<String> {
    let items = reading.items.iter().map(|item| match item {
        Item::Goal(goal) => {
            let results: Vec<_> = goal
                .key_results
                .iter()
                .map(|kr| {
                    let outcome = kr.outcome.as_ref().map(|outcome| outcome.score);
                    (&kr.name, &kr.counted, outcome)
                })
                .collect();
            let score = goal.outcome.as_ref().map(|outcome| outcome.score);
            let (title, owner, ends) = (&goal.title, &goal.owner, goal.ends());
            let why: Vec<_> = goal.why.split_whitespace().collect();
            format!(
                "{title}|{owner:?}|{:?}|{why:?}|{ends:?}|{:?}|{results:?}|{score:?}",
                goal.parent, goal.serves
            )
        }
        Item::Strategy(strategy) => {
            let actions: Vec<_> = strategy.actions.iter().map(|(_, said)| said).collect();
            let stated: Vec<_> = strategy
                .even_over
                .iter()
                .map(|s| (&s.first, &s.second))
                .collect();
            let (title, diagnosis, policy) =
                (&strategy.title, &strategy.diagnosis, &strategy.policy);
            format!("{title}|{diagnosis}|{policy}|{actions:?}|{stated:?}")
        }
        Item::Value(value) => {
            let (title, text, like) = (&value.title, &value.text, &value.looks_like);
            let (unlike, review) = (&value.does_not_look_like, value.review);
            format!("{title}|{text}|{like}|{unlike}|{review:?}")
        }
    });
    items.collect()
}
