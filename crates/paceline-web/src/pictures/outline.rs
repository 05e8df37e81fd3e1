//! The outline of the alignment tree: all that the picture says, as a list that can be folded and read aloud.

use std::fmt;

use askama::filters::HtmlSafe;
use paceline_core::alignment::{Alignment, Apart, GoalNode, Leaf, TeamNode, Why};

use super::alignment::{counted, leaf_told, leaf_words, sign};
use crate::{
    html::Escaped,
    url::{At, To},
};

/// The tree as a nested list: each team can be folded, each name leads to its page.
pub(crate) struct Outline<'a> {
    pub(crate) tree: &'a Alignment,
    pub(crate) at: At,
}

impl fmt::Display for Outline<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(r#"<ul class="outline">"#)?;
        self.tree
            .goals
            .iter()
            .try_for_each(|goal| self.goal(f, goal))?;
        self.tree
            .teams
            .iter()
            .try_for_each(|team| self.team(f, team))?;
        for (why, count) in Why::ALL.into_iter().zip(self.tree.apart_for) {
            self.apart(f, why, count)?;
        }
        f.write_str("</ul>")
    }
}

impl HtmlSafe for Outline<'_> {}

impl Outline<'_> {
    fn team(&self, f: &mut fmt::Formatter<'_>, node: &TeamNode) -> fmt::Result {
        let (name, counts) = (Escaped(&node.team.name), counted(node.counts));
        if !node.is_open {
            let to = self.at.to(&To::AlignmentOf(&node.team.slug));
            return write!(
                f,
                r#"<li class="leaf"><a href="{to}"><bdi>{name}</bdi></a> <span class="quiet">{counts}</span></li>"#
            );
        }
        write!(
            f,
            r#"<li><details open><summary><bdi>{name}</bdi> <span class="quiet">{counts}</span></summary><ul>"#
        )?;
        node.goals.iter().try_for_each(|goal| self.goal(f, goal))?;
        node.below.iter().try_for_each(|team| self.team(f, team))?;
        f.write_str("</ul></details></li>")
    }

    fn goal(&self, f: &mut fmt::Formatter<'_>, node: &GoalNode) -> fmt::Result {
        let (class, sign) = sign(node.status);
        write!(
            f,
            r#"<li class="leaf"><a href="{}">{} <bdi>{}</bdi></a> <span class="quiet"><span class="{class}" aria-hidden="true">{sign}</span> {}</span><ul>"#,
            self.at.goal(&node.goal.id),
            node.goal.id,
            Escaped(&node.goal.title),
            node.status
        )?;
        node.initiatives
            .iter()
            .try_for_each(|leaf| self.leaf(f, leaf))?;
        match (node.initiatives.is_empty(), node.more) {
            (true, _) => f.write_str(r#"<li class="leaf quiet">no initiative serves it</li>"#)?,
            (false, 0) => {}
            (false, more) => write!(f, r#"<li class="leaf quiet">and {more} more</li>"#)?,
        }
        f.write_str("</ul></li>")
    }

    fn leaf(&self, f: &mut fmt::Formatter<'_>, leaf: &Leaf) -> fmt::Result {
        let told = leaf_told(leaf);
        let facts = told
            .strip_prefix(&leaf_words(leaf))
            .unwrap_or_default()
            .trim_start_matches(": ");
        write!(
            f,
            r#"<li class="leaf"><a href="{}">{} <bdi>{}</bdi></a> <span class="quiet">{}</span></li>"#,
            self.at.initiative(&leaf.initiative.id),
            leaf.initiative.id,
            Escaped(&leaf.initiative.title),
            Escaped(facts)
        )
    }

    fn apart(&self, f: &mut fmt::Formatter<'_>, why: Why, count: usize) -> fmt::Result {
        let of_why: Vec<&Apart> = self
            .tree
            .apart
            .iter()
            .filter(|apart| apart.why == why)
            .collect();
        if of_why.is_empty() {
            return Ok(());
        }
        write!(
            f,
            r#"<li><details open><summary>Stands apart <span class="quiet">{}: {count}</span></summary><ul>"#,
            why.word()
        )?;
        of_why
            .iter()
            .try_for_each(|apart| self.leaf(f, &apart.leaf))?;
        match count.saturating_sub(of_why.len()) {
            0 => {}
            more => write!(
                f,
                r#"<li class="leaf quiet">and {more} more; choose a team to see its own</li>"#
            )?,
        }
        f.write_str("</ul></details></li>")
    }
}
