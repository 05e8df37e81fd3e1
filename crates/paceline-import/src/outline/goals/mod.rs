//! Goals and key results in a Markdown outline.

mod labels;
mod layout;
mod title;

use super::{
    document::{Document, Node, Sort},
    items::{Counted, Goal, Item, KeyResult, Outcome, Period},
    number, outcome, period,
    plain::plain,
    remark::{Lines, Remarks},
};
use labels::{Label, label};
use layout::{KEY_RESULT, Layout, OBJECTIVE, only_groups};
pub(super) use title::title;

/// Reads goals; `name` is the file's, or empty.
pub(super) fn read(name: &str, document: &Document<'_>, remarks: &mut Remarks) -> Vec<Item> {
    let mut reader = Reader {
        document,
        layout: Layout::of(document),
        goals: Vec::new(),
        made_of: vec![None; document.nodes.len()],
        periods: Vec::new(),
        open_periods: Vec::new(),
        period_of: Vec::new(),
        remarks,
    };
    for (lines, what) in &document.skipped {
        let said = format!("This is {what}, so nothing is made of it.");
        reader.remarks.left_out(*lines, said);
    }
    let stem = name
        .rsplit('/')
        .next()
        .and_then(|file| file.split('.').next());
    if let Some(period) = stem.and_then(period::read) {
        reader.opens(0, Lines::one(1), period);
    }
    for (index, node) in document.nodes.iter().enumerate() {
        reader.node(index, node);
    }
    reader.finished()
}

struct Reader<'r> {
    document: &'r Document<'r>,
    layout: Layout,
    goals: Vec<Goal>,
    /// Which goal was made of which node.
    made_of: Vec<Option<usize>>,
    /// Every period that was stated, and on which lines.
    periods: Vec<(Lines, Period)>,
    /// Those that hold here, with the depth of their heading.
    open_periods: Vec<(usize, usize)>,
    /// Which period each goal has.
    period_of: Vec<Option<usize>>,
    remarks: &'r mut Remarks,
}

