//! Typed URLs of agreeing on an initiative: objections, the last call, agreements.

use std::fmt;

/// A page or an act about agreeing, below an initiative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Agreeing {
    /// In two steps: the questions, then the harm.
    Object,
    CallLast,
    /// A small thing, after asking for advice.
    Decide,
    Withdraw,
    /// One click on Today: good enough for now.
    LiveWithIt,
    /// What is done about an objection, by its number.
    Objection(u16, OnObjection),
    /// A decision record, by its number.
    Agreement(u16),
    Review(u16),
}

/// What is done about an objection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OnObjection {
    Help,
    StopHelping,
    OfferWayOut,
    Renew,
    End,
}

impl OnObjection {
    /// As it stands in the URL.
    fn word(self) -> &'static str {
        match self {
            Self::Help => "help",
            Self::StopHelping => "stop-helping",
            Self::OfferWayOut => "way-out",
            Self::Renew => "renew",
            Self::End => "end",
        }
    }

    fn command(self) -> &'static str {
        match self {
            Self::Help => "initiative.become_steward",
            Self::StopHelping => "initiative.leave_stewardship",
            Self::OfferWayOut => "initiative.offer_way_out",
            Self::Renew => "initiative.renew_objection",
            Self::End => "initiative.end_objection",
        }
    }
}

impl Agreeing {
    /// The command that its form asks for; a decision record has none.
    pub(crate) fn command(self) -> Option<&'static str> {
        match self {
            Self::Object => Some("initiative.object"),
            Self::CallLast => Some("initiative.call_last"),
            Self::Decide => Some("initiative.decide"),
            Self::Withdraw => Some("initiative.withdraw_last_call"),
            Self::LiveWithIt => Some("initiative.follow"),
            Self::Objection(_, act) => Some(act.command()),
            Self::Agreement(_) => None,
            Self::Review(_) => Some("initiative.review_agreement"),
        }
    }
}

impl fmt::Display for Agreeing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Object => f.write_str("object"),
            Self::CallLast => f.write_str("last-call"),
            Self::Decide => f.write_str("decide"),
            Self::Withdraw => f.write_str("last-call/withdraw"),
            Self::LiveWithIt => f.write_str("live-with-it"),
            Self::Objection(number, act) => write!(f, "objections/{number}/{}", act.word()),
            Self::Agreement(number) => write!(f, "agreements/{number}"),
            Self::Review(number) => write!(f, "agreements/{number}/review"),
        }
    }
}
