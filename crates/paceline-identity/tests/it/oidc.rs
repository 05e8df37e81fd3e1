//! Signing in at a real OpenID provider, which also does everything wrong that one can do wrong.

use std::time::SystemTime;

use openidconnect::ClientSecret;
use paceline_core::Time;
use paceline_identity::oidc::{Back, Claims, Directory, Flow, NoSignIn, Provider};
use serde_json::json;
use url::Url;

use crate::parts::{
    browser::Browser,
    provider::{RealProvider, directory},
};

/// One organisation that lets people sign in at one provider.
struct Story {
    real: RealProvider,
    directory: Directory,
    settings: Provider,
    /// Seconds that our clock is ahead of the provider's.
    ahead: i64,
}

impl Story {
    async fn begins() -> Self {
        let real = RealProvider::start().await;
        let settings = real.settings();
        Self {
            real,
            directory: directory(),
            settings,
            ahead: 0,
        }
    }

    fn now(&self) -> Time {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        Time(i64::try_from(since.unwrap().as_secs()).unwrap() + self.ahead)
    }

    /// Somebody goes to the provider in a browser of their own, and is sent back.
    async fn goes(&self) -> Result<(Flow, Back), NoSignIn> {
        let home = Url::parse("http://localhost/back").unwrap();
        let begun = self.directory.begin(&self.settings, &home, self.now());
        let (url, flow) = begun.await?;
        Ok((flow, Browser::new().comes_back(url, &home).await))
    }

    async fn comes_back(&self, with: (Flow, Back)) -> Result<Claims, NoSignIn> {
        let secret = Some(ClientSecret::new(self.real.secret.clone()));
        self.directory
            .finish(&self.settings, secret, with, self.now())
            .await
    }

    async fn signs_in(&self) -> Result<Claims, NoSignIn> {
        self.comes_back(self.goes().await?).await
    }

    /// What the log says about a sign-in while the provider does this wrong.
    async fn signs_in_while(&self, fault: &str) -> String {
        self.real.does_wrong(fault).await;
        let refused = self.signs_in().await.expect_err(fault);
        // Nothing of what the provider says is shown to anybody.
        let shown = format!("{} {}", refused.sentence(), refused.instead());
        for word in ["another", "Expired", "<b>", "127.0.0.1"] {
            assert!(!refused.sentence().contains(word), "{shown}");
        }
        let kind = match &refused {
            NoSignIn::Silent { .. } => "silent",
            NoSignIn::Declined { .. } => "declined",
            NoSignIn::Unproven { .. } => "unproven",
            NoSignIn::NotBegunHere => "not begun here",
            NoSignIn::OutsideDomains { .. } => "outside domains",
        };
        format!("{kind}: {refused}")
    }
}

fn is_unproven(outcome: &Result<Claims, NoSignIn>) -> bool {
    matches!(outcome, Err(NoSignIn::Unproven { .. }))
}

#[tokio::test]
async fn somebody_goes_to_the_provider_and_comes_back_as_themselves() {
    let story = Story::begins().await;
    let claims = story.signs_in().await.unwrap();
    assert_eq!(claims.subject, "ada");
    assert_eq!(claims.issuer, story.real.issuer);
    assert_eq!(claims.verified_email.as_deref(), Some("ada@example.org"));
    assert_eq!(claims.name.as_deref(), Some("Ada Lovelace"));
    assert_eq!(claims.username.as_deref(), Some("ada"));
    assert_eq!(claims.groups, None, "no claim lists groups");
}

#[tokio::test]
async fn claims_are_asked_for_when_the_token_does_not_have_them() {
    let story = Story::begins().await;
    let account = json!({ "sub": "ben", "name": "Ben", "email": "Ben@Example.org", "email_verified": "true", "groups": ["staff", "web"] });
    story
        .real
        .told(json!({ "claims": "when asked", "account": account }))
        .await;
    let claims = story.signs_in().await.unwrap();
    assert_eq!(claims.verified_email.as_deref(), Some("ben@example.org"));
    let groups = ["staff".to_owned(), "web".to_owned()];
    assert_eq!(claims.groups, Some(groups.to_vec()));
    let said = story.signs_in_while("subject").await;
    assert!(said.starts_with("silent: "), "{said}");
}

#[tokio::test]
async fn groups_and_an_unverified_address_are_told_apart() {
    let story = Story::begins().await;
    let account = json!({ "sub": "eve", "email": "ada@example.org", "email_verified": false, "groups": "staff" });
    story.real.told(json!({ "account": account })).await;
    let claims = story.signs_in().await.unwrap();
    assert_eq!(claims.verified_email, None);
    assert_eq!(claims.unverified_email.as_deref(), Some("ada@example.org"));
    assert_eq!(claims.groups, Some(vec!["staff".to_owned()]));
}

#[tokio::test]
async fn new_keys_of_the_provider_are_fetched_once_and_not_again_and_again() {
    let mut story = Story::begins().await;
    // Our clock may differ by less than a minute, so the minute of waiting lies around the provider's time.
    story.ahead = -31;
    story.signs_in().await.unwrap();
    story.real.told(json!({ "rotate": true })).await;
    story.signs_in().await.unwrap();
    story.real.told(json!({ "rotate": true })).await;
    assert!(is_unproven(&story.signs_in().await), "asked a moment ago");
    story.ahead = 40;
    story.signs_in().await.unwrap();
}