impl Reader<'_> {
    fn node(&mut self, index: usize, node: &Node) {
        match node.sort {
            Sort::Heading(depth) => self.heading(index, node, depth),
            Sort::Item | Sort::Text => self.line(index, node),
        }
    }

    fn heading(&mut self, index: usize, node: &Node, depth: usize) {
        self.open_periods.retain(|(upper, _)| *upper < depth);
        if let Some(period) = period::read(&plain(&node.text)) {
            self.opens(depth, node.lines, period);
        }
        if self.layout == Layout::Flat && !only_groups(self.document, index) {
            self.goal(index, node);
        }
    }

    fn line(&mut self, index: usize, node: &Node) {
        let home = self.home(index);
        if let Some(text) = KEY_RESULT
            .after(&node.text)
            .filter(|_| self.layout == Layout::Marked)
        {
            return self.marked_key_result(index, node, text);
        }
        if let (Some(goal), Some((label, said))) = (home, label(&node.text)) {
            return self.label(goal, node, label, said);
        }
        if node.sort == Sort::Item {
            return self.item(index, node, home);
        }
        if self.is_objective_of_its_own(index, node) {
            return self.goal(index, node);
        }
        self.prose(node, home);
    }

    /// The goal that a line stands below.
    fn home(&self, index: usize) -> Option<usize> {
        self.document
            .above(index)
            .find_map(|above| self.made(above))
    }

    fn made(&self, node: usize) -> Option<usize> {
        *self.made_of.get(node)?
    }

    fn item(&mut self, index: usize, node: &Node, home: Option<usize>) {
        let has_items = || {
            self.document
                .children(index)
                .any(|(_, child)| child.sort == Sort::Item)
        };
        match self.layout {
            Layout::Marked if self.is_marked_goal(index, node) => self.goal(index, node),
            Layout::Marked => self.remarks.left_out(
                node.lines,
                "This is neither a goal nor a key result. Write **a goal in bold**, and 'KR: ' before a key result.",
            ),
            Layout::Nested if home.is_none() || has_items() => self.goal(index, node),
            Layout::Nested if self.owns_like_its_parent(node, home) => self.goal(index, node),
            Layout::Flat if home.is_none() => self.goal(index, node),
            Layout::Flat if self.is_below_an_item(index) => self.remarks.left_out(
                node.lines,
                "This stands below a key result. Move it to the left to make it a key result of its own.",
            ),
            Layout::Nested | Layout::Flat => self.key_result(node, &node.text, home),
        }
    }

    fn is_marked_goal(&self, index: usize, node: &Node) -> bool {
        let mut below = self.document.children(index);
        node.text.starts_with("**")
            || OBJECTIVE.fits(&node.text)
            || below.any(|(_, child)| KEY_RESULT.fits(&child.text))
    }

    /// `Sales: …` below `CEO: …` is a goal of its own, though nothing stands below it.
    fn owns_like_its_parent(&self, node: &Node, home: Option<usize>) -> bool {
        let parent = home.and_then(|home| self.goals.get(home));
        let is_owned = parent.is_some_and(|parent| parent.owner.is_some());
        let read = number::read(&node.text);
        is_owned
            && title(&node.text).owner.is_some()
            && !matches!(read.counted, Counted::Number { .. })
    }

    fn is_below_an_item(&self, index: usize) -> bool {
        let sort = |node: usize| self.document.nodes.get(node).map(|node| node.sort);
        let mut above = self.document.above(index);
        above.any(|above| sort(above) == Some(Sort::Item) && self.made(above).is_none())
    }

    /// A paragraph that is a goal: `Objective 1: …`, or all in bold with key results after it.
    fn is_objective_of_its_own(&self, index: usize, node: &Node) -> bool {
        if self.layout != Layout::Marked {
            return false;
        }
        let is_bold = node.text.starts_with("**") && node.text.ends_with("**");
        let next = self.document.nodes.get(index + 1);
        let is_followed = next.is_some_and(|next| KEY_RESULT.fits(&next.text));
        OBJECTIVE.fits(&node.text) || (is_bold && is_followed)
    }

    fn goal(&mut self, index: usize, node: &Node) {
        let title = title(&node.text);
        let parent = self.home(index);
        let section = self.document.above(index).find_map(|above| {
            let above = self.document.nodes.get(above)?;
            matches!(above.sort, Sort::Heading(2..)).then(|| plain(&above.text))
        });
        if let Some(made) = self.made_of.get_mut(index) {
            *made = Some(self.goals.len());
        }
        self.period_of
            .push(self.open_periods.last().map(|(_, period)| *period));
        self.goals.push(Goal {
            lines: node.lines,
            title: title.words,
            owner: title.owner,
            section: section.filter(|_| node.sort != Sort::Heading(1)),
            parent,
            why: String::new(),
            period: None,
            until: None,
            serves: Vec::new(),
            key_results: Vec::new(),
            outcome: title.outcome,
        });
    }

    /// A marked key result belongs to the goal it stands below, else to the goal before it, else its heading is one.
    fn marked_key_result(&mut self, index: usize, node: &Node, text: &str) {
        let above = self.document.above(index).next();
        let heading = self.document.above(index).find(|above| {
            let above = self.document.nodes.get(*above);
            above.is_some_and(|above| matches!(above.sort, Sort::Heading(_)))
        });
        let home = self.home(index).filter(|_| above != heading).or_else(|| {
            let after = heading.map_or(0, |heading| heading + 1);
            let made = self.made_of.get(after..index)?;
            made.iter().rev().find_map(|goal| *goal)
        });
        let home = home.or_else(|| {
            let heading = heading?;
            if self.made(heading).is_none() {
                let node = self.document.nodes.get(heading)?;
                self.goal(heading, node);
            }
            self.made(heading)
        });
        self.key_result(node, text, home);
    }

    fn key_result(&mut self, node: &Node, text: &str, home: Option<usize>) {
        let Some(goal) = home.and_then(|home| self.goals.get_mut(home)) else {
            let said = "No goal stands above this key result. Write one above it, as a heading or in bold.";
            return self.remarks.left_out(node.lines, said);
        };
        let (text, came_of_it) = outcome::split(text);
        let (text, ticked) = tick(text);
        let read = number::read(text);
        if read.name.is_empty() {
            let said = "This key result says nothing. Write what will be seen behind it.";
            return self.remarks.left_out(node.lines, said);
        }
        if let Some(note) = read.note {
            self.remarks.note(node.lines, note);
        }
        trouble(&read.counted, node.lines, self.remarks);
        goal.key_results.push(KeyResult {
            lines: node.lines,
            name: read.name,
            counted: read.counted,
            outcome: came_of_it.or(ticked),
        });
    }

    fn label(&mut self, goal: usize, node: &Node, label: Label, said: &str) {
        let Some(goal) = self.goals.get_mut(goal) else {
            return;
        };
        match label {
            Label::Why => paragraph(&mut goal.why, said),
            Label::Until => match said.trim().parse() {
                Ok(day) => goal.until = Some(day),
                Err(_) => self.remarks.trouble(
                    node.lines,
                    "There is no such day. Write it as in 2026-09-30: year, month, day.",
                ),
            },
            Label::Owner => {
                // What was taken for an owner in the title belongs to the title then.
                if let Some(before) = goal.owner.replace(plain(said)) {
                    goal.title = format!("{before}: {}", goal.title);
                }
            }
            Label::Serves => {
                let named = said.split(';').map(plain);
                goal.serves.extend(named.filter(|named| !named.is_empty()));
            }
            Label::Outcome => {
                let read = outcome::of(said);
                let before = goal.outcome.get_or_insert_default();
                before.said = read.said;
                before.score = read.score.or(before.score);
            }
            Label::Score => match outcome::score(plain(said).as_str()) {
                Some(score) => goal.outcome.get_or_insert_default().score = Some(score),
                None => self.remarks.trouble(
                    node.lines,
                    "A score is a number from 0 to 1, or a percentage. Write it as in 0.7 or 70 %.",
                ),
            },
        }
    }

    /// What stands under a goal says why; what stands under none is left out, but may say when the period runs.
    fn prose(&mut self, node: &Node, home: Option<usize>) {
        let runs = period::runs(&plain(&node.text));
        match (runs, home.and_then(|home| self.goals.get_mut(home))) {
            (Some(Ok((from, until))), None) => {
                if self.open_periods.is_empty() {
                    let name = format!("{from} to {until}");
                    let (from, until) = (None, None);
                    self.opens(0, node.lines, Period { name, from, until });
                }
                let open = self.open_periods.last().and_then(|(_, at)| self.periods.get_mut(*at));
                if let Some((_, period)) = open {
                    (period.from, period.until) = (Some(from), Some(until));
                }
            }
            (Some(Err(day)), None) => self.remarks.trouble(
                node.lines,
                format!("There is no day {day}, so these goals get no end from here. Write a day that exists."),
            ),
            (_, Some(goal)) => paragraph(&mut goal.why, &node.text),
            (None, None) => self.remarks.left_out(
                node.lines,
                "This text belongs to no goal and is left out. Write it under a goal to keep it there.",
            ),
        }
    }

    fn opens(&mut self, depth: usize, lines: Lines, period: Period) {
        self.open_periods.push((depth, self.periods.len()));
        self.periods.push((lines, period));
    }

    fn finished(self) -> Vec<Item> {
        for (at, (lines, period)) in self.periods.iter().enumerate() {
            let is_used = self.period_of.contains(&Some(at));
            if is_used && period.until.is_none() {
                let said = format!(
                    "When '{}' ends is not written, so its goals get no end. Write 'It runs from 2026-02-01 to \
                     2026-04-30.' below this line.",
                    period.name
                );
                self.remarks.note(*lines, said);
            }
        }
        let periods = self.periods;
        let with_period = |(mut goal, at): (Goal, Option<usize>)| {
            let period = at.and_then(|at| periods.get(at));
            goal.period = period.map(|(_, period)| period.clone());
            Item::Goal(goal)
        };
        self.goals
            .into_iter()
            .zip(self.period_of)
            .map(with_period)
            .collect()
    }
}

