//! The pages against a bare hello of the same program, and against the time that a read may take.

use std::error::Error;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use paceline_core::{InitiativeId, PersonId, Time, access::Viewer};
use paceline_store::Store;
use paceline_web::{App, bench, router};
use tokio::net::TcpListener;

use crate::{
    Row, grown,
    load::{Load, load},
    progress,
};

const TIME: Duration = Duration::from_secs(4);
const UNTIL: Time = Time(1_790_000_000);

async fn listen(router: Router) -> Result<SocketAddr, Box<dyn Error>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(paceline_web::serve(
        listener,
        router,
        std::future::pending(),
    ));
    Ok(address)
}

/// The better of two rounds.
async fn measured(address: SocketAddr, paths: &[String]) -> Result<Load, Box<dyn Error>> {
    let first = load(address, paths.to_vec(), TIME).await?;
    let second = load(address, paths.to_vec(), TIME).await?;
    Ok(if first.per_second > second.per_second {
        first
    } else {
        second
    })
}

pub(crate) async fn against_hello(
    store: Store,
    large: InitiativeId,
    rows: &mut Vec<Row>,
) -> Result<(), Box<dyn Error>> {
    progress("pages against hello");
    let hello = listen(bench::hello_router()).await?;
    let (teams, initiatives) = store.read(|state| {
        let teams: Vec<String> = state
            .teams
            .iter()
            .take(1000)
            .map(|team| format!("/teams/{}", team.slug))
            .collect();
        let reader = Viewer::of(state, PersonId(1));
        let initiatives: Vec<String> = state
            .seen_by(reader)
            .initiatives()
            .take(1000)
            .map(|(id, _)| format!("/initiatives/{}", id.0))
            .collect();
        (teams, initiatives)
    });
    let pages = listen(router(App::new(store.clone(), PersonId(1), || UNTIL))).await?;
    // The index of search is built beside the pages; they are measured when it is done.
    load(
        pages,
        vec!["/search?q=ready".to_owned()],
        Duration::from_millis(1),
    )
    .await?;
    let bare = measured(hello, &["/".to_owned()]).await?;
    let of_teams = |path: &str| -> Vec<String> {
        let slugs = teams.iter().take(9);
        let parts = slugs.map(|team| team.replace("/teams/", &format!("{path}?team=")));
        std::iter::once(path.to_owned()).chain(parts).collect()
    };
    let (insights, alignment) = (of_teams("/insights"), of_teams("/alignment"));
    for (what, paths, share) in [
        ("team page", teams.clone(), 0.40),
        ("initiative page", initiatives, 0.40),
        (
            "page of an initiative with thousands of feedback and hundreds of revisions",
            vec![format!("/initiatives/{}", large.0)],
            0.0,
        ),
        // Pages that show the whole organisation have no share of hello to keep, only the time of a read.
        ("Today", vec!["/".to_owned()], 0.0),
        ("signals", vec!["/signals".to_owned()], 0.0),
        ("insights, of all and of nine teams", insights, 0.0),
        ("alignment, of all and of nine teams", alignment, 0.0),
    ] {
        let budget = if share > 0.0 {
            "≥ 0.40, p99 ≤ 5 ms"
        } else {
            "p99 ≤ 5 ms"
        };
        let page = measured(pages, &paths).await?;
        let ratio = page.per_second / bare.per_second;
        let p99 = page.p99.as_secs_f64() * 1000.0;
        rows.push(Row::new(
            format!(
                "{what} against a bare hello, 32 connections, {} in rotation",
                paths.len()
            ),
            format!(
                "{ratio:.2} ({:.0} against {:.0} requests/s; p99 {p99:.1} ms)",
                page.per_second, bare.per_second
            ),
            budget,
            Some(ratio >= share && p99 <= 5.0),
        ));
    }
    grown::asked_anew(&store, pages, large, rows).await
}
