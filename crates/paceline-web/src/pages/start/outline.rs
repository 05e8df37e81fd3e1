//! What somebody pastes to begin with: an indented list of teams, and goals as Markdown.

use paceline_core::{measure::Amount, text::cut};

/// Lines that are read of one paste.
const LINES: usize = 500;
/// Characters of a name.
const NAME: usize = 200;

/// A team, and which line before it is its parent.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Team {
    pub(super) name: String,
    pub(super) parent: Option<usize>,
}

/// Teams of an indented list; a line that stands further to the right belongs to the one above it.
pub(super) fn teams(pasted: &str) -> Vec<Team> {
    let mut teams: Vec<Team> = Vec::new();
    // The lines above, from the left to the right: how far in, and which team.
    let mut above: Vec<(usize, usize)> = Vec::new();
    for line in pasted.lines().take(LINES) {
        let name = bare(line);
        if name.is_empty() {
            continue;
        }
        let depth = depth(line);
        while above.last().is_some_and(|(further, _)| *further >= depth) {
            above.pop();
        }
        let parent = above.last().map(|(_, team)| *team);
        above.push((depth, teams.len()));
        teams.push(Team {
            name: cut(name, NAME),
            parent,
        });
    }
    teams
}

/// How far in a line begins; a tab is as much as four blanks.
fn depth(line: &str) -> usize {
    let blanks = line.chars().take_while(|c| c.is_whitespace());
    blanks.map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

/// A line without its bullet.
fn bare(line: &str) -> &str {
    let line = line.trim();
    let bullet = ["- ", "* ", "+ ", "• "];
    let found = bullet.iter().find_map(|bullet| line.strip_prefix(bullet));
    found.unwrap_or(line).trim()
}

/// A value, and what living it looks like where that was said.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) title: String,
    pub(super) looks_like: String,
}

/// Values, one a line: `Candour: we say what went wrong on the same day`.
pub(super) fn values(pasted: &str) -> Vec<Value> {
    let value = |line: &str| {
        let (title, looks_like) = line.split_once(':').unwrap_or((line, ""));
        let title = title.trim_matches(|c: char| c == '*' || c.is_whitespace());
        (!title.is_empty()).then(|| Value {
            title: cut(title, NAME),
            looks_like: looks_like.trim_matches(['*', ' ']).to_owned(),
        })
    };
    let lines = pasted.lines().take(LINES).map(bare);
    lines.filter_map(value).collect()
}

/// A goal, as it will be recorded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Goal {
    pub(super) title: String,
    pub(super) key_results: Vec<KeyResult>,
    /// Lines below it that have no numbers, so that nothing can be seen by them.
    pub(super) left_out: Vec<String>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct KeyResult {
    pub(super) name: String,
    pub(super) baseline: Amount,
    pub(super) target: Amount,
    pub(super) unit: String,
}

/// Goals of a Markdown text: headings are goals, list items with two numbers are key results.
pub(super) fn goals(pasted: &str) -> Vec<Goal> {
    let mut goals: Vec<Goal> = Vec::new();
    for line in pasted.lines().take(LINES) {
        if let Some(title) = heading(line) {
            goals.push(Goal {
                title: cut(title, NAME),
                key_results: Vec::new(),
                left_out: Vec::new(),
            });
            continue;
        }
        let (Some(goal), item) = (goals.last_mut(), bare(line)) else {
            continue;
        };
        match key_result(item) {
            _ if item.is_empty() => {}
            Some(result) => goal.key_results.push(result),
            None => goal.left_out.push(cut(item, NAME)),
        }
    }
    goals
}

fn heading(line: &str) -> Option<&str> {
    let title = line.trim_start().strip_prefix('#')?;
    let title = title.trim_start_matches('#').trim();
    (!title.is_empty()).then_some(title)
}

/// `Days from merge to users: 9 -> 1 days`.
fn key_result(item: &str) -> Option<KeyResult> {
    let (name, numbers) = item.rsplit_once(':')?;
    let arrow = ["->", "→", " to "];
    let parts = arrow.iter().find_map(|arrow| numbers.split_once(arrow));
    let (from, to) = parts?;
    let from = from.trim().trim_start_matches("from ");
    let to = to.trim();
    let end = to.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '-'));
    let (number, unit) = to.split_at(end.unwrap_or(to.len()));
    let from: String = from
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-'))
        .collect();
    Some(KeyResult {
        name: cut(name.trim(), NAME),
        baseline: from.parse().ok()?,
        target: number.parse().ok()?,
        unit: cut(unit.trim(), 20),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stands_before_its_colon() {
        let pasted = "- **Candour**: we say it on the same day: always\n\n* Calm\n: nothing";
        let value = |title: &str, looks_like: &str| Value {
            title: title.to_owned(),
            looks_like: looks_like.to_owned(),
        };
        assert_eq!(
            values(pasted),
            [
                value("Candour", "we say it on the same day: always"),
                value("Calm", "")
            ]
        );
    }

    #[test]
    fn teams_stand_below_what_stands_further_left() {
        let pasted =
            "Engineering\n  - Checkout\n    - Payments\n  - Search\n\nDesign\n\t• Research\n";
        let told: Vec<String> = teams(pasted)
            .iter()
            .map(|team| format!("{} {:?}", team.name, team.parent))
            .collect();
        assert_eq!(
            told,
            [
                "Engineering None",
                "Checkout Some(0)",
                "Payments Some(1)",
                "Search Some(0)",
                "Design None",
                "Research Some(4)",
            ]
        );
    }

    #[test]
    fn headings_are_goals_and_items_with_two_numbers_are_key_results() {
        let pasted = "Some words before.\n\n# Ship every merge\n- Days from merge to users: 9 -> 1 days\n\
                      * Share of green builds: from 71,5 to 99 %\n- Nobody is paged at night\n## Second\n";
        let goals = goals(pasted);
        assert_eq!(goals.len(), 2);
        let first = &goals[0];
        assert_eq!(first.title, "Ship every merge");
        assert_eq!(first.left_out, ["Nobody is paged at night"]);
        let told: Vec<String> = first
            .key_results
            .iter()
            .map(|r| format!("{}|{}|{}|{}", r.name, r.baseline, r.target, r.unit))
            .collect();
        assert_eq!(
            told,
            [
                "Days from merge to users|9|1|days",
                "Share of green builds|71.5|99|%"
            ]
        );
    }
}
