//! What people say about an initiative and what its lead answers: sentences that fit any subject.

use paceline_core::initiative::Label;

/// What is said under a label.
pub(crate) fn lines(label: Label) -> &'static [&'static str] {
    match label {
        Label::Praise => PRAISE,
        Label::OptionalNit => NITS,
        Label::Suggestion => SUGGESTIONS,
        Label::Question => QUESTIONS,
        Label::Thought => THOUGHTS,
        Label::Issue => ISSUES,
        Label::Concern => CONCERNS,
    }
}

const PRAISE: &[&str] = &[
    "You wrote down what everybody grumbles about. Thank you for that alone.",
    "The way you say what it is not about makes it easy to follow.",
    "I tried the first step on {service} this morning. It just works.",
    "Short enough that I read it to the end. More of these, please.",
    "{name} and I have wanted this since we joined.",
    "Good that you measured before you proposed anything.",
    "I like that it can be undone. That is why I follow.",
    "You asked {team} before you asked everybody. It shows.",
    "The example in the middle convinced me, and I came to argue.",
    "The first check-in that says 'slower than I said' in plain words. Keep that.",
    "This is the smallest version that could work. Exactly right.",
    "It reads as if {n} people had already tried it. Lovely.",
];

const NITS: &[&str] = &[
    "The title promises more than the text. 'Try' instead of 'introduce'?",
    "Two sentences say the same thing; the second one is better.",
    "'Soon' is not a date. Even a wrong month would help.",
    "I would put the example first and the reasons after it.",
    "It says 'users' in one place and 'customers' in another. The same people?",
    "The link to the numbers leads to last quarter.",
    "'All services' probably means all but {service}. Say so?",
    "Could the list have {n} points instead of {m}? I stopped at the fifth.",
    "The word 'simply' made me smile. It is not simple for {team}.",
    "A full stop is missing, and so is the name of whoever to ask.",
    "'Owner' sounds like one person has to do it all. 'Contact'?",
    "I read 'weekly' as every week and {name} read it as five days. One of us is wrong.",
    "The abbreviation in the second line is new to anybody who joined this year.",
    "The summary could be the first paragraph. Take it or leave it.",
];

const SUGGESTIONS: &[&str] = &[
    "Could we name the services that are left out, so that nobody waits for us?",
    "Start with {service}: it is small, and {team} would be glad.",
    "Ask {name}; they tried something like it two years ago and know where it broke.",
    "Do it for one team for a month, and then decide with the numbers in hand.",
    "Leave the hard third out. What remains is useful by itself.",
    "Say in one sentence how we would undo it. That takes away most of the fear.",
    "Put an end date on the old way, or both will be there for ever.",
    "Show it at the next open hour before you write more.",
    "Instead of a new form, add one question to the form that everybody fills in already.",
    "Let {team} choose the order. They have to live with it first.",
    "Count how often it happens now. In three months nobody will believe the old number.",
    "Pair with somebody from {team} for an afternoon; it would save a week of comments.",
    "Write down what you decided against. It will come up again.",
    "A checklist of {n} lines may do, before we build anything.",
];

const QUESTIONS: &[&str] = &[
    "Who is asked when {service} is the exception?",
    "What happens to the work that is already half done?",
    "How will we know in three months that it helped?",
    "Is this for everybody, or for those who want it?",
    "Did {team} see this? It changes a thing or two for them.",
    "Why now, and not after the move of {service}?",
    "How much of our week does it take, roughly?",
    "What would make you put it down?",
    "Does it need anything from people who are on call?",
    "Is there a version of it that takes {n} days?",
    "How does it go together with what {name} has started?",
    "What do you want from us first: comments, hands, or patience?",
];

const THOUGHTS: &[&str] = &[
    "This is half of what {team} wants for a different reason. You could meet in the middle.",
    "If it works, the same idea would help us with {service}.",
    "It reminds me of how we did releases {n} years ago, and not in a bad way.",
    "Perhaps the gap is not the tool but that nobody has an hour for it.",
    "I wonder whether new people see this more clearly than we do. Ask one?",
    "Done once, it is a project; done weekly, it is a habit. The habit is worth more.",
    "Most of the waiting is between people, not between machines.",
    "In my last job the same thing worked because one person cared. Here that would be you.",
    "It could be a good first lead for somebody who has followed so far.",
    "The cheapest part of it may be the one that changes most.",
];

const ISSUES: &[&str] = &[
    "The second step cannot be done by anybody outside {team}: they have no rights there.",
    "The numbers leave out the weekends, and that is when it hurts.",
    "As written it breaks {service}, which still reads the old format.",
    "The trial ends on a holiday. Nobody will be there to look.",
    "It counts on a test environment that was switched off in spring.",
    "The draft says {n} days; the last time it took {m}.",
    "Two of the steps wait for each other.",
    "People with a screen reader cannot use the form in the example.",
    "The instructions work on my machine and not on a new one.",
    "The link to the draft asks me to sign in, and then says that I may not.",
];

const CONCERNS: &[&str] = &[
    "I fear that it makes the quick things slower. I follow, and I will watch that.",
    "It puts one more thing on the people who are on call.",
    "With {name} away, only one of us knows {service}.",
    "We have said yes to {n} things like this since spring. I do not see where the time comes from.",
    "If it is voluntary, the teams that need it most will be the last.",
    "It might look like control to {team}, though it is not meant so.",
    "I am not sure that we would notice if it went wrong.",
    "The old way had a reason that nobody remembers. That worries me a little.",
];

/// Words with what was taken up. Often there are none.
pub(crate) const TAKEN_UP: &[&str] = &[
    "It is in the draft now.",
    "Good catch, changed.",
    "We start with that.",
    "Done, and {team} knows.",
    "Yes. Much simpler that way.",
    "Added as the first step.",
    "{name} will show it on Thursday.",
    "I had not thought of that. It is the next thing I do.",
];

/// Why something is not taken up.
pub(crate) const NOT_TAKEN_UP: &[&str] = &[
    "A good idea for later. I want to keep this small enough to finish.",
    "{team} asked for the opposite, and they use it every day.",
    "We tried that on {service}; it took longer than it saved.",
    "I would rather learn it in the trial than settle it now.",
    "It would need {n} more people than follow so far.",
    "That belongs to another gap. Would you record it? I would follow.",
    "I see it differently: the long form is what new people need.",
    "The date is given from outside, sorry.",
    "Three of you said the contrary, and I had to choose.",
    "It is true, and it is the price of doing it this month.",
];

/// Thanks with a word. Often there is none.
pub(crate) const THANKS: &[&str] = &[
    "That gives me a push.",
    "I pass it on to {name}, who did the work.",
    "I will keep it in mind for the next one.",
    "Worth saying. Let us talk about it over lunch.",
    "Good to know that somebody looks so closely.",
    "Nothing I can do about it yet, and I am glad that you said it.",
];