#[tokio::test]
async fn a_token_that_is_not_for_this_sign_in_proves_nothing() {
    let story = Story::begins().await;
    for (fault, why) in [
        ("nonce", "Invalid nonce"),
        ("audience", "Invalid audience"),
        ("party", "the authorized party is another"),
        ("issuer", "Invalid issuer"),
        ("expired", "expired at"),
        ("early", "issued at"),
        ("unsigned", "Disallowed signature algorithm"),
        ("foreign key", "Crypto error"),
    ] {
        let said = story.signs_in_while(fault).await;
        assert!(
            said.starts_with("unproven: ") && said.contains(why),
            "{said}"
        );
    }
    story.real.does_wrong("none").await;
    story.signs_in().await.unwrap();
}

#[tokio::test]
async fn a_provider_that_is_down_or_mad_gives_one_kind_sentence() {
    let story = Story::begins().await;
    for fault in ["down", "nonsense"] {
        let said = story.signs_in_while(fault).await;
        assert!(said.starts_with("silent: no use of Acme"), "{said}");
    }
    // It goes down while somebody is there.
    story.real.does_wrong("none").await;
    let gone = story.goes().await.unwrap();
    story.real.does_wrong("down").await;
    let refused = story.comes_back(gone).await.unwrap_err();
    assert_eq!(
        refused.sentence(),
        "Acme does not answer as it should at the moment."
    );
    assert!(matches!(refused, NoSignIn::Silent { .. }), "{refused}");
}

#[tokio::test]
async fn whoever_declines_there_is_not_signed_in_here() {
    let story = Story::begins().await;
    let said = story.signs_in_while("declines").await;
    assert_eq!(said, "declined: Acme declined: access_denied");
}

#[tokio::test]
async fn a_code_is_good_once() {
    let story = Story::begins().await;
    let (flow, back) = story.goes().await.unwrap();
    let with = (flow.clone(), back.clone());
    story.comes_back(with).await.unwrap();
    let again = story.comes_back((flow, back)).await;
    assert!(is_unproven(&again), "{again:?}");
}

#[tokio::test]
async fn what_was_begun_elsewhere_does_not_end_here() {
    let mut story = Story::begins().await;
    let (mine, my_back) = story.goes().await.unwrap();
    let (theirs, their_back) = story.goes().await.unwrap();
    // Somebody makes my browser come back with their code.
    let crossed = story.comes_back((mine.clone(), their_back.clone())).await;
    assert!(
        matches!(crossed, Err(NoSignIn::NotBegunHere)),
        "{crossed:?}"
    );
    // Their state and my code: the code was made for my verifier.
    let swapped = Back {
        code: my_back.code.clone(),
        ..their_back
    };
    let swapped = story.comes_back((theirs, swapped)).await;
    assert!(is_unproven(&swapped), "{swapped:?}");
    let stateless = Back {
        state: None,
        ..my_back.clone()
    };
    let stateless = story.comes_back((mine.clone(), stateless)).await;
    assert!(matches!(stateless, Err(NoSignIn::NotBegunHere)));
    story.ahead = 601;
    let late = story.comes_back((mine, my_back)).await;
    assert!(matches!(late, Err(NoSignIn::NotBegunHere)), "{late:?}");
}

#[tokio::test]
async fn an_answer_of_another_issuer_is_refused_before_the_code_is_shown_to_anybody() {
    let story = Story::begins().await;
    for iss in [Some("https://evil.example.org".to_owned()), None] {
        let (flow, back) = story.goes().await.unwrap();
        let refused = story.comes_back((flow, Back { iss, ..back })).await;
        assert!(is_unproven(&refused), "{refused:?}");
    }
}

#[tokio::test]
async fn only_addresses_of_the_allowed_domains_come_in() {
    let mut story = Story::begins().await;
    story.settings.domains = vec!["example.net".to_owned()];
    let refused = story.signs_in().await;
    assert!(matches!(refused, Err(NoSignIn::OutsideDomains { .. })));
    story.settings.domains.push("example.org".to_owned());
    story.signs_in().await.unwrap();
}

#[tokio::test]
async fn a_wrong_secret_of_ours_is_said_in_the_log_only() {
    let mut story = Story::begins().await;
    story.real.secret = "wrong".to_owned();
    let refused = story.signs_in().await.unwrap_err();
    assert!(matches!(refused, NoSignIn::Silent { .. }), "{refused}");
    assert!(refused.to_string().contains("invalid_client"), "{refused}");
}

#[tokio::test]
async fn nothing_secret_is_in_what_is_printed() {
    let story = Story::begins().await;
    let (flow, back) = story.goes().await.unwrap();
    let kept = serde_json::to_value(&flow).unwrap();
    let printed = format!("{flow:?} {back:?}");
    for secret in ["state", "nonce", "verifier"] {
        assert!(
            !printed.contains(kept[secret].as_str().unwrap()),
            "{secret}"
        );
    }
    assert!(!printed.contains(back.code.as_deref().unwrap()));
}
