//! The minutes between a change and an answer.

use super::{
    Direction, Idea, Pack,
    directions::{tenths, whole},
};

pub(super) const PACK: Pack = Pack {
    goals: &[
        Direction {
            title: "An answer from the build within eight minutes",
            key_results: &[
                tenths("Build, median", "minutes", [19, 27], [8, 8]),
                tenths("Build, slowest tenth", "minutes", [38, 55], [14, 15]),
            ],
        },
        Direction {
            title: "What builds on one machine builds on every machine",
            key_results: &[
                whole(
                    "Builds that differ between two machines",
                    "%",
                    [11, 19],
                    [0, 1],
                ),
                whole("Hours lost to set-up", "a month", [40, 65], [8, 10]),
            ],
        },
        Direction {
            title: "Nobody waits for a build machine",
            key_results: &[
                tenths(
                    "Wait in the queue, slowest tenth",
                    "minutes",
                    [12, 21],
                    [1, 1],
                ),
                whole(
                    "Machines that stand still at night",
                    "%",
                    [55, 72],
                    [15, 20],
                ),
            ],
        },
    ],
    ideas: &[
        Idea {
            is: "A build takes 34 minutes, so people start something else and lose the thread.",
            ought: "An answer within eight minutes, while one still knows the question.",
            title: "Builds in eight minutes",
            summary: "Measure where the minutes go, cache what did not change, run the slow half only where it can matter.",
            outcome: "Seven and a half minutes at the median. People say they review more, because they wait less.",
        },
        Idea {
            is: "The build works on the build machines and on no laptop since the upgrade.",
            ought: "The same command gives the same result everywhere.",
            title: "The same build on laptop and server",
            summary: "Pin every tool in the repository and let the servers use exactly the command that people use.",
            outcome: "'Works for me' was last heard in March.",
        },
        Idea {
            is: "In the mornings twenty builds queue for six machines.",
            ought: "A build starts within half a minute at any time of the day.",
            title: "Build machines that come and go",
            summary: "Start machines from a warm image when the queue grows, and stop them after an idle quarter of an hour.",
            outcome: "Waiting time is 20 seconds at nine in the morning, and the bill is lower than before.",
        },
        Idea {
            is: "Changing one line of the shared types rebuilds 70 packages.",
            ought: "A change rebuilds what depends on it, and nothing else.",
            title: "Split the package that everything depends on",
            summary: "Look at who uses what in it; six clusters fall out by themselves. Move them one a week.",
            outcome: "A typical change rebuilds five packages. The old one is an empty shell, to be deleted in June.",
        },
        Idea {
            is: "Upgrading the compiler is a project of two months, so we do it every two years.",
            ought: "Compiler upgrades arrive every six weeks and take a day.",
            title: "Upgrade the compiler every six weeks",
            summary: "Build nightly with the next version, repair as it comes, switch on release day. A rota of one person.",
            outcome: "Five upgrades in a row on the day of the release.",
        },
    ],
    good: &[
        "Median build: {n} minutes less than last month.",
        "{service} builds on a clean laptop again.",
        "Queue at nine o'clock: nobody.",
        "{name} cut the link step in half by reading the manual.",
    ],
    risky: &[
        "The cache is quick and sometimes wrong. Looking for the input we forgot.",
        "{team} pin a tool that we cannot get any more.",
        "Only one cluster is left, and it is the one with {m} users.",
    ],
    off: &[
        "A poisoned cache cost everyone a day. It is off, and builds are slow again.",
        "The warm image is two months old, and machines start slower than before.",
    ],
    asks: &[
        "Try the shared cache in your repository for two weeks",
        "Free somebody for a day to split your part of the shared types",
        "Take one turn in the compiler rota",
    ],
};
