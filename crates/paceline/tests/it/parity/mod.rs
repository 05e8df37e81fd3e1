//! Pages, API and command line offer the same commands by the same names, do the same, and refuse in the same words.

use paceline_core::{Event, Seq, vocabulary};
use reqwest::{Client, redirect::Policy};

use self::refused::REFUSED;
use crate::world::World;

mod refused;

/// One thing done at each door.
struct Act {
    command: &'static str,
    /// The form's page, and what is filled in. `None`: there is no such page.
    page: Option<(&'static str, &'static [(&'static str, &'static str)])>,
    json: &'static str,
    arguments: &'static [&'static str],
}

/// Commands without a page, and why.
const NO_PAGE: [(&str, &str); 9] = [
    ("person.join", "the pages of accounts are being built"),
    ("person.rename", "the pages of accounts are being built"),
    ("person.set_role", "the pages of accounts are being built"),
    ("person.leave", "the pages of accounts are being built"),
    ("person.return", "the pages of accounts are being built"),
    ("person.erase", "the pages of accounts are being built"),
    (
        "team.form",
        "teams come from records and from the guided start",
    ),
    (
        "team.join",
        "teams come from records and from the guided start",
    ),
    (
        "team.leave",
        "teams come from records and from the guided start",
    ),
];

const fn act(
    command: &'static str,
    page: &'static str,
    fields: &'static [(&'static str, &'static str)],
    json: &'static str,
    arguments: &'static [&'static str],
) -> Act {
    Act {
        command,
        page: Some((page, fields)),
        json,
        arguments,
    }
}

const fn without_page(
    command: &'static str,
    json: &'static str,
    arguments: &'static [&'static str],
) -> Act {
    Act {
        command,
        page: None,
        json,
        arguments,
    }
}

