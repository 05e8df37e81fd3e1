//! What every request passes: whether it may ask at all, whether the answer is known, and the headers that protect it.

use std::time::Instant;

use axum::{
    body::Body,
    extract::{Request, State},
    http::{
        HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri,
        header::{
            ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, ETAG, HOST, IF_NONE_MATCH, ORIGIN,
            REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
        },
    },
    middleware::Next,
    response::{IntoResponse as _, Response},
};

use crate::{
    api::{
        self,
        admit::{admit, is_no_page_of_others},
        problem::Trouble,
    },
    app::{App, hour},
    assets,
    body::{self, Sender},
    pack::{self, TakesGzip},
    problem::Problem,
    scim,
    url::To,
    visitor::{Arrival, Visitor},
};

/// The longest path with its query that is taken, in bytes.
const URL_LIMIT: usize = 4096;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
);

const CROSS_ORIGIN_OPENER_POLICY: HeaderName =
    HeaderName::from_static("cross-origin-opener-policy");

const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");

/// For two years browsers come to this name encrypted only. Other names of the domain are not ours to speak for.
const HTTPS_ONLY: HeaderValue = HeaderValue::from_static("max-age=63072000");

/// What a page may ask of the machine: nothing of this.
const PERMISSIONS: HeaderValue = HeaderValue::from_static(
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=()",
);

/// Lets a request through, or answers for the pages.
pub(crate) async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    if scim::has(request.uri().path()) {
        let refused = refuse(&app, &request);
        let path = request.uri().path().to_owned();
        let answer = scim::answer(&app, request, next, refused).await;
        return protected(&app, &path, answer);
    }
    let mut arrival = Arrival::of(&app, request.headers()).await;
    let takes_gzip = TakesGzip::of(request.headers());
    let uri = request.uri().clone();
    let refused = refuse(&app, &request);
    let mut said = HeaderMap::new();
    let (parts, body) = request.into_parts();
    if api::has(uri.path()) && refused.is_none() {
        match admit(&app, &parts, arrival.visitor).await {
            Ok(admitted) => {
                arrival.visitor = Some(admitted.visitor);
                said = admitted.headers;
            }
            Err(trouble) => return protected(&app, uri.path(), trouble.into_response()),
        }
    }
    let mut request = Request::from_parts(parts, body);
    request.extensions_mut().insert(arrival.clone());
    let visitor = arrival.visitor;
    // What is not on record has no number that changes with it: such a page is made new every time.
    let is_kept = is_safe(request.method()) && !is_beside_the_record(uri.path());
    let reader = visitor.filter(|_| is_kept);
    let tag = reader.map(|reader| tag(&app, &request, reader));
    let key = tag.as_ref().and_then(|tag| key(&request, tag, takes_gzip));
    let key = key.filter(|_| refused.is_none());
    if let Some(kept) = key.as_ref().and_then(|key| app.kept().get(key)) {
        return kept;
    }
    let begun = Instant::now();
    let mut response = match refused {
        Some(problem) => problem.into_response(),
        None => match with_whole_body(request, visitor).await {
            Ok(request) => answer(request, next, tag).await,
            Err(problem) => problem.into_response(),
        },
    };
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        let allowed = response.headers_mut().remove(ALLOW);
        response = if api::has(uri.path()) {
            Trouble::from(&problem).into_response()
        } else {
            problem.page(&app, &arrival, &uri)
        };
        said.extend(allowed.map(|allowed| (ALLOW, allowed)));
    }
    response.headers_mut().extend(said);
    let response = pack::packed(takes_gzip, protected(&app, uri.path(), response)).await;
    match key {
        Some(key) => app.kept().keep(key, begun.elapsed(), response).await,
        None => response,
    }
}

/// The headers that protect whoever reads an answer.
fn protected(app: &App, path: &str, mut response: Response) -> Response {
    let headers = response.headers_mut();
    if app.place().is_secure() {
        headers.insert(STRICT_TRANSPORT_SECURITY, HTTPS_ONLY);
    }
    if is_beside_the_record(path) {
        headers
            .entry(CACHE_CONTROL)
            .or_insert(HeaderValue::from_static("no-store"));
    }
    headers.insert(CONTENT_SECURITY_POLICY, POLICY);
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers
        .entry(REFERRER_POLICY)
        .or_insert(HeaderValue::from_static("same-origin"));
    headers.insert(
        CROSS_ORIGIN_OPENER_POLICY,
        HeaderValue::from_static("same-origin"),
    );
    headers.insert(PERMISSIONS_POLICY, PERMISSIONS);
    headers
        .entry(CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("private, no-cache"));
    response
}

