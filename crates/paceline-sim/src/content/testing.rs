//! Tests that can be trusted.

use super::{
    Direction, Idea, Pack,
    directions::{tenths, whole},
};

pub(super) const PACK: Pack = Pack {
    goals: &[
        Direction {
            title: "A red build means a real fault",
            key_results: &[
                tenths("Red builds without a fault", "%", [13, 19], [1, 1]),
                whole(
                    "Tests that are run twice to be sure",
                    "tests",
                    [64, 98],
                    [0, 5],
                ),
            ],
        },
        Direction {
            title: "The suite answers within ten minutes",
            key_results: &[
                tenths("Suite, median", "minutes", [24, 37], [10, 10]),
                whole(
                    "Changes merged without waiting for it",
                    "%",
                    [28, 41],
                    [2, 3],
                ),
            ],
        },
        Direction {
            title: "Every service can be tested without the others",
            key_results: &[
                whole(
                    "Services with a stand-in that is kept up",
                    "of 46",
                    [9, 15],
                    [44, 46],
                ),
                whole(
                    "Tests that need the shared environment",
                    "tests",
                    [210, 340],
                    [20, 30],
                ),
            ],
        },
    ],
    ideas: &[
        Idea {
            is: "One build in four is red for no reason, and people press 'retry' until it is green.",
            ought: "A red build is believed, because it is nearly always right.",
            title: "Quarantine flaky tests the day they flake",
            summary: "A test that fails and passes on the same commit leaves the suite by itself and opens a ticket for its team. Two weeks later it is repaired or deleted.",
            outcome: "Retries fell from 240 a week to 15. About half of the flaky tests turned out to be real races.",
        },
        Idea {
            is: "The end-to-end suite takes 70 minutes and covers mostly what unit tests cover as well.",
            ought: "A small suite of journeys that pay the bills, finished before the coffee is.",
            title: "Keep twelve journeys and drop the rest",
            summary: "Choose the twelve journeys that would make us stop everything. Move the rest down a level or let it go.",
            outcome: "Eleven minutes. One fault slipped through in half a year, and a unit test catches it now.",
        },
        Idea {
            is: "Tests share one database, so they pass alone and fail together.",
            ought: "Tests run in any order, on any machine, side by side.",
            title: "A database of its own for each test run",
            summary: "Start a throw-away database from a prepared image. It takes 400 ms, measured.",
            outcome: "The suite runs on eight workers, and order no longer matters.",
        },
        Idea {
            is: "Nobody dares to change the pricing rules because nothing says what they should do.",
            ought: "The pricing rules are written down as examples that run.",
            title: "Pricing examples that finance can read",
            summary: "Sit down with finance, collect the cases they check by hand, and turn the table into the test.",
            outcome: "214 examples, 9 of which showed faults that were live. Finance adds rows on its own.",
        },
        Idea {
            is: "A service can only be tried together with six others, so everyone tests on staging.",
            ought: "A service runs on a laptop with believable stand-ins.",
            title: "Contract tests between neighbours",
            summary: "Each consumer writes down what it relies on; the provider's build checks it. Begin with the three busiest pairs.",
            outcome: "Staging is quiet enough to demonstrate things on. Contracts caught seven breaking changes.",
        },
    ],
    good: &[
        "Retries are down to {m} this week, from several times that.",
        "{name} found a real race behind the worst flake. It had been live for a year.",
        "{n} suites run side by side now, no conflicts seen.",
        "The suite answered in {n} minutes on the slow machines.",
    ],
    risky: &[
        "Quarantine works, repair does not: {m} tests wait for somebody to look.",
        "{team} say their tests are fine and everyone else's are flaky. We are looking at it together.",
        "The throw-away databases fill the disk of the build machines by Friday.",
    ],
    off: &[
        "Somebody switched the quarantine off to get a release out, and it stayed off.",
        "We deleted a test that mattered. Restored it, and stopped deleting until we have better rules.",
    ],
    asks: &[
        "Repair or delete your five flakiest tests this month",
        "Name the journeys that would make you stop everything",
        "Run our contract in your build and tell us what annoys you",
    ],
};
