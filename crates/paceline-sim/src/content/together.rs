//! What people write about a gap, and for and against what narrows it.

pub(crate) const IS: &[&str] = &[
    "Everybody works around {service} in their own way.",
    "{team} waits two days for every answer.",
    "Nobody can say how {service} got to where it is.",
    "The same question is asked every week.",
];

pub(crate) const OUGHT: &[&str] = &[
    "One way, and it is the easy one.",
    "Whoever asks has an answer the same day.",
    "A newcomer finds it within an hour.",
    "Nobody has to ask.",
];

pub(crate) const AGAINST: &[&str] = &[
    "It takes a week that {team} does not have.",
    "The old way stays for a while, and two are worse than one.",
    "We may be the only ones who need it.",
];

pub(crate) const SEES_TOO: &[&str] = &[
    "We lost a day to it last week.",
    "The same in {team}.",
    "I stopped counting.",
    "Newcomers ask me about it first.",
];

pub(crate) const PRIORITY: &[&str] = &[
    "Nights without calls",
    "That {team} can ship alone",
    "Newcomers who stay",
];

pub(crate) const TRIED: &[&str] = &[
    "I asked for it in the draft, and ran it by {team}.",
    "We tried the other order for a week.",
    "I talked to {name}, who sees it as I do.",
];

pub(crate) const HARM: &[&str] = &[
    "{team} would be called at night for what others changed.",
    "We could not go back once {service} has moved.",
    "Whoever joins after summer learns two ways and trusts neither.",
];

pub(crate) const WAY_OUT: &[&str] = &[
    "A switch back, tried once before it is for everybody.",
    "One service first, and two weeks to look.",
    "Somebody of {team} in the room when it is switched.",
];

pub(crate) const OFFER: &[&str] = &[
    "We begin with one service and keep the switch for a month.",
    "You name who has to be there, and we wait for them.",
    "The odd cases stay as they are until you say otherwise.",
];
