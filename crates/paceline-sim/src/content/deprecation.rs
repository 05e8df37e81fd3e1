//! Letting go of the old.

use super::{
    Direction, Idea, Pack,
    directions::{tenths, whole},
};

pub(super) const PACK: Pack = Pack {
    goals: &[
        Direction {
            title: "Two supported versions of anything, never five",
            key_results: &[
                whole(
                    "Libraries in three or more versions",
                    "libraries",
                    [36, 58],
                    [0, 6],
                ),
                whole("Services on a supported version", "%", [52, 68], [100, 100]),
            ],
        },
        Direction {
            title: "The legacy admin tool is gone",
            key_results: &[
                whole("People who open the old tool", "a week", [64, 110], [0, 0]),
                whole(
                    "Tasks that only the old tool can do",
                    "tasks",
                    [19, 31],
                    [0, 0],
                ),
            ],
        },
        Direction {
            title: "Nothing in production is older than its last security update",
            key_results: &[
                tenths(
                    "Age of the oldest image, median",
                    "days",
                    [70, 120],
                    [14, 20],
                ),
                whole("Services rebuilt every week", "%", [28, 44], [95, 100]),
            ],
        },
    ],
    ideas: &[
        Idea {
            is: "The old admin tool has four users left and keeps two servers and an ancient runtime alive.",
            ought: "Its four users have something better and the tool is gone.",
            title: "Retire the old admin tool",
            summary: "Sit beside the four users for a day, build the two screens they need in the new tool, switch off.",
            outcome: "Switched off, with a farewell party. One screen was enough after all.",
        },
        Idea {
            is: "Five versions of the internal HTTP client are in use, and each has its own bugs.",
            ought: "At most two versions are in use, and moving takes an hour.",
            title: "Two client versions at most",
            summary: "A codemod for the boring part, office hours for the rest, and a date after which the old ones fail the build.",
            outcome: "Everything is on the last two versions. The codemod handled 90 % of it.",
        },
        Idea {
            is: "The mobile app supports phones for which the maker has stopped updates, for 0.4 % of sessions.",
            ought: "We say clearly what we support, and tell people early when it ends.",
            title: "A support window for old phones",
            summary: "Four years after the last update, announced in the app half a year ahead, with the web shop as a way on.",
            outcome: "Dropped with 11 complaints. The app is a third smaller.",
        },
        Idea {
            is: "Nobody knows who still uses the XML export, so nobody dares to remove it.",
            ought: "We know who uses what, and ask them.",
            title: "Find the readers of the XML export",
            summary: "Put names to the calls for a month, write to the names, brown it out for an hour, then for a day.",
            outcome: "Three readers, all moved. The brown-out found the third.",
        },
        Idea {
            is: "Dead code makes up a fifth of the shop, and everyone reads around it.",
            ought: "What does not run is not there.",
            title: "Delete what has not run for a year",
            summary: "Measure which code runs in production for three months, propose deletions as changes, let the teams say no.",
            outcome: "84,000 lines are gone. Search in the editor feels different.",
        },
    ],
    good: &[
        "{n} users left on the old thing.",
        "The codemod moved {m} repositories over the weekend.",
        "Brown-out of an hour: silence. That is a good sign.",
        "{name} deleted {m} files in one change. Best review of the year.",
    ],
    risky: &[
        "{team} need it until the end of the quarter. Fine, but it is the third end of a quarter.",
        "One reader is a customer with a contract. Legal is looking.",
        "The last two repositories have no owner at all.",
    ],
    off: &[
        "The brown-out broke the month-end closing of finance. Apologised, moved the date.",
        "The new tool lacks what the old one had; I underestimated it.",
    ],
    asks: &[
        "Move your last service off the old client",
        "Say whether you still read the XML export",
        "Adopt a repository without an owner, or agree to archive it",
    ],
};
