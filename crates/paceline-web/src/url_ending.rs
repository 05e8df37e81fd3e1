//! Typed URLs of how an initiative ends: the part of [`To`](crate::url::To) about deliveries, credit and putting down.

/// What is done at the end of an initiative, or after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AtTheEnd {
    Deliver,
    Credit,
    PutDown,
    PickUp,
    Wake,
}

impl AtTheEnd {
    /// As it stands in the URL.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Deliver => "deliver",
            Self::Credit => "credit",
            Self::PutDown => "put-down",
            Self::PickUp => "pick-up",
            Self::Wake => "wake",
        }
    }

    /// The command that its form asks for.
    pub(crate) fn command(self) -> &'static str {
        match self {
            Self::Deliver => "initiative.deliver",
            Self::Credit => "initiative.confirm_credit",
            Self::PutDown => "initiative.put_down",
            Self::PickUp => "initiative.pick_up",
            Self::Wake => "initiative.wake",
        }
    }
}
