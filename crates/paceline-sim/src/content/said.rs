//! What leads say when they check in: what happened, by how far it has come, and what is next.

/// How far an initiative has come, as far as its check-ins tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    /// It is being understood and written down.
    Draft,
    /// Others read it.
    Talk,
    /// It is being done.
    Work,
}

/// What happened, and what is next.
pub(crate) struct Said {
    pub(crate) happened: &'static [&'static str],
    pub(crate) next: &'static [&'static str],
}

pub(crate) fn well(phase: Phase) -> &'static Said {
    match phase {
        Phase::Draft => &WELL_DRAFT,
        Phase::Talk => &WELL_TALK,
        Phase::Work => &WELL_WORK,
    }
}

const WELL_DRAFT: Said = Said {
    happened: &[
        "Talked to {n} people who live with this every day. The problem is smaller than it looks and older than we thought.",
        "Two pages written, half of them crossed out again.",
        "Counted instead of guessing: it happens {m} times a month.",
        "{name} told me how they tried it before. That saved us a month.",
        "Wrote down what we will not do. That helped most.",
        "Sat beside {name} for a morning and watched. Three assumptions less.",
        "The draft fits on one page now.",
        "Looked at how {team} did it. We can take over most of it.",
        "Found the one number by which we will know.",
        "First sketch on the board; {n} people stopped to argue, which is a good sign.",
        "Scope cut in half, and it still closes the gap.",
        "Measured {service} for a week. Now we know where we start.",
        "A quiet week of reading. I understand why it is as it is.",
        "Asked whom it would hurt. Nobody so far.",
        "Read {m} old tickets about it. Three causes explain most of them.",
        "{name} drew it on a napkin, and the napkin is now the draft.",
        "Threw the first idea away. The second one needs nothing new.",
        "Went to {team} with questions and came back with better ones.",
        "Tried the smallest version on paper with {n} colleagues. It held.",
        "It touches {service} and nothing else, which I had not hoped for.",
        "Wrote down what it costs to do nothing. That convinced me myself.",
        "{name} and I disagree on the order, not on the goal. Good.",
        "Took an hour with somebody who was against it. The draft has a new first paragraph.",
        "Checked what {team} promised to others. No collision.",
        "Numbers for the last {n} months are in the draft now.",
        "The title has changed twice; I take that as learning.",
    ],
    next: &[
        "Next: write it down.",
        "Next: one page, then {team}.",
        "Draft comes on Thursday.",
        "Next I talk to {team}.",
        "I would like somebody to poke holes into it.",
        "Next: the smallest version that is worth anything.",
        "Whoever wants to read along is welcome.",
    ],
};

const WELL_TALK: Said = Said {
    happened: &[
        "{n} comments, all of them useful. Nothing that blocks.",
        "Took the feedback in; the draft is shorter and better.",
        "Showed it at the open hour. Two people want to try it.",
        "{team} read it and had one question, a good one.",
        "{name} does not like the name and likes the rest. New name.",
        "Talked to {team}; they had solved half of it already and are happy to share.",
        "The night shift has read it too. They found a case that we had missed.",
        "Everybody I asked has answered, which is a first.",
        "The comment of {name} turned the draft round, for the better.",
        "Went through the open points with {name}; one is left.",
        "Somebody from {team} offered a day of help without being asked.",
        "Two people told me their reservations, and I find them fair.",
        "The quiet ones have spoken too. I asked them one by one.",
        "A page of objections from {name}, and at the end 'I follow'. I am glad about both.",
        "Cut one promise that nobody had asked for.",
        "{team} will be hit by it first, and they say: go.",
        "Read it aloud to somebody new. Where they frowned I rewrote it.",
        "No news is good news this week: {m} have read it, nobody is worried.",
    ],
    next: &[
        "Last call on Monday if nothing comes up.",
        "Next: answer the last two comments.",
        "If you have a concern, this is the week.",
        "Next: try it with {team} on something small.",
        "I will ask the two who were away.",
        "Then we begin.",
        "Good enough to try, I think.",
    ],
};

