//! Rust project goals, against the key.

use super::*;

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "a list of counts, one after the other"
)]
fn rust_goal_counts_are_those_of_the_key() {
    let Some(pack) = pack("rust-project") else {
        return;
    };
    let (totals, key) = (&pack.totals, &pack.key);
    let mut differences = Differences::default();
    differences.same(
        "preset",
        &pack.records.preset,
        &serde_json::json!("rust-project-goals"),
    );
    differences.same("goals", totals.initiatives, &key["goals_total"]);
    differences.same("roadmaps", totals.goals, &key["roadmaps_total"]);
    differences.same(
        "pages",
        totals.further["pages"],
        &serde_json::json!(key["not_goals"].as_array().map(Vec::len)),
    );
    differences.same("period", &totals.by_part["period"], &key["by_period"]);
    differences.same("status", &totals.by_status, &key["by_status"]);
    differences.same(
        "without lead",
        totals.without_lead,
        &key["no_owner"]["count"],
    );
    differences.same("active", totals.active, &key["active"]);
    differences.same("stale", totals.stale, &key["stale_active_180d"]["count"]);
    differences.same(
        "stale quietly",
        totals.stale_ignoring_mechanical,
        &key["stale_active_180d_non_bulk"]["count"],
    );
    // The key takes `@wg-parallel-rustc` for a person; by the person rule it is a group.
    let people = key["distinct_people"]["any_role_in_goals"]
        .as_u64()
        .unwrap_or(0);
    differences.same("people", totals.people, &serde_json::json!(people - 1));
    differences.same("tasks", totals.tasks, &key["tasks_total"]);
    differences.same(
        "tasks without owner",
        totals.tasks_without_owner,
        &key["tasks_without_owner"],
    );
    differences.same("asks", totals.asks, &key["team_asks_total"]);
    differences.same(
        "asks by team",
        &totals.asks_by_team,
        &key["team_asks_by_team"],
    );
    differences.same(
        "help wanted",
        totals.further["help_wanted_goals"],
        &key["help_wanted_goals"],
    );
    differences.same(
        "funding",
        totals.further["funding_sections"],
        &key["funding_sections"],
    );
    differences.same("check-ins", totals.check_ins, &key["checkins"]["total"]);
    differences.same(
        "goals with check-ins",
        totals.further["check_in_keys_reported"],
        &key["checkins"]["goals_with_checkin"],
    );
    differences.same(
        "check-ins of no goal",
        totals.further["check_ins_without_record"],
        &serde_json::json!(0),
    );
    differences.same("live teams", totals.teams, &key["teams"]["live"]);
    differences.same(
        "archived teams",
        totals.teams_archived,
        &key["teams"]["archived"],
    );
    differences.same(
        "live teams by kind",
        &totals.teams_by_kind,
        &key["teams"]["live_by_kind"],
    );
    let without = key["teams"]["live_without_lead"].as_array().map(Vec::len);
    differences.same(
        "live teams without lead",
        totals.teams_without_lead,
        &serde_json::json!(without),
    );
    differences.people(
        "leading",
        &totals::leading_most(&pack.records),
        &key["leading_most_all_periods"],
    );
    differences.people(
        "leading active",
        &totals::leading_most_active(&pack.records),
        &key["leading_most_active"],
    );
    differences.people(
        "owning tasks",
        &totals::owning_tasks_most(&pack.records),
        &key["owning_tasks_most"],
    );
    differences.none();
}

