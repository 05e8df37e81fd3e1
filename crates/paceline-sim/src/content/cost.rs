//! What it costs to run.

use super::{
    Direction, Idea, Pack,
    directions::{tenths, whole},
};

pub(super) const PACK: Pack = Pack {
    goals: &[
        Direction {
            title: "Infrastructure grows slower than orders do",
            key_results: &[
                tenths("Cost per thousand orders", "€", [41, 53], [30, 33]),
                whole(
                    "Machines that nobody claims",
                    "machines",
                    [85, 140],
                    [5, 10],
                ),
            ],
        },
        Direction {
            title: "Every team knows what its services cost",
            key_results: &[
                whole("Spend with a named team", "%", [46, 63], [97, 100]),
                whole(
                    "Teams that looked at their bill this month",
                    "%",
                    [12, 25],
                    [80, 90],
                ),
            ],
        },
        Direction {
            title: "A fifth off the cloud bill without a slower page",
            key_results: &[
                whole("Bill", "thousand € a month", [148, 176], [118, 130]),
                tenths("Slowest twentieth of pages", "seconds", [2, 3], [2, 2]),
            ],
        },
    ],
    ideas: &[
        Idea {
            is: "The cloud bill is one number that finance sees in the middle of the next month.",
            ought: "A team sees what its services cost while it can still do something about it.",
            title: "Show each team its own bill, daily",
            summary: "Tag what can be tagged, split the rest by traffic, and post the number where the team already looks.",
            outcome: "Three teams found forgotten clusters in the first week. The bill fell before anybody was asked.",
        },
        Idea {
            is: "Test environments run all night and all weekend for nobody.",
            ought: "What nobody uses sleeps, and wakes within a minute.",
            title: "Put test environments to sleep",
            summary: "Stop environments without traffic for two hours. The first request wakes them; a page says 'one moment'.",
            outcome: "Environment cost is down by 58 %. Waking takes 40 seconds and nobody minds.",
        },
        Idea {
            is: "Product images are stored in seven sizes, four of which no page shows.",
            ought: "We store what is shown.",
            title: "Store two image sizes and make the rest on demand",
            summary: "Generate at the edge, cache for a month. Delete the unused sizes after a quiet quarter.",
            outcome: "41 TB deleted. One forgotten newsletter template broke, and was repaired the same day.",
        },
        Idea {
            is: "Every service asks for twice the memory it has ever used, to be safe.",
            ought: "Requests follow use, with some room, and are looked at when use changes.",
            title: "Right-size memory from a month of measurements",
            summary: "A weekly report proposes a number per service as a change that the team can merge or close.",
            outcome: "Merged by 31 of 40 services. We gave back a whole node pool.",
        },
        Idea {
            is: "The nightly report reads the whole order history to show yesterday.",
            ought: "Yesterday is read once.",
            title: "Nightly reports that read only yesterday",
            summary: "Keep daily sums and add them up. Old days are recomputed only when a correction touches them.",
            outcome: "The report runs in six minutes instead of four hours, for a fiftieth of the cost.",
        },
    ],
    good: &[
        "Down another {n} % this month, without anybody having noticed a difference.",
        "{service} gave back half of its memory.",
        "{name} found {m} volumes that belonged to nothing.",
        "The daily number is now in {n} team channels.",
    ],
    risky: &[
        "{service} was too tight after the change, put some back.",
        "A third of the bill still cannot be assigned to anyone.",
        "{team} are worried about the campaign season and ask to wait.",
    ],
    off: &[
        "The bill went up by {m} %, and we do not yet know why.",
        "We saved on the cache and paid for it in the database. Reverted.",
    ],
    asks: &[
        "Tag the resources of your services by the end of the month",
        "Say which of your test environments may sleep at night",
        "Merge or close the memory proposals for your services",
    ],
};
