//! Typed URLs of what an organisation keeps for everybody: holidays, templates, and the guide for first-time leads.

use std::fmt;

use paceline_core::initiative::Stage;

use crate::url::Encoded;

/// A place of the organisation, beside its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum InOrganisation<'a> {
    Holidays,
    SetHolidays,
    /// The same with a calendar filled in, by its name.
    ChangeHolidays(&'a str),
    DropHolidays,
    Templates,
    WriteTemplate,
    /// The same with a template filled in, by what names it in a URL.
    ChangeTemplate(&'a str),
    DropTemplate,
    Guide,
    WriteGuide,
    /// The same with the guidance for a stage filled in.
    ChangeGuide(Stage),
}

impl fmt::Display for InOrganisation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("/organisation/")?;
        match self {
            Self::Holidays => f.write_str("holidays"),
            Self::SetHolidays => f.write_str("holidays/set"),
            Self::ChangeHolidays(name) => write!(f, "holidays/set?name={}", Encoded(name)),
            Self::DropHolidays => f.write_str("holidays/drop"),
            Self::Templates => f.write_str("templates"),
            Self::WriteTemplate => f.write_str("templates/write"),
            Self::ChangeTemplate(slug) => write!(f, "templates/write?name={}", Encoded(slug)),
            Self::DropTemplate => f.write_str("templates/drop"),
            Self::Guide => f.write_str("guide"),
            Self::WriteGuide => f.write_str("guide/write"),
            Self::ChangeGuide(stage) => write!(f, "guide/write?name={}", Encoded(stage.word())),
        }
    }
}

impl InOrganisation<'_> {
    pub(crate) fn has_query(self) -> bool {
        matches!(
            self,
            Self::ChangeHolidays(_) | Self::ChangeTemplate(_) | Self::ChangeGuide(_)
        )
    }

    /// The command that the form of a place asks for.
    pub(crate) fn command(self) -> Option<&'static str> {
        match self {
            Self::Holidays | Self::Templates | Self::Guide => None,
            Self::SetHolidays | Self::ChangeHolidays(_) => Some("organisation.set_holidays"),
            Self::DropHolidays => Some("organisation.drop_holidays"),
            Self::WriteTemplate | Self::ChangeTemplate(_) => Some("organisation.write_template"),
            Self::DropTemplate => Some("organisation.drop_template"),
            Self::WriteGuide | Self::ChangeGuide(_) => Some("organisation.write_guide"),
        }
    }
}
