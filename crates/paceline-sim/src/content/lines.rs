//! Sentences that fit any subject.

/// What is written when the lead is handed over.
pub(crate) const HAND_OVER: &[&str] = &[
    "You know this better than I do by now. The open point is the last comment of {team}.",
    "I am moving to another topic and would love to follow you on this one.",
    "What is left: the two odd cases in {service}. Everything else is written down in the draft.",
    "You asked the best questions from the beginning. It is yours, if you do it your way.",
    "I am on leave from next week. Please take it over the line; nobody expects it before I am back.",
    "I started it, but you have carried it since spring. Time that the page says so.",
    "Three things I would do next: talk to {team}, cut the scope, and leave {service} for later.",
    "I lead too many things and do this one badly. You have the drive for it.",
    "The hard part is done, the long part begins. You are better at the long part.",
    "Careful with {service}; otherwise you have a free hand. Ask me anything.",
    "It needs somebody closer to {team} than I am.",
    "Thank you for offering. The notes are in the draft, the history is in my head; lunch tomorrow?",
    "You followed from the first week and know every corner. Yours.",
    "I became a parent. See you in autumn; do not wait for me.",
    "You wanted to lead something. This one is well prepared and worth it.",
    "My part was to begin. Yours is the part where it becomes good.",
    "{team} listen to you more than to me. That is what it needs now.",
];

/// Why something is put down.
pub(crate) const PUT_DOWN: &[&str] = &[
    "Nobody missed it while it stood still. That is an answer.",
    "We learnt that the gap is half as wide as we thought. Not worth it now.",
    "The new contract with our supplier solves most of it.",
    "It would have needed {team}, and they rightly have other things to do this year.",
    "I was in love with the solution. There are two simpler ones.",
    "Too early. We look at it again when {service} has moved.",
    "The measurement did not support it. Better to say so than to build it.",
    "The cost is certain and the gain is a guess.",
    "We tried it on {service} for a month; it made things slower.",
    "The reorganisation took away its reason.",
    "Good discussion, no agreement, and no agreement in sight. Putting it down in the open.",
    "{name} asked what happens if we do nothing. Nothing happens.",
    "Half of it exists in {service} since spring; we only had not looked.",
    "I would have to promise a year of care for it, and I cannot.",
    "Three tries at a draft, three different problems. I do not understand it well enough yet.",
    "{team} would carry the cost and we would have the gain. Not fair, so not now.",
    "I am needed elsewhere, and nobody else wants it enough. That is fine.",
];

/// Why a first-time lead puts it down whom nobody followed.
pub(crate) const NOBODY_CAME: &[&str] = &[
    "Nobody followed, and I cannot carry it alone. The gap stays open for somebody with a better idea.",
    "I asked five people and heard five good reasons. It was my first; I learned to ask before I draft.",
    "{name} would have helped in spring. By then I had lost heart, to be honest.",
    "I still think that it is right. Perhaps it needs somebody who is known better than I am.",
    "Weeks without an answer are an answer. Putting it down so that nobody waits for it.",
    "It was mine alone from the first day, and I told too few people why it matters.",
];

/// Why something is superseded.
pub(crate) const SUPERSEDED: &[&str] = &[
    "{team} began something larger that includes this. Following them instead.",
    "Two initiatives wanted the same thing. We joined forces in the other one.",
    "A tool we buy anyway will do this from next month.",
    "{name} had the better idea. I follow that one and close this.",
    "The new way of {team} makes this unnecessary. Good for all of us.",
    "This became a part of something that has more followers. Moving there.",
];

/// Why a stage is moved back.
pub(crate) const BACK: &[&str] = &[
    "The comments were right: we had scoped the wrong thing.",
    "Found a dependency on {service} that changes the design.",
    "Agreement was thinner than it looked. Sharing a better draft.",
    "Not ready. I called it too early.",
    "The first trial showed that the draft leaves out the night shift.",
    "{team} raised a point that deserves a proper answer.",
    "We agreed on words and meant different things. Back to the draft.",
    "{name} asked one question, and I had no answer. Back, and thank you.",
    "The measurement was wrong, so the plan was. One step back.",
    "It helps us and hurts {team}. That is not good enough.",
    "Too large after all. Going back to cut it.",
];

