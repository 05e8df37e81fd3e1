//! Counts over what was read, by the counting rules of the guide.

use std::collections::{BTreeMap, BTreeSet};

use jiff::SignedDuration;
use serde::Serialize;

use crate::people;
use crate::record::{Initiative, Records};

/// A record without a change for longer than this is stale: 180 × 24 hours.
const STALE: SignedDuration = SignedDuration::from_hours(180 * 24);

type Counts = BTreeMap<String, u64>;

/// How many there are of everything.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Totals {
    pub initiatives: u64,
    /// As written; `(missing)` when there is none.
    pub by_status_written: Counts,
    pub by_status: Counts,
    /// By the source's second state where it has one, else by our stages.
    pub by_stage: Counts,
    pub by_our_stage: Counts,
    pub by_team: Counts,
    /// By each named part of the path, such as period or folder.
    pub by_part: BTreeMap<String, Counts>,
    pub without_lead: u64,
    pub without_reviewer: u64,
    pub without_approver: u64,
    pub active: u64,
    pub stale: u64,
    pub stale_ignoring_mechanical: u64,
    pub active_by_team: Counts,
    pub stale_by_team: Counts,
    pub stale_ignoring_mechanical_by_team: Counts,
    /// Distinct people in any role in a record.
    pub people: u64,
    pub authors: u64,
    pub reviewers: u64,
    pub approvers: u64,
    /// Teams that are live.
    pub teams: u64,
    pub teams_archived: u64,
    pub teams_by_kind: Counts,
    pub teams_without_lead: u64,
    pub goals: u64,
    pub tasks: u64,
    pub tasks_without_owner: u64,
    pub asks: u64,
    pub asks_by_team: Counts,
    pub check_ins: u64,
    pub malformed_files: u64,
    pub problems: u64,
    /// What the mapping counts besides.
    pub further: Counts,
}

/// How often one person does something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonCount {
    pub person: String,
    pub count: u64,
}

/// Whether it is active and its last change too long ago.
pub fn is_stale(initiative: &Initiative, records: &Records) -> bool {
    let old = initiative
        .last_change
        .is_some_and(|at| records.as_of.duration_since(at) > STALE);
    initiative.active && old
}

/// The same, mechanical changes left aside; one that has only such changes counts as stale.
pub fn is_stale_ignoring_mechanical(initiative: &Initiative, records: &Records) -> bool {
    if !initiative.active || initiative.last_change.is_none() {
        return false;
    }
    initiative
        .last_meaningful_change
        .is_none_or(|at| records.as_of.duration_since(at) > STALE)
}

/// Counts everything.
pub fn totals(records: &Records) -> Totals {
    let all = &records.initiatives;
    let count = |is: &dyn Fn(&Initiative) -> bool| {
        size(all.iter().filter(|initiative| is(initiative)).count())
    };
    let distinct = |of: fn(&Initiative) -> &[String]| {
        size(all.iter().flat_map(of).collect::<BTreeSet<_>>().len())
    };
    let has_second_state = all.iter().any(|initiative| initiative.maturity != "none");
    let by_our_stage = tally(all.iter().map(stage_name));
    let teams = |is: &dyn Fn(&Initiative) -> bool| {
        tally(
            all.iter()
                .filter(|initiative| is(initiative))
                .filter_map(|initiative| initiative.team.clone()),
        )
    };
    let stale = |initiative: &Initiative| is_stale(initiative, records);
    let stale_quietly = |initiative: &Initiative| is_stale_ignoring_mechanical(initiative, records);
    let live = || records.teams.iter().filter(|team| team.live);
    Totals {
        initiatives: size(all.len()),
        by_status_written: tally(all.iter().map(|initiative| {
            match initiative.status_written.as_str() {
                "" => "(missing)".to_owned(),
                written => written.to_owned(),
            }
        })),
        by_status: tally(all.iter().map(|initiative| initiative.status.clone())),
        by_stage: if has_second_state {
            tally(all.iter().map(|initiative| initiative.maturity.clone()))
        } else {
            by_our_stage.clone()
        },
        by_our_stage,
        by_team: teams(&|_| true),
        by_part: by_part(all),
        without_lead: count(&|initiative| initiative.lead.is_none()),
        without_reviewer: count(&|initiative| initiative.reviewers.is_empty()),
        without_approver: count(&|initiative| initiative.approvers.is_empty()),
        active: count(&|initiative| initiative.active),
        stale: count(&stale),
        stale_ignoring_mechanical: count(&stale_quietly),
        active_by_team: teams(&|initiative| initiative.active),
        stale_by_team: teams(&stale),
        stale_ignoring_mechanical_by_team: teams(&stale_quietly),
        people: size(people::in_records(records).len()),
        authors: distinct(|initiative| &initiative.authors),
        reviewers: distinct(|initiative| &initiative.reviewers),
        approvers: distinct(|initiative| &initiative.approvers),
        teams: size(live().count()),
        teams_archived: size(records.teams.len() - live().count()),
        teams_by_kind: tally(live().map(|team| team.kind.clone())),
        teams_without_lead: size(live().filter(|team| team.leads.is_empty()).count()),
        goals: size(records.goals.len()),
        tasks: size(all.iter().map(|initiative| initiative.tasks.len()).sum()),
        tasks_without_owner: size(tasks_without_owner(all)),
        asks: size(all.iter().map(|initiative| initiative.asks.len()).sum()),
        asks_by_team: tally(
            all.iter()
                .flat_map(|initiative| &initiative.asks)
                .map(|ask| ask.of.clone()),
        ),
        check_ins: size(records.check_ins.len()),
        malformed_files: records.counts.get("malformed_files").copied().unwrap_or(0),
        problems: size(records.problems.len()),
        further: records.counts.clone(),
    }
}

