//! Tasks and asks from the tables inside a record.

use std::collections::HashSet;

use crate::mapping::{TableKind, TableRule};
use crate::markdown::{self, Row, Table};
use crate::person::{PeopleRules, Who};
use crate::record::{Ask, Task};
use crate::written::unique;

/// Tables beyond this are not looked at.
const TABLE_LIMIT: usize = 200;

/// What the tables of one record lay out.
#[derive(Debug, Default)]
pub(crate) struct Laid {
    pub(crate) tasks: Vec<Task>,
    pub(crate) asks: Vec<Ask>,
}

pub(crate) fn read(rules: &[TableRule], people: &PeopleRules, text: &str) -> Laid {
    let mut laid = Laid::default();
    if rules.is_empty() {
        return laid;
    }
    for table in markdown::tables(text).into_iter().take(TABLE_LIMIT) {
        let Some(rule) = rules.iter().find(|rule| fits(rule, &table)) else {
            continue;
        };
        for row in &table.rows {
            match rule.kind {
                TableKind::Tasks => task(rule, people, row, &mut laid),
                TableKind::Asks => ask(rule, row, &mut laid),
            }
        }
    }
    // The same team asked for the same thing twice is one ask.
    let mut seen = HashSet::new();
    laid.asks
        .retain(|ask| seen.insert((ask.of.clone(), ask.what.clone())));
    laid
}

fn fits(rule: &TableRule, table: &Table) -> bool {
    rule.headers.len() <= table.headers.len()
        && rule
            .headers
            .iter()
            .zip(&table.headers)
            .all(|(pattern, header)| pattern.0.is_match(header))
}

fn task(rule: &TableRule, people: &PeopleRules, row: &Row, laid: &mut Laid) {
    let what = row.cells.first().map_or("", |cell| cell.trim());
    if what.is_empty() {
        return;
    }
    let who = row.cells.get(1).map_or("", |cell| cell.trim());
    let marker = rule.asks_marker.as_ref().map(|marker| &marker.0);
    let is_ask = marker.is_some_and(|marker| marker.is_match(who));
    let rest = marker.map_or_else(|| who.into(), |marker| marker.replace_all(who, " "));
    let mut teams = teams(rule, &rest);
    if is_ask {
        for team in &teams {
            add_ask(laid, team, what, row.line);
        }
    }
    let mut owners = Vec::new();
    for who in people.all_handles(who) {
        match who {
            Who::Person { key, .. } => owners.push(key),
            Who::Group(group) => teams.push(group),
            Who::Placeholder | Who::Nobody => {}
        }
    }
    laid.tasks.push(Task {
        what: what.to_owned(),
        owners: unique(owners),
        teams,
        line: row.line,
    });
}

fn ask(rule: &TableRule, row: &Row, laid: &mut Laid) {
    let of = row.cells.first().map_or("", |cell| cell.trim());
    let what = row.cells.get(1).map_or("", |cell| cell.trim());
    for team in teams(rule, of) {
        add_ask(laid, &team, what, row.line);
    }
}

fn add_ask(laid: &mut Laid, of: &str, what: &str, line: u32) {
    laid.asks.push(Ask {
        of: of.to_owned(),
        what: what.to_owned(),
        answered_by: Vec::new(),
        line,
    });
}

fn teams(rule: &TableRule, cell: &str) -> Vec<String> {
    let Some(pattern) = &rule.team else {
        return match cell {
            "" => Vec::new(),
            cell => vec![cell.to_owned()],
        };
    };
    let named = pattern.0.captures_iter(cell).filter_map(|captures| {
        let name = captures.get(1).or_else(|| captures.get(0))?;
        Some(name.as_str().trim().to_owned())
    });
    unique(named.filter(|name| !name.is_empty()))
}
