//! Finding and choosing new colleagues.

use super::{
    Direction, Idea, Pack,
    directions::{tenths, whole},
};

pub(super) const PACK: Pack = Pack {
    goals: &[
        Direction {
            title: "Every applicant hears from us within five days",
            key_results: &[
                tenths(
                    "Days until the first answer, median",
                    "days",
                    [12, 19],
                    [5, 5],
                ),
                whole("Applicants without any answer", "%", [14, 23], [0, 1]),
            ],
        },
        Direction {
            title: "Interviews that predict how somebody works here",
            key_results: &[
                whole("Interviews with a written scale", "%", [18, 30], [95, 100]),
                whole(
                    "New colleagues whose lead would hire them again",
                    "%",
                    [71, 80],
                    [92, 95],
                ),
            ],
        },
        Direction {
            title: "Half of our openings are filled by people who would not have applied before",
            key_results: &[
                whole("Openings filled from new places", "%", [14, 22], [50, 50]),
                whole("Referrals among applicants", "%", [61, 72], [40, 45]),
            ],
        },
    ],
    ideas: &[
        Idea {
            is: "Applicants wait 19 days for a first answer; the good ones have signed elsewhere by then.",
            ought: "Everyone hears from us within five working days, also when it is a no.",
            title: "Five days to a first answer",
            summary: "Two engineers a week read applications for an hour each morning. Whoever reads also answers.",
            outcome: "Four days on average, and the answers are kinder because people write them themselves.",
        },
        Idea {
            is: "Five interviewers ask the same question about the hardest bug.",
            ought: "Each conversation looks at one thing, and the applicant is told which.",
            title: "One question for each interviewer",
            summary: "A short guide with five areas and what a good answer contains. Interviewers swap areas every quarter.",
            outcome: "Debriefs take twenty minutes. Applicants mention how well prepared we were.",
        },
        Idea {
            is: "The take-home task takes a weekend, which parents do not have.",
            ought: "A task takes two hours at most, together with one of us, and is paid.",
            title: "Pair for two hours instead of the take-home task",
            summary: "Work together on a small copy of a real problem. Both sides learn what working together is like.",
            outcome: "Nobody has turned the task down since. Three of our last five said it was why they came.",
        },
        Idea {
            is: "Job adverts are copied from each other and ask for ten years of everything.",
            ought: "An advert says what the person will do in the first half year and what they need for it.",
            title: "Job adverts that describe the first half year",
            summary: "Rewrite the six open adverts with the teams. Leave out whatever we would not refuse somebody for.",
            outcome: "Twice the applications, and a third of them from people who had changed careers.",
        },
        Idea {
            is: "Decisions to hire are explained by 'a good feeling'.",
            ought: "We can say why we chose somebody, and check a year later whether we were right.",
            title: "Look back at hires after a year",
            summary: "Keep what we wrote in the debrief and read it again a year later with the team.",
            outcome: "We learnt that we overrate quick talkers. The guide has changed because of it.",
        },
    ],
    good: &[
        "Oldest unanswered application: {n} days.",
        "{n} paired interviews held. {name} wants to do all of them from now on.",
        "Debrief in eighteen minutes, no one repeated a question.",
        "Two of the rewritten adverts are out, replies are good.",
    ],
    risky: &[
        "Only {n} people read applications; it needs twice as many.",
        "{team} want to keep their take-home task for one more round.",
        "The guide is too long. I have watched two people not read it.",
    ],
    off: &[
        "Hiring is frozen until the next quarter, so there is nothing to try this on.",
        "Back to {m} days for a first answer, holidays ate the rota.",
    ],
    asks: &[
        "One person to read applications two mornings a week",
        "Swap your take-home task for a paired hour in the next round",
        "Say what the next person you hire will do in the first half year",
    ],
};
