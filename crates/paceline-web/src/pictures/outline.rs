//! The outline of the alignment tree: all that the picture says, as a list that can be folded and read aloud.

use std::fmt;

use askama::filters::HtmlSafe;
use paceline_core::{
    alignment::{Alignment, Apart, Departing, Leaf, Node, TeamNode, VeerNode, Why},
    compass::PointLink,
    goal::GoalLink,
};

use super::alignment::{
    counted, counted_below, departing_words, elsewhere, leaf_facts, nobody, node_facts, sign, until,
};
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
        let tree = self.tree;
        f.write_str(r#"<ul class="outline">"#)?;
        tree.points.iter().try_for_each(|node| self.node(f, node))?;
        more(f, tree.more)?;
        tree.teams.iter().try_for_each(|team| self.team(f, team))?;
        self.orphans(f)?;
        for (why, count) in Why::ALL.into_iter().zip(tree.apart_for) {
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
        node.points.iter().try_for_each(|node| self.node(f, node))?;
        more(f, node.more)?;
        let mut veer_offs = node.veer_offs.iter();
        veer_offs.try_for_each(|veer| self.veer_off(f, veer))?;
        if node.elsewhere > 0 {
            let words = elsewhere(node.elsewhere);
            write!(f, r#"<li class="leaf quiet">{words}</li>"#)?;
        }
        node.below.iter().try_for_each(|team| self.team(f, team))?;
        f.write_str("</ul></details></li>")
    }

    /// A strategy or a goal, with what serves it.
    fn node(&self, f: &mut fmt::Formatter<'_>, node: &Node) -> fmt::Result {
        f.write_str(r#"<li class="leaf">"#)?;
        self.point(f, &node.what)?;
        let (class, sign) = match &node.what {
            PointLink::Entry(_) => ("p-strategy", "◆"),
            PointLink::Goal(_) => sign(node.status),
        };
        let facts = node_facts(node);
        write!(
            f,
            r#" <span class="quiet"><span class="{class}" aria-hidden="true">{sign}</span> {}"#,
            Escaped(&facts)
        )?;
        for (at, served) in node.also_serves.iter().enumerate() {
            f.write_str(if at == 0 { "; also serves " } else { ", " })?;
            self.point(f, served)?;
        }
        if !node.is_open && node.goals_below + node.initiatives_below > 0 {
            write!(f, ": {}", counted_below(node))?;
        }
        f.write_str("</span>")?;
        self.below(f, node)?;
        f.write_str("</li>")
    }

    /// What serves it. Where goals do, it can be folded.
    fn below(&self, f: &mut fmt::Formatter<'_>, node: &Node) -> fmt::Result {
        let can_fold = !node.below.is_empty();
        if can_fold {
            let counts = counted_below(node);
            write!(
                f,
                r#"<details open><summary class="quiet">{counts}</summary>"#
            )?;
        }
        f.write_str("<ul>")?;
        let mut departing = node.departing.iter();
        departing.try_for_each(|departing| self.departing(f, departing))?;
        node.below.iter().try_for_each(|node| self.node(f, node))?;
        let mut initiatives = node.initiatives.iter();
        initiatives.try_for_each(|leaf| self.leaf(f, leaf))?;
        self.also_served_by(f, &node.also_served_by)?;
        more(f, node.more)?;
        let is_served = node.goals_below + node.initiatives_below > 0;
        if !is_served && node.also_served_by.is_empty() {
            write!(f, r#"<li class="leaf quiet">{}</li>"#, nobody(node))?;
        }
        f.write_str(if can_fold { "</ul></details>" } else { "</ul>" })
    }

    fn point(&self, f: &mut fmt::Formatter<'_>, point: &PointLink) -> fmt::Result {
        match point {
            PointLink::Entry(entry) => write!(
                f,
                r#"<a href="{}">{} <bdi>{}</bdi></a>"#,
                self.at.entry(&entry.id),
                entry.id,
                Escaped(&entry.title)
            ),
            PointLink::Goal(goal) => self.goal(f, goal),
        }
    }

    fn goal(&self, f: &mut fmt::Formatter<'_>, goal: &GoalLink) -> fmt::Result {
        write!(
            f,
            r#"<a href="{}">{} <bdi>{}</bdi></a>"#,
            self.at.goal(&goal.id),
            goal.id,
            Escaped(&goal.title)
        )
    }

    fn also_served_by(&self, f: &mut fmt::Formatter<'_>, goals: &[GoalLink]) -> fmt::Result {
        if goals.is_empty() {
            return Ok(());
        }
        f.write_str(r#"<li class="leaf quiet">also served by "#)?;
        for (at, goal) in goals.iter().enumerate() {
            f.write_str(if at == 0 { "" } else { ", " })?;
            self.goal(f, goal)?;
        }
        f.write_str("</li>")
    }

    fn departing(&self, f: &mut fmt::Formatter<'_>, departing: &Departing) -> fmt::Result {
        write!(
            f,
            r#"<li class="leaf veer"><a href="{}">{} <bdi>{}</bdi></a></li>"#,
            self.at.to(&To::VeerOff(departing.veer_off)),
            departing.veer_off,
            Escaped(&departing_words(departing))
        )
    }

    fn veer_off(&self, f: &mut fmt::Formatter<'_>, veer: &VeerNode) -> fmt::Result {
        write!(
            f,
            r#"<li class="leaf veer"><a href="{}">{}</a> departs from "#,
            self.at.to(&To::VeerOff(veer.veer_off)),
            veer.veer_off
        )?;
        self.point(f, &veer.of)?;
        f.write_str(&until(veer.until))?;
        if veer.is_past_its_day {
            f.write_str(r#" <span class="quiet">its day has passed</span>"#)?;
        }
        f.write_str("</li>")
    }

    fn leaf(&self, f: &mut fmt::Formatter<'_>, leaf: &Leaf) -> fmt::Result {
        write!(
            f,
            r#"<li class="leaf"><a href="{}">{} <bdi>{}</bdi></a> <span class="quiet">{}</span></li>"#,
            self.at.initiative(&leaf.initiative.id),
            leaf.initiative.id,
            Escaped(&leaf.initiative.title),
            Escaped(&leaf_facts(leaf))
        )
    }

    /// Goals that serve nothing above, named once more.
    fn orphans(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (orphans, count) = (&self.tree.orphans, self.tree.counts.goals_serving_nothing);
        if orphans.is_empty() {
            return Ok(());
        }
        write!(
            f,
            r#"<li><details open><summary>Stands apart <span class="quiet">goals that serve nothing above them: {count}</span></summary><ul>"#
        )?;
        for orphan in orphans {
            f.write_str(r#"<li class="leaf">"#)?;
            self.goal(f, &orphan.goal)?;
            if let Some(team) = &orphan.team {
                let name = Escaped(&team.name);
                write!(f, r#" <span class="quiet">of <bdi>{name}</bdi></span>"#)?;
            }
            f.write_str("</li>")?;
        }
        more(f, count.saturating_sub(orphans.len()))?;
        f.write_str("</ul></details></li>")
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
        more(f, count.saturating_sub(of_why.len()))?;
        f.write_str("</ul></details></li>")
    }
}

fn more(f: &mut fmt::Formatter<'_>, count: usize) -> fmt::Result {
    if count == 0 {
        return Ok(());
    }
    write!(
        f,
        r#"<li class="leaf quiet">and {count} more; choose a team to see its own</li>"#
    )
}
