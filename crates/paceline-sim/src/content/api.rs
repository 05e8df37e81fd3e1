//! What others build on.

use super::{
    Direction, Idea, Pack,
    directions::{tenths, whole},
};

pub(super) const PACK: Pack = Pack {
    goals: &[
        Direction {
            title: "Partners integrate in a day without asking us",
            key_results: &[
                tenths(
                    "Time to the first working call, median",
                    "days",
                    [6, 11],
                    [1, 1],
                ),
                whole("Questions per new partner", "questions", [19, 31], [4, 6]),
            ],
        },
        Direction {
            title: "Every error says what to do next",
            key_results: &[
                whole(
                    "Error texts that name a next step",
                    "%",
                    [22, 38],
                    [95, 100],
                ),
                whole("Tickets that quote an error", "a week", [48, 75], [15, 20]),
            ],
        },
        Direction {
            title: "No breaking change without six months of notice",
            key_results: &[
                whole(
                    "Breaking changes without notice",
                    "a quarter",
                    [4, 7],
                    [0, 0],
                ),
                whole("Partners on a supported version", "%", [61, 74], [95, 98]),
            ],
        },
    ],
    ideas: &[
        Idea {
            is: "Our API answers 'Error 17' to a quarter of all mistakes, and partners write to support.",
            ought: "An error says what was wrong, where, and what to do instead.",
            title: "Error messages that say what to do",
            summary: "List the forty errors that partners meet most, rewrite them with support, and keep a stable code beside the sentence.",
            outcome: "Support mails about errors fell by two thirds. One partner sent a cake.",
        },
        Idea {
            is: "Each of our services pages through lists in its own way.",
            ought: "Who has learnt one of our lists knows them all.",
            title: "One way to page, filter and sort",
            summary: "Write the convention on one page, give it a small library, and move the three most used lists first.",
            outcome: "All public lists follow it. The client library lost 900 lines.",
        },
        Idea {
            is: "Partners find out about breaking changes when their nightly job fails.",
            ought: "A change that breaks somebody is announced to them by name, months before.",
            title: "Tell each partner what will break for them",
            summary: "We know who calls what. Send each partner a list of their own calls that are going away, with dates.",
            outcome: "The old order endpoint was switched off with nobody left on it.",
        },
        Idea {
            is: "Trying our API needs a contract, a call and two weeks.",
            ought: "Anyone can try it with believable data within five minutes.",
            title: "A sandbox with believable data",
            summary: "A copy of the service with an invented shop that resets every night. No contract, no key by mail.",
            outcome: "600 sign-ups in the first quarter, twelve of which became customers.",
        },
        Idea {
            is: "A retried payment request is sometimes carried out twice.",
            ought: "A request can be sent again without fear.",
            title: "Idempotency keys on everything that writes",
            summary: "Begin with payments and refunds. Keys live for a day, answers are replayed as they were.",
            outcome: "No double charge in five months; before, it was one or two a week.",
        },
    ],
    good: &[
        "{m} of the most common errors rewritten together with support.",
        "First partner integrated without writing to us. {name} framed the log line.",
        "{service} follows the convention, it took a day and a half.",
        "{n} partners answered the letter and have moved already.",
    ],
    risky: &[
        "Two partners rely on the text of an old error. Keeping it for them until summer.",
        "{team} have their own way to page and customers who like it.",
        "The sandbox data is believable enough that somebody reported it as a leak.",
    ],
    off: &[
        "We broke a partner after all: the usage data had a gap of {n} days.",
        "The library is written and nobody uses it. I should have asked first.",
    ],
    asks: &[
        "Move your busiest list to the shared paging",
        "Read the rewritten errors of your service and correct what is wrong",
        "Keep the old endpoint alive until the last three partners have moved",
    ],
};
