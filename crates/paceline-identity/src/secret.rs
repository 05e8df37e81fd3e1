//! What is never shown: passwords, cookie values, tokens, links.

use std::{fmt, sync::Arc};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use paceline_store::StoreError;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// A text that must not be shown. Neither `Display` nor serialised; `Debug` hides it.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself: for the cookie, the mail or the screen that shows it once.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether it is that text, in a time that says nothing about how much of it is right.
    pub fn is(&self, other: &str) -> bool {
        self.0.as_bytes().ct_eq(other.as_bytes()).into()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// 256 random bits, as letters that stand in a URL and a cookie.
pub fn fresh() -> Result<Secret, StoreError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|cause| StoreError::NoRandomness {
        cause: Arc::new(cause),
    })?;
    Ok(Secret(URL_SAFE_NO_PAD.encode(bytes)))
}

/// What is kept of a secret that we made ourselves: nobody can guess 256 bits, so one round of SHA-256 is enough.
pub fn hash(secret: &Secret) -> String {
    digest(secret.expose())
}

/// SHA-256 in hexadecimal digits.
pub(crate) fn digest(text: &str) -> String {
    use fmt::Write;
    let digest = Sha256::digest(text);
    let mut hex = String::with_capacity(64);
    for byte in digest {
        // Writing to a String cannot fail.
        let _written = write!(hex, "{byte:02x}");
    }
    hex
}

/// The part of a hash by which its owner speaks of the thing, for example to revoke it. It opens nothing.
pub(crate) fn name_of(hash: &str) -> String {
    hash.chars().take(16).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_not_shown() {
        let secret = Secret::new("correct horse");
        assert_eq!(format!("{secret:?} {:?}", Some(&secret)), "… Some(…)");
        assert!(secret.is("correct horse"));
        assert!(!secret.is("correct hors"));
        assert!(!secret.is(""));
    }

    #[test]
    fn no_two_are_alike() {
        let (one, two) = (fresh().unwrap(), fresh().unwrap());
        assert_eq!(one.expose().len(), 43);
        assert_ne!(one.expose(), two.expose());
        assert_ne!(hash(&one), hash(&two));
        assert_eq!(hash(&one), hash(&one.clone()));
        assert_eq!(
            digest("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
