//! Writes goals, strategies and values as an outline that is read again as the same.

use std::fmt::Write as _;

use super::{
    Reading,
    goals::title,
    items::{Counted, Goal, Item, KeyResult, Outcome, Strategy, Value},
    number,
};

/// The outline of what was read.
pub fn write(reading: &Reading) -> String {
    let mut written = String::new();
    // What each item is called as a step in the list, to indent what stands below it.
    let mut depths: Vec<usize> = Vec::new();
    let mut has_goals = false;
    for item in &reading.items {
        let depth = match item {
            Item::Goal(goal) => goal
                .parent
                .and_then(|parent| depths.get(parent))
                .map_or(0, |depth| depth + 1),
            Item::Strategy(_) | Item::Value(_) => 0,
        };
        depths.push(depth);
        match item {
            Item::Goal(goal) => {
                if !has_goals {
                    written.push_str("# Goals\n\n");
                    has_goals = true;
                }
                write_goal(&mut written, goal, depth);
            }
            Item::Strategy(strategy) => write_strategy(&mut written, strategy),
            Item::Value(value) => write_value(&mut written, value, reading.items.len()),
        }
    }
    written
}

fn line(written: &mut String, depth: usize, said: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(written, "{:indent$}{said}", "", indent = depth * 3);
}

fn write_goal(written: &mut String, goal: &Goal, depth: usize) {
    let escaped = escape(&goal.title);
    let with_owner = goal
        .owner
        .as_ref()
        .map(|owner| format!("{}: {escaped}", escape(owner)));
    let reads_back = |line: &String| {
        let read = title(line);
        read.owner == goal.owner && read.words == goal.title
    };
    let prefixed = with_owner.filter(reads_back);
    let is_prefixed = prefixed.is_some();
    let title = prefixed.unwrap_or(escaped);
    let behind = behind(goal.outcome.as_ref());
    line(
        written,
        depth,
        &format!("1. **OBJECTIVE: {title}**{behind}"),
    );
    let label = |written: &mut String, label: &str, said: &str| {
        line(written, depth + 1, &format!("{label}: {said}"));
    };
    if let Some(owner) = goal.owner.as_ref().filter(|_| !is_prefixed) {
        label(written, "Owner", &escape(owner));
    }
    for paragraph in goal
        .why
        .split("\n\n")
        .filter(|paragraph| !paragraph.is_empty())
    {
        label(
            written,
            "Why",
            &paragraph.split_whitespace().collect::<Vec<_>>().join(" "),
        );
    }
    if let Some(until) = goal.ends() {
        label(written, "Until", &until.to_string());
    }
    if !goal.serves.is_empty() {
        let serves: Vec<String> = goal.serves.iter().map(|served| escape(served)).collect();
        label(written, "Serves", &serves.join("; "));
    }
    for result in &goal.key_results {
        let name = key_result(result);
        let behind = self::behind(result.outcome.as_ref());
        line(written, depth + 1, &format!("- KR: {name}{behind}"));
    }
}

/// A key result in the shortest form that is read again as the same.
fn key_result(result: &KeyResult) -> String {
    let name = escape(&result.name);
    let numbers = match &result.counted {
        Counted::Number {
            unit,
            baseline,
            target,
        } => format!("from {baseline} to {target} {}", escape(unit)),
        Counted::Percentage {
            baseline: Some(baseline),
            target,
        } => format!("from {baseline} to {target} %"),
        Counted::Percentage {
            baseline: None,
            target,
        } => format!("{target} %"),
        Counted::Milestones(steps) => {
            let steps: Vec<String> = steps.iter().map(|step| escape(step)).collect();
            return format!("{name}, milestones: {}", steps.join("; "));
        }
        Counted::YesNo => return name,
    };
    let alone = number::read(&name);
    if alone.name == result.name && alone.counted == result.counted {
        return name;
    }
    format!("{name}: {}", numbers.trim_end())
}

fn behind(outcome: Option<&Outcome>) -> String {
    match outcome {
        None => String::new(),
        Some(Outcome {
            said,
            score: Some(score),
        }) if said.is_empty() => format!(" => {score}"),
        Some(outcome) => format!(" => {}", escape(&outcome.said)),
    }
}

/// Words so that Markdown shows them as they are.
fn escape(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for c in words.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&' | '~') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

fn write_strategy(written: &mut String, strategy: &Strategy) {
    let _ = writeln!(written, "# {}\n", escape(&strategy.title));
    for (heading, text) in [
        ("Diagnosis", &strategy.diagnosis),
        ("Guiding policy", &strategy.policy),
    ] {
        if !text.is_empty() {
            let _ = writeln!(written, "## {heading}\n\n{text}\n");
        }
    }
    if !strategy.actions.is_empty() {
        written.push_str("## Actions\n\n");
        for (_, action) in &strategy.actions {
            let _ = writeln!(written, "- {}", action.replace('\n', "\n  "));
        }
        written.push('\n');
    }
    if !strategy.even_over.is_empty() {
        written.push_str("## Even over\n\n");
        for stated in &strategy.even_over {
            let _ = writeln!(
                written,
                "- {} even over {}",
                escape(&stated.first),
                escape(&stated.second)
            );
        }
        written.push('\n');
    }
}

fn write_value(written: &mut String, value: &Value, of: usize) {
    let depth = if of > 1 { 2 } else { 1 };
    if of == 1 {
        if let Some(reviewed) = value.reviewed {
            let _ = writeln!(
                written,
                "---\ntitle: {:?}\nlast_reviewed_on: {reviewed}",
                value.title
            );
            if let Some(review) = value.review {
                let days = reviewed.until(review).map_or(0, |span| span.get_days());
                let _ = writeln!(written, "review_in: {days} days");
            }
            written.push_str("---\n");
        }
    } else if written.is_empty() {
        written.push_str("# Values\n\n");
    }
    let marks = "#".repeat(depth);
    let _ = writeln!(
        written,
        "{marks} {}\n\n{}\n",
        escape(&value.title),
        value.text
    );
    for (heading, text) in [
        ("What living it looks like", &value.looks_like),
        ("What it does not look like", &value.does_not_look_like),
    ] {
        if !text.is_empty() {
            let _ = writeln!(written, "{marks}# {heading}\n\n{text}\n");
        }
    }
}
