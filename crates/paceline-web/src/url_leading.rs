//! What can be done about the lead of an initiative, and what somebody sees of themselves alone, as addresses name it.

use std::fmt;

/// What can be done about the lead of an initiative, and about following with reservations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leading {
    WithReservations,
    Accept,
    Decline,
    WithdrawOffer,
    AskFor,
    DeclineRequest,
    Keep,
    Supporter,
}

impl Leading {
    /// As it stands in the URL.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::WithReservations => "reservation",
            Self::Accept => "accept-lead",
            Self::Decline => "decline-lead",
            Self::WithdrawOffer => "withdraw-offer",
            Self::AskFor => "ask-for-lead",
            Self::DeclineRequest => "decline-request",
            Self::Keep => "keep-lead",
            Self::Supporter => "supporter",
        }
    }

    /// The command that its form asks for.
    pub(crate) fn command(self) -> &'static str {
        match self {
            Self::WithReservations => "initiative.follow",
            Self::Accept => "initiative.accept_lead",
            Self::Decline => "initiative.decline_lead",
            Self::WithdrawOffer => "initiative.withdraw_offer",
            Self::AskFor => "initiative.ask_for_lead",
            Self::DeclineRequest => "initiative.decline_request",
            Self::Keep => "initiative.keep_lead",
            Self::Supporter => "initiative.name_supporter",
        }
    }
}

/// What somebody sees of themselves alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OfMine {
    Commitments,
    Judgements,
    /// Where one says whether it mattered, by the number of the judgement.
    Judgement(u16),
}

impl fmt::Display for OfMine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Commitments => f.write_str("/me/commitments"),
            Self::Judgements => f.write_str("/me/judgements"),
            Self::Judgement(number) => write!(f, "/me/judgements/{number}"),
        }
    }
}

impl OfMine {
    pub(crate) fn command(self) -> Option<&'static str> {
        match self {
            Self::Commitments | Self::Judgements => None,
            Self::Judgement(_) => Some("person.say_whether_it_mattered"),
        }
    }
}
