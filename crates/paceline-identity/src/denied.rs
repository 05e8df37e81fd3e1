//! Why not, in one sentence, and what to do instead. No sentence says whether an account exists.

use paceline_core::Refusal;
use paceline_store::{RunError, StoreError};

use crate::{
    mail::Unsent,
    oidc::{NoSignIn, Unacceptable},
};

/// Something that was not done. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// The same for an account that does not exist, one that has no password, and a wrong password.
    #[error("That name and password do not go together.")]
    WrongPassword,
    #[error("There were too many tries.")]
    TooManyTries {
        /// Seconds until the next one.
        wait: u64,
    },
    #[error("Too many people are signing in at this moment.")]
    Busy,
    #[error("The password has {length} characters; {least} are the least.")]
    PasswordTooShort { length: usize, least: usize },
    #[error("The password is longer than {most} characters.")]
    PasswordTooLong { most: usize },
    #[error("The password is easy to guess: it is {what}.")]
    PasswordGuessable { what: &'static str },
    #[error("'{written}' is not an e-mail address.")]
    NotAnAddress { written: String },
    #[error("The address {address} belongs to somebody already.")]
    AddressTaken { address: String },
    #[error("There is no such address on this account.")]
    NoSuchAddress,
    #[error("That sign-in belongs to somebody else already.")]
    ExternalTaken,
    #[error("The link was used already, or its time is over.")]
    LinkOver,
    #[error("Whoever has left cannot sign in.")]
    HasLeft,
    #[error("The {what} is empty.")]
    Empty { what: &'static str },
    #[error("The {what} is longer than {most} characters.")]
    TooLong { what: &'static str, most: usize },
    #[error("There are {most} {what} already.")]
    TooMany { what: &'static str, most: usize },
    #[error("The last day lies in the past.")]
    InThePast,
    #[error("There is no such {what}.")]
    NoSuch { what: &'static str },
    #[error("A note is shared with somebody else, not with yourself.")]
    SharedWithYourself,
    /// The same whether it is unknown, somebody else's, too late or used already.
    #[error("That passkey could not be used.")]
    NoPasskey,
    #[error("Passkeys do not work at this address.")]
    NoPasskeysHere,
    #[error("Only people whom somebody invited can sign in with {provider}.")]
    NotInvited { provider: String },
    #[error("{}", .0.sentence())]
    NoSignIn(NoSignIn),
    #[error(transparent)]
    Provider(Unacceptable),
    #[error("{}", .0.sentence())]
    Unsent(Unsent),
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl Denied {
    /// What to do instead: one sentence.
    pub fn instead(&self) -> String {
        match self {
            Self::WrongPassword => "Try again, or ask for a link by e-mail.".to_owned(),
            Self::TooManyTries { wait } => {
                format!("Try again in {}, or sign in another way.", in_words(*wait))
            }
            Self::Busy => "Try again in a moment.".to_owned(),
            Self::PasswordTooShort { .. } => {
                "Take a few words that do not belong together.".to_owned()
            }
            Self::PasswordTooLong { .. } => "Shorten it; a few words are enough.".to_owned(),
            Self::PasswordGuessable { .. } => {
                "Take a few words that do not belong together, or let a password manager choose."
                    .to_owned()
            }
            Self::NotAnAddress { .. } => "Write one such as ada@example.org.".to_owned(),
            Self::AddressTaken { .. } => {
                "Use another address, or ask an admin whose it is.".to_owned()
            }
            Self::NoSuchAddress => {
                "Look at your settings again; it may be gone already.".to_owned()
            }
            Self::ExternalTaken => {
                "Sign in with it, or ask an admin to take it off the other account.".to_owned()
            }
            Self::LinkOver => "Ask for a new one.".to_owned(),
            Self::HasLeft => "Ask an admin to let you return.".to_owned(),
            Self::Empty { what } => format!("Write the {what}; a few words are enough."),
            Self::TooLong { .. } => "Shorten it.".to_owned(),
            Self::TooMany { .. } => "Remove one that is not needed any more.".to_owned(),
            Self::InThePast => "Choose a day from tomorrow on.".to_owned(),
            Self::NoSuch { .. } => "Look again; it may be gone already.".to_owned(),
            Self::SharedWithYourself => {
                "Leave it to yourself alone, or choose somebody.".to_owned()
            }
            Self::NoPasskey => "Try again, or sign in another way.".to_owned(),
            Self::NoPasskeysHere => "Come by https and a name, or sign in another way.".to_owned(),
            Self::NotInvited { .. } => "Ask an admin for an invitation.".to_owned(),
            Self::NoSignIn(why) => why.instead().to_owned(),
            Self::Provider(why) => why.instead().to_owned(),
            Self::Unsent(why) => why.instead().to_owned(),
            Self::Refused(refusal) => refusal.instead(),
        }
    }
}

/// `20 seconds`, `3 minutes`, `2 hours`.
fn in_words(seconds: u64) -> String {
    let (count, unit) = match seconds {
        0..=90 => (seconds.max(1), "second"),
        91..=5_400 => (seconds.div_ceil(60), "minute"),
        _ => (seconds.div_ceil(3_600), "hour"),
    };
    if count == 1 {
        format!("1 {unit}")
    } else {
        format!("{count} {unit}s")
    }
}

/// Why something about an account was not done.
#[derive(Debug, Clone, thiserror::Error)]
pub enum IdentityError {
    #[error(transparent)]
    Denied(#[from] Denied),
    #[error(transparent)]
    Failed(#[from] StoreError),
}

impl IdentityError {
    /// What to do instead: one sentence.
    pub fn instead(&self) -> String {
        match self {
            Self::Denied(denied) => denied.instead(),
            Self::Failed(failure) => failure.instead().to_owned(),
        }
    }
}

impl From<RunError> for IdentityError {
    fn from(error: RunError) -> Self {
        match error {
            RunError::Refused(refusal) => Self::Denied(Denied::Refused(refusal)),
            RunError::Failed(failure) => Self::Failed(failure),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_is_said_in_words() {
        let said = |wait| Denied::TooManyTries { wait }.instead();
        assert_eq!(said(0), "Try again in 1 second, or sign in another way.");
        assert_eq!(said(61), "Try again in 61 seconds, or sign in another way.");
        assert_eq!(said(121), "Try again in 3 minutes, or sign in another way.");
        assert_eq!(said(7_200), "Try again in 2 hours, or sign in another way.");
    }
}