/// What a page is kept under: its tag, its whole address and whether it is packed. None for whoever has the page or
/// does something, for a program, whose answers say how much it may ask, and for a search: its index may learn of long
/// texts after they were recorded.
fn key(request: &Request, tag: &HeaderValue, takes_gzip: TakesGzip) -> Option<String> {
    let (uri, headers) = (request.uri(), request.headers());
    let is_search = uri.path().starts_with(&To::Search.to_string());
    if *request.method() != Method::GET
        || is_search
        || api::has(uri.path())
        || headers.contains_key(IF_NONE_MATCH)
    {
        return None;
    }
    Some(format!("{takes_gzip:?} {} {uri}", tag.to_str().ok()?))
}

fn refuse(app: &App, request: &Request) -> Option<Problem> {
    let host = request
        .headers()
        .get(HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or_default();
    if !app.place().answers(host) {
        return Some(Problem::Host);
    }
    if length(request.uri()) > URL_LIMIT {
        return Some(Problem::UrlTooLong);
    }
    let headers = request.headers();
    // Where no cookie counts, nothing can be sent in somebody's name.
    let is_ours = is_own(app, headers, host)
        || ends_notices(request.uri().path())
        || scim::has(request.uri().path())
        || api::has(request.uri().path()) && is_no_page_of_others(headers);
    (!is_safe(request.method()) && !is_ours).then_some(Problem::Foreign)
}

/// Where a mail program ends notices by one request: no cookie counts there, only the secret in the path.
fn ends_notices(path: &str) -> bool {
    path.starts_with(&To::Unsubscribe("").to_string())
}

/// Pages about accounts and what is private. They are never kept.
fn is_beside_the_record(path: &str) -> bool {
    let folder = path.split('/').nth(1).unwrap_or_default();
    [
        "sign-in",
        "l",
        "unsubscribe",
        "settings",
        "start",
        "notes",
        "admin",
    ]
    .contains(&folder)
}

fn is_safe(method: &Method) -> bool {
    *method == Method::GET || *method == Method::HEAD
}

/// Whether a form was sent from one of our own pages.
fn is_own(app: &App, headers: &HeaderMap, host: &str) -> bool {
    if let Some(site) = headers.get(SEC_FETCH_SITE) {
        return site == "same-origin" || site == "none";
    }
    let origin = headers.get(ORIGIN).and_then(|origin| origin.to_str().ok());
    origin.is_some_and(|origin| app.place().is_own(origin, host))
}

fn length(uri: &Uri) -> usize {
    uri.path().len() + uri.query().unwrap_or_default().len()
}

/// The request with all that it brings along.
async fn with_whole_body(request: Request, visitor: Option<Visitor>) -> Result<Request, Problem> {
    let sender = visitor.map_or(Sender::Stranger, |_| Sender::Known);
    let (parts, body) = request.into_parts();
    let whole = body::whole(body, sender).await?;
    Ok(Request::from_parts(parts, Body::from(whole)))
}

async fn answer(request: Request, next: Next, tag: Option<HeaderValue>) -> Response {
    let Some(tag) = tag else {
        return next.run(request).await;
    };
    if request
        .headers()
        .get(IF_NONE_MATCH)
        .is_some_and(|known| is_among(&tag, known))
    {
        return (StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response();
    }
    let mut response = next.run(request).await;
    if response.status() == StatusCode::OK {
        response.headers_mut().insert(ETAG, tag);
    }
    response
}

/// Whether a tag is one of those that whoever asks has.
fn is_among(tag: &HeaderValue, known: &HeaderValue) -> bool {
    let (Ok(tag), Ok(known)) = (tag.to_str(), known.to_str()) else {
        return false;
    };
    known.split(',').any(|known| known.trim() == tag)
}

/// The same for as long as the page would be the same: nothing recorded since, the same hour, the same person. Weak,
/// because a page that was packed on the way is still the same page.
fn tag(app: &App, request: &Request, visitor: Visitor) -> HeaderValue {
    let uri = request.uri();
    let seq = app.store().read(|state| state.seq);
    let url = assets::fnv(uri.path().as_bytes())
        ^ assets::fnv(uri.query().unwrap_or_default().as_bytes()).rotate_left(1);
    let (me, theme) = (visitor.person.0, visitor.theme.word());
    let (hour, born) = (hour(app.now()), app.born().0);
    let tag = format!(
        "W/\"{:x}-{}.{}-{me}{theme}-{hour}-{born:x}-{:x}\"",
        url,
        seq.0,
        // What is erased changes a page without a new number.
        app.store().times_folded_anew() + app.times_turned(),
        assets::HASH
    );
    HeaderValue::from_str(&tag).unwrap_or(HeaderValue::from_static("\"none\""))
}
