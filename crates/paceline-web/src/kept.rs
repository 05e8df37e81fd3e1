//! Pages that took long to make, kept for whoever asks for the same again before anything is recorded.
//!
//! A page is a function of the record, the viewer and the hour, and its tag says all three: what is kept under its tag
//! is what would be made again. Quick pages are not kept, they would only push the slow ones out.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, PoisonError},
    time::Duration,
};

use axum::{
    body::{Body, Bytes, to_bytes},
    http::{HeaderMap, StatusCode, header::ETAG},
    response::{IntoResponse as _, Response},
};

/// From so long on a page is worth keeping.
const SLOW: Duration = Duration::from_millis(1);
/// The largest page that is kept, and how much is kept in all, in bytes.
const LARGEST: usize = 512 * 1024;
const MOST: usize = 8 * 1024 * 1024;

#[derive(Default)]
pub(crate) struct Kept(Mutex<Pages>);

#[derive(Default)]
struct Pages {
    by_key: HashMap<String, Page>,
    /// The oldest first.
    order: VecDeque<String>,
    bytes: usize,
}

#[derive(Clone)]
struct Page {
    headers: HeaderMap,
    body: Bytes,
}

impl Kept {
    /// The page that was kept under a key.
    pub(crate) fn get(&self, key: &str) -> Option<Response> {
        let pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let page = pages.by_key.get(key)?.clone();
        drop(pages);
        let mut response = Response::new(Body::from(page.body));
        *response.headers_mut() = page.headers;
        Some(response)
    }

    /// Keeps a page with a tag that took long, and hands it on.
    pub(crate) async fn keep(&self, key: String, took: Duration, response: Response) -> Response {
        let is_page = response.status() == StatusCode::OK && response.headers().contains_key(ETAG);
        if took < SLOW || !is_page {
            return response;
        }
        let (parts, body) = response.into_parts();
        let Ok(body) = to_bytes(body, usize::MAX).await else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        if body.len() <= LARGEST {
            let page = Page {
                headers: parts.headers.clone(),
                body: body.clone(),
            };
            let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            pages.put(key, page);
        }
        Response::from_parts(parts, Body::from(body))
    }
}

impl Pages {
    fn put(&mut self, key: String, page: Page) {
        self.bytes += page.body.len();
        match self.by_key.insert(key.clone(), page) {
            Some(same) => self.bytes -= same.body.len(),
            None => self.order.push_back(key),
        }
        while self.bytes > MOST
            && let Some(oldest) = self.order.pop_front()
        {
            let gone = self.by_key.remove(&oldest);
            self.bytes -= gone.map_or(0, |page| page.body.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(size: usize) -> Response {
        ([(ETAG, "\"1\"")], "x".repeat(size)).into_response()
    }

    #[tokio::test]
    async fn slow_pages_are_kept_until_there_is_no_room() {
        let kept = Kept::default();
        let quick = kept.keep("quick".into(), Duration::ZERO, page(9)).await;
        assert_eq!(quick.headers().get(ETAG).unwrap(), "\"1\"");
        assert!(kept.get("quick").is_none());
        let count = MOST / LARGEST + 1;
        for number in 0..count {
            let answer = kept.keep(number.to_string(), SLOW, page(LARGEST)).await;
            let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
            assert_eq!(body.len(), LARGEST);
        }
        assert!(kept.get("0").is_none(), "the oldest made room");
        let last = kept.get(&(count - 1).to_string()).unwrap();
        let body = to_bytes(last.into_body(), usize::MAX).await.unwrap();
        assert_eq!(body.len(), LARGEST);
    }

    #[tokio::test]
    async fn what_is_no_page_is_not_kept() {
        let kept = Kept::default();
        let answer = StatusCode::NOT_FOUND.into_response();
        kept.keep("none".into(), SLOW, answer).await;
        assert!(kept.get("none").is_none());
    }
}
