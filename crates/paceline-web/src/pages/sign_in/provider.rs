//! Signing in with a provider: off to it, and back with who it says one is.

use crate::{outside::Asking, problem::Problem, url::To};

/// A provider on the sign-in page.
pub(super) struct Offered {
    pub(super) name: String,
    /// Where its button leads.
    pub(super) to: String,
}

/// The providers that are set up.
pub(super) async fn offered(_asking: &Asking, next: &str) -> Result<Vec<Offered>, Problem> {
    let providers: Vec<(String, String)> = Vec::new();
    let offered = providers.into_iter().map(|(id, name)| Offered {
        to: To::SignInWith(&id, next).to_string(),
        name,
    });
    Ok(offered.collect())
}
