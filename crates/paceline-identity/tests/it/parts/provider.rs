//! The OpenID provider of `tests/provider.mjs`.

use std::{collections::BTreeMap, process::Command};

use paceline_identity::{
    fetch::{Fetch, Reach, Settings},
    oidc::{Directory, EmailTrust, Newcomers, Provider},
    place::SecretPlace,
};
use serde_json::{Value, json};

use super::program::{Program, root};

pub(crate) struct RealProvider {
    _program: Program,
    pub(crate) issuer: String,
    pub(crate) secret: String,
    client: reqwest::Client,
}

impl RealProvider {
    pub(crate) async fn start() -> Self {
        assert!(
            root().join("node_modules/oidc-provider").is_dir(),
            "the npm package oidc-provider is not installed: run `cargo xtask test`, which installs what package-lock.json names"
        );
        let mut node = Command::new("node");
        node.arg("crates/paceline-identity/tests/provider.mjs")
            .current_dir(root());
        let program = Program::start(&mut node);
        choose_cryptography();
        let provider = Self {
            issuer: program.said.clone(),
            secret: String::new(),
            client: reqwest::Client::builder().no_proxy().build().unwrap(),
            _program: program,
        };
        let told = provider.told(json!({})).await;
        let secret = told["secret"].as_str().unwrap().to_owned();
        Self { secret, ..provider }
    }

    /// Changes how it behaves; see the script.
    pub(crate) async fn told(&self, what: Value) -> Value {
        let request = self.client.post(format!("{}/admin", self.issuer));
        let answer = request.body(what.to_string()).send().await.unwrap();
        serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap()
    }

    pub(crate) async fn does_wrong(&self, fault: &str) {
        self.told(json!({ "fault": fault })).await;
    }

    /// How an administrator would set it up.
    pub(crate) fn settings(&self) -> Provider {
        let words = ["email", "profile", "groups"];
        Provider {
            id: "acme".to_owned(),
            name: "Acme".to_owned(),
            issuer: serde_json::from_value(json!(self.issuer)).unwrap(),
            client_id: "paceline".to_owned(),
            secret: SecretPlace::Kept,
            scopes: words.map(str::to_owned).to_vec(),
            group_claim: Some("groups".to_owned()),
            domains: Vec::new(),
            email_trust: EmailTrust::Trusted,
            newcomers: Newcomers::Join,
            groups: BTreeMap::new(),
        }
    }
}

/// Providers on this machine may be asked, as the setting `allow_private_networks` says.
pub(crate) fn directory() -> Directory {
    let settings = Settings {
        reach: Reach::Private,
        ..Settings::default()
    };
    Directory::new(Fetch::new(settings))
}

/// As the server does when it first asks somebody; the clients of tests may come before that.
pub(crate) fn choose_cryptography() {
    drop(rustls::crypto::ring::default_provider().install_default());
}
