//! Being on call.

use super::{
    Direction, Idea, Pack,
    directions::{tenths, whole},
};

pub(super) const PACK: Pack = Pack {
    goals: &[
        Direction {
            title: "Nobody is woken more than twice in a week on call",
            key_results: &[
                tenths(
                    "Nights with an alarm per week on call",
                    "nights",
                    [4, 6],
                    [1, 1],
                ),
                whole("Alarms that needed nobody", "%", [55, 72], [10, 15]),
            ],
        },
        Direction {
            title: "Every alert has an owner and a next step",
            key_results: &[
                whole("Alerts with an owner", "%", [44, 61], [100, 100]),
                whole(
                    "Alerts with a page that says what to do",
                    "%",
                    [23, 37],
                    [95, 100],
                ),
            ],
        },
        Direction {
            title: "Six people per rotation, none of them heroes",
            key_results: &[
                whole("Rotations of six or more", "%", [30, 45], [100, 100]),
                whole(
                    "Nights taken by the same three people",
                    "%",
                    [46, 60],
                    [20, 25],
                ),
            ],
        },
    ],
    ideas: &[
        Idea {
            is: "The night pager rings eleven times a week, and eight of the alerts need no action.",
            ought: "An alert at night means somebody has to do something now.",
            title: "Delete every alert that nobody acts on",
            summary: "For four weeks whoever is on call marks each alert as acted on or not. Whatever was never acted on goes.",
            outcome: "Two calls a week, and both were real. We deleted 61 alerts and brought back one.",
        },
        Idea {
            is: "Runbooks are out of date; people on call learn by asking in chat at three in the morning.",
            ought: "The page that an alert links to says what to look at first and whom to call second.",
            title: "A runbook that is tested like code",
            summary: "A runbook has commands that run. Once a month somebody from another team follows it on a quiet afternoon.",
            outcome: "Nineteen of twenty-four runbooks passed the last walk-through by a stranger.",
        },
        Idea {
            is: "Three people carry the whole rotation, and one of them is about to go on parental leave.",
            ought: "A rotation has at least six people who feel safe carrying it.",
            title: "Shadow shifts before the first real one",
            summary: "Two weeks beside somebody experienced, one week with them beside you, and only then alone.",
            outcome: "The rotation has seven people. The newest says the shadow weeks were the best onboarding she had.",
        },
        Idea {
            is: "After a hard night people are expected at the stand-up as if nothing had happened.",
            ought: "Rest after a night call is the rule and needs no asking.",
            title: "Rest after a night call by default",
            summary: "A night call blocks the next morning in the calendar by itself. Managers take it out only when asked.",
            outcome: "Used 23 times in the first half year. Nobody has abused it.",
        },
        Idea {
            is: "Hand-over between shifts is a chat message that says 'quiet week' and nothing else.",
            ought: "Whoever comes on call knows what is smouldering.",
            title: "Ten-minute hand-over between shifts",
            summary: "A short call on Monday with three questions: what rang, what is odd, what did you leave undone.",
            outcome: "The same odd disk was mentioned three Mondays in a row, and then somebody fixed it.",
        },
    ],
    good: &[
        "{n} alerts deleted, none missed so far.",
        "First quiet weekend since we began. {name} slept through it.",
        "Shadow shifts are booked for {n} people.",
        "The hand-over call took eight minutes, and found two things worth fixing.",
    ],
    risky: &[
        "{team} would rather keep their alerts. Sitting down with them next week.",
        "Fewer calls, but two came without a runbook. The order of work was wrong.",
        "Only {n} people have marked their alerts; the numbers are too thin to decide by.",
    ],
    off: &[
        "A bad week: {m} calls, and nobody had time for anything else.",
        "The rotation lost two people to the move. We are back to three.",
    ],
    asks: &[
        "Two people to join the shared rotation for a quarter",
        "Mark your alerts as acted on or not for four weeks",
        "Say which of your alerts may wait until the morning",
    ],
};