/// A key result with `[x]` before it, and that it is done.
fn tick(text: &str) -> (&str, Option<Outcome>) {
    let done = || Outcome {
        said: "Done".to_owned(),
        score: None,
    };
    let ticked = text
        .strip_prefix("[x] ")
        .or_else(|| text.strip_prefix("[X] "));
    match ticked {
        Some(text) => (text, Some(done())),
        None => (text.strip_prefix("[ ] ").unwrap_or(text), None),
    }
}

/// What a key result cannot be counted by.
pub(super) fn trouble(counted: &Counted, lines: Lines, remarks: &mut Remarks) {
    let same = |baseline, target| baseline == Some(target);
    match counted {
        Counted::Number {
            unit,
            baseline,
            target,
        } => {
            if unit.is_empty() {
                let said = "It does not say what is counted. Write the unit behind the number: 'from 8 to 40 snapshots'.";
                remarks.trouble(lines, said);
            }
            if same(Some(*baseline), *target) {
                remarks.trouble(lines, SAME);
            }
        }
        Counted::Percentage { baseline, target } => {
            if same(*baseline, *target) {
                remarks.trouble(lines, SAME);
            }
        }
        Counted::Milestones(steps) if steps.len() < 2 => remarks.trouble(
            lines,
            "One milestone is a key result of its own, answered with yes or no. Write two or more, with semicolons between them.",
        ),
        Counted::YesNo | Counted::Milestones(_) => {}
    }
}

const SAME: &str = "The target is where it begins already. Write two numbers that differ, or leave the key result out.";

fn paragraph(text: &mut String, more: &str) {
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(more.trim());
}
