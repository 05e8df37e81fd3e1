//! What is written down, and found again.

use super::{
    Direction, Idea, Pack,
    directions::{tenths, whole},
};

pub(super) const PACK: Pack = Pack {
    goals: &[
        Direction {
            title: "An answer is found faster than it is asked in chat",
            key_results: &[
                whole("Questions answered by a link", "%", [21, 33], [60, 70]),
                tenths(
                    "Time to find it, asked of ten people",
                    "minutes",
                    [11, 17],
                    [3, 4],
                ),
            ],
        },
        Direction {
            title: "Every service has a page that is true",
            key_results: &[
                whole(
                    "Services with a page read in the last quarter",
                    "%",
                    [27, 41],
                    [95, 100],
                ),
                whole(
                    "Pages that somebody reported as wrong",
                    "pages",
                    [44, 70],
                    [5, 8],
                ),
            ],
        },
        Direction {
            title: "Decisions can be read a year later by somebody who was not there",
            key_results: &[
                whole("Decisions written down", "a quarter", [5, 9], [30, 36]),
                whole("Readers who understood why", "of 10", [3, 5], [9, 9]),
            ],
        },
    ],
    ideas: &[
        Idea {
            is: "The same nine questions are asked in chat every week, and answered each time.",
            ought: "A question is answered once, and found the second time.",
            title: "Turn answers into pages",
            summary: "Whoever answers the same thing twice adds a page and links it. A small bot offers the page the third time.",
            outcome: "The bot answers every third question. The chat is quieter, and kinder.",
        },
        Idea {
            is: "The wiki has 8,000 pages; most were last edited by people who have left.",
            ought: "Every page has an owner and a date on which somebody last said 'still true'.",
            title: "Pages that expire unless somebody says they are true",
            summary: "After a year a page asks its owner. Without an answer it moves to the attic, which can still be searched.",
            outcome: "2,100 pages are alive. Search is useful again, because the attic is off by default.",
        },
        Idea {
            is: "Why we chose the message broker is known by two people, who disagree.",
            ought: "A decision has a page with its context, the choice and what was given up.",
            title: "Decisions on one page each",
            summary: "A template of four headings beside the code. Reviewed like code, never edited afterwards, only superseded.",
            outcome: "52 decisions on record. New people read them like a story.",
        },
        Idea {
            is: "Examples in our handbook no longer compile.",
            ought: "What the handbook shows is run before it is shown.",
            title: "Run the examples of the handbook",
            summary: "Pull the snippets out of real tests, so they cannot drift apart from the code.",
            outcome: "All 130 snippets come from tests. Four were wrong in a way that had cost people afternoons.",
        },
        Idea {
            is: "Design documents are commented on for weeks and then neither agreed nor refused.",
            ought: "A proposal says by when it will be decided, and then it is.",
            title: "A last call for every proposal",
            summary: "Ten days of comments, a last call of three days, then the lead decides and writes down what was heard.",
            outcome: "Median of 16 days from draft to decision. The oldest open draft is five weeks old, it used to be two years.",
        },
    ],
    good: &[
        "{m} pages confirmed as true, {n} moved to the attic.",
        "{name} wrote the first decision page that made somebody change their mind.",
        "The third question on the same thing was answered by the bot. Small party.",
        "Last call for {n} proposals at once, all decided on the day.",
    ],
    risky: &[
        "Owners confirm without reading. I saw one confirm {m} pages in a minute.",
        "The bot is right, and people find it rude. Working on the wording.",
        "{team} keep their pages in another tool, and would like to stay there.",
    ],
    off: &[
        "Nobody has time to write; the template is there and unused.",
        "The wiki is being replaced, so everything we built on it has to wait.",
    ],
    asks: &[
        "Go through your team's oldest twenty pages",
        "Write down one decision of this year in four paragraphs",
        "Let the bot listen in your team's channel for a month",
    ],
};
