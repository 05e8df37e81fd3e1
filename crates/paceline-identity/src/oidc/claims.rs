//! What a provider says of a person, once it is proven that the provider said it.

use std::collections::BTreeMap;

use openidconnect::AdditionalClaims;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Provider;

/// A text longer than this is not a name.
const LONGEST: usize = 200;
/// More groups than anybody reads.
const GROUPS_AT_MOST: usize = 2_000;

/// What a provider says of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    pub issuer: String,
    /// Who it is, for ever, at this issuer.
    pub subject: String,
    /// Lower case; only one that the provider calls verified.
    pub verified_email: Option<String>,
    /// An address that nobody verified: good for a name, never for finding an account.
    pub unverified_email: Option<String>,
    pub name: Option<String>,
    pub username: Option<String>,
    /// Nothing where no claim lists them: then nothing is known about groups.
    pub groups: Option<Vec<String>>,
}

/// Every claim that the standard does not name.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Others {
    #[serde(flatten)]
    claims: BTreeMap<String, Value>,
}

impl AdditionalClaims for Others {}

impl Claims {
    /// Reads claims after the library has proven them.
    pub(super) fn of(provider: &Provider, proven: &Value) -> Self {
        let email = word(proven, "email")
            .map(|email| email.to_lowercase())
            .filter(|email| is_address(email));
        let (verified_email, unverified_email) = if proven["email_verified"] == Value::Bool(true) {
            (email, None)
        } else {
            (None, email)
        };
        Self {
            issuer: provider.issuer.as_str().to_owned(),
            subject: proven["sub"].as_str().unwrap_or_default().to_owned(),
            verified_email,
            unverified_email,
            name: name_in(proven),
            username: word(proven, "preferred_username"),
            groups: groups_in(provider, proven),
        }
    }

    /// Whether something is missing that the provider may tell where it is asked about the person.
    pub(super) fn is_whole(&self, provider: &Provider) -> bool {
        self.verified_email.is_some()
            && self.name.is_some()
            && (self.groups.is_some() || provider.group_claim.is_none())
    }

    /// Adds what only the other one says. Both are about the same person: the library compares the subjects.
    #[must_use]
    pub(super) fn and(self, other: Self) -> Self {
        let has_email = self.verified_email.is_some();
        Self {
            issuer: self.issuer,
            subject: self.subject,
            verified_email: self.verified_email.or(other.verified_email),
            unverified_email: self
                .unverified_email
                .or(other.unverified_email)
                .filter(|_| !has_email),
            name: self.name.or(other.name),
            username: self.username.or(other.username),
            groups: self.groups.or(other.groups),
        }
    }

    /// The address to show and to write to, verified or not.
    pub fn email(&self) -> Option<&str> {
        self.verified_email
            .as_deref()
            .or(self.unverified_email.as_deref())
    }
}

/// The name without a language, else the first in any.
fn name_in(proven: &Value) -> Option<String> {
    word(proven, "name").or_else(|| {
        let mut claims = proven.as_object()?.iter();
        claims.find_map(|(claim, _)| {
            claim.strip_prefix("name#")?;
            word(proven, claim)
        })
    })
}

fn word(proven: &Value, claim: &str) -> Option<String> {
    proven.get(claim)?.as_str().and_then(short)
}

fn short(text: &str) -> Option<String> {
    let text: String = text.trim().chars().take(LONGEST).collect();
    (!text.is_empty()).then_some(text)
}

fn is_address(email: &str) -> bool {
    email.len() <= 254
        && !email.contains(|c: char| c.is_control() || c.is_whitespace())
        && email
            .rsplit_once('@')
            .is_some_and(|(who, domain)| !who.is_empty() && !domain.is_empty())
}

/// A claim by its name, or by the dotted way to it (`realm_access.roles`); a list, or one word.
fn groups_in(provider: &Provider, proven: &Value) -> Option<Vec<String>> {
    let name = provider.group_claim.as_deref()?;
    let found = proven.get(name).or_else(|| {
        let mut parts = name.split('.');
        let first = proven.get(parts.next()?)?;
        parts.try_fold(first, |at, part| at.get(part))
    })?;
    match found {
        Value::Array(groups) => Some(
            groups
                .iter()
                .filter_map(Value::as_str)
                .filter_map(short)
                .take(GROUPS_AT_MOST)
                .collect(),
        ),
        Value::String(group) => Some(short(group).into_iter().collect()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::groups_in;
    use crate::oidc::provider::tests::provider;

    #[test]
    fn groups_are_found_by_name_or_by_the_way_to_them() {
        let proven = json!({
            "groups": ["a", 1, " b "],
            "realm_access": { "roles": ["c"] },
            "https://example.org/groups": "d",
        });
        let groups = |claim: &str| {
            let mut provider = provider();
            provider.group_claim = Some(claim.to_owned());
            groups_in(&provider, &proven)
        };
        let some = |names: &[&str]| Some(names.iter().map(ToString::to_string).collect());
        assert_eq!(groups("groups"), some(&["a", "b"]));
        assert_eq!(groups("realm_access.roles"), some(&["c"]));
        assert_eq!(groups("https://example.org/groups"), some(&["d"]));
        assert_eq!(groups("nothing"), None);
    }
}