/// Every command, done.
#[rustfmt::skip]
const DONE: &[Act] = &[
    act("gap.record", "/gaps/new", &[("is", "Nine days"), ("ought", "One hour"), ("team", "checkout"), ("goal", "O-1")],
        r#"{"is": "Nine days", "ought": "One hour", "team": "checkout", "goal": "O-1"}"#,
        &["gap", "add", "--is", "Nine days", "--ought", "One hour", "--team", "checkout", "--goal", "O-1"]),
    act("gap.close", "/gaps/1/close", &[("outcome", "An hour now")],
        r#"{"gap": "G-1", "outcome": "An hour now"}"#, &["gap", "close", "G-1", "--outcome", "An hour now"]),
    act("gap.see_too", "/gaps/1/see-too", &[("text", "Twelve here")],
        r#"{"gap": "G-1", "text": "Twelve here"}"#, &["gap", "see-too", "G-1", "--text", "Twelve here"]),
    act("gap.set_measure", "/gaps/1/set-measure", &[("what", "Lead time"), ("unit", "days"), ("is", "9"), ("ought", "0,5")],
        r#"{"gap": "G-1", "what": "Lead time", "unit": "days", "is": 9, "ought": "0.5"}"#,
        &["gap", "set-measure", "G-1", "--what", "Lead time", "--unit", "days", "--is", "9", "--ought", "0.5"]),
    act("gap.measure", "/gaps/2/measure", &[("value", "7"), ("note", "After the move")],
        r#"{"gap": "G-2", "value": 7, "note": "After the move"}"#,
        &["gap", "measure", "G-2", "--value", "7", "--note", "After the move"]),
    act("gap.merge", "/gaps/1/merge", &[("into", "G-2"), ("because", "The same queue")],
        r#"{"gap": "G-1", "into": "G-2", "because": "The same queue"}"#,
        &["gap", "merge", "G-1", "--into", "G-2", "--because", "The same queue"]),
    act("gap.separate", "/gaps/3/separate", &[("because", "Two queues")],
        r#"{"gap": "G-3", "because": "Two queues"}"#, &["gap", "separate", "G-3", "--because", "Two queues"]),
    act("gap.split", "/gaps/2/split",
        &[("because", "Two causes"), ("is_1", "Builds wait"), ("ought_1", "at once"), ("seen_by_1", "0"), ("is_2", "Reviews wait"), ("ought_2", "a day")],
        r#"{"gap": "G-2", "because": "Two causes", "parts": [{"is": "Builds wait", "ought": "at once", "seen_by": [0]}, {"is": "Reviews wait", "ought": "a day"}]}"#,
        &["gap", "split", "G-2", "--because", "Two causes", "--parts", r#"{"is": "Builds wait", "ought": "at once", "seen_by": [0]}"#,
          "--parts", "Reviews wait ought to be a day"]),
    act("compass.write_value", "/compass/values/new", &[("title", "Candour"), ("looks_like", "Said today"), ("review", "2026-12-31")],
        r#"{"title": "Candour", "looks_like": "Said today", "review": "2026-12-31"}"#,
        &["compass", "write-value", "--title", "Candour", "--looks-like", "Said today", "--review", "2026-12-31"]),
    act("compass.state_facet", "/compass/facets/new", &[("title", "Quality"), ("level", "Good"), ("reason", "So"), ("team", "checkout")],
        r#"{"title": "Quality", "level": "Good", "reason": "So", "team": "checkout"}"#,
        &["compass", "state-facet", "--title", "Quality", "--level", "Good", "--reason", "So", "--team", "checkout"]),
    act("compass.write_strategy", "/compass/strategies/new",
        &[("title", "Calm"), ("diagnosis", "Fear"), ("guiding_policy", "Small"), ("actions", "One\nTwo"), ("this", "A"), ("over", "B"), ("shown_to", "priya")],
        r#"{"title": "Calm", "diagnosis": "Fear", "guiding_policy": "Small", "actions": ["One", "Two"], "even_over": [{"this": "A", "over": "B"}], "shown_to": ["@priya"]}"#,
        &["compass", "write-strategy", "--title", "Calm", "--diagnosis", "Fear", "--guiding-policy", "Small",
          "--actions", "One", "--actions", "Two", "--even-over", "A even over B", "--shown-to", "@priya"]),
    act("compass.publish", "/compass/2/publish", &[], r#"{"entry": "C-2"}"#, &["compass", "publish", "C-2"]),
    act("compass.show_to", "/compass/2/show-to", &[("people", "priya")],
        r#"{"entry": "C-2", "people": ["@priya"]}"#, &["compass", "show-to", "C-2", "--people", "@priya"]),
    act("compass.tell", "/compass/1/tell", &[("team", "checkout")],
        r#"{"entry": "C-1", "of": {"team": "checkout"}}"#, &["compass", "tell", "C-1", "--of", "checkout"]),
    act("compass.acknowledge", "/compass/3/read", &[], r#"{"entry": "C-3"}"#, &["compass", "acknowledge", "C-3"]),
    act("compass.review", "/compass/1/review", &[("text", "It holds"), ("next", "2026-12-31")],
        r#"{"entry": "C-1", "text": "It holds", "next": "2026-12-31"}"#,
        &["compass", "review", "C-1", "--next", "2026-12-31", "--text", "It holds"]),
    act("compass.take_lead", "/compass/3/take-lead", &[], r#"{"entry": "C-3"}"#, &["compass", "take-lead", "C-3"]),
    act("compass.hand_over", "/compass/1/hand-over", &[("to", "priya")],
        r#"{"entry": "C-1", "to": "@priya"}"#, &["compass", "hand-over", "C-1", "--to", "@priya"]),
    act("compass.retire", "/compass/1/retire", &[("because", "Old")],
        r#"{"entry": "C-1", "because": "Old"}"#, &["compass", "retire", "C-1", "--because", "Old"]),
    act("goal.set", "/goals/new", &[("title", "Calm nights"), ("team", "checkout"), ("until", "2026-12-31"), ("why", "Sleep"), ("serves", "C-1"), ("serves", "O-1")],
        r#"{"title": "Calm nights", "team": "checkout", "until": "2026-12-31", "why": "Sleep", "serves": ["C-1", {"goal": "O-1"}]}"#,
        &["goal", "set", "--title", "Calm nights", "--team", "checkout", "--until", "2026-12-31", "--why", "Sleep", "--serves", "C-1", "--serves", "O-1"]),
    act("goal.revise", "/goals/1/revise", &[("title", "Under an hour"), ("because", "We can")],
        r#"{"goal": "O-1", "title": "Under an hour", "because": "We can"}"#,
        &["goal", "revise", "O-1", "--title", "Under an hour", "--because", "We can"]),
    act("goal.serve", "/goals/1/serve", &[("serves", "C-1")],
        r#"{"goal": "O-1", "serves": "C-1"}"#, &["goal", "serve", "O-1", "--serves", "C-1"]),
    act("goal.stop_serving", "/goals/3/stop-serving", &[("serves", "O-1")],
        r#"{"goal": "O-3", "serves": {"goal": 1}}"#, &["goal", "stop-serving", "O-3", "--serves", "O-1"]),
    act("goal.add_key_result", "/goals/1/key-results/new", &[("name", "Calls"), ("unit", "calls"), ("baseline", "9"), ("target", "1,5"), ("until", "2026-12-31"), ("source", "The pager")],
        r#"{"goal": "O-1", "name": "Calls", "unit": "calls", "baseline": 9, "target": "1.5", "until": "2026-12-31", "source": "The pager"}"#,
        &["goal", "add-key-result", "O-1", "--name", "Calls", "--unit", "calls", "--baseline", "9", "--target", "1.5", "--until", "2026-12-31", "--source", "The pager"]),
    act("goal.add_key_result", "/goals/1/key-results/new?kind=milestones", &[("kind", "milestones"), ("name", "Services"), ("milestones", "One\nTwo")],
        r#"{"goal": "O-1", "kind": "milestones", "name": "Services", "milestones": ["One", "Two"]}"#,
        &["goal", "add-key-result", "O-1", "--kind", "milestones", "--name", "Services", "--milestones", "One", "--milestones", "Two"]),
    act("goal.revise_key_result", "/goals/1/key-results/0/revise", &[("name", "Days"), ("target", "2"), ("because", "One is too dear")],
        r#"{"goal": "O-1", "key_result": 0, "target": 2, "because": "One is too dear"}"#,
        &["goal", "revise-key-result", "O-1", "--key-result", "0", "--target", "2", "--because", "One is too dear"]),
    act("goal.drop_key_result", "/goals/1/key-results/0/drop", &[("because", "Wrong")],
        r#"{"goal": "O-1", "key_result": 0, "because": "Wrong"}"#,
        &["goal", "drop-key-result", "O-1", "--key-result", "0", "--because", "Wrong"]),
    act("goal.check_in", "/goals/1/check-in", &[("status", "on-track"), ("text", "Well"), ("value-1", "3.8"), ("confidence", "7"), ("help", "A review")],
        r#"{"goal": "O-1", "status": "on_track", "text": "Well", "confidence": 7, "values": [[0, "3.8"]], "help_wanted": "A review"}"#,
        &["goal", "check-in", "O-1", "--status", "on-track", "--text", "Well", "--confidence", "7", "--values", "0=3.8", "--help-wanted", "A review"]),
    act("goal.report", "/goals/1/report", &[("key_result", "0"), ("value", "3.8"), ("source", "The log")],
        r#"{"goal": "O-1", "key_result": 0, "value": "3.8", "source": "The log"}"#,
        &["goal", "report", "O-1", "--key-result", "0", "--value", "3.8", "--source", "The log"]),
    act("goal.set_rhythm", "/goals/1/rhythm", &[("every", "two-weeks"), ("paused", "yes")],
        r#"{"goal": "O-1", "every": "two_weeks", "paused": true}"#, &["goal", "set-rhythm", "O-1", "--every", "two-weeks", "--paused"]),
    act("goal.take_lead", "/goals/2/take-lead", &[],
        r#"{"goal": "O-2"}"#, &["goal", "take-lead", "O-2"]),
    act("goal.step_back", "/goals/1/step-back", &[],
        r#"{"goal": "O-1"}"#, &["goal", "step-back", "O-1"]),
    act("goal.hand_over", "/goals/1/hand-over", &[("to", "priya"), ("note", "Yours")],
        r#"{"goal": "O-1", "to": "@priya", "note": "Yours"}"#, &["goal", "hand-over", "O-1", "--to", "@priya", "--note", "Yours"]),
    act("goal.close", "/goals/1/close", &[("outcome", "achieved"), ("text", "It works"), ("score", "0,7")],
        r#"{"goal": "O-1", "outcome": "achieved", "text": "It works", "score": "0.7"}"#,
        &["goal", "close", "O-1", "--outcome", "achieved", "--text", "It works", "--score", "0.7"]),
    act("goal.reopen", "/goals/4/reopen", &[("because", "It slipped")],
        r#"{"goal": "O-4", "because": "It slipped"}"#, &["goal", "reopen", "O-4", "--because", "It slipped"]),
    act("person.set_rhythm", "/settings/rhythm", &[("every", "week"), ("weekday", "Friday"), ("zone", "Europe/Berlin")],
        r#"{"every": "week", "weekday": "friday", "zone": "Europe/Berlin"}"#,
        &["person", "set-rhythm", "--every", "week", "--weekday", "friday", "--zone", "Europe/Berlin"]),
    act("person.choose_mail", "/settings/mail", &[("digest", "every morning"), ("at_once", "never")],
        r#"{"digest": "every_morning", "at_once": "never"}"#,
        &["person", "choose-mail", "--digest", "every-morning", "--at-once", "never"]),
    act("team.move", "/teams/checkout/move", &[("parent", "")],
        r#"{"team": "checkout"}"#, &["team", "move", "checkout"]),
    act("team.own_repository", "/teams/checkout/repositories", &[("pattern", "https://github.com/Acme/checkout-*.git")],
        r#"{"team": "checkout", "pattern": "github.com/acme/checkout-*"}"#,
        &["team", "own-repository", "checkout", "--pattern", "git@github.com:acme/checkout-*"]),
    act("team.drop_repository", "/teams/checkout/repositories/drop", &[("pattern", "github.com/acme/shop")],
        r#"{"team": "checkout", "pattern": "github.com/acme/shop"}"#,
        &["team", "drop-repository", "checkout", "--pattern", "github.com/acme/shop"]),
    act("initiative.start", "/initiatives/new", &[("title", "Ship"), ("summary", "How"), ("team", "checkout"), ("serves", "G-1, O-1")],
        r#"{"title": "Ship", "summary": "How", "team": "checkout", "serves": ["G-1", {"goal": "O-1"}]}"#,
        &["initiative", "start", "--title", "Ship", "--summary", "How", "--team", "checkout", "--serves", "G-1", "--serves", "O-1"]),
    act("initiative.serve", "/initiatives/1/serve", &[("serves", "G-1")],
        r#"{"initiative": "I-1", "serves": {"gap": 1}}"#, &["initiative", "serve", "I-1", "--serves", "G-1"]),
    act("initiative.follow", "/initiatives/2/reservation", &[("reservation", "Smaller")],
        r#"{"initiative": "I-2", "stance": "follow_with_reservations", "reservation": "Smaller"}"#,
        &["follow", "I-2", "--stance", "follow-with-reservations", "--reservation", "Smaller"]),
    act("initiative.step_back", "/initiatives/1/step-back", &[],
        r#"{"initiative": "I-1"}"#, &["step-back", "I-1"]),
    act("initiative.take_lead", "/initiatives/3/take-lead", &[],
        r#"{"initiative": "I-3"}"#, &["lead", "I-3"]),
    act("initiative.hand_over", "/initiatives/1/hand-over", &[("to", "priya"), ("note", "Yours")],
        r#"{"initiative": "I-1", "to": "@priya", "note": "Yours"}"#,
        &["initiative", "hand-over", "I-1", "--to", "@priya", "--note", "Yours"]),
    act("initiative.accept_lead", "/initiatives/2/accept-lead", &[],
        r#"{"initiative": "I-2"}"#, &["initiative", "accept-lead", "I-2"]),
    act("initiative.decline_lead", "/initiatives/2/decline-lead", &[("because", "Later")],
        r#"{"initiative": "I-2", "because": "Later"}"#, &["initiative", "decline-lead", "I-2", "--because", "Later"]),
    act("initiative.withdraw_offer", "/initiatives/4/withdraw-offer", &[],
        r#"{"initiative": "I-4"}"#, &["initiative", "withdraw-offer", "I-4"]),
    act("initiative.ask_for_lead", "/initiatives/2/ask-for-lead", &[("priority", "Calm"), ("matters", "unsure"), ("note", "Please")],
        r#"{"initiative": "I-2", "priority": "Calm", "matters": "unsure", "note": "Please"}"#,
        &["initiative", "ask-for-lead", "I-2", "--priority", "Calm", "--matters", "unsure", "--note", "Please"]),
    act("initiative.decline_request", "/initiatives/1/decline-request", &[("person", "tomas"), ("because", "Soon done")],
        r#"{"initiative": "I-1", "person": "@tomas", "because": "Soon done"}"#,
        &["initiative", "decline-request", "I-1", "--person", "@tomas", "--because", "Soon done"]),
    act("initiative.keep_lead", "/initiatives/4/keep-lead", &[],
        r#"{"initiative": "I-4"}"#, &["initiative", "keep-lead", "I-4"]),
    act("initiative.name_supporter", "/initiatives/1/supporter", &[("person", "priya")],
        r#"{"initiative": "I-1", "person": "@priya"}"#, &["initiative", "name-supporter", "I-1", "--person", "@priya"]),
    act("person.say_whether_it_mattered", "/me/judgements/0", &[("mattered", "yes")],
        r#"{"judgement": 0, "mattered": true}"#, &["person", "say-whether-it-mattered", "--judgement", "0", "--mattered"]),
    act("initiative.move_stage", "/initiatives/1/stage", &[("stage", "under way")],
        r#"{"initiative": "I-1", "to": "under_way"}"#, &["initiative", "move-stage", "I-1", "--to", "under-way"]),
    act("initiative.check_in", "/initiatives/1/check-in", &[("status", "at-risk"), ("text", "Hm")],
        r#"{"initiative": "I-1", "status": "at_risk", "text": "Hm"}"#, &["check-in", "I-1", "--status", "at-risk", "Hm"]),
    act("initiative.set_rhythm", "/initiatives/1/rhythm", &[("every_days", "14")],
        r#"{"initiative": "I-1", "every_days": 14}"#, &["initiative", "set-rhythm", "I-1", "--every-days", "14"]),
    act("initiative.ask", "/initiatives/1/ask", &[("person", "tomas"), ("what", "A review")],
        r#"{"initiative": "I-1", "of": {"person": "@tomas"}, "what": "A review"}"#, &["ask", "I-1", "--of", "@tomas", "A review"]),
    act("initiative.answer", "/initiatives/1/answer", &[("ask", "0")],
        r#"{"initiative": "I-1", "ask": 0}"#, &["initiative", "answer", "I-1", "--ask", "0"]),
    act("initiative.want_feedback", "/initiatives/1/want-feedback", &[("what", "The order"), ("until", "2099-01-31")],
        r#"{"initiative": "I-1", "what": "The order", "until": "2099-01-31"}"#,
        &["initiative", "want-feedback", "I-1", "--what", "The order", "--until", "2099-01-31"]),
    act("initiative.give_feedback", "/initiatives/2/feedback", &[("label", "suggestion"), ("text", "Why not")],
        r#"{"initiative": "I-2", "label": "suggestion", "text": "Why not"}"#, &["feedback", "I-2", "--label", "suggestion", "Why not"]),
    act("initiative.revise", "/initiatives/1/document/revise", &[("base", "0"), ("text", "How it is"), ("note", "New")],
        r#"{"initiative": "I-1", "base": 0, "text": "How it is", "note": "New"}"#,
        &["initiative", "revise", "I-1", "--base", "0", "--text", "How it is", "--note", "New"]),
    act("initiative.invite_co_author", "/initiatives/1/document/invite", &[("person", "priya")],
        r#"{"initiative": "I-1", "person": "@priya"}"#, &["initiative", "invite-co-author", "I-1", "--person", "@priya"]),
    act("initiative.accept_co_authorship", "/initiatives/2/document/accept", &[],
        r#"{"initiative": "I-2"}"#, &["initiative", "accept-co-authorship", "I-2"]),
    act("initiative.leave_co_authors", "/initiatives/2/document/leave", &[],
        r#"{"initiative": "I-2"}"#, &["initiative", "leave-co-authors", "I-2"]),
    act("initiative.answer_feedback", "/initiatives/1/feedback/0/answer", &[("answer", "taken up")],
        r#"{"initiative": "I-1", "feedback": 0, "answer": "taken_up"}"#,
        &["initiative", "answer-feedback", "I-1", "--feedback", "0", "--answer", "taken-up"]),
    act("initiative.show_to", "/initiatives/4/show-to", &[("people", "priya")],
        r#"{"initiative": "I-4", "people": ["@priya"]}"#, &["initiative", "show-to", "I-4", "--people", "@priya"]),
    act("initiative.object", "/initiatives/2/object",
        &[("step", "harm"), ("priority", "Calm"), ("tried", "A talk"), ("matters", "yes"), ("harm", "Nights"), ("way_out", "A switch")],
        r#"{"initiative": "I-2", "priority": "Calm", "tried": "A talk", "matters": "yes", "harm": "Nights", "way_out": "A switch"}"#,
        &["initiative", "object", "I-2", "--priority", "Calm", "--tried", "A talk", "--matters", "yes", "--harm", "Nights", "--way-out", "A switch"]),
    act("initiative.become_steward", "/initiatives/5/objections/0/help", &[],
        r#"{"initiative": "I-5", "objection": 0}"#, &["initiative", "become-steward", "I-5", "--objection", "0"]),
    act("initiative.leave_stewardship", "/initiatives/2/objections/0/stop-helping", &[],
        r#"{"initiative": "I-2", "objection": 0}"#, &["initiative", "leave-stewardship", "I-2", "--objection", "0"]),
    act("initiative.offer_way_out", "/initiatives/2/objections/0/way-out", &[("text", "A switch")],
        r#"{"initiative": "I-2", "objection": 0, "text": "A switch"}"#,
        &["initiative", "offer-way-out", "I-2", "--objection", "0", "--text", "A switch"]),
    act("initiative.renew_objection", "/initiatives/6/objections/0/renew", &[("because", "Still no switch")],
        r#"{"initiative": "I-6", "objection": 0, "because": "Still no switch"}"#,
        &["initiative", "renew-objection", "I-6", "--objection", "0", "--because", "Still no switch"]),
    act("initiative.end_objection", "/initiatives/6/objections/0/end", &[("how", "integrated"), ("text", "It is in")],
        r#"{"initiative": "I-6", "objection": 0, "how": "integrated", "text": "It is in"}"#,
        &["initiative", "end-objection", "I-6", "--objection", "0", "--how", "integrated", "--text", "It is in"]),
    act("initiative.call_last", "/initiatives/1/last-call",
        &[("way", "consent"), ("until", "2026-01-31"), ("what", "One"), ("why", "So"), ("considered", "Two"), ("review", "2026-06-30"), ("try_until", "2026-03-31")],
        r#"{"initiative": "I-1", "way": "consent", "until": "2026-01-31", "what": "One", "why": "So", "considered": "Two", "review": "2026-06-30", "try_until": "2026-03-31"}"#,
        &["initiative", "call-last", "I-1", "--way", "consent", "--until", "2026-01-31", "--what", "One", "--why", "So", "--considered", "Two", "--review", "2026-06-30", "--try-until", "2026-03-31"]),
    act("initiative.withdraw_last_call", "/initiatives/7/last-call/withdraw", &[],
        r#"{"initiative": "I-7"}"#, &["initiative", "withdraw-last-call", "I-7"]),
    act("initiative.decide", "/initiatives/8/decide", &[("what", "One"), ("why", "So"), ("review", "2026-06-30")],
        r#"{"initiative": "I-8", "way": "advice_process", "what": "One", "why": "So", "review": "2026-06-30"}"#,
        &["initiative", "decide", "I-8", "--way", "advice-process", "--what", "One", "--why", "So", "--review", "2026-06-30"]),
    act("initiative.review_agreement", "/initiatives/9/agreements/0/review", &[("found", "It holds"), ("next", "2026-12-31")],
        r#"{"initiative": "I-9", "agreement": 0, "found": "It holds", "next": "2026-12-31"}"#,
        &["initiative", "review-agreement", "I-9", "--agreement", "0", "--found", "It holds", "--next", "2026-12-31"]),
    act("initiative.cite", "/initiatives/1/cite", &[("entry", "C-4")],
        r#"{"initiative": "I-1", "entry": "C-4"}"#, &["initiative", "cite", "I-1", "--entry", "C-4"]),
    act("initiative.go_against", "/initiatives/1/go-against", &[("of", "C-1"), ("because", "Sealed")],
        r#"{"initiative": "I-1", "of": "C-1", "because": "Sealed"}"#,
        &["initiative", "go-against", "I-1", "--of", "C-1", "--because", "Sealed"]),
    act("initiative.go_with", "/initiatives/1/go-with", &[("of", "C-3")],
        r#"{"initiative": "I-1", "of": {"entry": 3}}"#, &["initiative", "go-with", "I-1", "--of", "C-3"]),
    act("initiative.deliver", "/initiatives/1/deliver", &[("outcome", "An hour now")],
        r#"{"initiative": "I-1", "outcome": "An hour now"}"#, &["initiative", "deliver", "I-1", "--outcome", "An hour now"]),
    act("initiative.confirm_credit", "/initiatives/10/credit", &[("words-1", "You carried it"), ("without-2", "She asked for it"), ("others", "tomas: For the room")],
        r#"{"initiative": "I-10", "thanks": [{"person": "@mona", "words": "You carried it"}, {"person": "@tomas", "words": "For the room"}], "left_out": [{"person": "@priya", "because": "She asked for it"}]}"#,
        &["initiative", "confirm-credit", "I-10", "--thanks", "@mona: You carried it", "--thanks", "@tomas: For the room",
          "--left-out", "@priya: She asked for it"]),
    act("initiative.put_down", "/initiatives/1/put-down", &[("why", "Enough"), ("learned", "Ask first"), ("pick_up", "team"), ("team", "checkout")],
        r#"{"initiative": "I-1", "why": "Enough", "learned": "Ask first", "pick_up": {"team": "checkout"}}"#,
        &["initiative", "put-down", "I-1", "--why", "Enough", "--learned", "Ask first", "--pick-up", "checkout"]),
    act("initiative.pick_up", "/initiatives/11/pick-up", &[],
        r#"{"initiative": "I-11"}"#, &["initiative", "pick-up", "I-11"]),
    act("initiative.wake", "/initiatives/12/wake", &[],
        r#"{"initiative": "I-12"}"#, &["initiative", "wake", "I-12"]),
    act("translation.write", "/goals/1/translate", &[("team", "checkout"), ("text", "The basket first")],
        r#"{"of": "O-1", "team": "checkout", "text": "The basket first"}"#,
        &["translation", "write", "--of", "O-1", "--team", "checkout", "--text", "The basket first"]),
    act("translation.confirm", "/compass/1/confirm", &[("team", "checkout")],
        r#"{"of": {"entry": 1}, "team": "checkout"}"#, &["translation", "confirm", "--of", "C-1", "--team", "checkout"]),
    act("veer_off.depart", "/compass/3/depart", &[("team", "checkout"), ("stakeholder", "The card schemes"), ("reason", "Audits"), ("until", "2026-06-30")],
        r#"{"of": "C-3", "team": "checkout", "stakeholder": "The card schemes", "reason": "Audits", "until": "2026-06-30"}"#,
        &["veer-off", "depart", "--of", "C-3", "--team", "checkout", "--stakeholder", "The card schemes", "--reason", "Audits", "--until", "2026-06-30"]),
    act("veer_off.renew", "/veer-offs/1/renew", &[("reason", "Still sealed"), ("until", "2031-01-31")],
        r#"{"veer_off": "V-1", "reason": "Still sealed", "until": "2031-01-31"}"#,
        &["veer-off", "renew", "V-1", "--reason", "Still sealed", "--until", "2031-01-31"]),
    act("veer_off.return", "/veer-offs/1/return", &[("text", "Open again")],
        r#"{"veer_off": "V-1", "text": "Open again"}"#, &["veer-off", "return", "V-1", "--text", "Open again"]),
    act("veer_off.propose", "/veer-offs/1/propose", &[("title", "In the open, but for audits"), ("summary", "How")],
        r#"{"veer_off": "V-1", "title": "In the open, but for audits", "summary": "How"}"#,
        &["veer-off", "propose", "V-1", "--title", "In the open, but for audits", "--summary", "How"]),
    act("veer_off.acknowledge", "/veer-offs/1/acknowledge", &[],
        r#"{"veer_off": "V-1"}"#, &["veer-off", "acknowledge", "V-1"]),
    act("organisation.name", "/organisation/name", &[("name", "Northwind")],
        r#"{"name": "Northwind"}"#, &["organisation", "name", "--name", "Northwind"]),
    act("organisation.set_threshold", "/organisation/threshold", &[("name", "inert-after-days"), ("value", "9")],
        r#"{"name": "inert-after-days", "value": 9}"#,
        &["organisation", "set-threshold", "--name", "inert-after-days", "--value", "9"]),
    act("organisation.set_holidays", "/organisation/holidays/set", &[("calendar", "Kuwait"), ("days", "2026-02-25 National Day\n\n2026-02-26"), ("weekend", "Friday"), ("weekend", "Saturday")],
        r#"{"calendar": "Kuwait", "days": ["2026-02-25", "2026-02-26"], "weekend": ["friday", "saturday"]}"#,
        &["organisation", "set-holidays", "--calendar", "Kuwait", "--days", "2026-02-25", "--days", "2026-02-26", "--weekend", "friday", "--weekend", "saturday"]),
    act("organisation.drop_holidays", "/organisation/holidays/drop", &[("calendar", "Berlin")],
        r#"{"calendar": "Berlin"}"#, &["organisation", "drop-holidays", "--calendar", "Berlin"]),
    act("organisation.write_template", "/organisation/templates/write", &[("name", "Note"), ("kind", "guideline"), ("fields", "Options: At least two\nChoice")],
        r#"{"name": "Note", "kind": "guideline", "fields": [{"heading": "Options", "hint": "At least two"}, {"heading": "Choice"}]}"#,
        &["organisation", "write-template", "--name", "Note", "--kind", "guideline", "--fields", "Options: At least two", "--fields", "Choice"]),
    act("organisation.drop_template", "/organisation/templates/drop", &[("name", "design-note")],
        r#"{"name": "Design note"}"#, &["organisation", "drop-template", "--name", "Design note"]),
    act("organisation.write_guide", "/organisation/guide/write", &[("stage", "last call"), ("text", "Ask once more.")],
        r#"{"stage": "last_call", "text": "Ask once more."}"#, &["organisation", "write-guide", "--stage", "last-call", "--text", "Ask once more."]),
    act("person.keep_holidays", "/settings/holidays", &[("calendar", "Berlin")],
        r#"{"calendar": "berlin"}"#, &["person", "keep-holidays", "--calendar", "Berlin"]),
    act("person.rank_priorities", "/settings/priorities",
        &[("place", "2"), ("priority", "Two"), ("place", "1"), ("priority", "One, I-1"), ("place", "3"), ("priority", "Three"), ("sharing", "shared")],
        r#"{"priorities": ["One, I-1", "Two", "Three"], "sharing": "shared"}"#,
        &["person", "rank-priorities", "--priorities", "One, I-1", "--priorities", "Two", "--priorities", "Three", "--sharing", "shared"]),
    without_page("person.join", r#"{"handle": "noor", "name": "Noor"}"#, &["person", "join", "--handle", "noor", "--name", "Noor"]),
    without_page("person.rename", r#"{"person": "@tomas", "name": "Tom"}"#, &["person", "rename", "@tomas", "--name", "Tom"]),
    without_page("person.set_role", r#"{"person": "@tomas", "role": "guest"}"#, &["person", "set-role", "@tomas", "--role", "guest"]),
    without_page("person.leave", r#"{"person": "@tomas"}"#, &["person", "leave", "@tomas"]),
    without_page("person.return", r#"{"person": "@nils"}"#, &["person", "return", "@nils"]),
    without_page("person.erase", r#"{"person": "@tomas"}"#, &["person", "erase", "@tomas"]),
    without_page("team.form", r#"{"name": "Search", "parent": "engineering"}"#, &["team", "form", "--name", "Search", "--parent", "engineering"]),
    without_page("team.join", r#"{"team": "checkout", "person": "@mona"}"#, &["team", "join", "checkout", "--person", "@mona"]),
    without_page("team.leave", r#"{"team": "checkout", "person": "@mona"}"#, &["team", "leave", "checkout", "--person", "@mona"]),
];

fn http() -> Client {
    drop(rustls::crypto::ring::default_provider().install_default());
    let client = Client::builder().redirect(Policy::none()).build();
    client.expect("a client")
}

/// What happened since, and the texts it points to: nothing of it tells the door.
async fn since(world: &World, seq: Seq) -> (Vec<Event>, String) {
    let recorded = world.store.events_after(seq).await.expect("it is there");
    let events = recorded.into_iter().map(|recorded| recorded.event);
    let words = world.store.read(|state| format!("{:?}", state.words));
    (events.collect(), words)
}

async fn at_the_page(world: &World, act: &Act) -> Option<(u16, String)> {
    let (page, fields) = act.page?;
    let url = format!("{}{page}", world.url);
    let form = http().get(&url).send().await.expect("a page");
    let form = form.text().await.expect("a page");
    let says = format!("data-command=\"{}\"", act.command);
    assert!(
        form.contains(&says),
        "{page} has no form of {}",
        act.command
    );
    let mut body = url::form_urlencoded::Serializer::new(String::new());
    body.extend_pairs(fields);
    let answer = http()
        .post(&url)
        .header("Sec-Fetch-Site", "same-origin")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(body.finish())
        .send()
        .await
        .expect("an answer");
    let status = answer.status().as_u16();
    let text = answer.text().await.expect("an answer");
    Some((status, text.replace("&#39;", "'")))
}

async fn at_the_api(world: &World, act: &Act) -> (u16, serde_json::Value) {
    let url = format!("{}/api/v1/commands/{}", world.url, act.command);
    let request = http().post(url).header("Content-Type", "application/json");
    let answer = request.body(act.json).send().await.expect("an answer");
    let status = answer.status().as_u16();
    (status, answer.json().await.expect("JSON"))
}

#[tokio::test]
async fn every_command_is_offered_at_every_door_and_does_the_same() {
    for entry in vocabulary::all() {
        let name = entry.name.as_str();
        let act = DONE.iter().find(|act| act.command == name);
        let act = act.unwrap_or_else(|| {
            panic!("{name} is not done here: give it a page, or say why it has none")
        });
        let excused = NO_PAGE.iter().any(|(command, _)| *command == name);
        assert_eq!(act.page.is_none(), excused, "{name}");
    }
    for act in DONE {
        let (api, program) = (World::new().await, World::new().await);
        let before = api.store.last();
        let (status, answer) = at_the_api(&api, act).await;
        assert!(matches!(status, 200 | 201), "{}: {answer}", act.command);
        let done = since(&api, before).await;
        let said = program.says(act.arguments).await;
        assert_eq!(said.code, 0, "{}: {}", act.command, said.err);
        assert_eq!(since(&program, before).await, done, "{}", act.command);
        let page = World::new().await;
        if let Some((status, text)) = at_the_page(&page, act).await {
            assert_eq!(status, 303, "{}: {text}", act.command);
            assert_eq!(since(&page, before).await, done, "{}", act.command);
        }
    }
}

#[tokio::test]
async fn what_is_refused_is_refused_in_the_same_words() {
    let world = World::new().await;
    let before = world.store.last();
    for act in REFUSED {
        let (status, problem) = at_the_api(&world, act).await;
        assert_eq!(status, 422, "{}: {problem}", act.command);
        let said = |field: &str| problem[field].as_str().expect("a sentence").to_owned();
        let (why, instead) = (said("detail"), said("instead"));
        let (status, page) = at_the_page(&world, act).await.expect("a page");
        assert_eq!(status, 422, "{}", act.command);
        assert!(
            page.contains(&why) && page.contains(&instead),
            "{}: {why}",
            act.command
        );
        let said = world.says(act.arguments).await;
        assert_eq!(said.code, 1, "{}: {}", act.command, said.err);
        assert_eq!(said.err, format!("paceline: {why}\n  {instead}\n"));
    }
    assert_eq!(world.store.last(), before, "nothing was recorded");
}
