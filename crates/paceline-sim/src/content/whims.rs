//! Initiatives that serve no gap and no goal: action for its own sake, often charming.

/// Title and summary.
pub(crate) const WHIMS: &[(&str, &str)] = &[
    (
        "Rewrite the deploy bot in a nicer language",
        "The bot works, but I would enjoy it more in another language. Two weekends, perhaps three.",
    ),
    (
        "A dark theme for the back office",
        "Many of us work late. It would look good.",
    ),
    (
        "Try a graph database",
        "I heard a good talk and would like to see what our recommendations look like as a graph.",
    ),
    (
        "Name the meeting rooms after lighthouses",
        "We have five rooms with numbers. A vote, some signs, done.",
    ),
    (
        "A screen with live orders in the kitchen",
        "A map with a dot for each order. Visitors will like it.",
    ),
    (
        "Move our repositories into one",
        "Everyone seems to be doing it. I have a script that does most of the work.",
    ),
    (
        "An internal podcast",
        "Fifteen minutes every two weeks with somebody from another team.",
    ),
    (
        "Replace the wiki by plain files",
        "I like plain files better, and many others do too.",
    ),
    (
        "A chat bot that knows our menu",
        "Asks the canteen, answers in the channel. A nice thing to learn with.",
    ),
    (
        "New icons for the internal tools",
        "The present ones are from three designers. I have drawn a set.",
    ),
    (
        "Bring back the hack days",
        "Two days, no plan, a demonstration at the end. It used to be fun.",
    ),
    (
        "Event sourcing for the newsletter service",
        "It would be a good place to try the pattern out.",
    ),
    (
        "A library of loaned gadgets",
        "Headphones, boards, a label printer. A shelf and a list.",
    ),
    (
        "Port the command-line tools to Windows",
        "Two of us use Windows at home.",
    ),
    (
        "Voice search in the app",
        "The phone can do it anyway. A prototype in a week.",
    ),
    (
        "A style guide for commit messages",
        "Ours are all over the place. I have written down what I like.",
    ),
    (
        "Switch to four-space indentation",
        "It reads better. One large change on a quiet day.",
    ),
    (
        "A recommendation engine for the canteen",
        "Mostly to try out the new model server.",
    ),
    (
        "A museum of our old products",
        "A shelf in the hall with the first scanner and the paper catalogue.",
    ),
    (
        "Animated page transitions in the shop",
        "The new browsers support it, and it looks smooth.",
    ),
    (
        "Build our own feature-flag service",
        "I think that we could do better than the one we have.",
    ),
    (
        "Host a meetup in our office",
        "We have the room and the pizza place next door.",
    ),
];
