//! How people in the invented organisation behave: every probability and every span of days in one place.

/// A probability in thousandths.
pub type PerMille = u32;

/// A span of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    pub from: u32,
    pub to: u32,
}

const fn days(from: u32, to: u32) -> Days {
    Days { from, to }
}

/// How one kind of person behaves in a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Habit {
    /// How many of twenty people are like this.
    pub of_twenty: usize,
    /// Records a gap.
    pub sees_a_gap: PerMille,
    /// Starts an initiative.
    pub starts: PerMille,
    /// Follows something that is under way.
    pub follows: PerMille,
    /// Leads at most this many at once.
    pub leads_at_most: u32,
}

/// The parameters. Rates are per person and week, or per occasion where the name says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Behaviour {
    /// Does the day's work, sees things, acts on some.
    pub steady: Habit,
    /// Sees what is wrong, and does not act.
    pub visionary: Habit,
    /// Follows quickly and much, leads rarely.
    pub supporter: Habit,
    /// Starts more than one person can lead.
    pub driven: Habit,
    /// Keeps to their own work.
    pub quiet: Habit,
    /// Days between two looks up from the day's work.
    pub looks_up: Days,

    /// Of a hundred people of the last day, those who were there on the first.
    pub founders_of_hundred: usize,
    /// Days between two reorganisations in an organisation of forty.
    pub reorganises: Days,
    /// A reorganisation splits a team; otherwise somebody moves.
    pub splits_a_team: PerMille,
    /// Of a hundred people, those who have led before: of the founders, and of those who join later.
    pub led_before_of_hundred: [usize; 2],
    /// Somebody new follows something of their new team in the first weeks, per occasion of three.
    pub newcomer_follows: PerMille,
    /// Somebody new sees with fresh eyes what the others no longer see.
    pub newcomer_sees_a_gap: PerMille,
    /// Of a hundred people, those who leave in a year.
    pub leave_of_hundred: usize,
    /// A draft is shown to a few teammates until it is shared.
    pub keeps_draft_to_a_few: PerMille,

    /// A gap is acted on by whoever recorded it, soon.
    pub acts_on_own_gap: PerMille,
    /// Nobody will ever act on the gap.
    pub neglects_gap: PerMille,
    /// A week in which somebody looks through neglected gaps and closes one.
    pub closes_neglected_gap: PerMille,
    /// A delivered initiative closes the gap that it served.
    pub closes_gap_when_delivered: PerMille,
    pub closes_gap_after: Days,

    /// Weights of what an initiative is started from: a gap, a goal, nothing.
    pub starts_from: [PerMille; 3],
    /// One that serves nothing is linked to a goal later.
    pub says_what_for_later: PerMille,

    /// Weights of how an initiative is followed: quickly, slowly, not at all.
    pub followed: [PerMille; 3],
    /// The same for one that serves nothing.
    pub whim_followed: [PerMille; 3],
    /// What nobody is going to follow catches somebody's eye after all, per occasion.
    pub notices_after_all: PerMille,
    pub followed_quickly: Days,
    pub followed_slowly: Days,
    /// A follower stops following before the end.
    pub stops_following: PerMille,

    /// Weights of how somebody's very first initiative is followed: quickly, slowly, not at all.
    pub first_lead_followed: [PerMille; 3],
    /// The same for whoever has delivered with followers before.
    pub proven_lead_followed: [PerMille; 3],
    /// Where anybody will follow, a supporter is the first, and when.
    pub supporter_is_first: PerMille,
    pub first_follower_comes: Days,
    /// After these days without a follower, a first-time lead falls silent, puts it down, or goes on: weights per review.
    pub alone_after: Days,
    pub left_alone: [PerMille; 3],
    /// Whoever was left alone with it does not start anything for so long.
    pub discouraged_for: Days,
    /// Whoever was followed to the end finds room to lead one more at once.
    pub grows: PerMille,
    /// Weights of a pace for whoever has delivered before: quick, ordinary, slow.
    pub proven_paces: [PerMille; 3],
    /// Whoever has delivered or handed over follows others for a while instead of leading, and for how long.
    pub returns_to_following: PerMille,
    pub follows_for: Days,

    /// Weights of a pace: quick, ordinary, slow; and the days in a stage for each.
    pub paces: [PerMille; 3],
    pub days_in_stage: [Days; 3],
    /// When a stage comes to its end, instead of moving on:
    /// the lead goes silent, steps back, hands over, puts it down, sees it superseded, goes back a stage, gets stuck.
    pub instead_of_moving_on: [PerMille; 7],
    /// How much more often one that serves nothing is put down.
    pub whim_put_down: PerMille,
    pub silent_for: Days,
    pub stuck_for: Days,
    /// Where nobody leads, somebody takes the lead in the end.
    pub lead_is_taken_up: PerMille,
    pub taken_up_after: Days,
    /// A week in which somebody takes up what nobody leads in their team.
    pub takes_up_in_passing: PerMille,

    /// A lead sets a rhythm of check-ins.
    pub sets_rhythm: PerMille,
    /// Weights of 7, 14 and 28 days.
    pub rhythms: [PerMille; 3],
    /// Days between check-ins where there is no rhythm.
    pub without_rhythm: Days,
    /// A check-in comes late, or a whole one is missed.
    pub check_in_slips: PerMille,
    pub slips_by: Days,
    pub check_in_is_missed: PerMille,
    /// A follower checks in instead of the lead.
    pub follower_checks_in: PerMille,

    /// A new stage comes with an ask to another team or person.
    pub asks_for_support: PerMille,
    /// When something is delivered, the lead settles an ask that is still open.
    pub settles_ask_when_delivered: PerMille,
    /// What is stuck close to its end works already: the gap is closed, and nobody moves the stage.
    pub closes_gap_of_stuck: PerMille,
    /// Weights of an answer that comes quickly, slowly, never.
    pub answered: [PerMille; 3],
    pub answered_quickly: Days,
    pub answered_slowly: Days,

    /// Whoever begins to follow says a word soon.
    pub gives_feedback: PerMille,
    /// A follower says another word when it is shared, in last call, or delivered.
    pub gives_feedback_again: PerMille,
    /// Days until they have read it and say so.
    pub gives_feedback_after: Days,
    /// Weights of praise, optional nit, suggestion, question, thought, issue, concern.
    pub feedback_labels: [PerMille; 7],
    /// Weights of an answer of the lead that comes quickly, slowly, never.
    pub feedback_answered: [PerMille; 3],
    pub feedback_answered_quickly: Days,
    pub feedback_answered_slowly: Days,
    /// Weights of taken up, not taken up, thanks, for all but praise.
    pub feedback_taken_up: [PerMille; 3],
    /// A yes or a thanks comes with a sentence; a no always does.
    pub answers_in_words: PerMille,

    /// A team has a goal; it gets another one when the last has ended.
    pub team_has_goal: PerMille,
    pub goal_lasts: Days,
    pub goal_check_in: Days,
    /// A goal is never spoken of again, per check-in.
    pub goal_is_forgotten: PerMille,
    /// Weights of a goal's end: achieved, missed, dropped, never said. Its numbers lead up to it.
    pub goal_ends: [PerMille; 4],
    /// A goal has key results, and weights of one, two and three of them.
    pub goal_is_measured: PerMille,
    pub key_results: [PerMille; 3],
    /// A check-in leaves a number out, or says how sure somebody is.
    pub leaves_a_number_out: PerMille,
    pub says_confidence: PerMille,
}

