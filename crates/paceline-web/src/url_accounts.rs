//! Typed URLs of one's own account and of the admin's pages: the parts of [`To`](crate::url::To) with many places.

use std::fmt;

use crate::url::Encoded;

/// What is done on the page of one's own settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mine {
    Name,
    Rhythm,
    Mail,
    Holidays,
    Priorities,
    Emails,
    RemoveEmail,
    Password,
    Passkeys,
    BeginPasskey,
    FinishPasskey,
    RemovePasskey,
    EndSession,
    EndOtherSessions,
    EndAllSessions,
    Tokens,
    RevokeToken,
    Data,
    Leave,
    Erase,
}

impl Mine {
    /// As it stands in the URL.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Rhythm => "rhythm",
            Self::Mail => "mail",
            Self::Holidays => "holidays",
            Self::Priorities => "priorities",
            Self::Emails => "emails",
            Self::RemoveEmail => "emails/remove",
            Self::Password => "password",
            Self::Passkeys => "passkeys",
            Self::BeginPasskey => "passkeys/begin",
            Self::FinishPasskey => "passkeys/finish",
            Self::RemovePasskey => "passkeys/remove",
            Self::EndSession => "sessions/end",
            Self::EndOtherSessions => "sessions/end-others",
            Self::EndAllSessions => "sessions/end-all",
            Self::Tokens => "tokens",
            Self::RevokeToken => "tokens/revoke",
            Self::Data => "data",
            Self::Leave => "leave",
            Self::Erase => "erase",
        }
    }

    /// The command that the form of a place asks for, where it is one of the record.
    pub(crate) fn command(self) -> Option<&'static str> {
        match self {
            Self::Rhythm => Some("person.set_rhythm"),
            Self::Mail => Some("person.choose_mail"),
            Self::Holidays => Some("person.keep_holidays"),
            Self::Priorities => Some("person.rank_priorities"),
            Self::Name
            | Self::Emails
            | Self::RemoveEmail
            | Self::Password
            | Self::Passkeys
            | Self::BeginPasskey
            | Self::FinishPasskey
            | Self::RemovePasskey
            | Self::EndSession
            | Self::EndOtherSessions
            | Self::EndAllSessions
            | Self::Tokens
            | Self::RevokeToken
            | Self::Data
            | Self::Leave
            | Self::Erase => None,
        }
    }
}

/// A step of the guided start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Starting {
    People,
    Teams,
    Values,
    Dismiss,
}

impl Starting {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Teams => "teams",
            Self::Values => "values",
            Self::Dismiss => "dismiss",
        }
    }
}

/// A page or an act of an admin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Admin<'a> {
    People,
    Invite,
    InviteMany,
    WithdrawInvitation,
    ResendInvitation,
    Person(&'a str),
    OfPerson(&'a str, OfPerson),
    Services,
    MakeServiceToken,
    RevokeServiceToken,
    SignIn,
    TestMail,
    NewProvider,
    Provider(&'a str),
    TestProvider(&'a str),
    RemoveProvider(&'a str),
    Audit,
    /// The audit with its filter, as a query.
    AuditWhere(&'a str),
    AuditAsCsv(&'a str),
}

/// What an admin does about somebody's account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OfPerson {
    Role,
    Leave,
    Return,
    Erase,
    Link,
    Confirm,
    SignOut,
}

impl OfPerson {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::Leave => "leave",
            Self::Return => "return",
            Self::Erase => "erase",
            Self::Link => "link",
            Self::Confirm => "confirm",
            Self::SignOut => "sign-out",
        }
    }
}

impl fmt::Display for Admin<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::People => f.write_str("/admin"),
            Self::Invite => f.write_str("/admin/invite"),
            Self::InviteMany => f.write_str("/admin/invite/many"),
            Self::WithdrawInvitation => f.write_str("/admin/invitations/withdraw"),
            Self::ResendInvitation => f.write_str("/admin/invitations/resend"),
            Self::Person(handle) => write!(f, "/admin/people/{}", Encoded(handle)),
            Self::OfPerson(handle, act) => {
                write!(f, "/admin/people/{}/{}", Encoded(handle), act.word())
            }
            Self::Services => f.write_str("/admin/services"),
            Self::MakeServiceToken => f.write_str("/admin/services/tokens"),
            Self::RevokeServiceToken => f.write_str("/admin/services/revoke"),
            Self::SignIn => f.write_str("/admin/sign-in"),
            Self::TestMail => f.write_str("/admin/mail"),
            Self::NewProvider => f.write_str("/admin/providers/new"),
            Self::Provider(id) => write!(f, "/admin/providers/{}", Encoded(id)),
            Self::TestProvider(id) => write!(f, "/admin/providers/{}/test", Encoded(id)),
            Self::RemoveProvider(id) => write!(f, "/admin/providers/{}/remove", Encoded(id)),
            Self::Audit => f.write_str("/admin/audit"),
            Self::AuditWhere(query) => write!(f, "/admin/audit?{query}"),
            Self::AuditAsCsv(query) => write!(f, "/admin/audit.csv?{query}"),
        }
    }
}
