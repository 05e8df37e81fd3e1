//! The story itself: who does what, what is refused, and what is read on the way and at its end.

/// A step of the story.
pub(super) enum Step {
    /// Who, the command's name, and what it takes.
    Does(&'static str, &'static str, &'static str),
    /// The same, and why it is refused.
    Refused(&'static str, &'static str, &'static str, &'static str),
    /// Who reads which view, and words that stand there.
    Reads(&'static str, &'static str, &'static [&'static str]),
    /// So many days go by.
    DaysPass(i64),
}

use Step::{DaysPass, Does, Reads, Refused};

/// From a gap that one person sees to the credit of all who closed it.
#[rustfmt::skip]
pub(super) const STORY: &[Step] = &[
    // A gap is recorded, seen by others too, and measured.
    Does("priya", "gap.record", r#"{"is": "A release takes ten days", "ought": "One day"}"#),
    Does("tomas", "gap.see_too", r#"{"gap": "G-1", "text": "Twelve days in my team"}"#),
    Refused("priya", "gap.see_too", r#"{"gap": "G-1"}"#, "You recorded G-1 yourself."),
    Does("robot", "gap.set_measure", r#"{"gap": "G-1", "what": "From merge to release", "unit": "days", "is": "10", "ought": "1"}"#),

    // Priya starts an initiative from it, shows it to Sofia first, and writes with Tomás.
    Does("priya", "initiative.start",
        r##"{"title": "Release every day", "serves": ["G-1"], "shown_to": ["@sofia"], "document": "# How it is\n\nWe wait for a window.\n"}"##),
    Refused("xiulan", "initiative.follow", r#"{"initiative": "I-1", "stance": "follow"}"#, "There is no initiative I-1."),
    Does("priya", "initiative.revise",
        r##"{"initiative": "I-1", "base": 1, "text": "# How it is\n\nWe wait for a window.\n\nEvery merge goes out the same day.\n", "note": "What would be done"}"##),
    Does("priya", "initiative.show_to", r#"{"initiative": "I-1", "people": ["@tomas"]}"#),
    Does("priya", "initiative.invite_co_author", r#"{"initiative": "I-1", "person": "@tomas"}"#),
    Does("tomas", "initiative.accept_co_authorship", r#"{"initiative": "I-1"}"#),
    Refused("tomas", "initiative.revise", r#"{"initiative": "I-1", "base": 1, "text": "Mine"}"#, "Priya Amin saved revision 2 of I-1 meanwhile."),
    Does("sofia", "initiative.follow", r#"{"initiative": "I-1", "stance": "follow"}"#),

    // Rank forces nothing; the lead shares it with everybody.
    Refused("mona", "initiative.move_stage", r#"{"initiative": "I-1", "to": "shared"}"#, "There is no initiative I-1."),
    Does("priya", "initiative.move_stage", r#"{"initiative": "I-1", "to": "shared"}"#),
    Refused("mona", "initiative.move_stage", r#"{"initiative": "I-1", "to": "under_way"}"#, "You do not lead I-1."),
    Refused("mona", "initiative.take_lead", r#"{"initiative": "I-1"}"#, "I-1 has a lead: Priya Amin."),
    Does("priya", "initiative.want_feedback", r#"{"initiative": "I-1", "what": "Is it safe at night?", "until": "2026-03-05"}"#),

    // Somebody is asked and answers; others follow, with a reservation too, and give feedback.
    Does("priya", "initiative.ask", r#"{"initiative": "I-1", "of": "@kofi", "what": "Read it as on-call", "size": "small", "until": "2026-03-05"}"#),
    Does("kofi", "initiative.answer", r#"{"initiative": "I-1", "ask": 0, "reply": "yes", "text": "Tonight"}"#),
    Does("kofi", "initiative.follow", r#"{"initiative": "I-1", "stance": "follow_with_reservations", "reservation": "Twice a week would do"}"#),
    Does("robot", "initiative.follow", r#"{"initiative": "I-1", "stance": "follow"}"#),
    Does("sofia", "initiative.give_feedback",
        r#"{"initiative": "I-1", "label": "suggestion", "text": "Not on a Friday", "passage": {"revision": 2, "quote": "Every merge goes out the same day."}}"#),
    Does("xiulan", "initiative.give_feedback", r#"{"initiative": "I-1", "label": "concern", "text": "The nights get louder"}"#),
    Refused("sofia", "initiative.answer_feedback", r#"{"initiative": "I-1", "feedback": 0, "answer": "taken_up"}"#, "You do not lead I-1."),
    Does("tomas", "initiative.revise",
        r##"{"initiative": "I-1", "base": 2, "text": "# How it is\n\nWe wait for a window.\n\nEvery merge goes out the same day, but on Fridays.\n", "note": "Fridays"}"##),
    Does("priya", "initiative.answer_feedback", r#"{"initiative": "I-1", "feedback": 0, "answer": "taken_up"}"#),
    Does("priya", "initiative.answer_feedback", r#"{"initiative": "I-1", "feedback": 1, "answer": "thanks"}"#),

    // Nils objects, which blocks; a third one helps, and a way out is found.
    Refused("robot", "initiative.object",
        r#"{"initiative": "I-1", "priority": "Calm", "tried": "A log", "matters": "yes", "harm": "Noise", "way_out": "Less"}"#,
        "A service account neither leads nor objects."),
    Does("nils", "initiative.object",
        r#"{"initiative": "I-1", "priority": "Payments that are never lost", "tried": "A talk with Priya", "matters": "yes", "harm": "A bad release loses payments", "way_out": "A switch back"}"#),
    Refused("priya", "initiative.decide",
        r#"{"initiative": "I-1", "way": "advice_process", "what": "We release every day", "why": "Ten days is long", "review": "2026-09-01"}"#, "An objection by Nils Berg stands."),
    Refused("priya", "initiative.move_stage", r#"{"initiative": "I-1", "to": "under_way"}"#, "An objection by Nils Berg stands."),
    Refused("priya", "initiative.deliver", r#"{"initiative": "I-1", "outcome": "x"}"#, "An objection by Nils Berg stands."),
    Refused("priya", "initiative.become_steward", r#"{"initiative": "I-1", "objection": 0}"#, "A steward is neither the lead nor whoever objects."),
    Does("xiulan", "initiative.become_steward", r#"{"initiative": "I-1", "objection": 0}"#),
    Does("priya", "initiative.revise",
        r##"{"initiative": "I-1", "base": 3, "text": "# How it is\n\nWe wait for a window.\n\nEvery merge goes out the same day, but on Fridays.\n\nOne switch takes it back.\n", "note": "A switch"}"##),
    Does("priya", "initiative.offer_way_out", r#"{"initiative": "I-1", "objection": 0, "text": "One switch takes it back", "revision": 4}"#),
    Refused("priya", "initiative.end_objection", r#"{"initiative": "I-1", "objection": 0, "how": "resolved"}"#, "That objection is not yours."),
    Does("nils", "initiative.end_objection", r#"{"initiative": "I-1", "objection": 0, "how": "resolved", "text": "The switch does it"}"#),

    // Nobody objects by the end of the last call: it is agreed, without anybody's act.
    Refused("priya", "initiative.call_last",
        r#"{"initiative": "I-1", "until": "2026-03-03", "what": "We release every day", "why": "Ten days is long", "review": "2026-09-01"}"#, "Tomás Reis would have fewer than 2 working days."),
    Does("priya", "initiative.call_last",
        r#"{"initiative": "I-1", "way": "consent", "until": "2026-03-06", "what": "We release every day", "why": "Ten days is long", "considered": "Twice a week", "review": "2026-09-01"}"#),
    Reads("sofia", "initiatives/1", &["2026-03-06"]),
    DaysPass(3),
    Refused("mona", "initiative.withdraw_last_call", r#"{"initiative": "I-1"}"#, "You do not lead I-1."),
    DaysPass(4),

    // The lead is handed over and taken; the new lead says how it goes, and delivers.
    Refused("priya", "initiative.hand_over", r#"{"initiative": "I-1", "to": "@robot"}"#, "The Robot is a service account."),
    Does("priya", "initiative.hand_over", r#"{"initiative": "I-1", "to": "@tomas", "note": "The switch is tested on Mondays"}"#),
    Refused("robot", "initiative.accept_lead", r#"{"initiative": "I-1"}"#, "A service account neither leads nor objects."),
    Does("tomas", "initiative.accept_lead", r#"{"initiative": "I-1"}"#),
    Refused("priya", "initiative.follow", r#"{"initiative": "I-1", "stance": "follow"}"#, "You follow I-1 already in this way."),
    Does("tomas", "initiative.move_stage", r#"{"initiative": "I-1", "to": "under_way"}"#),
    DaysPass(10),
    Does("tomas", "initiative.check_in", r#"{"initiative": "I-1", "status": "on_track", "text": "Three teams release daily"}"#),
    DaysPass(10),
    Does("robot", "gap.measure", r#"{"gap": "G-1", "value": "2", "note": "After the switch"}"#),
    Refused("priya", "initiative.deliver", r#"{"initiative": "I-1", "outcome": "Two days now"}"#, "You do not lead I-1."),
    Does("tomas", "initiative.deliver", r#"{"initiative": "I-1", "outcome": "A release takes two days"}"#),

    // Nobody who took part is left out silently.
    Refused("tomas", "initiative.confirm_credit", r#"{"initiative": "I-1", "left_out": [{"person": "@nils", "because": " "}]}"#, "The reason for leaving somebody out is empty."),
    Does("tomas", "initiative.confirm_credit",
        r#"{"initiative": "I-1", "thanks": [{"person": "@nils", "words": "Without you no switch"}, {"person": "@mona", "words": "For the room"}]}"#),
];

/// What everybody reads at its end.
#[rustfmt::skip]
pub(super) const READS: &[(&str, &str, &[&str])] = &[
    ("mona", "initiatives/1", &["delivered", "A release takes two days", "Without you no switch", "The switch does it"]),
    // What was agreed on, with everything that was said against it, and when it is looked at again.
    ("mona", "initiatives/1/agreements/0",
        &["We release every day", "Ten days is long", "Twice a week would do", "The nights get louder", "Payments that are never lost", "2026-09-01"]),
    ("mona", "gaps/1", &["Twelve days in my team", "After the switch", "delivered"]),
    ("mona", "people/priya", &["Release every day", "led"]),
    ("mona", "people/tomas", &["Release every day", "led"]),
    ("mona", "people/sofia", &["Release every day", "followed first, gave feedback that was taken up"]),
    ("mona", "people/kofi", &["Release every day"]),
    ("mona", "people/xiulan", &["Release every day"]),
    ("mona", "people/nils", &["Release every day", "objected, and made it better", "Without you no switch"]),
    ("mona", "people/mona", &["Release every day", "For the room"]),
    ("mona", "results", &["Release every day"]),
];
