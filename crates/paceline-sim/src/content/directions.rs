//! Directions of the whole, of engineering and of areas, and the numbers by which one sees that they are reached.

use super::Theme;

/// A goal to be, and its key results.
pub(crate) struct Direction {
    pub(crate) title: &'static str,
    pub(crate) key_results: &'static [Metric],
}

/// A number that is somewhere within `from` and ought to be somewhere within `to`.
pub(crate) struct Metric {
    pub(crate) name: &'static str,
    pub(crate) unit: &'static str,
    pub(crate) from: [i32; 2],
    pub(crate) to: [i32; 2],
    pub(crate) grain: Grain,
}

/// How exactly it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grain {
    Whole,
    Tenths,
}

/// Told in whole numbers.
pub(crate) const fn whole(
    name: &'static str,
    unit: &'static str,
    from: [i32; 2],
    to: [i32; 2],
) -> Metric {
    Metric {
        name,
        unit,
        from,
        to,
        grain: Grain::Whole,
    }
}

/// Told in tenths.
pub(crate) const fn tenths(
    name: &'static str,
    unit: &'static str,
    from: [i32; 2],
    to: [i32; 2],
) -> Metric {
    Metric {
        name,
        unit,
        from,
        to,
        grain: Grain::Tenths,
    }
}

const fn direction(title: &'static str, key_results: &'static [Metric]) -> Direction {
    Direction { title, key_results }
}

/// Of the whole organisation, with the subject that serves it most.
pub(crate) const OF_ALL: &[(Theme, Direction)] = &[
    (
        Theme::Craft,
        direction(
            "People ride more because of us",
            &[
                whole(
                    "Customers who bought a second time",
                    "%",
                    [17, 22],
                    [30, 32],
                ),
                whole(
                    "Bicycles brought to a workshop rather than thrown away",
                    "%",
                    [24, 31],
                    [45, 50],
                ),
                tenths("How gladly customers recommend us", "of 10", [6, 7], [9, 9]),
            ],
        ),
    ),
    (
        Theme::Accessibility,
        direction(
            "Anyone can buy from us, whatever they see, hear or hold",
            &[
                whole(
                    "Main journeys that anyone can finish",
                    "of 12",
                    [4, 6],
                    [12, 12],
                ),
                whole(
                    "Customers who say that they needed help",
                    "%",
                    [14, 19],
                    [4, 5],
                ),
            ],
        ),
    ),
    (
        Theme::Cost,
        direction(
            "Growth that we can afford",
            &[
                tenths("Cost of an order without its goods", "€", [7, 9], [5, 6]),
                whole("Orders", "thousand a month", [84, 97], [130, 140]),
            ],
        ),
    ),
    (
        Theme::Teamwork,
        direction(
            "A good idea needs no permission",
            &[
                whole("Colleagues who have led something", "%", [16, 24], [45, 50]),
                whole(
                    "Initiatives that somebody from another team follows",
                    "%",
                    [22, 30],
                    [60, 65],
                ),
            ],
        ),
    ),
    (
        Theme::Incidents,
        direction(
            "The shop keeps its promises on the busiest Saturday of the year",
            &[
                tenths(
                    "Hours in which somebody could not buy",
                    "a quarter",
                    [9, 14],
                    [1, 1],
                ),
                whole("Deliveries on the promised day", "%", [78, 84], [95, 96]),
            ],
        ),
    ),
    (
        Theme::Hiring,
        direction(
            "People stay because they grow here",
            &[
                whole(
                    "Colleagues who learned something new this quarter",
                    "%",
                    [44, 55],
                    [80, 85],
                ),
                tenths("Colleagues who leave", "% a year", [14, 18], [7, 8]),
            ],
        ),
    ),
];

