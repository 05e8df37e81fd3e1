//! Keeping what is entrusted to us safe.

use super::{
    Direction, Idea, Pack,
    directions::{tenths, whole},
};

pub(super) const PACK: Pack = Pack {
    goals: &[
        Direction {
            title: "Known holes are closed within seven days",
            key_results: &[
                tenths(
                    "Days that a known hole stays open, median",
                    "days",
                    [24, 38],
                    [7, 7],
                ),
                whole("Holes older than a month", "holes", [17, 29], [0, 0]),
            ],
        },
        Direction {
            title: "No long-lived secret in any repository",
            key_results: &[
                whole("Secrets in repositories", "secrets", [38, 66], [0, 0]),
                whole(
                    "Credentials that live longer than a day",
                    "%",
                    [58, 74],
                    [5, 8],
                ),
            ],
        },
        Direction {
            title: "Everyone signs in with a passkey",
            key_results: &[
                whole("Colleagues with a passkey", "%", [18, 31], [100, 100]),
                whole("Password resets", "a month", [70, 110], [5, 10]),
            ],
        },
    ],
    ideas: &[
        Idea {
            is: "Dependency alerts pile up: 1,140 open, and nobody knows which of them matter.",
            ought: "The few that can be reached from outside are closed within a week.",
            title: "Sort dependency alerts by what can be reached",
            summary: "Mark what runs in production and is reachable, show only that to the teams, and merge the safe updates by machine.",
            outcome: "23 alerts mattered, and they are closed. The rest updates itself at night.",
        },
        Idea {
            is: "Passwords for databases live in 60 configuration files and have not changed since 2019.",
            ought: "A secret lives for hours, and no person ever sees it.",
            title: "Short-lived credentials for every database",
            summary: "Services ask for a credential when they start. We move one service a week and delete the old password behind it.",
            outcome: "All but the accounting export. The 2019 passwords open nothing any more.",
        },
        Idea {
            is: "Support staff can read any customer's orders, and nobody looks at who did.",
            ought: "Access to customer data has a reason and leaves a trace that is read.",
            title: "A reason for every look at customer data",
            summary: "One line and a ticket number open a record for an hour. A weekly sample is read by two people.",
            outcome: "Looks fell by half, because many were habit. Support asked for two shortcuts, and got one.",
        },
        Idea {
            is: "Threat modelling is a 90-page template, so it is done for no service.",
            ought: "A team spends an hour with a whiteboard before it builds something risky.",
            title: "Threat modelling in one hour",
            summary: "Four questions, a drawing, and a list of at most five worries. Security joins the first two times.",
            outcome: "Sixteen sessions held, ten of them without security in the room.",
        },
        Idea {
            is: "Leaving colleagues keep access to some tools for weeks.",
            ought: "Access ends everywhere within the hour.",
            title: "One switch when somebody leaves",
            summary: "Bring the last nine tools behind single sign-on, or replace them.",
            outcome: "Two tools replaced, seven connected. Checked with four departures so far.",
        },
    ],
    good: &[
        "{service} runs on short-lived credentials, old password deleted.",
        "{n} sessions this month. {name} ran one alone.",
        "Reachable alerts: {n}, all younger than a week.",
        "{m} safe updates were merged overnight without a hand.",
    ],
    risky: &[
        "The vendor of one tool wants five times the price for single sign-on.",
        "{team} need the old password for a nightly job that nobody owns.",
        "People write 'support' as the reason. Thinking about how to make a good one easier.",
    ],
    off: &[
        "A renewal failed at night, and {service} was down for {m} minutes. Moving stops until that cannot happen.",
        "Security is fully taken up by the audit until the end of the quarter.",
    ],
    asks: &[
        "Move one of your services to short-lived credentials",
        "An hour with a whiteboard before you begin the new integration",
        "Find out who owns the nightly job with the old password",
    ],
};
