//! What happened, in the sentences of the timelines on the pages (`_moment.html`); a test holds the two together.

/// A kind of moment, said of whoever did it, said where nobody is named, and the field that is quoted below.
///
/// `{field}` stands for what the moment says there; what stands in brackets is left out where it says nothing.
#[derive(Debug)]
pub(super) struct Sentence {
    pub(super) kind: &'static str,
    pub(super) by: &'static str,
    pub(super) alone: &'static str,
    pub(super) quote: &'static str,
}

const fn said(
    kind: &'static str,
    by: &'static str,
    alone: &'static str,
    quote: &'static str,
) -> Sentence {
    Sentence {
        kind,
        by,
        alone,
        quote,
    }
}

pub(super) fn of(kind: &str) -> Option<&'static Sentence> {
    let all = INITIATIVE.iter().chain(LEADING).chain(AGREEING).chain(GAP);
    all.into_iter().find(|sentence| sentence.kind == kind)
}

#[cfg(test)]
pub(super) fn begins_with(kind: &str) -> bool {
    let mut all = INITIATIVE.iter().chain(LEADING).chain(AGREEING).chain(GAP);
    all.any(|sentence| sentence.kind.starts_with(kind))
}

#[rustfmt::skip]
const INITIATIVE: &[Sentence] = &[
    said("started", "It was started", "It was started", ""),
    said("stage_moved", "moved it to {to}", "It became {to}", "reason"),
    said("lead_taken", "took the lead", "", ""),
    said("lead_ended", "stopped leading", "", ""),
    said("lead_ended.because", "{because}; nobody leads now", "", ""),
    said("shown_to", "showed it to {people}", "It was shown to {people}", ""),
    said("opened", "It is open to everyone from here on", "It is open to everyone from here on", ""),
    said("ask_lapsed", "{of} is not there to answer any more: {what}", "{of} is not there to answer any more: {what}", ""),
    said("followed.follow", "followed", "", ""),
    said("followed.follow_with_reservations", "followed with reservations", "", "reservation"),
    said("followed.advise", "offered advice", "", "reservation"),
    said("followed.not_now", "said: not now", "", "reservation"),
    said("stopped_following", "stepped back from following", "", ""),
    said("asked", "asked {of} for: {what}", "{of} was asked for: {what}", ""),
    said("answered", "dealt with what was asked: {what}", "It was dealt with: {what}", ""),
    said("checked_in", "checked in: {status}", "Checked in: {status}", "text"),
    said("delivered", "delivered it", "It was delivered", "outcome"),
    said("credited", "gave credit to {people}", "", ""),
    said("credited.corrected", "corrected the credit: {people}", "", ""),
    said("put_down", "put it down. {pick_up}", "It was put down. {pick_up}", "learned"),
    said("feedback_given", "gave feedback, {label}", "Feedback was given, {label}", "text"),
    said("feedback_answered", "answered the {label}[ of {of}]: {uptake}", "Answered was the {label}[ of {of}]: {uptake}", "because"),
    said("revised", "saved revision {revision}", "There is revision {revision}", "note"),
    said("revised.editorial", "saved revision {revision}, only spelling", "There is revision {revision}, only spelling", "note"),
    said("co_author_invited", "invited {who} to write the document", "", ""),
    said("co_author_came", "writes the document as well", "", ""),
    said("co_author_left", "leaves the document to others", "", ""),
];

#[rustfmt::skip]
const LEADING: &[Sentence] = &[
    said("stance_taken", "changed from {before} to {stance}", "", "reservation"),
    said("took_not_now_back", "took 'not now' back", "", ""),
    said("tried", "took the lead on trial until {until}, with {supporter} standing by", "", ""),
    said("came_back", "has the lead back", "", ""),
    said("kept", "kept the lead after the trial", "", ""),
    said("offered", "offered the lead to {to}[. {trial}]", "", "note"),
    said("offer_ended.declined", "did not take the lead that was offered", "", "because"),
    said("offer_ended.withdrawn", "took back the offer to {to}", "", "because"),
    said("offer_ended.lapsed", "The lead is not offered to {to} any more", "The lead is not offered to {to} any more", "because"),
    said("asked_for", "asked for the lead; it is about this priority of theirs: {priority}", "", "note"),
    said("request_declined", "kept the lead[ that {of} asked for]", "", "because"),
    said("request_lapsed", "does not ask for the lead any more", "", ""),
    said("supported", "said that it is led with {by} standing by", "It is led with {by} standing by", ""),
    said("supported.nobody", "said that nobody stands by whoever leads any more", "Nobody stands by whoever leads any more", ""),
];

#[rustfmt::skip]
const AGREEING: &[Sentence] = &[
    said("objected", "objected", "Somebody objected", "harm"),
    said("steward_came", "helps with the objection[ of {of}]", "", ""),
    said("steward_left", "stopped helping with the objection[ of {of}]", "", ""),
    said("way_out_offered", "offered a way out of the objection[ of {of}]", "", "text"),
    said("objection_renewed", "said that the objection still stands", "", "because"),
    said("objection_ended", "The objection[ of {of}] was {how}", "The objection[ of {of}] was {how}", "text"),
    said("objection_ended.lapsed", "The objection[ of {of}] lapsed", "The objection[ of {of}] lapsed", "text"),
    said("last_call_called", "called for the last time, until {until}, by {way}", "", "what"),
    said("last_call_revised", "ended the last call with another text", "", ""),
    said("last_call_withdrawn", "withdrew the last call", "", ""),
    said("agreed", "decided by {way}", "It was agreed on by {way}", "what"),
    said("agreement_reviewed", "looked again at what was agreed on", "", "found"),
];

#[rustfmt::skip]
const GAP: &[Sentence] = &[
    said("recorded", "recorded it", "It was recorded", ""),
    said("split_off", "made it a gap of its own, out of {from}", "It became a gap of its own, out of {from}", ""),
    said("seen_too", "sees it too", "", "text"),
    said("said_more", "said more", "", "text"),
    said("measure_set", "set what is measured: {name}, {is} now, {ought} wanted", "It is measured: {name}, {is} now, {ought} wanted", ""),
    said("measured", "measured {name}: {value}", "Measured was {name}: {value}", "note"),
    said("merged_into", "merged it into {gap}", "It was merged into {gap}", "because"),
    said("separated", "took it out of {gap} again", "It was taken out of {gap} again", "because"),
    said("took_in", "merged {gap} into it", "Merged into it was {gap}", "because"),
    said("let_go", "took {gap} out of it again", "Taken out of it was {gap}", "because"),
    said("split", "split it into {parts}", "It was split into {parts}", "because"),
    said("closed", "closed it", "It was closed", "outcome"),
];