/// How a gap is closed that was never acted on.
pub(crate) const CLOSED_WITHOUT: &[&str] = &[
    "It closed by itself when {service} was replaced.",
    "We looked again: it happens once a year. We can live with that.",
    "The supplier repaired it in their last release.",
    "Turned out to be a misunderstanding between {team} and us. Cleared up over coffee.",
    "Nobody has met it since {service} changed hands.",
    "We counted: twice a year, ten minutes each. Living with it.",
    "{name} showed me a way round it that is good enough for everybody.",
    "The old contract ended, and the gap with it.",
    "It was true last year. It is not true any more.",
];

/// What was learnt when a goal was achieved.
pub(crate) const ACHIEVED: &[&str] = &[
    "Reached, a little late. Small steps did it; the big plan never started.",
    "Reached. What helped most was that people from three teams followed from the first week.",
    "Reached, and we would set it higher next time.",
    "Reached, mostly through two initiatives that we had not planned.",
    "Reached. The turn came when {name} said aloud that the first plan did not work.",
    "Reached with a week to spare, after four months in which nobody believed in it.",
    "Reached. It stays reached only if {team} keep an eye on it; they said that they will.",
    "Reached. We measured every second week and talked about it every time; I think that was it.",
    "Reached, and {service} is quieter than ever. Thank you, all who followed without being asked.",
    "Just reached. Honestly, the last tenth was luck.",
];

/// What was learnt when a goal was missed.
pub(crate) const MISSED: &[&str] = &[
    "Missed by a third. Nobody led the hard half of it; we saw that for months and did not say so.",
    "Missed. The goal was right, and the time was not.",
    "Missed narrowly; what we built stays useful.",
    "Missed. We watched the number and not the reason behind it.",
    "Missed. We began with what was easy, and the easy part was not what mattered.",
    "Missed. {team} needed us more than this goal did, and that was the right choice.",
    "Missed by half. Two of the initiatives behind it never found a follower.",
    "Missed. I kept saying 'on track' for too long because the first months had been good.",
    "Missed, but we know at last why: it hangs on {service}, and nobody leads there.",
    "Missed. Next time I would ask for a smaller one, and for help in the first week.",
];

/// What was learnt when a goal was dropped.
pub(crate) const DROPPED: &[&str] = &[
    "Dropped in favour of the strategy of this half year. Better to say it than to let it fade.",
    "Dropped: the market moved, and we with it.",
    "Dropped. It was a wish, not a goal.",
    "Dropped: {team} solve the cause, so counting the effect has no use any more.",
    "Dropped. Nobody could say what would be worse without it.",
    "Dropped after the third month without a change. Better two goals that we mean.",
    "Dropped, with regret. The people who wanted it have other work now.",
];

/// Check-ins of goals, by how it goes.
pub(crate) const GOAL_GOOD: &[&str] = &[
    "The number moves in the right direction for {n} weeks in a row.",
    "Two initiatives carry this now. I am optimistic.",
    "A good month: {service} is done, {team} have begun.",
    "On track. Most of the credit belongs to {name}.",
    "Halfway in time, a bit more than halfway in substance.",
    "Slow start, but the last weeks were good. {name} found the lever.",
    "What moved it was one small thing in {service}, not the big plan.",
    "{team} took our way of measuring over, so the number means the same in both places.",
    "Better than I expected after the summer.",
    "Steady. I look at it every Monday and say so here.",
    "The initiative of {name} is what carries it. Please follow it if you care about this.",
];

/// At risk.
pub(crate) const GOAL_RISKY: &[&str] = &[
    "Flat since last month. The easy part is done.",
    "At risk: one of the initiatives behind it has lost its lead.",
    "We depend on {team} more than we thought.",
    "The number is fine, but I do not trust how we measure it.",
    "A setback: {service} undid a month of work. We know why.",
    "What was easy is done. For the rest nobody leads yet.",
    "It moves, but not fast enough for the date that we gave.",
    "Two months without a change. I would rather say it early.",
    "{name} left the topic, and it shows in the number.",
    "We are busy around it rather than on it.",
];

/// Off track.
pub(crate) const GOAL_OFF: &[&str] = &[
    "Off track, and I see no initiative that would change it. Who wants to lead one?",
    "Worse than when we began. {service} grew faster than we repaired it.",
    "Standing still for {n} weeks.",
    "We will not make this date. What can still be had is half of it.",
    "Everything that we tried moved something else.",
    "I find it hard to say, but nobody works on this.",
    "Back where we began, with more knowledge.",
];
