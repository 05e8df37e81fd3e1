//! As much of a browser as a sign-in needs: it follows redirects and keeps cookies.

use std::collections::BTreeMap;

use paceline_identity::oidc::Back;
use reqwest::{
    Client,
    header::{COOKIE, LOCATION, SET_COOKIE},
    redirect::Policy,
};
use url::Url;

pub(crate) struct Browser {
    client: Client,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    pub(crate) fn new() -> Self {
        let client = Client::builder().redirect(Policy::none()).no_proxy();
        Self {
            client: client.build().unwrap(),
            cookies: BTreeMap::new(),
        }
    }

    /// Goes where it is sent until that is `home`, and says with which query it came there.
    pub(crate) async fn comes_back(&mut self, mut at: Url, home: &Url) -> Back {
        for _ in 0..10 {
            if at.path() == home.path() && at.host() == home.host() && at.port() == home.port() {
                let query: BTreeMap<String, String> = at.query_pairs().into_owned().collect();
                return serde_json::from_value(serde_json::to_value(query).unwrap()).unwrap();
            }
            at = self.step(&at).await;
        }
        panic!("sent in circles, at last to {at}");
    }

    async fn step(&mut self, at: &Url) -> Url {
        let cookies = self.cookies.iter();
        let cookies: Vec<String> = cookies.map(|(k, v)| format!("{k}={v}")).collect();
        let request = self
            .client
            .get(at.clone())
            .header(COOKIE, cookies.join("; "));
        let answer = request.send().await.unwrap();
        for cookie in answer.headers().get_all(SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let status = answer.status();
        let Some(to) = answer.headers().get(LOCATION) else {
            panic!(
                "{at} sends nowhere: {status} {}",
                answer.text().await.unwrap()
            );
        };
        at.join(to.to_str().unwrap()).unwrap()
    }
}
