//! Signals: what the rules found, grouped by rule, each with evidence, why it matters and one next step.

use std::collections::BTreeMap;

use askama::Template;
use paceline_core::{
    Sight,
    list::{Asked, Listed, Sort},
    signal::{self, Area, Finding, FindingView, Findings, NextStep, Rule, SubjectView},
    team,
};

use crate::{
    extract::Query,
    frame::{Frame, Section},
    list::{List, ListQuery, Offer},
    look::{Look, Seen, Shown},
    problem::Problem,
    url::To,
};

#[derive(Template)]
#[template(path = "signals/index.html")]
struct Index {
    f: Frame,
    /// Every rule by what it is about.
    areas: [(Area, Vec<Found>); 4],
    only: Option<Rule>,
    list: List<Group>,
}

/// How often a rule found something, and whether it is the one asked for.
struct Found {
    rule: Rule,
    count: usize,
    is_here: bool,
}

/// Every rule with what whoever looks may see of its findings.
fn counted(sight: Sight<'_>, findings: &Findings, only: Option<Rule>) -> [(Area, Vec<Found>); 4] {
    let mut counts: BTreeMap<Rule, usize> = BTreeMap::new();
    for finding in findings.seen_by(sight) {
        *counts.entry(finding.rule).or_default() += 1;
    }
    let found = |rule: Rule| Found {
        rule,
        count: counts.get(&rule).copied().unwrap_or_default(),
        is_here: only == Some(rule),
    };
    Area::ALL.map(|area| {
        let rules = Rule::ALL.into_iter().filter(|rule| rule.area() == area);
        (area, rules.map(found).collect())
    })
}

/// Findings of one rule that stand together.
struct Group {
    rule: Rule,
    cards: Vec<Card>,
}

pub(crate) async fn index(look: Look, Query(query): Query<ListQuery>) -> Shown {
    let only = match query.rule() {
        "" => None,
        name => Some(Rule::named(name).ok_or_else(|| no_such_rule(name))?),
    };
    let (areas, list) = look.read(|seen| {
        let findings = all(seen);
        let list = List::of(seen, query, offer(), |asked| {
            page(seen, asked, only, &findings)
        });
        list.map(|list| (counted(seen.sight, &findings, only), list))
    })?;
    look.show(Section::Signals, |f| Index {
        f,
        areas,
        only,
        list,
    })
}

pub(crate) fn no_such_rule(name: &str) -> Problem {
    Problem::BadQuery {
        why: format!(
            "There is no rule called '{}'.",
            paceline_core::text::cut(name, 40)
        ),
        instead: format!("Use one of: {}.", Rule::ALL.map(Rule::name).join(", ")),
    }
}

/// Everything the viewer may see: kept for the live record, worked out for a day of the past.
pub(crate) fn all(seen: &Seen<'_>) -> Findings {
    if seen.at.is_past() {
        Findings::of(seen.sight, seen.now)
    } else {
        seen.app.findings(seen.sight, seen.now)
    }
}

fn offer() -> Offer {
    Offer {
        base: To::Signals,
        looks_for: "Words of a title",
        stages: Vec::new(),
        stage_label: "",
        by_team: true,
        by_lead: false,
        sorts: &[
            (Sort::Newest, "By rule, longest first"),
            (Sort::LastChange, "By rule, latest first"),
        ],
    }
}

/// The findings that were asked for, in their order.
pub(crate) fn found<'a>(
    seen: &Seen<'_>,
    asked: &Asked,
    only: Option<Rule>,
    findings: &'a Findings,
) -> Vec<&'a Finding> {
    let words = asked.words();
    let fits = |finding: &&Finding| {
        only.is_none_or(|rule| finding.rule == rule)
            && asked.team.is_none_or(|above| {
                let of = finding.subject.team(seen.sight);
                of.is_some_and(|of| team::is_within(seen.sight, of, above))
            })
            && (words.is_empty() || {
                let view = finding.subject.view(seen.sight);
                let title = view.map_or_else(String::new, |view| view.title().to_lowercase());
                words.iter().all(|word| title.contains(word))
            })
    };
    let mut found: Vec<&Finding> = findings.seen_by(seen.sight).filter(fits).collect();
    if asked.sort == Sort::LastChange {
        found.sort_by_key(|finding| (finding.rule, std::cmp::Reverse(finding.since)));
    }
    found
}

fn page(seen: &Seen<'_>, asked: &Asked, only: Option<Rule>, findings: &Findings) -> Listed<Group> {
    let found = found(seen, asked, only, findings);
    let listed = asked.page_of_some(&found, |finding| Card::of(seen, (*finding).clone()));
    let mut groups: Vec<Group> = Vec::new();
    for card in listed.rows {
        match groups.last_mut() {
            Some(group) if group.rule == card.finding.rule => group.cards.push(card),
            _ => groups.push(Group {
                rule: card.finding.rule,
                cards: vec![card],
            }),
        }
    }
    Listed {
        rows: groups,
        total: listed.total,
        page: listed.page,
        pages: listed.pages,
    }
}

/// A finding, and the next step for whoever looks.
pub(crate) struct Card {
    pub(crate) finding: FindingView,
    pub(crate) next: NextStep,
}

impl Card {
    pub(crate) fn of(seen: &Seen<'_>, finding: Finding) -> Option<Self> {
        Some(Self {
            next: signal::next_step(seen.sight, Some(seen.me()), &finding),
            finding: signal::view(seen.sight, finding, seen.now)?,
        })
    }
}
