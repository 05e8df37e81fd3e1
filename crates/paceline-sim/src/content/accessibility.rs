//! For everyone, with and without a mouse.

use super::{
    Direction, Idea, Pack,
    directions::{tenths, whole},
};

pub(super) const PACK: Pack = Pack {
    goals: &[
        Direction {
            title: "Anyone can buy with the keyboard alone",
            key_results: &[
                whole(
                    "Steps of a purchase that work with the keyboard",
                    "of 24",
                    [9, 15],
                    [24, 24],
                ),
                whole(
                    "Reports of people who got stuck",
                    "a month",
                    [14, 22],
                    [2, 3],
                ),
            ],
        },
        Direction {
            title: "Every page meets WCAG 2.2 AA",
            key_results: &[
                whole("Pages without a violation", "%", [34, 58], [100, 100]),
                whole(
                    "Violations found by hand in the ten busiest pages",
                    "violations",
                    [41, 66],
                    [0, 3],
                ),
            ],
        },
        Direction {
            title: "The shop works with a screen reader from search to receipt",
            key_results: &[
                whole(
                    "Purchases that testers finish alone",
                    "of 10",
                    [2, 4],
                    [9, 10],
                ),
                tenths("Time to a receipt, median", "minutes", [17, 24], [6, 8]),
            ],
        },
    ],
    ideas: &[
        Idea {
            is: "The checkout cannot be finished with a keyboard: the date picker swallows the focus.",
            ought: "Every step can be taken with the keyboard, and one always sees where one is.",
            title: "A checkout without a mouse",
            summary: "Replace the date picker by three plain fields, repair the focus order, and buy something by keyboard in every release.",
            outcome: "Bought 40 times by keyboard in the release test. Orders with assistive technology rose by a fifth.",
        },
        Idea {
            is: "Half of our greys cannot be read in sunlight or by older eyes.",
            ought: "Text has contrast enough on every page, in both themes.",
            title: "Colours that can be read",
            summary: "Measure every pair of tokens, replace the eleven that fail, and let the build refuse new ones.",
            outcome: "All pairs pass. The designers say that it looks better too.",
        },
        Idea {
            is: "Forms show errors in red and in no other way.",
            ought: "An error is said in words, beside its field, and read aloud.",
            title: "Form errors in words",
            summary: "One form component with message, link to the field and announcement. Move the ten busiest forms.",
            outcome: "Abandoned forms are down by 12 %, for everyone and not only for screen readers.",
        },
        Idea {
            is: "We test with tools, and never with people who depend on them.",
            ought: "People who use assistive technology try our work before it ships, and are paid.",
            title: "A panel of testers who use assistive technology",
            summary: "Eight people, two hours a month each. Teams bring what they are unsure about.",
            outcome: "Found in the first session what the tools had missed for years. The panel is booked until autumn.",
        },
        Idea {
            is: "Invoices are pictures inside a PDF; a screen reader says 'image, image, image'.",
            ought: "An invoice can be read aloud, searched and enlarged.",
            title: "Invoices that can be read aloud",
            summary: "Generate tagged documents from the data, with the old layout as a style.",
            outcome: "All new invoices are tagged. Accountants thank us, because now they can copy the numbers.",
        },
    ],
    good: &[
        "{n} more forms moved to the shared component.",
        "Bought a bicycle bell with the keyboard only, twice.",
        "The panel tried {service}, and found {n} things; half are repaired.",
        "{name} paired with {team} on the focus order, they will carry on alone.",
    ],
    risky: &[
        "The campaign pages are built elsewhere and undo our colours.",
        "We repaired the page and the next release broke it again. It needs a test.",
        "{team} think this is for later. Brought a recording from the panel.",
    ],
    off: &[
        "The redesign threw the new component out. Starting the conversation again.",
        "No progress: the only person who knows the document generator is away until next month.",
    ],
    asks: &[
        "Use the shared form component on your busiest form",
        "Half a day of a designer for the eleven failing colours",
        "Bring something unfinished to the next panel",
    ],
};
