//! Strategies in Markdown: diagnosis, guiding policy, actions and even-over statements, found by their headings.

use super::{
    document::{Document, Node, Sort},
    items::{EvenOver, Item, Strategy},
    pattern::Pattern,
    plain::plain,
    remark::{Lines, Remarks},
};

static DIAGNOSIS: Pattern = Pattern::new(
    r"(?i)^(?:the\s+|our\s+)?(?:diagnos[ie]s|where we are(?: now| today)?|the (?:problem|challenge)|situation)$",
);
static POLICY: Pattern = Pattern::new(
    r"(?i)^(?:the\s+|our\s+)?(?:guiding (?:polic(?:y|ies)|principles?)|polic(?:y|ies)|approach)$",
);
static ACTIONS: Pattern = Pattern::new(
    r"(?i)^(?:the\s+|our\s+)?(?:(?:coherent |key )?actions?(?: plan)?|what we (?:will )?do|what['’]s next(?: (?:and|&) why)?)$",
);
static EVEN_OVER_HEADING: Pattern = Pattern::new(
    r"(?i)^(?:the\s+|our\s+)?(?:even[- ]overs?(?: statements?)?|trade-?offs?|what we choose)$",
);
static LABEL: Pattern = Pattern::new(
    r"(?i)^\**(?P<label>diagnosis|guiding policy|(?:coherent )?actions?|even over)\s*:\s*\**\s*(?P<said>.*)$",
);
static EVEN_OVER: Pattern =
    Pattern::new(r"(?i)^\**(?P<first>.+?)[\s,*_]+even over[\s*_]+(?P<second>.+?)\**\.?$");
static OVER: Pattern = Pattern::new(r"(?i)^(?P<first>.+?)[\s*_]+over[\s*_]+(?P<second>.+?)\.?$");

/// A part of a strategy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Diagnosis,
    Policy,
    Actions,
    EvenOver,
}

fn part(words: &str) -> Option<Part> {
    let words = words.trim_end_matches([':', '.']);
    let forms = [
        (&DIAGNOSIS, Part::Diagnosis),
        (&POLICY, Part::Policy),
        (&ACTIONS, Part::Actions),
        (&EVEN_OVER_HEADING, Part::EvenOver),
    ];
    forms
        .into_iter()
        .find_map(|(form, part)| form.fits(words).then_some(part))
}

fn labelled(text: &str) -> Option<(Part, &str)> {
    let found = LABEL.captures(text)?;
    let label = found.name("label")?.as_str().to_lowercase();
    let part = match label.as_str() {
        "diagnosis" => Part::Diagnosis,
        "guiding policy" => Part::Policy,
        "even over" => Part::EvenOver,
        _ => Part::Actions,
    };
    Some((part, found.name("said")?.as_str()))
}

/// Whether a text names the parts of a strategy: two of them at least.
pub(super) fn names_its_parts(document: &Document<'_>) -> bool {
    let named = document.nodes.iter().filter(|node| match node.sort {
        Sort::Heading(_) => part(&plain(&node.text)).is_some(),
        Sort::Item | Sort::Text => labelled(&node.text).is_some(),
    });
    named.take(2).count() == 2
}

pub(super) fn read(document: &Document<'_>, remarks: &mut Remarks) -> Vec<Item> {
    let mut own = Remarks::default();
    let mut reader = Reader {
        document,
        strategies: Vec::new(),
        title: None,
        depth: 0,
        part: None,
        remarks: &mut own,
    };
    for (index, node) in document.nodes.iter().enumerate() {
        match node.sort {
            Sort::Heading(depth) => reader.heading(node, depth),
            Sort::Item | Sort::Text => reader.line(index, node),
        }
    }
    if reader.strategies.is_empty() {
        return whole(document, remarks);
    }
    reader.leaves_title_of(0);
    for (lines, what) in &document.skipped {
        let said = format!("This is {what}, so nothing is made of it.");
        reader.remarks.left_out(*lines, said);
    }
    let strategies = reader.strategies;
    remarks.take_over(own);
    strategies.into_iter().map(Item::Strategy).collect()
}

struct Reader<'r> {
    document: &'r Document<'r>,
    strategies: Vec<Strategy>,
    /// A heading that is the title of the next strategy, with its depth, if parts follow.
    title: Option<(usize, Lines, String)>,
    /// How deep the heading of the last strategy is.
    depth: usize,
    /// The part that goes on here, with the depth of its heading.
    part: Option<(Part, usize)>,
    remarks: &'r mut Remarks,
}

