//! Real records, taken in as a newcomer would: every initiative of theirs opens, and says where it stands, whose it was and
//! what happened to it.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use paceline_core::{InitiativeId, PersonId, Time};
use paceline_store::{Location, OpenOptions, Store};
use paceline_web::{App, router};
use serde_json::Value;
use tokio::net::TcpListener;

use crate::common::paceline;

/// After the last day of any of the records.
const NOW: Time = Time(1_795_000_000);

/// Where a pack lies; `None` (said on stderr) when the packs are not there.
#[expect(clippy::print_stderr, reason = "a check that did not run must say so")]
fn pack(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folder = folder.join(name);
    let is_there = folder.join("EXPECTED.json").exists();
    if !is_there {
        eprintln!("NOT CHECKED: the data pack {name} is not there");
    }
    is_there.then_some(folder)
}

/// A record as it stands after the import, at an address.
struct Taken {
    /// Removed at the end.
    _folder: tempfile::TempDir,
    address: SocketAddr,
    store: Store,
}

impl Taken {
    async fn from(pack: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let [from, to] = [pack, folder.path()].map(|path| path.to_str().expect("letters"));
        let said = paceline(&["import", from, "--data", to]);
        assert_eq!(said.code, 0, "{}{}", said.out, said.err);
        let location = Location::Folder(folder.path().to_owned());
        let store = Store::open(&location, OpenOptions::default()).await;
        let store = store.expect("the record opens");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let app = App::new(store.clone(), PersonId(1), || NOW);
        tokio::spawn(paceline_web::serve(
            listener,
            router(app),
            std::future::pending(),
        ));
        Self {
            _folder: folder,
            address,
            store,
        }
    }

    async fn get(&self, path: &str) -> String {
        let answer = reqwest::get(format!("http://{}{path}", self.address)).await;
        let answer = answer.expect("an answer");
        assert_eq!(answer.status(), 200, "{path}");
        answer.text().await.expect("a text")
    }

    async fn asks(&self, path: &str) -> Value {
        let text = self.get(&format!("/api/v1{path}")).await;
        serde_json::from_str(&text).expect("JSON")
    }

    /// Opens every initiative, and says what is amiss with any of them.
    async fn amiss(&self) -> Vec<String> {
        let all = self.store.read(|state| state.initiatives.len());
        let mut amiss = Vec::new();
        for number in 0..all {
            let id = InitiativeId::at(number);
            let page = self.get(&format!("/initiatives/{}", id.0)).await;
            let view = self.asks(&format!("/initiatives/{}", id.0)).await;
            let (led, titled) = self.store.read(|state| {
                let entity = state.initiative(id).expect("it is there");
                let title = state.text(entity.title).short().to_owned();
                (entity.leads.len(), title)
            });
            let shown = ["lead", "earlier_leads"].map(|field| match &view[field] {
                Value::Array(leads) => leads.len(),
                Value::Null => 0,
                Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => 1,
            });
            if shown.iter().sum::<usize>() != led {
                amiss.push(format!("{id}: {led} leads, and {shown:?} are shown"));
            }
            if titled.is_empty() || view["title"] != titled.as_str() {
                amiss.push(format!("{id}: {titled} is called {}", view["title"]));
            }
            let happened = view["timeline"]
                .as_array()
                .is_some_and(|all| !all.is_empty());
            if view["stage"].as_str().is_none() || !happened {
                amiss.push(format!(
                    "{id}: it stands at {}, and what happened is {}",
                    view["stage"], view["timeline"]
                ));
            }
            let is_short = view["timeline"].as_array().map(Vec::len)
                == view["moments"]
                    .as_u64()
                    .and_then(|n| usize::try_from(n).ok());
            if is_short && !page.contains("It was started") {
                amiss.push(format!("{id}: its page does not say how it began"));
            }
        }
        amiss
    }
}

async fn opens(name: &str, initiatives: usize) {
    let Some(pack) = pack(name) else {
        return;
    };
    drop(rustls::crypto::ring::default_provider().install_default());
    let taken = Taken::from(&pack).await;
    let all = taken.store.read(|state| state.initiatives.len());
    assert_eq!(all, initiatives);
    assert_eq!(taken.amiss().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_proposal_of_kubernetes_opens() {
    opens("kubernetes", 654).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_enhancement_of_openshift_opens() {
    opens("openshift-enhancements", 600).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_goal_of_the_rust_project_opens() {
    opens("rust-project", 194).await;
}
