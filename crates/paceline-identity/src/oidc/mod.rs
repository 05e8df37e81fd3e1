//! Signing in with the organisation's own sign-in: OpenID Connect, the code flow with PKCE.

mod arrive;
mod claims;
mod flow;
mod keep;
mod known;
mod proof;
mod provider;
mod sign_in;

pub use arrive::Arrival;
pub use claims::Claims;
pub use flow::{Back, Flow};
pub use known::Directory;
pub use openidconnect::IssuerUrl;
pub use provider::{EmailTrust, GroupMeans, Newcomers, Provider, Unacceptable};

use crate::fetch::FetchError;

/// Why nobody was signed in. What is shown says none of the provider's words; `Display` is for the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoSignIn {
    /// It cannot be asked, or its answer makes no sense.
    #[error("no use of {provider}: {why}")]
    Silent { provider: String, why: String },
    /// It answered that this person is not to be signed in, or the person pressed 'cancel'.
    #[error("{provider} declined: {why}")]
    Declined { provider: String, why: String },
    /// What came back proves nothing.
    #[error("the answer of {provider} proves nothing: {why}")]
    Unproven { provider: String, why: String },
    /// Begun in another browser, too long ago, or used already.
    #[error("the sign-in was not begun here and now")]
    NotBegunHere,
    /// The e-mail address lies outside the domains that the provider may speak for.
    #[error("{provider} vouches for an address outside its domains")]
    OutsideDomains { provider: String },
}

impl NoSignIn {
    /// One sentence for the person who wanted to sign in.
    pub fn sentence(&self) -> String {
        match self {
            Self::Silent { provider, .. } => {
                format!("{provider} does not answer as it should at the moment.")
            }
            Self::Declined { provider, .. } => format!("{provider} did not sign you in."),
            Self::Unproven { provider, .. } => {
                format!("The answer of {provider} could not be verified.")
            }
            Self::NotBegunHere => {
                "This sign-in was begun in another browser or more than ten minutes ago.".to_owned()
            }
            Self::OutsideDomains { provider } => {
                format!("Your e-mail address at {provider} is not one that may sign in here.")
            }
        }
    }

    /// What to do instead.
    pub fn instead(&self) -> &'static str {
        match self {
            Self::Silent { .. } => {
                "Try again in a few minutes, or sign in another way. If it lasts, tell an administrator; the server's log says more."
            }
            Self::Declined { .. } | Self::NotBegunHere => "Begin again from the sign-in page.",
            Self::Unproven { .. } => {
                "Begin again from the sign-in page. If it happens again, tell an administrator; the server's log says more."
            }
            Self::OutsideDomains { .. } => {
                "Choose another account there, or ask an administrator for an invitation."
            }
        }
    }
}

impl Provider {
    fn silent(&self, error: &dyn std::error::Error) -> NoSignIn {
        NoSignIn::Silent {
            provider: self.name.clone(),
            why: why(error),
        }
    }

    fn declined(&self, error: &str) -> NoSignIn {
        NoSignIn::Declined {
            provider: self.name.clone(),
            why: crate::log::bounded(error),
        }
    }

    fn unproven(&self, why: &str) -> NoSignIn {
        NoSignIn::Unproven {
            provider: self.name.clone(),
            why: why.to_owned(),
        }
    }
}

/// An error whose words come in part from elsewhere, as one bounded line.
fn why(error: &dyn std::error::Error) -> String {
    let mut said = error.to_string();
    let mut cause = error.source();
    while let Some(deeper) = cause {
        said.push_str(": ");
        said.push_str(&deeper.to_string());
        cause = deeper.source();
    }
    crate::log::bounded(&said)
}

type DiscoveryError = openidconnect::DiscoveryError<FetchError>;
