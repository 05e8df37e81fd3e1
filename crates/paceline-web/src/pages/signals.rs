//! Signals: what the rules found, grouped by rule, each with evidence, why it matters and one next step.

use askama::Template;
use paceline_core::{
    Sight, TeamId, gap, initiative,
    list::{Asked, Listed, Sort},
    signal::{self, Finding, FindingView, Findings, NextStep, Rule, Subject, SubjectView},
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
    /// Every rule, how often it found something, and whether it is the one asked for.
    rules: Vec<(Rule, usize, bool)>,
    only: Option<Rule>,
    list: List<Group>,
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
    let (rules, list) = look.read(|seen| {
        let findings = all(seen);
        let count = |rule: Rule| {
            let found = findings
                .seen_by(seen.sight)
                .filter(|finding| finding.rule == rule);
            (rule, found.count(), only == Some(rule))
        };
        let list = List::of(seen, query, offer(), |asked| {
            page(seen, asked, only, &findings)
        });
        list.map(|list| (Rule::ALL.map(count).to_vec(), list))
    })?;
    look.show(Section::Signals, |f| Index {
        f,
        rules,
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
                team_of(seen.sight, finding.subject)
                    .is_some_and(|of| team::is_within(seen.sight, of, above))
            })
            && (words.is_empty() || {
                let title = title_of(seen.sight, finding.subject).to_lowercase();
                words.iter().all(|word| title.contains(word))
            })
    };
    let mut found: Vec<&Finding> = findings.seen_by(seen.sight).filter(fits).collect();
    if asked.sort == Sort::LastChange {
        let place = |rule: Rule| Rule::ALL.iter().position(|other| *other == rule);
        found.sort_by_key(|finding| (place(finding.rule), std::cmp::Reverse(finding.since)));
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

fn team_of(sight: Sight<'_>, subject: Subject) -> Option<TeamId> {
    match subject {
        Subject::Gap(id) => sight.gap(id)?.team,
        Subject::Initiative(id) => sight.initiative(id)?.team,
        Subject::Person(_) => None,
    }
}

fn title_of(sight: Sight<'_>, subject: Subject) -> String {
    match subject {
        Subject::Gap(id) => gap::link(sight, id).is,
        Subject::Initiative(id) => sight
            .initiative(id)
            .map(|entity| initiative::link(sight, id, entity).title)
            .unwrap_or_default(),
        Subject::Person(id) => sight.name_of(id),
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
