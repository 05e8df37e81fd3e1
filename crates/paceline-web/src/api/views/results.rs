//! Results of a period: as JSON, or as the same files that the page offers.

use axum::http::{HeaderMap, header::ACCEPT};

use crate::{
    api::{
        answer::view,
        parameters::{Asking, RESULTS},
    },
    extract::Query,
    look::{Look, Shown},
    pages::results::{self as page, Asked},
};

/// The form in which results are had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum As {
    Json,
    Markdown,
    Csv,
}

impl As {
    /// As the query says, or else the header: the first that it names of those there are.
    fn wanted(said: &str, headers: &HeaderMap) -> Self {
        match said {
            "json" => return Self::Json,
            "markdown" => return Self::Markdown,
            "csv" => return Self::Csv,
            _ => {}
        }
        let accepted = headers.get_all(ACCEPT).into_iter();
        let accepted = accepted.filter_map(|accepted| accepted.to_str().ok());
        let kinds = accepted.flat_map(|accepted| accepted.split(','));
        let kinds = kinds.map(|kind| kind.split(';').next().unwrap_or_default().trim());
        let known = |kind: &str| match kind {
            "application/json" => Some(Self::Json),
            "text/markdown" => Some(Self::Markdown),
            "text/csv" => Some(Self::Csv),
            _ => None,
        };
        kinds.filter_map(known).next().unwrap_or(Self::Json)
    }
}

pub(in crate::api) async fn show(look: Look, headers: HeaderMap, asking: Asking) -> Shown {
    let asking = asking.of(RESULTS)?;
    let asked = Asked::new(["team", "from", "until"].map(|name| asking.get(name)));
    match As::wanted(asking.get("as"), &headers) {
        As::Json => {
            let results = look.read(|seen| asked.results(seen))?;
            view(&look, &results).await
        }
        As::Markdown => page::markdown(look, Query(asked)).await,
        As::Csv => page::csv(look, Query(asked)).await,
    }
}
