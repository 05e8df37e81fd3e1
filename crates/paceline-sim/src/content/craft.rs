//! Making it pleasant to use and to work on.

use super::{
    Direction, Idea, Pack,
    directions::{tenths, whole},
};

pub(super) const PACK: Pack = Pack {
    goals: &[
        Direction {
            title: "Search finds it in the first three results",
            key_results: &[
                whole(
                    "Searches answered in the first three results",
                    "%",
                    [48, 59],
                    [78, 84],
                ),
                tenths("Searches without a result", "%", [8, 12], [2, 3]),
            ],
        },
        Direction {
            title: "The app opens in under two seconds on an old phone",
            key_results: &[
                tenths(
                    "Time to open on the reference phone",
                    "seconds",
                    [5, 7],
                    [2, 2],
                ),
                whole(
                    "People who come back within a week",
                    "%",
                    [31, 38],
                    [44, 48],
                ),
            ],
        },
        Direction {
            title: "A tenth fewer customers turn back at the basket",
            key_results: &[
                tenths("Baskets left behind", "%", [66, 71], [59, 62]),
                tenths("Purchases per hundred visits", "purchases", [2, 3], [4, 4]),
            ],
        },
    ],
    ideas: &[
        Idea {
            is: "Whoever types 'rain jaket' finds nothing.",
            ought: "Search forgives what people type on a phone in the rain.",
            title: "Search that forgives spelling",
            summary: "Fuzzy matching on the thousand most common words, measured by what people buy afterwards.",
            outcome: "Searches without a result fell from 9 % to 2 %.",
        },
        Idea {
            is: "One in eight customers gives up at the basket, and we have guesses but no reasons.",
            ought: "We know the three main reasons, and work on them.",
            title: "Ask people who leave the basket",
            summary: "One optional question to a small sample, and ten long conversations. No dark patterns.",
            outcome: "It was the delivery date, shown too late. Moving it up halved the exits.",
        },
        Idea {
            is: "The app needs six seconds to open on the phones that most of our customers have.",
            ought: "It opens in two, and shows something useful at once.",
            title: "Open the app in two seconds",
            summary: "Show the last known shop at once and refresh behind it. Drop three libraries that start threads we never use.",
            outcome: "1.8 seconds on the reference phone. Sessions per customer are up, complaints are down.",
        },
        Idea {
            is: "Seven kinds of buttons, four date formats, and three words for 'basket'.",
            ought: "The same thing looks the same and is called the same everywhere.",
            title: "One word and one button for one thing",
            summary: "A glossary of forty words and a small set of components. Replace as we touch pages, no big bang.",
            outcome: "Two thirds of all pages have moved. The glossary settles arguments in a minute.",
        },
        Idea {
            is: "Translations arrive two weeks after the feature, so half of our customers see English.",
            ought: "A feature ships in all of our languages on the same day.",
            title: "Translate while we build",
            summary: "Texts go to the translators when the draft is merged, with a picture of where they stand.",
            outcome: "Eleven languages on the day of release, nine times out of ten.",
        },
    ],
    good: &[
        "Measured on the reference phone: a second quicker than last month.",
        "{n} conversations with customers done, the same reason came up in most of them.",
        "{m} pages use the shared components.",
        "{name} and {team} agreed on a word. It took seven minutes.",
    ],
    risky: &[
        "Better for most, worse for people who search by part number. Looking for both.",
        "Translators wait for pictures that {team} forget to attach.",
        "The experiment needs two more weeks to mean anything.",
    ],
    off: &[
        "The experiment showed nothing at all. Rethinking what we measure.",
        "The quick start shows old prices for a moment, and that is not acceptable. Switched off.",
    ],
    asks: &[
        "Replace your own buttons by the shared ones on the busiest page",
        "Attach a picture to texts that go to the translators",
        "Two engineers to listen in on a customer conversation",
    ],
};