fn tasks_without_owner(all: &[Initiative]) -> usize {
    let tasks = all.iter().flat_map(|initiative| &initiative.tasks);
    tasks
        .filter(|task| task.owners.is_empty() && task.teams.is_empty())
        .count()
}

/// Our stage, as it is written in JSON.
pub fn stage_name(initiative: &Initiative) -> String {
    match serde_json::to_value(initiative.stage) {
        Ok(serde_json::Value::String(name)) => name,
        Ok(_) | Err(_) => String::new(),
    }
}

fn by_part(all: &[Initiative]) -> BTreeMap<String, Counts> {
    let mut counts: BTreeMap<String, Counts> = BTreeMap::new();
    for (part, value) in all.iter().flat_map(|initiative| &initiative.parts) {
        // An id or a number is different for every record; that is no group.
        if part != "id" && part != "number" && part != "name" {
            *counts
                .entry(part.clone())
                .or_default()
                .entry(value.clone())
                .or_default() += 1;
        }
    }
    counts
}

/// Who leads how many, most first, ties by name.
pub fn leading_most(records: &Records) -> Vec<PersonCount> {
    ranked(
        records
            .initiatives
            .iter()
            .filter_map(|initiative| initiative.lead.as_ref()),
    )
}

/// The same over what is active.
pub fn leading_most_active(records: &Records) -> Vec<PersonCount> {
    let active = records
        .initiatives
        .iter()
        .filter(|initiative| initiative.active);
    ranked(active.filter_map(|initiative| initiative.lead.as_ref()))
}

/// Who is among the authors of how many.
pub fn writing_most(records: &Records) -> Vec<PersonCount> {
    ranked(
        records
            .initiatives
            .iter()
            .flat_map(|initiative| &initiative.authors),
    )
}

/// Who reviews how many.
pub fn reviewing_most(records: &Records) -> Vec<PersonCount> {
    ranked(
        records
            .initiatives
            .iter()
            .flat_map(|initiative| &initiative.reviewers),
    )
}

/// Who approves how many.
pub fn approving_most(records: &Records) -> Vec<PersonCount> {
    ranked(
        records
            .initiatives
            .iter()
            .flat_map(|initiative| &initiative.approvers),
    )
}

/// In how many records each owns a task.
pub fn owning_tasks_most(records: &Records) -> Vec<PersonCount> {
    let owners = records.initiatives.iter().flat_map(|initiative| {
        let owners: BTreeSet<&String> = initiative
            .tasks
            .iter()
            .flat_map(|task| &task.owners)
            .collect();
        owners
    });
    ranked(owners)
}

/// How many records each team has.
pub fn per_team(records: &Records) -> Counts {
    tally(
        records
            .initiatives
            .iter()
            .filter_map(|initiative| initiative.team.clone()),
    )
}

fn ranked<'r>(people: impl Iterator<Item = &'r String>) -> Vec<PersonCount> {
    let mut ranked: Vec<PersonCount> = tally(people.cloned())
        .into_iter()
        .map(|(person, count)| PersonCount { person, count })
        .collect();
    // The map was sorted by name already, and this sort keeps the order of equals.
    ranked.sort_by_key(|entry| std::cmp::Reverse(entry.count));
    ranked
}

fn tally(words: impl Iterator<Item = String>) -> Counts {
    let mut counts = Counts::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    counts
}

fn size(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
