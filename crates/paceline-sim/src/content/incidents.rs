//! Learning from what went wrong.

use super::{
    Direction, Idea, Pack,
    directions::{tenths, whole},
};

pub(super) const PACK: Pack = Pack {
    goals: &[
        Direction {
            title: "No incident happens twice for the same reason",
            key_results: &[
                whole("Incidents with a known cause", "a quarter", [9, 14], [0, 2]),
                whole(
                    "Actions of reviews that are done in time",
                    "%",
                    [34, 48],
                    [90, 95],
                ),
            ],
        },
        Direction {
            title: "Customers hear about an outage from us first",
            key_results: &[
                whole(
                    "Outages on the status page before the first complaint",
                    "%",
                    [22, 37],
                    [90, 95],
                ),
                tenths("Time until the first word", "minutes", [38, 55], [10, 12]),
            ],
        },
        Direction {
            title: "Every incident is reviewed within five days",
            key_results: &[
                whole(
                    "Incidents reviewed within five days",
                    "%",
                    [41, 56],
                    [100, 100],
                ),
                tenths("Days until the review, median", "days", [9, 14], [4, 5]),
            ],
        },
    ],
    ideas: &[
        Idea {
            is: "Incident reviews happen weeks later, with half of the people and none of the memory.",
            ought: "A review takes place within five working days, with whoever was there.",
            title: "Book the review when the incident closes",
            summary: "Closing an incident puts a 45-minute review into the calendars of those who were in the channel.",
            outcome: "Median of three days. People come, because they still remember and still care.",
        },
        Idea {
            is: "Actions from incident reviews land in a document that nobody opens again.",
            ought: "An action has somebody who leads it, and is done or dropped in the open.",
            title: "At most three actions per review, each with a lead",
            summary: "Fewer promises, kept. What does not fit under three goes on record as a gap, without pretending.",
            outcome: "Of 48 actions 41 were done within a quarter; before, nobody could even count them.",
        },
        Idea {
            is: "Customers learn about outages from each other, an hour before our status page changes.",
            ought: "The status page speaks within ten minutes, even if all it says is 'we are looking'.",
            title: "Whoever is on call may speak for us",
            summary: "Five prepared sentences and the right to publish them without approval. Legal has read them once.",
            outcome: "First word after six minutes on average. Support calls during outages are down by a half.",
        },
        Idea {
            is: "Every incident begins with ten minutes of 'who is leading this?'.",
            ought: "One person leads, says so, and everyone else knows what follows from it.",
            title: "Practise incidents on quiet Wednesdays",
            summary: "Once a month we break something on purpose on staging. A different person leads each time.",
            outcome: "Fourteen people have led a practice. In the last real one somebody said 'I lead' within a minute.",
        },
        Idea {
            is: "We only study failures that hurt; near misses are laughed about and forgotten.",
            ought: "A near miss teaches as much as an outage, and costs nothing.",
            title: "A channel for near misses",
            summary: "Three lines: what nearly happened, what saved us, would it save us again. One of them is read aloud each week.",
            outcome: "Sixty near misses in ten months, four of which became initiatives of their own.",
        },
    ],
    good: &[
        "All {n} reviews of this month were held within the week.",
        "{name} led the practice, calmly, and it was the first time.",
        "The first status message went out after {n} minutes.",
        "{n} actions closed, one dropped with a reason. The list is short again.",
    ],
    risky: &[
        "Reviews are held, but always with the same four people. Need somebody from {team}.",
        "The prepared sentences are with legal for the third week.",
        "A near miss turned into blame in the comments. Talked to both.",
    ],
    off: &[
        "No review for the last two incidents. We were too busy with the third.",
        "The status page stayed green for {m} minutes of an outage. Back to the drawing board.",
    ],
    asks: &[
        "Somebody to lead the next incident practice",
        "Read five prepared sentences and say which you could not live with",
        "Bring one near miss from your team to the weekly reading",
    ],
};
