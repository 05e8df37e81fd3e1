//! Typed URLs of what can be done with a gap: the part of [`To`](crate::url::To) about gaps with many places.

/// What can be done on a gap's page, beside closing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OnGap {
    SeeToo,
    SetMeasure,
    Measure,
    Merge,
    Separate,
    Split,
}

impl OnGap {
    /// As it stands in the URL.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::SeeToo => "see-too",
            Self::SetMeasure => "set-measure",
            Self::Measure => "measure",
            Self::Merge => "merge",
            Self::Separate => "separate",
            Self::Split => "split",
        }
    }

    /// The command that its form asks for.
    pub(crate) fn command(self) -> &'static str {
        match self {
            Self::SeeToo => "gap.see_too",
            Self::SetMeasure => "gap.set_measure",
            Self::Measure => "gap.measure",
            Self::Merge => "gap.merge",
            Self::Separate => "gap.separate",
            Self::Split => "gap.split",
        }
    }
}
