//! The bare answer that the benchmark holds our pages against. No part of the product: nothing routes here.

use axum::{Router, routing::get};

/// One route, `/`, that says hello without reading anything.
pub fn hello_router() -> Router {
    Router::new().route("/", get(|| async { "Hello" }))
}
