//! The addresses of an initiative's document, and of all that was said and done.

use std::fmt;

use paceline_core::InitiativeId;

/// A page about what is written of an initiative. Pages of lists are counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    /// The document as it is now.
    Read,
    /// As it was typed.
    Source,
    /// Who wrote what.
    Authors,
    /// Where it is written.
    Revise,
    Revisions(u16),
    Revision(u16),
    /// Where two revisions are chosen.
    Compare,
    /// What changed from one revision to another, within the lines.
    Inline(u16, u16),
    /// The same, side by side.
    Beside(u16, u16),
    /// Feedback on a passage.
    Note,
    Invite,
    Accept,
    Leave,
    /// All the feedback.
    Feedback(u16),
    Timeline(u16),
}

impl Written {
    pub(crate) fn write(self, id: InitiativeId, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/initiatives/{}/", id.0)?;
        match self {
            Self::Read => f.write_str("document"),
            Self::Source => f.write_str("document/source"),
            Self::Authors => f.write_str("document/authors"),
            Self::Revise => f.write_str("document/revise"),
            Self::Revisions(page) => paged("document/revisions", page, f),
            Self::Revision(number) => write!(f, "document/revisions/{number}"),
            Self::Compare => f.write_str("document/difference"),
            Self::Inline(from, to) => write!(f, "document/difference?from={from}&to={to}"),
            Self::Beside(from, to) => {
                write!(f, "document/difference?from={from}&to={to}&view=beside")
            }
            Self::Note => f.write_str("document/note"),
            Self::Invite => f.write_str("document/invite"),
            Self::Accept => f.write_str("document/accept"),
            Self::Leave => f.write_str("document/leave"),
            Self::Feedback(page) => paged("feedback/all", page, f),
            Self::Timeline(page) => paged("timeline", page, f),
        }
    }

    pub(crate) fn has_query(self) -> bool {
        match self {
            Self::Inline(..) | Self::Beside(..) => true,
            Self::Revisions(page) | Self::Feedback(page) | Self::Timeline(page) => page > 1,
            Self::Read
            | Self::Source
            | Self::Authors
            | Self::Revise
            | Self::Revision(_)
            | Self::Compare
            | Self::Note
            | Self::Invite
            | Self::Accept
            | Self::Leave => false,
        }
    }

    /// The command that its form asks for.
    pub(crate) fn command(self) -> Option<&'static str> {
        match self {
            Self::Revise => Some("initiative.revise"),
            Self::Note => Some("initiative.give_feedback"),
            Self::Invite => Some("initiative.invite_co_author"),
            Self::Accept => Some("initiative.accept_co_authorship"),
            Self::Leave => Some("initiative.leave_co_authors"),
            Self::Read
            | Self::Source
            | Self::Authors
            | Self::Revisions(_)
            | Self::Revision(_)
            | Self::Compare
            | Self::Inline(..)
            | Self::Beside(..)
            | Self::Feedback(_)
            | Self::Timeline(_) => None,
        }
    }
}

fn paged(path: &str, page: u16, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(path)?;
    if page > 1 {
        write!(f, "?page={page}")?;
    }
    Ok(())
}
