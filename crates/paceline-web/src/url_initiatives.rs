//! What can be done on an initiative's page, as its addresses name it.

/// What can be done on an initiative's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    Follow,
    StepBack,
    TakeLead,
    HandOver,
    Stage,
    CheckIn,
    Rhythm,
    Serve,
    Feedback,
    ShowTo,
    Cite,
    GoAgainst,
    GoWith,
}

impl Act {
    /// As it stands in the URL.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Follow => "follow",
            Self::StepBack => "step-back",
            Self::TakeLead => "take-lead",
            Self::HandOver => "hand-over",
            Self::Stage => "stage",
            Self::CheckIn => "check-in",
            Self::Rhythm => "rhythm",
            Self::Serve => "serve",
            Self::Feedback => "feedback",
            Self::ShowTo => "show-to",
            Self::Cite => "cite",
            Self::GoAgainst => "go-against",
            Self::GoWith => "go-with",
        }
    }
}

impl Act {
    /// The command that its form asks for.
    pub(crate) fn command(self) -> &'static str {
        match self {
            Self::Follow => "initiative.follow",
            Self::StepBack => "initiative.step_back",
            Self::TakeLead => "initiative.take_lead",
            Self::HandOver => "initiative.hand_over",
            Self::Stage => "initiative.move_stage",
            Self::CheckIn => "initiative.check_in",
            Self::Rhythm => "initiative.set_rhythm",
            Self::Serve => "initiative.serve",
            Self::Feedback => "initiative.give_feedback",
            Self::ShowTo => "initiative.show_to",
            Self::Cite => "initiative.cite",
            Self::GoAgainst => "initiative.go_against",
            Self::GoWith => "initiative.go_with",
        }
    }
}