const WELL_WORK: Said = Said {
    happened: &[
        "First version is in use by {n} people, who have stopped complaining.",
        "Done with the second of {n} steps.",
        "Tried it on {service} first, and it held.",
        "The risky part is behind us.",
        "{name} joined for two afternoons, and we are ahead of where I thought we would be.",
        "Switched on for a tenth of the traffic. No complaints, one compliment.",
        "{service} is done, the next one looks the same.",
        "Deleted {m} files. Nobody noticed, as it should be.",
        "{team} use it without having been told. I take that as a yes.",
        "Smaller than we feared. On track.",
        "Nothing exciting, which is how I like it.",
        "Ran it beside the old way for a week: the same answers, faster.",
        "The first customer noticed and wrote a kind line.",
        "Half of the places have moved. The second half is easier.",
        "Paired with {name}; what looked like a week took a day.",
        "Quiet fortnight, steady progress.",
        "We cut what nobody would miss. It is nearly done.",
        "It has survived its first Monday morning.",
        "{name} found a shorter way through {service}. Took it.",
        "Of {m} cases {n} are left, the odd ones.",
        "Rehearsed going back. It takes four minutes, so we dare to go on.",
        "The old way has had no visitor for {n} days.",
        "{team} asked whether they could have it too.",
        "Three small changes instead of the one big one. All in.",
        "It was boring to do and is pleasant to use.",
    ],
    next: &[
        "Next: {service}.",
        "Next step: show it to {team}.",
        "Two more weeks, I think.",
        "Next: switch the old way off.",
        "Then only the documentation is left.",
        "Next week {team} tries it.",
        "If it holds until Friday, everybody gets it.",
        "Then I would call it delivered.",
    ],
};

/// When it is at risk.
pub(crate) const RISKY: Said = Said {
    happened: &[
        "{team} changed what we build on. {n} days lost, nobody's fault.",
        "I promised {service} by now and do not have it.",
        "People like the idea and follow something else.",
        "The draft is good, and I am afraid of the work behind it.",
        "We test more than we learn at the moment.",
        "Two of {n} steps took longer than the other ones together.",
        "Slower than I said. I was on call, and it shows.",
        "Waiting for {team} since last week.",
        "We found a case nobody had thought of. It needs {n} more days, or a decision to leave it out.",
        "I underestimated {service}.",
        "Good idea, too few hands.",
        "Two opinions on how, both reasonable.",
        "The measurement says something else than the feeling.",
        "Holidays; half of us are away. A week behind.",
        "Agreement in the room, silence afterwards.",
        "Another incident took the week.",
        "{name} has moved to another topic, and with them half of what we knew.",
        "It works on {service} and nowhere else so far.",
        "The part that I had left for later turns out to be the part that matters.",
        "Nobody said no, but nobody has time either.",
        "Our estimate was made on a sunny day.",
        "The supplier answers in a week, each time.",
        "It grew while nobody looked. I let too much in.",
        "Half done for three weeks now. I keep getting interrupted.",
    ],
    next: &[
        "Could use a second person.",
        "I will decide by Friday.",
        "Looking again with {name}.",
        "Asking each person once more.",
        "I cut the scope next week.",
        "Whoever knows {service} well: an hour would help.",
        "If it stands still for another week I will say so.",
        "Talking to {team} tomorrow.",
    ],
};

/// When it is off track.
pub(crate) const OFF: Said = Said {
    happened: &[
        "Nothing moved. I have to say so.",
        "We went in the wrong direction for {n} weeks.",
        "The first attempt failed in {service}. Reverted.",
        "Without {team} this does not happen, and they have other plans.",
        "I do not have the time that this needs.",
        "Priorities changed above us.",
        "The trial made it worse, measurably.",
        "Two of three who wanted to help have left the topic.",
        "What we built does not close the gap. It closes another one, a smaller one.",
        "Third week in a row in which I open the draft and close it again.",
        "The agreement has come apart; {team} see it differently by now.",
        "I have lost the thread, to be honest.",
    ],
    next: &[
        "Turning round.",
        "Looking for somebody to take it on.",
        "Finding out whether this still matters.",
        "Back to the draft, with {name}.",
        "If nobody sees a way by the end of the month I put it down.",
        "Thinking.",
        "Perhaps it is two initiatives. I will try to split it.",
    ],
};

/// What somebody says who leads for the first time, when it goes well and when it does not.
pub(crate) const FIRST_TIME: [&[&str]; 2] = [
    &[
        "My first time leading something here. {name} helps me to cut it small.",
        "I asked for help out loud, and {n} people came. That was easier than I thought.",
        "Sent the draft to people I hardly know. All of them answered.",
        "{name} said 'I follow', and from then on it was easy to ask others.",
        "I am learning that a bad draft on Monday is worth more than a good one on Friday.",
        "Ran my first open hour. Four people, good questions, warm tea.",
        "Said no to an extension for the first time. Nobody minded.",
    ],
    &[
        "I did not know how much of leading is asking twice.",
        "Nobody has answered yet. I am not sure whether to wait or to ask again.",
        "I tried to do it all alone. {name} noticed before I did.",
        "My own work took over. I should have said so two weeks ago.",
        "I do not know whom to ask for {service}. A hint would help.",
        "It is lonelier than I thought. Whoever cares about this: please say so.",
    ],
];
