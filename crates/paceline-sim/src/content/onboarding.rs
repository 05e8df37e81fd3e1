//! The first weeks of new people.

use super::{
    Direction, Idea, Pack,
    directions::{tenths, whole},
};

pub(super) const PACK: Pack = Pack {
    goals: &[
        Direction {
            title: "A new engineer ships in the first week",
            key_results: &[
                tenths(
                    "Days until the first change ships, median",
                    "days",
                    [13, 19],
                    [5, 5],
                ),
                whole(
                    "Steps of the set-up that need somebody else",
                    "steps",
                    [9, 14],
                    [1, 2],
                ),
            ],
        },
        Direction {
            title: "New people know whom to ask within three days",
            key_results: &[
                whole(
                    "New people who knew whom to ask on day three",
                    "%",
                    [35, 50],
                    [95, 95],
                ),
                whole(
                    "Teams whose page names a first contact",
                    "%",
                    [42, 58],
                    [100, 100],
                ),
            ],
        },
        Direction {
            title: "Nobody has to be told the same thing five times in their first month",
            key_results: &[
                whole(
                    "Questions that come from every new colleague",
                    "questions",
                    [23, 34],
                    [5, 6],
                ),
                tenths(
                    "How well the first month went, asked afterwards",
                    "of 10",
                    [6, 7],
                    [9, 9],
                ),
            ],
        },
    ],
    ideas: &[
        Idea {
            is: "Setting up a laptop takes four days, and everyone does it a little differently.",
            ought: "A new laptop builds and runs our software before the first lunch.",
            title: "One command to set up a laptop",
            summary: "A script that anyone may repair and that runs every night on an empty machine, so it cannot rot.",
            outcome: "The last three newcomers were running the shop at 11:20, 11:45 and 12:10.",
        },
        Idea {
            is: "New colleagues sit through 14 introductory meetings and remember two of them.",
            ought: "They learn by doing something small and real, with somebody beside them.",
            title: "A small real task on the second day",
            summary: "Each team keeps three small tasks ready, with a person who is glad to help. Meetings come after.",
            outcome: "Median of three days to the first change in production. Two meetings survived.",
        },
        Idea {
            is: "Permissions are requested one by one, and the last arrive in the third week.",
            ought: "On the first morning everything that a role needs is there.",
            title: "Access by role on day one",
            summary: "Describe the access of nine roles with security, and grant it when the contract is signed.",
            outcome: "Access requests in the first month fell from 17 to 2 per person.",
        },
        Idea {
            is: "People who move between teams get no introduction at all.",
            ought: "Moving inside is as well prepared as arriving from outside.",
            title: "A welcome for people who change teams",
            summary: "The same buddy, the same small tasks, the same coffee with the neighbours, only shorter.",
            outcome: "Nine moves so far, and all nine would recommend it.",
        },
        Idea {
            is: "The map of our systems is a photo of a whiteboard from two offices ago.",
            ought: "A newcomer sees on one page what exists, who cares for it and what it talks to.",
            title: "A map of our systems that draws itself",
            summary: "Every service declares its neighbours in its manifest. The map is drawn from that each night.",
            outcome: "The most visited page in the wiki, and it has been right every time I looked.",
        },
    ],
    good: &[
        "Our newest colleague shipped on day {n}.",
        "The nightly empty-machine run has been green for {m} days.",
        "{name} wrote up the first week from the newcomer's side. Gold.",
        "{n} roles described, {team} is next.",
    ],
    risky: &[
        "The small tasks run out faster than teams refill them.",
        "The set-up script works on everything except the new laptops.",
        "{team} have nobody free to be a buddy in the next month.",
    ],
    off: &[
        "Two people started on Monday and neither had access by Friday.",
        "The script has been broken for three weeks, and everyone went back to the wiki.",
    ],
    asks: &[
        "Three small first tasks with a helper's name on each",
        "Describe the access that a newcomer in your team needs",
        "A buddy for somebody who starts next month",
    ],
};