impl Reader<'_> {
    fn heading(&mut self, node: &Node, depth: usize) {
        if let Some((part, upper)) = self.part
            && depth > upper
        {
            return self.says(part, node);
        }
        let words = plain(&node.text);
        if let Some(part) = part(&words) {
            self.begins(node);
            self.part = Some((part, depth));
            return;
        }
        self.part = None;
        if self.strategies.is_empty() || depth <= self.depth {
            self.leaves_title_of(depth);
            self.title = Some((depth, node.lines, words));
        } else {
            self.remarks.left_out(node.lines, ELSEWHERE);
        }
    }

    fn line(&mut self, index: usize, node: &Node) {
        if let Some((part, said)) = labelled(&node.text) {
            self.begins(node);
            self.part = Some((part, 6));
            if !said.trim().is_empty() {
                self.adds(part, node.lines, said);
            }
            return;
        }
        let words = plain(&node.text);
        let is_stated_here = matches!(self.part, Some((Part::EvenOver, _)));
        let statement = EVEN_OVER.captures(&words);
        let statement = statement.or_else(|| OVER.captures(&words).filter(|_| is_stated_here));
        if let (Some(found), true) = (statement, node.sort == Sort::Item || is_stated_here) {
            self.begins(node);
            let side = |name: &str| found.name(name).map_or("", |side| side.as_str()).to_owned();
            if let Some(strategy) = self.strategies.last_mut() {
                strategy.even_over.push(EvenOver {
                    line: node.lines.first,
                    first: side("first"),
                    second: side("second"),
                });
                strategy.lines = strategy.lines.up_to(node.lines);
            }
            return;
        }
        match self.part {
            Some((Part::EvenOver, _)) => self.remarks.left_out(
                node.lines,
                "This does not say what comes before what. Write it as 'speed even over polish'.",
            ),
            Some((Part::Actions, _)) if node.sort == Sort::Item && self.is_in_an_item(index) => {
                self.goes_on(node);
            }
            Some((part, _)) => self.says(part, node),
            None => self.remarks.left_out(node.lines, ELSEWHERE),
        }
    }

    fn is_in_an_item(&self, index: usize) -> bool {
        let mut above = self.document.above(index);
        above.any(|above| {
            self.document
                .nodes
                .get(above)
                .is_some_and(|node| node.sort == Sort::Item)
        })
    }

    /// An item of a list within an action belongs to that action.
    fn goes_on(&mut self, node: &Node) {
        if let Some(strategy) = self.strategies.last_mut() {
            strategy.lines = strategy.lines.up_to(node.lines);
            if let Some((_, action)) = strategy.actions.last_mut() {
                action.push_str("\n- ");
                action.push_str(&node.text);
            }
        }
    }

    /// A part begins: of the strategy before, or of one that the heading above is the title of.
    fn begins(&mut self, node: &Node) {
        if let Some((depth, lines, title)) = self.title.take() {
            self.depth = depth;
            self.strategies.push(Strategy {
                lines: lines.up_to(node.lines),
                title,
                ..Strategy::default()
            });
        } else if self.strategies.is_empty() {
            self.depth = 0;
            let said = "This strategy has no title, so it is called 'Strategy'. Write one above it: '# Fewer, better'.";
            self.remarks.note(node.lines, said);
            self.strategies.push(Strategy {
                lines: node.lines,
                title: "Strategy".to_owned(),
                ..Strategy::default()
            });
        }
    }

    fn says(&mut self, part: Part, node: &Node) {
        if part == Part::Actions {
            return self.adds(part, node.lines, &node.text);
        }
        let raw = self.document.raw_text(node.lines);
        self.adds(part, node.lines, &raw);
    }

    fn adds(&mut self, part: Part, lines: Lines, said: &str) {
        let Some(strategy) = self.strategies.last_mut() else {
            return;
        };
        let text = match part {
            Part::Diagnosis => &mut strategy.diagnosis,
            Part::Policy => &mut strategy.policy,
            Part::Actions | Part::EvenOver => {
                strategy.actions.push((lines.first, said.trim().to_owned()));
                strategy.lines = strategy.lines.up_to(lines);
                return;
            }
        };
        if !text.is_empty() {
            // Items of a list stay together.
            let is_list = said.trim_start().starts_with(['-', '*', '+'])
                && lines.first == strategy.lines.last + 1;
            text.push_str(if is_list { "\n" } else { "\n\n" });
        }
        text.push_str(said.trim());
        strategy.lines = strategy.lines.up_to(lines);
    }

    /// A heading that turned out to be no title, for it has no parts; one above deeper headings only groups them.
    fn leaves_title_of(&mut self, next: usize) {
        if let Some((depth, lines, _)) = self.title.take()
            && depth >= next
        {
            self.remarks.left_out(lines, ELSEWHERE);
        }
    }
}

/// A page that names none of its parts is taken whole.
fn whole(document: &Document<'_>, remarks: &mut Remarks) -> Vec<Item> {
    let heading = document
        .nodes
        .iter()
        .find(|node| matches!(node.sort, Sort::Heading(_)));
    let first = heading.map_or(1, |heading| heading.lines.last + 1);
    let last = document.last_line();
    let text = document.raw_text(Lines { first, last });
    if text.is_empty() {
        return Vec::new();
    }
    let lines = Lines { first: 1, last };
    let said = "This page names none of its parts, so all of it is taken as the guiding policy. Write the headings \
                'Diagnosis', 'Guiding policy', 'Actions' and 'Even over' to tell them apart.";
    remarks.note(Lines::one(1), said);
    vec![Item::Strategy(Strategy {
        lines,
        title: heading.map_or("Strategy".to_owned(), |heading| plain(&heading.text)),
        policy: text,
        ..Strategy::default()
    })]
}

const ELSEWHERE: &str = "This belongs to no part of a strategy and is left out. Move it below 'Diagnosis', 'Guiding policy', \
                         'Actions' or 'Even over' to keep it.";
