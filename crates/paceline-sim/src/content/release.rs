//! Getting changes to customers.

use super::{
    Direction, Idea, Pack,
    directions::{tenths, whole},
};

pub(super) const PACK: Pack = Pack {
    goals: &[
        Direction {
            title: "A change reaches customers within a day of its merge",
            key_results: &[
                tenths("Lead time of a change, median", "days", [6, 10], [1, 1]),
                whole("Releases", "a week", [2, 4], [20, 25]),
            ],
        },
        Direction {
            title: "No release needs a meeting",
            key_results: &[
                whole("Releases with a meeting", "%", [66, 88], [0, 0]),
                tenths("Hours of meetings per release", "hours", [3, 5], [0, 0]),
            ],
        },
        Direction {
            title: "Rolling back takes less than five minutes",
            key_results: &[
                tenths("Time to roll back, median", "minutes", [32, 48], [5, 5]),
                whole(
                    "Services that roll back without a person",
                    "of 46",
                    [6, 11],
                    [40, 46],
                ),
            ],
        },
    ],
    ideas: &[
        Idea {
            is: "A release takes nine days from merge to customer, six of them waiting for the Thursday train.",
            ought: "Any service ships on any working day, within hours of the merge.",
            title: "Ship each service on its own schedule",
            summary: "Take the services off the shared train one at a time, beginning with the two that nobody else waits for. Each gets its own pipeline and its own release notes.",
            outcome: "The median from merge to customer is seven hours. The train left for the last time in spring.",
        },
        Idea {
            is: "Release notes are written from memory on the evening before, and miss a third of what changed.",
            ought: "Everyone can read what shipped, in plain words, the moment it ships.",
            title: "Write release notes with the change",
            summary: "A change carries one sentence for its readers. The pipeline collects the sentences; nobody writes notes afterwards.",
            outcome: "Support reads the notes before customers ask. Two teams still write 'misc fixes', and we tease them.",
        },
        Idea {
            is: "Rolling back means finding the one engineer who remembers the order of the scripts.",
            ought: "Whoever is on call rolls back alone, in minutes, without asking.",
            title: "One button to roll back",
            summary: "Keep the last three builds warm and switch traffic between them. Database changes have to be readable by the build before.",
            outcome: "Rolled back four times since, the slowest in six minutes, each time by whoever was on call.",
        },
        Idea {
            is: "Half-finished features hide behind long branches that take days to merge.",
            ought: "Unfinished work is merged daily and stays invisible until it is ready.",
            title: "Feature flags with an end date",
            summary: "A flag gets an owner and an end date when it is made. Past the date the build warns, and a month later it fails.",
            outcome: "The oldest branch is four days old. Flags are removed because they nag.",
        },
        Idea {
            is: "The release checklist has 43 steps; people skip the ones they do not understand.",
            ought: "What must happen at a release happens by itself, and the list is short enough to read.",
            title: "Cut the release checklist to what people must decide",
            summary: "Walk the 43 steps with those who carry them out. Automate, delete, or explain each one.",
            outcome: "Five steps are left, all of them decisions. Nobody has missed the other thirty-eight.",
        },
    ],
    good: &[
        "{service} shipped on its own for the first time. Nobody noticed, which was the plan.",
        "{n} of {m} services are off the train now.",
        "Two releases yesterday, both before lunch. {name} did the second one alone.",
        "The pipeline runs end to end on the small services. Next: the ones with migrations.",
    ],
    risky: &[
        "{service} cannot leave the train until its migrations are split. Talking to {team}.",
        "The pipeline works, but takes {m} minutes. Too slow to be liked.",
        "We need a decision on who may release on a Friday, and keep putting it off.",
    ],
    off: &[
        "Had to roll back twice this week; the warm builds were not warm. Paused until we know why.",
        "Nobody from {team} has had time for this since the last planning. It will not be done this quarter.",
    ],
    asks: &[
        "Try the new pipeline on one of your services for two weeks",
        "Agree that you no longer need the Thursday release window",
        "A review of the roll-back order from somebody who knows the old scripts",
    ],
};
