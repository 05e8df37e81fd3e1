//! What the invented organisation believes, how things stand for it, and what it has chosen.

/// A value, with what living it looks like and does not look like.
pub(crate) struct Value {
    pub(crate) title: &'static str,
    pub(crate) text: &'static str,
    pub(crate) looks_like: &'static str,
    pub(crate) does_not_look_like: &'static str,
}

pub(crate) const VALUES: [Value; 4] = [
    Value {
        title: "Say it in the open",
        text: "What concerns more than two of us is said where all of us can read it.",
        looks_like: "Writing a decision down with what was considered, and who disagreed. Asking the question in the team's channel.",
        does_not_look_like: "Settling it in a side call and telling the others afterwards. Waiting for the right meeting.",
    },
    Value {
        title: "Follow with a whole heart",
        text: "Most good things here were led by one of us and carried by five others.",
        looks_like: "Being the first who says 'I am with you'. Doing the dull half of somebody else's idea.",
        does_not_look_like: "Starting a second one because the first is not mine. Agreeing in the room and going home.",
    },
    Value {
        title: "Leave it better than it was",
        text: "Whoever touches something leaves it easier for the next person.",
        looks_like: "A small repair on the way. A page of notes for whoever comes after.",
        does_not_look_like: "A ticket for later that nobody reads. A rewrite on the way to a one-line change.",
    },
    Value {
        title: "Riders first, then elegance",
        text: "A rider in the rain is the judge of what we build.",
        looks_like: "Trying it on a cold phone with wet fingers. Shipping the plain version this week.",
        does_not_look_like: "A perfect interface that arrives after the season.",
    },
];

/// A facet of the business context, and for how many days it holds from the day on which it is stated.
pub(crate) struct Facet {
    pub(crate) title: &'static str,
    pub(crate) level: &'static str,
    pub(crate) reason: &'static str,
    pub(crate) holds: Option<i64>,
}

pub(crate) const FACETS: [Facet; 5] = [
    Facet {
        title: "Concurrency",
        level: "3,000 riders at once, 12,000 on the first warm Saturday",
        reason: "Rentals follow the weather; the peak is known two days ahead.",
        holds: None,
    },
    Facet {
        title: "Data size",
        level: "2 TB, growing by a third a year",
        reason: "Positions of bicycles are kept for ninety days, journeys for ever.",
        holds: Some(330),
    },
    Facet {
        title: "Speed of delivery",
        level: "Days, not weeks",
        reason: "The season is five months long; what comes after it comes next year.",
        holds: None,
    },
    Facet {
        title: "Quality",
        level: "A lock that does not open is a rider left standing; everything else may fail for an hour",
        reason: "Nine of ten complaints that cost us a rider are about locks and money.",
        holds: None,
    },
    Facet {
        title: "Cost to deliver",
        level: "Cloud at most 4 % of revenue",
        reason: "Margins in winter are thin.",
        holds: Some(520),
    },
];

/// A strategy in Rumelt's three parts, and what is chosen even over what.
pub(crate) struct Strategy {
    pub(crate) title: &'static str,
    pub(crate) diagnosis: &'static str,
    pub(crate) guiding_policy: &'static str,
    pub(crate) actions: &'static [&'static str],
    pub(crate) even_over: &'static [(&'static str, &'static str)],
}

/// What the whole organisation chose at first.
pub(crate) const FIRST: Strategy = Strategy {
    title: "Win the cities that we are in",
    diagnosis: "We are in eleven cities and first in two. Each new city costs as much as keeping one we have, and riders leave where locks fail and bicycles are not where they are needed.",
    guiding_policy: "No new city until we are first in six. All that we build makes the next ride in a city that we are in more likely.",
    actions: &[
        "Locks: halve the failures before the season begins.",
        "Put bicycles where the next rider is, not where the last one left them.",
        "One price a city, and no fees that a rider did not expect.",
    ],
    even_over: &[
        ("Depth in a city", "breadth across cities"),
        ("A rider's next ride", "a partner's next campaign"),
    ],
};

/// What it chose when that had worked.
pub(crate) const SECOND: Strategy = Strategy {
    title: "Win the cities that we are in, and open two",
    diagnosis: "We are first in five of eleven cities. Locks fail a third as often as they did. Two neighbouring cities ask for us, and their stations can be served from depots that we have.",
    guiding_policy: "Open only where a depot of ours is near. What a new city needs is what the old ones have; nothing is built for one city alone.",
    actions: &[
        "Locks: hold what we have reached.",
        "Open two cities from the depots that we have.",
        "Subscriptions before discounts.",
    ],
    even_over: &[
        ("Depth in a city", "breadth across cities"),
        ("One way to do it everywhere", "the best way in one place"),
        ("A subscription that stays", "a ride that is cheap today"),
    ],
};

pub(crate) const WHY_SECOND: &str = "The first one worked in five cities, and two neighbours can be served from depots that we have.";

/// What engineering chose.
pub(crate) const ENGINEERING: Strategy = Strategy {
    title: "Small steps, seen by riders every week",
    diagnosis: "Changes wait for each other. A step that takes a day to build takes nine to reach a rider, most of them in queues between teams.",
    guiding_policy: "Whatever makes a step wait for another team is worked on before whatever makes a team faster by itself.",
    actions: &[
        "Each team can bring its own changes to riders, without another team's yes.",
        "Contracts between services are written down and tested.",
        "Old paths are taken out as soon as the last caller has left.",
    ],
    even_over: &[
        ("Changes that stand alone", "plans that fit together"),
        ("Taking out", "adding"),
    ],
};

/// What a strategy means for a team.
pub(crate) const TRANSLATIONS: &[&str] = &[
    "For us: what riders touch comes before what we maintain for colleagues, and we say no to requests of single cities.",
    "We take on nothing that needs a second team to finish; where we must, we agree on the contract first.",
    "Every second week one of us looks for a queue between us and a neighbour, and we take it out together.",
    "For us it means fewer services: two are retired before a new one begins.",
    "Our measures are those of the rider's next ride; what we cannot tie to it waits.",
];

/// Why a team departs, and for whom.
pub(crate) const DEPARTURES: [(&str, &str); 2] = [
    (
        "City of Lindau, transport office",
        "Their tender asks for a station map of their own until the lake ferry opens. We build it for them alone, apart from the rest.",
    ),
    (
        "Finance, for the audit of the year",
        "Bookings go out together at the end of the month until the auditors have closed the year; changes that stand alone would have to be explained one by one.",
    ),
];

pub(crate) const STILL_NEEDED: &str =
    "The ferry opens in spring; until then their riders have no other map.";

pub(crate) const AGAINST: &str = "It joins three releases into one, because the launch has a date.";

pub(crate) const REVIEWED: &str = "Looked at it with all leads: the diagnosis still holds, locks are the best lever that we have.";

/// What a lead asks for when a goal is in danger.
pub(crate) const HELP: &[&str] = &[
    "Somebody of {team} for two days, to look at it with us.",
    "A second pair of eyes on the numbers before Thursday.",
    "A decision on which of the two we drop.",
    "Half an hour with whoever did this before.",
];
