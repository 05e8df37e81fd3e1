//! What teams need from each other.

use super::{
    Direction, Idea, Pack,
    directions::{tenths, whole},
};

pub(super) const PACK: Pack = Pack {
    goals: &[
        Direction {
            title: "An ask to another team is answered within three days",
            key_results: &[
                tenths(
                    "Days until an ask is answered, median",
                    "days",
                    [8, 13],
                    [3, 3],
                ),
                whole("Asks that were never answered", "%", [17, 26], [2, 3]),
            ],
        },
        Direction {
            title: "No team waits more than a week for another",
            key_results: &[
                tenths("Longest wait, median of teams", "days", [16, 25], [7, 7]),
                whole(
                    "Initiatives that name another team as the reason",
                    "initiatives",
                    [9, 14],
                    [1, 2],
                ),
            ],
        },
        Direction {
            title: "Everyone knows what the neighbours are trying to do",
            key_results: &[
                whole(
                    "People who can name a neighbour's goal",
                    "%",
                    [22, 36],
                    [75, 80],
                ),
                whole(
                    "Initiatives followed from another team",
                    "%",
                    [19, 28],
                    [50, 55],
                ),
            ],
        },
    ],
    ideas: &[
        Idea {
            is: "A request to another team disappears in their backlog; the answer comes in the next quarter.",
            ought: "A request is answered within three days, even when the answer is 'not now'.",
            title: "Three days to answer a neighbour",
            summary: "One person a week answers for the team, with yes, no or when. Unanswered requests are read out on Thursdays.",
            outcome: "The median answer takes a day and a half. 'Not now' turned out to be a fine answer.",
        },
        Idea {
            is: "Two teams each built a way to send mail, and neither knew.",
            ought: "One hears of an intention early enough to join in.",
            title: "Share intentions before designs",
            summary: "A weekly page of what people think of beginning, two sentences each. Whoever wants to join writes their name.",
            outcome: "Six duplicates were noticed before they were built. Some of the two sentences became friendships.",
        },
        Idea {
            is: "Changes in another team's code wait eleven days for a review.",
            ought: "A contribution from next door is as welcome as one's own, and as quick.",
            title: "Welcome changes from other teams",
            summary: "Every repository names two people for visitors. Comments say whether they block; most should not.",
            outcome: "Visitors wait a day. 140 changes across team borders in a quarter, it used to be 30.",
        },
        Idea {
            is: "Quarterly planning takes five weeks and is out of date in the second.",
            ought: "Plans are small, visible, and changed in the open whenever something is learnt.",
            title: "Plan in six weeks, not in quarters",
            summary: "Two days of planning every six weeks, and a page per team that says what changed and why.",
            outcome: "Planning costs a fifth of what it did. Nobody wants the big spreadsheet back.",
        },
        Idea {
            is: "Support hears about features from customers, and engineering hears about faults from the press.",
            ought: "Support and engineering sit at the same table once a week.",
            title: "A weekly hour between support and engineering",
            summary: "Support brings the three questions of the week, engineering the three changes. Whoever is new listens in.",
            outcome: "Held 38 times. Eleven faults were found there first.",
        },
    ],
    good: &[
        "{team} answered within the day. It is catching on.",
        "{n} people wrote their name under somebody else's intention this week.",
        "Support brought three questions, we could answer two on the spot.",
        "{name} merged a first change in {service} without any help.",
    ],
    risky: &[
        "Answers are quick, and mostly 'no'. Looking into what the capacity really is.",
        "{team} missed the last {n} Thursdays.",
        "The page of intentions is read by many and written by few.",
    ],
    off: &[
        "The reorganisation broke up half of the arrangements. We start again with new names.",
        "Stopped reading out requests; it felt like a pillory. Need another way.",
    ],
    asks: &[
        "One person a week who answers requests for your team",
        "Name two people who welcome visitors to your repository",
        "Say yes, no or when to the four requests that are open with you",
    ],
};
