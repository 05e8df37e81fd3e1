//! Typed URLs of what can be done with a goal: the part of [`To`](crate::url::To) about goals with many places.

/// What can be done on a goal's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OnGoal {
    Revise,
    Serve,
    StopServing,
    Report,
    Rhythm,
    TakeLead,
    HandOver,
    StepBack,
    Reopen,
}

impl OnGoal {
    /// As it stands in the URL.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Revise => "revise",
            Self::Serve => "serve",
            Self::StopServing => "stop-serving",
            Self::Report => "report",
            Self::Rhythm => "rhythm",
            Self::TakeLead => "take-lead",
            Self::HandOver => "hand-over",
            Self::StepBack => "step-back",
            Self::Reopen => "reopen",
        }
    }

    /// The command that its form asks for.
    pub(crate) fn command(self) -> &'static str {
        match self {
            Self::Revise => "goal.revise",
            Self::Serve => "goal.serve",
            Self::StopServing => "goal.stop_serving",
            Self::Report => "goal.report",
            Self::Rhythm => "goal.set_rhythm",
            Self::TakeLead => "goal.take_lead",
            Self::HandOver => "goal.hand_over",
            Self::StepBack => "goal.step_back",
            Self::Reopen => "goal.reopen",
        }
    }
}

/// What can be done with one key result, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OnKeyResult {
    Revise,
    Drop,
}

impl OnKeyResult {
    /// As it stands in the URL.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Revise => "revise",
            Self::Drop => "drop",
        }
    }

    /// The command that its form asks for.
    pub(crate) fn command(self) -> &'static str {
        match self {
            Self::Revise => "goal.revise_key_result",
            Self::Drop => "goal.drop_key_result",
        }
    }
}
