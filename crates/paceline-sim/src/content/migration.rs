//! Moving data without stopping.

use super::{
    Direction, Idea, Pack,
    directions::{tenths, whole},
};

pub(super) const PACK: Pack = Pack {
    goals: &[
        Direction {
            title: "No migration needs a maintenance window",
            key_results: &[
                whole("Maintenance windows", "a quarter", [6, 9], [0, 0]),
                tenths("Longest lock of a table", "seconds", [40, 90], [1, 1]),
            ],
        },
        Direction {
            title: "One source of truth for customer records",
            key_results: &[
                whole("Copies of a customer's address", "copies", [6, 8], [1, 1]),
                tenths("Records that disagree", "%", [4, 7], [0, 0]),
            ],
        },
        Direction {
            title: "The old order database is switched off",
            key_results: &[
                whole(
                    "Reads that still go to the old database",
                    "%",
                    [64, 85],
                    [0, 0],
                ),
                whole("Tables left", "tables", [88, 132], [0, 0]),
            ],
        },
    ],
    ideas: &[
        Idea {
            is: "Orders live in two databases that disagree about 0.3 % of them.",
            ought: "One database knows, and the other is gone.",
            title: "Move orders to one database",
            summary: "Write to both, compare every night, repair the differences by cause, then switch reads customer by customer.",
            outcome: "The old database was switched off on a Tuesday afternoon. The nightly comparison had been empty for a month.",
        },
        Idea {
            is: "Changing a large table locks it, so schema changes wait for Sunday night.",
            ought: "A schema change is boring and happens at lunchtime.",
            title: "Schema changes without a lock",
            summary: "Expand, backfill in small steps, contract. A tool refuses whatever would lock for more than a second.",
            outcome: "Forty changes at lunchtime, not one lock. The Sunday rota is history.",
        },
        Idea {
            is: "Customer addresses are kept in five services, in five formats.",
            ought: "An address is kept once, and others ask for it.",
            title: "One home for addresses",
            summary: "Pick the service with the best data, give it an API and a history, move the readers one by one.",
            outcome: "Four of five have moved. Returned parcels fell by 8 %, which paid for the whole thing.",
        },
        Idea {
            is: "Backups are made every night and have never been restored.",
            ought: "A restore is practised every month and timed.",
            title: "Restore a backup every month",
            summary: "A machine restores last night's backup, runs forty checks and posts the time it took.",
            outcome: "The first restore failed, the fourth did not. It takes 52 minutes, and we know it.",
        },
        Idea {
            is: "Deleting a customer's data is a week of handwork in eleven places.",
            ought: "One request deletes everywhere, and proves it.",
            title: "Forget a customer everywhere",
            summary: "Every service answers one call: what do you hold, delete it, confirm. A ledger keeps the confirmations without the data.",
            outcome: "Nine minutes instead of a week. The auditor asked to show it to others.",
        },
    ],
    good: &[
        "Differences last night: {n}. All of one cause, repaired.",
        "Backfill at {m} %, nobody has felt it.",
        "{service} reads from the new place since Tuesday.",
        "{name} practised the restore, {m} minutes from start to green.",
    ],
    risky: &[
        "The comparison finds {m} differences a night and we explain only half of them.",
        "{team} still write to the old place from one forgotten job.",
        "The backfill slows the morning peak. Running it at night now, which doubles the time.",
    ],
    off: &[
        "We switched back. Reads from the new place were wrong for {n} customers.",
        "The schema tool let a lock through. No further changes until it is repaired.",
    ],
    asks: &[
        "Switch your reads to the new place, behind a flag",
        "Find the job that still writes to the old tables",
        "Answer the 'what do you hold' call for your service",
    ],
};
