//! Where people and teams are asked, where they answer, and where the lead says what feedback is wanted.

/// What is asked around an initiative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asking {
    Ask,
    Answer,
    WantFeedback,
}

impl Asking {
    /// As it stands in the URL.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Answer => "answer",
            Self::WantFeedback => "want-feedback",
        }
    }

    /// The command that its form asks for.
    pub(crate) fn command(self) -> &'static str {
        match self {
            Self::Ask => "initiative.ask",
            Self::Answer => "initiative.answer",
            Self::WantFeedback => "initiative.want_feedback",
        }
    }
}