impl Default for Behaviour {
    #[expect(clippy::too_many_lines, reason = "a list of parameters")]
    fn default() -> Self {
        Self {
            steady: habit(8, [18, 31, 60], 2),
            visionary: habit(3, [44, 6, 50], 1),
            supporter: habit(5, [9, 14, 170], 1),
            driven: habit(1, [18, 250, 50], 7),
            quiet: habit(3, [4, 4, 25], 1),
            looks_up: days(5, 9),

            founders_of_hundred: 72,
            reorganises: days(90, 180),
            splits_a_team: 250,
            led_before_of_hundred: [55, 25],
            newcomer_follows: 750,
            newcomer_sees_a_gap: 450,
            leave_of_hundred: 4,
            keeps_draft_to_a_few: 80,

            acts_on_own_gap: 260,
            neglects_gap: 150,
            closes_neglected_gap: 8,
            closes_gap_when_delivered: 880,
            closes_gap_after: days(1, 16),

            starts_from: [700, 150, 150],
            says_what_for_later: 400,

            followed: [480, 410, 110],
            whim_followed: [200, 400, 400],
            notices_after_all: 90,
            followed_quickly: days(0, 9),
            followed_slowly: days(12, 70),
            stops_following: 130,

            first_lead_followed: [380, 300, 320],
            proven_lead_followed: [700, 260, 40],
            supporter_is_first: 600,
            first_follower_comes: days(0, 3),
            alone_after: days(25, 60),
            left_alone: [380, 300, 320],
            discouraged_for: days(60, 200),
            grows: 500,
            proven_paces: [450, 440, 110],
            returns_to_following: 450,
            follows_for: days(30, 90),

            paces: [300, 450, 250],
            days_in_stage: [days(5, 18), days(14, 38), days(26, 66)],
            instead_of_moving_on: [48, 26, 50, 20, 6, 48, 38],
            whim_put_down: 80,
            silent_for: days(50, 220),
            stuck_for: days(100, 320),
            lead_is_taken_up: 640,
            taken_up_after: days(8, 80),
            takes_up_in_passing: 12,

            sets_rhythm: 700,
            rhythms: [480, 420, 100],
            without_rhythm: days(8, 30),
            check_in_slips: 160,
            slips_by: days(3, 9),
            check_in_is_missed: 80,
            follower_checks_in: 130,

            asks_for_support: 260,
            settles_ask_when_delivered: 720,
            closes_gap_of_stuck: 620,
            answered: [520, 300, 180],
            answered_quickly: days(0, 6),
            answered_slowly: days(10, 48),

            gives_feedback: 330,
            gives_feedback_again: 130,
            gives_feedback_after: days(1, 12),
            feedback_labels: [150, 240, 230, 190, 80, 70, 40],
            feedback_answered: [620, 260, 120],
            feedback_answered_quickly: days(0, 4),
            feedback_answered_slowly: days(6, 24),
            feedback_taken_up: [480, 270, 250],
            answers_in_words: 450,

            team_has_goal: 560,
            goal_lasts: days(170, 300),
            goal_check_in: days(18, 40),
            goal_is_forgotten: 45,
            goal_ends: [480, 270, 130, 120],
            goal_is_measured: 900,
            key_results: [350, 450, 200],
            leaves_a_number_out: 90,
            says_confidence: 820,
        }
    }
}

fn habit(of_twenty: usize, [gap, start, follow]: [PerMille; 3], leads_at_most: u32) -> Habit {
    Habit {
        of_twenty,
        sees_a_gap: gap,
        starts: start,
        follows: follow,
        leads_at_most,
    }
}
