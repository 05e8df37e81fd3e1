//! How a text shows what is a goal: by `KR:` lines, by lists within lists, or by headings.

use super::super::{
    document::{Document, Node, Sort},
    pattern::Pattern,
};

/// A key result's label, as in `KR: …`, `**KR 2:** …`, `Sales KR: …`, `Key Result 1: …`.
pub(super) static KEY_RESULT: Pattern = Pattern::new(
    r"^(?:\*\*)?(?:[A-Z][\w &/()'’.-]*?\s)?(?:\*\*)?(?:KR|Key [Rr]esult)\s?\d*\s*:(?:\*\*)?\s*",
);
/// An objective's label.
pub(super) static OBJECTIVE: Pattern =
    Pattern::new(r"^(?:\*\*)?(?:OBJECTIVE|Objective|Goal)\s?\d*\s*:(?:\*\*)?\s*");
static SECTION: Pattern = Pattern::new(r"(?i)\b(?:okrs?|goals|objectives)\b");

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// Key results are marked as such.
    Marked,
    /// Lists within lists: what has something below it is a goal.
    Nested,
    /// Headings are goals, what is listed below them are key results.
    Flat,
}

impl Layout {
    pub(super) fn of(document: &Document<'_>) -> Self {
        let nodes = &document.nodes;
        let is_marked = |node: &Node| {
            let is_heading = matches!(node.sort, Sort::Heading(_));
            KEY_RESULT.fits(&node.text) || (!is_heading && OBJECTIVE.fits(&node.text))
        };
        if nodes.iter().any(is_marked) {
            return Self::Marked;
        }
        let is_item = |node: usize| nodes.get(node).is_some_and(|node| node.sort == Sort::Item);
        let is_top = |node: usize| is_item(node) && !document.above(node).any(is_item);
        let top = (0..nodes.len()).filter(|node| is_top(*node)).count();
        let mut with_items: Vec<usize> = (0..nodes.len())
            .filter(|node| is_item(*node))
            .filter_map(|node| nodes.get(node)?.parent)
            .filter(|parent| is_top(*parent))
            .collect();
        with_items.dedup();
        if !with_items.is_empty() && with_items.len() * 2 >= top {
            Self::Nested
        } else {
            Self::Flat
        }
    }
}

/// Whether a heading only groups what stands below it: a period, `OKRs`, or other headings.
pub(super) fn only_groups(document: &Document<'_>, node: usize) -> bool {
    let Some(heading) = document.nodes.get(node) else {
        return true;
    };
    let Sort::Heading(depth) = heading.sort else {
        return false;
    };
    let says_so = super::super::period::read(&heading.text).is_some()
        || (depth == 1 && SECTION.fits(&heading.text));
    let has =
        |wanted: fn(Sort) -> bool| document.children(node).any(|(_, child)| wanted(child.sort));
    let has_items = has(|sort| sort == Sort::Item);
    let has_headings = has(|sort| matches!(sort, Sort::Heading(_)));
    says_so || (!has_items && has_headings)
}