/// Of engineering.
pub(crate) const OF_ENGINEERING: &[(Theme, Direction)] = &[
    (
        Theme::Release,
        direction(
            "From idea to customer in days, not in months",
            &[
                tenths(
                    "Lead time from draft to customer, median",
                    "days",
                    [38, 52],
                    [10, 12],
                ),
                whole("Changes rolled back", "%", [9, 13], [3, 4]),
            ],
        ),
    ),
    (
        Theme::OnCall,
        direction(
            "Nights are for sleeping",
            &[
                tenths(
                    "Nights with an alarm per week on call",
                    "nights",
                    [4, 6],
                    [1, 1],
                ),
                whole(
                    "Teams whose alarms all have a next step",
                    "%",
                    [25, 38],
                    [95, 100],
                ),
                whole(
                    "Colleagues who would go on call again",
                    "%",
                    [41, 52],
                    [85, 90],
                ),
            ],
        ),
    ),
    (
        Theme::Observability,
        direction(
            "We know how our systems are before anybody asks",
            &[
                whole("Faults that we saw first", "%", [38, 48], [90, 95]),
                tenths("Time until somebody looks", "minutes", [22, 34], [5, 6]),
            ],
        ),
    ),
    (
        Theme::Deprecation,
        direction(
            "Less of everything: half the systems, twice the care",
            &[
                whole("Systems in production", "systems", [118, 141], [70, 80]),
                whole(
                    "Systems that two people or fewer understand",
                    "systems",
                    [32, 44],
                    [5, 8],
                ),
            ],
        ),
    ),
    (
        Theme::Security,
        direction(
            "Security is a habit, not a project",
            &[
                tenths(
                    "Days that a known hole stays open, median",
                    "days",
                    [24, 38],
                    [7, 7],
                ),
                whole("Teams that drilled this quarter", "%", [10, 20], [90, 100]),
            ],
        ),
    ),
    (
        Theme::Onboarding,
        direction(
            "A new colleague is at home within a month",
            &[
                tenths(
                    "Days until the first change ships, median",
                    "days",
                    [13, 19],
                    [5, 5],
                ),
                tenths(
                    "How well the first month went, asked afterwards",
                    "of 10",
                    [6, 7],
                    [9, 9],
                ),
            ],
        ),
    ),
];

/// Of an area or a department.
pub(crate) const OF_AREA: &[(Theme, Direction)] = &[
    (
        Theme::Api,
        direction(
            "Other teams build on us without asking us",
            &[
                whole("Uses that began without a meeting", "%", [21, 33], [75, 80]),
                tenths(
                    "Days until an ask is answered, median",
                    "days",
                    [8, 13],
                    [3, 3],
                ),
            ],
        ),
    ),
    (
        Theme::Migration,
        direction(
            "Off the old ground by the end of the year",
            &[
                whole("Services that have moved", "%", [8, 19], [100, 100]),
                whole("Tables left behind", "tables", [140, 220], [0, 0]),
            ],
        ),
    ),
    (
        Theme::Testing,
        direction(
            "We change anything on a Friday without fear",
            &[
                tenths("Faults that customers found", "a week", [6, 9], [1, 2]),
                whole(
                    "Changes covered by a test that can fail",
                    "%",
                    [49, 61],
                    [90, 92],
                ),
            ],
        ),
    ),
    (
        Theme::Documentation,
        direction(
            "What one of us knows, all of us can read",
            &[
                whole(
                    "Services that two or more teams have changed",
                    "%",
                    [22, 34],
                    [70, 75],
                ),
                whole("Questions answered by a link", "%", [21, 33], [60, 70]),
            ],
        ),
    ),
    (
        Theme::Builds,
        direction(
            "No minute spent waiting for a machine",
            &[
                tenths(
                    "Minutes of waiting per change, median",
                    "minutes",
                    [41, 63],
                    [12, 15],
                ),
                whole("Builds that pass at the first try", "%", [58, 69], [92, 95]),
            ],
        ),
    ),
    (
        Theme::Craft,
        direction(
            "The fastest way from wish to bicycle",
            &[
                tenths(
                    "Time from search to order, median",
                    "minutes",
                    [11, 15],
                    [6, 7],
                ),
                tenths("Purchases per hundred visits", "purchases", [2, 3], [4, 4]),
            ],
        ),
    ),
    (
        Theme::Cost,
        direction(
            "We know what everything costs, and why",
            &[
                whole("Spend with a named team", "%", [46, 63], [97, 100]),
                tenths("Cost per thousand orders", "€", [41, 53], [30, 33]),
            ],
        ),
    ),
    (
        Theme::Teamwork,
        direction(
            "Nobody waits for us for more than a week",
            &[
                tenths(
                    "Longest wait of another team, median",
                    "days",
                    [16, 25],
                    [7, 7],
                ),
                whole("Asks that were never answered", "%", [17, 26], [2, 3]),
            ],
        ),
    ),
    (
        Theme::Incidents,
        direction(
            "Every fault makes us better, once",
            &[
                whole("Incidents with a known cause", "a quarter", [9, 14], [0, 2]),
                whole(
                    "Actions of reviews that are done in time",
                    "%",
                    [34, 48],
                    [90, 95],
                ),
            ],
        ),
    ),
    (
        Theme::Accessibility,
        direction(
            "A shop that also works in the sun, with gloves, and in a hurry",
            &[
                whole(
                    "Journeys that testers finish with one hand",
                    "of 12",
                    [5, 7],
                    [12, 12],
                ),
                tenths("Slowest twentieth of pages", "seconds", [4, 6], [2, 2]),
            ],
        ),
    ),
];
