//! What is said when something is agreed on, delivered or put down.

pub(crate) const AGREED: &[&str] = &[
    "We try it in {service} first, and look at it together before anybody else has to.",
    "It holds for {team} and for everybody who calls {service}. The odd cases stay as they are.",
    "We do the small version now. The large one waits until the small one has paid.",
    "Good enough for now, and safe enough to try: we can go back within a day.",
];

pub(crate) const WHY: &[&str] = &[
    "Everybody named works around it already, each in their own way.",
    "It costs {team} a day a week, and nobody else can take it away.",
    "The last two incidents of {service} began here.",
    "It is the smallest step that narrows the gap at all.",
];

pub(crate) const OUTCOME: &[&str] = &[
    "It runs in {service}, and nobody has asked about it for two weeks. That was the aim.",
    "Three quarters of what we wanted. The rest turned out not to matter to anybody.",
    "{team} uses it every day. The old way is gone, and so is its page in the handbook.",
    "Done later than we thought and smaller than we drew it, and it does its work.",
];

pub(crate) const LEARNED: &[&str] = &[
    "We should have asked {team} before we wrote anything down.",
    "The problem is real, and it is not where we looked for it.",
    "It needs somebody with two free weeks. Nobody has them before summer.",
    "Half of it can be done without anybody's leave. The notes say which half.",
];

pub(crate) const RESERVATION: &[&str] = &[
    "I would begin with {service}, and I follow.",
    "I would have asked {team} first. It is good enough to try.",
    "I would leave the odd cases out. Not a reason to stop.",
    "I would do half of it and look. But somebody has to begin, and you have.",
];

pub(crate) const FOUND: &[&str] = &[
    "It holds. Nobody has missed the old way, and nothing came of the doubts.",
    "It holds for {service}. For the rest nobody has needed it yet.",
    "We do it, and hardly remember that we had to agree on it.",
    "Half of it is done every week, the other half by nobody. We keep the half.",
];
