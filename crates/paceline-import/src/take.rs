//! Takes every record file, one after the other; nothing in a file can stop the run.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::mapping::{Mapping, WithoutFields};
use crate::markdown;
use crate::progress::Progress;
use crate::reader::{Found, Outcome, RecordReader, SUMMARY_CHARACTERS};
use crate::record::{Initiative, Problem, Records};
use crate::scope::Scope;

/// One record can be wrong in more ways than anybody wants to read.
const REMARK_LIMIT: usize = 100;

/// Reads the records one by one, in the order of their paths.
pub(crate) fn all(
    scope: Scope<'_>,
    reader: &RecordReader<'_>,
    records: &mut Records,
) -> Vec<Found> {
    let Scope {
        place, progress, ..
    } = scope;
    let total = u64::try_from(place.files.len()).ok();
    let mut taken = Vec::new();
    records.problems.extend(place.problems.iter().cloned());
    for (done, path) in (0_u64..).zip(&place.files) {
        progress(Progress {
            phase: "reading records",
            done,
            total,
        });
        let Some(text) = scope.text(path, &mut records.problems) else {
            continue;
        };
        match reader.file(path, &text) {
            Outcome::Record(mut found) => {
                count_texts(reader.mapping, &text, &mut records.counts);
                if found.is_malformed {
                    *records
                        .counts
                        .entry("malformed_files".to_owned())
                        .or_default() += 1;
                }
                add_body(scope, path, &mut found.initiative);
                records
                    .problems
                    .extend(
                        found
                            .reading
                            .remarks
                            .iter()
                            .take(REMARK_LIMIT)
                            .map(|remark| Problem {
                                path: path.clone(),
                                line: remark.line,
                                what: remark.what.clone(),
                                read_as: remark.read_as.clone(),
                            }),
                    );
                taken.push(*found);
            }
            Outcome::Page => {
                *records.counts.entry("pages".to_owned()).or_default() += 1;
                let is_empty = text.trim().is_empty();
                if is_empty || scope.mapping.records.without_fields == WithoutFields::Problem {
                    let what = if is_empty {
                        "the file is empty"
                    } else {
                        "has none of the fields of a record"
                    };
                    records.problems.push(Problem {
                        path: path.clone(),
                        line: None,
                        what: what.to_owned(),
                        read_as: "listed here, not counted".to_owned(),
                    });
                }
            }
        }
    }
    taken
}

fn count_texts(mapping: &Mapping, text: &str, counts: &mut BTreeMap<String, u64>) {
    for (name, pattern) in &mapping.counts {
        let count = counts.entry(name.clone()).or_default();
        *count += u64::from(pattern.0.is_match(text));
    }
}

/// The prose may lie in a file beside the record.
fn add_body(scope: Scope<'_>, path: &str, initiative: &mut Initiative) {
    let Some(name) = &scope.mapping.records.body else {
        return;
    };
    let beside = path
        .rsplit_once('/')
        .map_or_else(|| name.clone(), |(folder, _)| format!("{folder}/{name}"));
    // Its absence is no problem of the record.
    if let Some(text) = scope.text(&beside, &mut Vec::new()) {
        initiative.summary = markdown::summary(&text, SUMMARY_CHARACTERS);
    }
}

/// Leaves out what had not begun yet on the day that was asked for.
pub(crate) fn only_begun_by(as_of: Timestamp, taken: &mut Vec<Found>) {
    taken.retain(|found| begun(found).is_none_or(|at| at <= as_of));
}

/// When the history first tells of a record.
fn begun(found: &Found) -> Option<Timestamp> {
    found
        .initiative
        .history
        .iter()
        .map(|revision| revision.at)
        .min()
}

/// Gives every record an id of its own and reports those that shared one, or shared a number. The oldest keeps it, so
/// that a file that comes later cannot take another's place.
pub(crate) fn name_apart(taken: &mut [Found], problems: &mut Vec<Problem>) {
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    let mut numbers: BTreeMap<String, String> = BTreeMap::new();
    let mut by_age: Vec<&mut Found> = taken.iter_mut().collect();
    by_age.sort_by_cached_key(|found| begun(found).unwrap_or(Timestamp::MAX));
    for found in by_age {
        let initiative = &mut found.initiative;
        let path = initiative.path.clone();
        if let Some(number) = &found.reading.number {
            let line = found.reading.lines.get("number").copied();
            if let Some(first) = numbers.get(number) {
                problems.push(Problem {
                    path: path.clone(),
                    line,
                    what: format!("the number {number} is also that of {first}"),
                    read_as: "two records".to_owned(),
                });
            } else {
                numbers.insert(number.clone(), path.clone());
            }
        }
        if let Some(first) = ids.get(&initiative.id) {
            problems.push(Problem {
                path: path.clone(),
                line: None,
                what: format!("the id `{}` is also that of {first}", initiative.id),
                read_as: format!("{} ({path})", initiative.id),
            });
            initiative.id = format!("{} ({path})", initiative.id);
        }
        ids.insert(initiative.id.clone(), path);
    }
}

/// A record of an older period than the newest is over, whatever its state says.
pub(crate) fn only_newest_active(mapping: &Mapping, taken: &mut [Found]) {
    let Some(part) = &mapping.active.newest else {
        return;
    };
    let newest = taken
        .iter()
        .filter_map(|found| found.initiative.parts.get(part))
        .max()
        .cloned();
    for found in taken {
        found.initiative.active &= found.initiative.parts.get(part) == newest.as_ref();
    }
}