#[test]
fn rust_goals_are_those_of_the_key() {
    let Some(pack) = pack("rust-project") else {
        return;
    };
    let mut differences = Differences::default();
    for initiative in &pack.records.initiatives {
        let id = &initiative.id;
        let line = pack.lines.get(id).unwrap_or(&Value::Null);
        common_fields(&mut differences, &pack, initiative, line);
        // A goal without a heading has the name of its file for a title.
        if line["title"] != "" {
            differences.same(&format!("{id} title"), &initiative.title, &line["title"]);
        }
        differences.same(
            &format!("{id} tasks"),
            initiative.tasks.len(),
            &line["tasks"],
        );
        let without = initiative
            .tasks
            .iter()
            .filter(|task| task.owners.is_empty() && task.teams.is_empty())
            .count();
        differences.same(
            &format!("{id} tasks without owner"),
            without,
            &line["tasks_without_owner"],
        );
        let mut asks: Vec<(&str, &str)> = initiative
            .asks
            .iter()
            .map(|ask| {
                (
                    ask.of.as_str(),
                    if ask.what.is_empty() {
                        "(blank)"
                    } else {
                        ask.what.as_str()
                    },
                )
            })
            .collect();
        asks.sort_unstable();
        differences.same(&format!("{id} asks"), asks, &line["team_asks"]);
        let owners: Vec<String> = initiative
            .tasks
            .iter()
            .flat_map(|task| task.owners.clone())
            .collect();
        let mut owners = sorted_keys(&owners).as_array().cloned().unwrap_or_default();
        owners.dedup();
        let key = people_of(&[&line["task_owners"]])
            .into_iter()
            .filter(|owner| owner != "wg-parallel-rustc");
        differences.same(
            &format!("{id} task owners"),
            owners,
            &sorted_keys(&key.collect::<Vec<_>>()),
        );
    }
    for goal in &pack.records.goals {
        let line = pack.lines.get(&goal.id).unwrap_or(&Value::Null);
        differences.same(&format!("{} title", goal.id), &goal.title, &line["title"]);
        differences.same(&format!("{} lead", goal.id), &goal.lead, &line["lead"]);
    }
    differences.none();
}

/// The pack without what the independent reader took from the posts.
fn posts_alone() -> Records {
    let pack = folder("rust-project");
    let copy = tempfile::tempdir().expect("a folder");
    for part in ["goals", "blog"] {
        for entry in walkdir::WalkDir::new(pack.join(part)) {
            let entry = entry.expect("can be read");
            let path = entry.path().strip_prefix(&pack).expect("inside");
            let to = copy.path().join(path);
            if entry.file_type().is_dir() {
                std::fs::create_dir_all(&to).expect("can make folders");
            } else {
                std::fs::write(&to, std::fs::read(entry.path()).expect("readable"))
                    .expect("can write");
            }
        }
    }
    let options = Options {
        history: vec![pack.join("history")],
        ..Options::default()
    };
    read(copy.path(), &options).expect("the copy can be read")
}

/// Letters and digits: what is left of a text whichever way it was unquoted.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn is_left_out_of(less: &str, text: &str) -> bool {
    let mut text = text.chars();
    less.chars().all(|c| text.any(|other| other == c))
}

#[test]
fn the_posts_alone_quote_the_check_ins_of_the_key() {
    let Some(pack) = pack("rust-project") else {
        return;
    };
    let read = posts_alone();
    let told = |records: &Records| {
        let it = records.check_ins.iter();
        let mut told: Vec<_> = it
            .map(|it| (it.at, it.initiative.clone(), it.by.clone(), it.text.clone()))
            .collect();
        told.sort_by_key(|(at, initiative, by, text)| {
            (*at, initiative.clone(), by.clone(), letters(text))
        });
        told
    };
    let (ours, key) = (told(&read), told(&pack.records));
    let mut differences = Differences::default();
    differences.same(
        "check-ins",
        totals::totals(&read).check_ins,
        &pack.key["checkins"]["total"],
    );
    differences.same(
        "goals with check-ins",
        read.counts["check_in_keys_reported"],
        &pack.key["checkins"]["goals_with_checkin"],
    );
    differences.same(
        "check-ins of no goal",
        read.counts["check_ins_without_record"],
        &serde_json::json!(0),
    );
    differences.same("problems", &read.problems, &serde_json::json!([]));
    // The other reader cuts at 4,000 characters, leaves out of Markdown what stands between `<` and `>`, and twice
    // reads on behind the end of the quote.
    let (mut same, mut cut, mut less, mut more) = (0, 0, 0, 0);
    for (ours, key) in ours.iter().zip(&key) {
        let who = |it: &(_, String, String, String)| serde_json::json!([it.0, it.1, it.2]);
        differences.same("who, when, on what", who(ours), &who(key));
        let (text, theirs) = (letters(&ours.3), letters(&key.3));
        let count = match () {
            () if text == theirs => &mut same,
            () if theirs.starts_with(&text) => &mut more,
            () if key.3.chars().count() >= 3_990 => &mut cut,
            () => &mut less,
        };
        *count += 1;
        if !theirs.starts_with(&text) && !is_left_out_of(&theirs, &text) {
            differences.same(
                &format!("text of {}", who(ours)),
                &ours.3,
                &serde_json::json!(key.3),
            );
        }
    }
    differences.same(
        "texts that are the same, cut, less, more",
        (same, cut, less, more),
        &serde_json::json!([350, 10, 22, 2]),
    );
    differences.none();
}
