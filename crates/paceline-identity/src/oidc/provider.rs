//! What an administrator says about one provider.

use std::collections::BTreeMap;

use openidconnect::IssuerUrl;
use serde::{Deserialize, Serialize};

use crate::{
    account::Role,
    fetch::{Reach, may_ask},
    place::SecretPlace,
};

/// One provider. None of this is secret: where the client's secret lies is said, not the secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provider {
    /// Its part of our addresses: `/sign-in/with/{id}`.
    pub id: String,
    /// What people call it; stands on the button.
    pub name: String,
    pub issuer: IssuerUrl,
    pub client_id: String,
    pub secret: SecretPlace,
    /// Asked for beside `openid`.
    pub scopes: Vec<String>,
    /// Which claim lists a person's groups.
    pub group_claim: Option<String>,
    /// Domains of e-mail addresses that may sign in; when empty, all.
    pub domains: Vec<String>,
    pub email_trust: EmailTrust,
    pub newcomers: Newcomers,
    pub groups: BTreeMap<String, GroupMeans>,
}

/// Whether an address that the provider calls verified may open the account that already has this address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EmailTrust {
    Trusted,
    Untrusted,
}

/// What happens with somebody whom the record does not know yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Newcomers {
    Join,
    NeedAnInvitation,
}

/// What membership in a group means here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupMeans {
    /// The name of a team; it is formed when it is not there.
    pub team: Option<String>,
    /// Of several groups, the first role in their order counts.
    pub role: Option<Role>,
}

/// Why settings of a provider cannot be kept: one sentence, and what to do instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unacceptable {
    #[error("A provider needs a short name of small letters, digits and hyphens for its address.")]
    Id,
    #[error("A provider needs a name that people know it by.")]
    Name,
    #[error("The issuer has to be an https address.")]
    Issuer,
    #[error("The client id is missing.")]
    ClientId,
    #[error("Only environment variables whose names begin with PACELINE_ are read.")]
    Variable,
    #[error("A scope is one word.")]
    Scope,
    #[error("A domain is written like example.org.")]
    Domain,
    #[error("A group makes nobody a service account.")]
    Role,
}

impl Unacceptable {
    /// What to do instead.
    pub fn instead(self) -> &'static str {
        match self {
            Self::Id => "Write one like `keycloak`.",
            Self::Name => "Write what your people call it.",
            Self::Issuer => {
                "Copy it from the provider's documentation; it is the address before `/.well-known/openid-configuration`."
            }
            Self::ClientId => "Copy it from the provider, where you registered Paceline.",
            Self::Variable => "Name it like PACELINE_OIDC_SECRET, or put the secret into a file.",
            Self::Scope => "Separate scopes by spaces.",
            Self::Role => "Choose admin, member or guest.",
            Self::Domain => "Leave out the part before the @, and the @ itself.",
        }
    }
}

impl Provider {
    /// Whether these settings make sense, with what is too much white space taken away.
    pub fn checked(mut self, reach: Reach) -> Result<Self, Unacceptable> {
        for text in [&mut self.id, &mut self.name, &mut self.client_id] {
            *text = text.trim().to_owned();
        }
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if self.id.is_empty() || self.id.len() > 40 || !self.id.chars().all(is_plain) {
            return Err(Unacceptable::Id);
        }
        if self.name.is_empty() || self.name.chars().count() > 80 {
            return Err(Unacceptable::Name);
        }
        let issuer = self.issuer.url();
        if may_ask(issuer, reach).is_err() || issuer.query().is_some() || has_user(issuer) {
            return Err(Unacceptable::Issuer);
        }
        if self.client_id.is_empty() {
            return Err(Unacceptable::ClientId);
        }
        if !self.secret.may_be_read() {
            return Err(Unacceptable::Variable);
        }
        let is_word = |scope: &String| !scope.is_empty() && !scope.contains(char::is_whitespace);
        if !self.scopes.iter().all(is_word) {
            return Err(Unacceptable::Scope);
        }
        for domain in &mut self.domains {
            *domain = domain.trim().trim_end_matches('.').to_lowercase();
            if domain.is_empty() || domain.contains(['@', ' ', '*', '/']) {
                return Err(Unacceptable::Domain);
            }
        }
        let mut means = self.groups.values();
        if means.any(|means| means.role == Some(Role::Service)) {
            return Err(Unacceptable::Role);
        }
        Ok(self)
    }

    /// Whether the provider may vouch for an address of this domain.
    pub(crate) fn speaks_for(&self, email: Option<&str>) -> bool {
        if self.domains.is_empty() {
            return true;
        }
        let domain = email.and_then(|email| email.rsplit_once('@'));
        domain.is_some_and(|(_, domain)| self.domains.contains(&domain.to_lowercase()))
    }
}

fn has_user(url: &url::Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

#[cfg(test)]
pub(crate) mod tests {
    use std::collections::BTreeMap;

    use openidconnect::IssuerUrl;

    use super::{EmailTrust, Newcomers, Provider, Unacceptable};
    use crate::{fetch::Reach, place::SecretPlace};

    pub(crate) fn provider() -> Provider {
        Provider {
            id: "acme".to_owned(),
            name: "Acme".to_owned(),
            issuer: IssuerUrl::new("https://id.example.org".to_owned()).unwrap(),
            client_id: "paceline".to_owned(),
            secret: SecretPlace::Kept,
            scopes: vec!["profile".to_owned(), "email".to_owned()],
            group_claim: None,
            domains: vec![" Example.org".to_owned()],
            email_trust: EmailTrust::Trusted,
            newcomers: Newcomers::Join,
            groups: BTreeMap::new(),
        }
    }

    fn refused(change: impl FnOnce(&mut Provider)) -> Option<Unacceptable> {
        let mut provider = provider();
        change(&mut provider);
        provider.checked(Reach::Public).err()
    }

    #[test]
    fn settings_that_make_no_sense_are_refused_each_with_its_sentence() {
        assert_eq!(refused(|_| ()), None);
        assert_eq!(refused(|p| p.id = "Ac/me".into()), Some(Unacceptable::Id));
        assert_eq!(refused(|p| p.name = " ".into()), Some(Unacceptable::Name));
        let issuer = |url: &str| IssuerUrl::new(url.to_owned()).unwrap();
        for wrong in [
            "http://id.example.org",
            "http://127.0.0.1:8080",
            "https://10.0.0.1",
            "https://a:b@id.example.org",
            "https://id.example.org?x=1",
        ] {
            let found = refused(|p| p.issuer = issuer(wrong));
            assert_eq!(found, Some(Unacceptable::Issuer), "{wrong}");
        }
        let variable = SecretPlace::Environment("DATABASE_PASSWORD".into());
        assert_eq!(
            refused(|p| p.secret = variable),
            Some(Unacceptable::Variable)
        );
        assert_eq!(
            refused(|p| p.domains = vec!["@a.org".into()]),
            Some(Unacceptable::Domain)
        );
    }

    #[test]
    fn only_the_domain_itself_is_the_domain() {
        let provider = provider().checked(Reach::Public).unwrap();
        assert!(provider.speaks_for(Some("ada@EXAMPLE.org")));
        for other in [
            "ada@evil-example.org",
            "ada@sub.example.org",
            "example.org",
            "ada@example.org@evil.net",
        ] {
            assert!(!provider.speaks_for(Some(other)), "{other}");
        }
        assert!(!provider.speaks_for(None));
    }
}
