//! Seeing what our systems do.

use super::{
    Direction, Idea, Pack,
    directions::{tenths, whole},
};

pub(super) const PACK: Pack = Pack {
    goals: &[
        Direction {
            title: "We see a fault before a customer does",
            key_results: &[
                whole("Faults that we saw first", "%", [38, 52], [90, 95]),
                tenths("Time until somebody looks", "minutes", [22, 34], [5, 6]),
            ],
        },
        Direction {
            title: "One request can be followed through all services",
            key_results: &[
                whole(
                    "Services that pass the trace on",
                    "of 46",
                    [12, 19],
                    [46, 46],
                ),
                tenths(
                    "Time to the faulty service, median",
                    "minutes",
                    [31, 48],
                    [5, 8],
                ),
            ],
        },
        Direction {
            title: "Every team knows its three numbers",
            key_results: &[
                whole(
                    "Teams with three numbers on one page",
                    "%",
                    [15, 28],
                    [100, 100],
                ),
                whole(
                    "Dashboards that nobody opened for a quarter",
                    "dashboards",
                    [140, 220],
                    [20, 30],
                ),
            ],
        },
    ],
    ideas: &[
        Idea {
            is: "A failing request can be followed through two services and then the trail is lost.",
            ought: "One id leads through everything a request touched.",
            title: "One trace id through every service",
            summary: "Pass the id in the three shared clients first, which covers most of the traffic. Then hunt for the places that drop it.",
            outcome: "94 % of requests can be followed from end to end. The median search went from an hour to four minutes.",
        },
        Idea {
            is: "There are 312 dashboards, and in an outage people look for the one that is still right.",
            ought: "Each service has one board that everybody finds and believes.",
            title: "One dashboard for each service, made from its manifest",
            summary: "Generate the board; what cannot be generated goes on a second page. Archive the rest after a month.",
            outcome: "47 boards instead of 312. Two people asked for one back.",
        },
        Idea {
            is: "Logs cost more than the servers that write them, and are searched twice a month.",
            ought: "We keep what we look at, for as long as we look at it.",
            title: "Log less, and keep what explains",
            summary: "Sample the successes, keep the failures. One structured line per request instead of thirty loose ones.",
            outcome: "Log volume is down by 70 %, and searches find things because there is less hay.",
        },
        Idea {
            is: "Slow pages show up in reviews on the app store before they show up in our numbers.",
            ought: "We know how slow it feels on an old phone in a train.",
            title: "Measure what real phones see",
            summary: "Report load times from a sample of real sessions, by page and by device class, without tracking anyone.",
            outcome: "The worst page was one nobody suspected. It is four seconds quicker now.",
        },
        Idea {
            is: "Teams argue about whether the service was 'fine' last month.",
            ought: "What fine means is written down, measured, and has a budget for being wrong.",
            title: "Error budgets that the team chooses",
            summary: "Each team names its two promises to customers and how often it may break them. We only draw the line.",
            outcome: "Eleven services have a budget. Twice a team stopped feature work on its own accord.",
        },
    ],
    good: &[
        "The trace goes through {service} now.",
        "{m} dashboards archived, no complaints this week.",
        "{name} found the slow query in four minutes with nothing but the trace.",
        "{n} teams have named their promises. The talks were worth more than the numbers.",
    ],
    risky: &[
        "{service} drops the id in its queue. {team} know, it is not on their list yet.",
        "Volume is down, but so is trust; somebody missed a line they needed.",
        "Two of the three clients are done; the third belongs to nobody.",
    ],
    off: &[
        "The collector fell over at peak and took {service} with it. Switched off until we have limits.",
        "The contract for the tracing tool ran out, and the new one is stuck in purchasing.",
    ],
    asks: &[
        "Upgrade to the shared client that passes the trace id",
        "Say which of your dashboards you really look at",
        "Name two promises to customers and how often you may break them",
    ],
};
