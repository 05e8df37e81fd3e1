//! What every request passes: hosts, other sites, sizes, known answers, and pages for what goes wrong.

use std::io::Read as _;

use flate2::read::GzDecoder;

use paceline_web::Place;

use crate::{
    common::{MONA, World, encoded, memory, says},
    house::House,
};

#[tokio::test]
async fn whether_it_serves_is_told_to_whoever_asks_under_any_name() {
    let world = World::new().await;
    let headers = [("Host", "10.1.2.3:7171")];
    let answer = world.send("GET", "/healthz", &headers, "").await;
    assert_eq!((answer.status, answer.body.as_str()), (200, "serving\n"));
}

#[tokio::test]
async fn every_answer_carries_its_headers() {
    let world = World::new().await;
    for url in ["/", "/nowhere", "/gaps?at=x"] {
        let answer = world.get(url).await;
        assert!(
            answer
                .header("content-security-policy")
                .starts_with("default-src 'none'; style-src 'self'"),
            "{url}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "same-origin");
        assert_eq!(answer.header("cache-control"), "private, no-cache");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        assert!(answer.header("permissions-policy").contains("camera=()"));
        assert!(!answer.body.contains("style="), "{url}");
        for script in answer.body.split("<script").skip(1) {
            assert!(
                script.starts_with(r#" type="module" src="/static/"#)
                    && script.contains(r#"js"></script>"#),
                "no script stands in the page itself: {url}"
            );
        }
    }
}

#[tokio::test]
async fn only_this_machine_is_answered() {
    let world = World::new().await;
    let answer = world
        .send("GET", "/", &[("Host", "paceline.evil.example")], "")
        .await;
    assert_eq!(answer.status, 421);
    assert!(
        !answer.body.contains("Northwind"),
        "a foreign name learns nothing"
    );
    for host in ["localhost:7171", "[::1]:7171", "127.0.0.1"] {
        assert_eq!(
            world.send("GET", "/", &[("Host", host)], "").await.status,
            200,
            "{host}"
        );
    }
}

#[tokio::test]
async fn another_site_cannot_act() {
    let world = World::new().await;
    let form = encoded(&[("is", "a"), ("ought", "b")]);
    let own = format!("http://{}", world.address);
    let refused: [&[(&str, &str)]; 5] = [
        &[("Sec-Fetch-Site", "cross-site")],
        &[("Sec-Fetch-Site", "same-site"), ("Origin", &own)],
        &[("Origin", "http://evil.example")],
        &[("Origin", "null")],
        &[],
    ];
    for headers in refused {
        let answer = world.send("POST", "/gaps/new", headers, &form).await;
        assert_eq!(answer.status, 403, "{headers:?}");
        says(
            &answer.body,
            &["This was sent by another site", "Nothing was recorded."],
        );
    }
    assert_eq!(world.store.read(|state| state.gaps.len()), 0);
    let taken: [&[(&str, &str)]; 3] = [
        &[("Origin", &own)],
        &[("Sec-Fetch-Site", "same-origin")],
        &[("Sec-Fetch-Site", "none")],
    ];
    for headers in taken {
        assert_eq!(
            world.send("POST", "/gaps/new", headers, &form).await.status,
            303,
            "{headers:?}"
        );
    }
}

#[tokio::test]
async fn an_unchanged_page_is_not_sent_again() {
    let world = World::new().await;
    let first = world.get("/gaps").await;
    let tag = first.header("etag").to_owned();
    assert!(!tag.is_empty());
    let again = world
        .send("GET", "/gaps", &[("If-None-Match", &tag)], "")
        .await;
    assert_eq!((again.status, again.body.as_str()), (304, ""));
    assert_eq!(again.header("etag"), tag);
    assert_eq!(
        world
            .send("GET", "/gaps?sort=oldest", &[("If-None-Match", &tag)], "")
            .await
            .status,
        200
    );
    world.gap("Nine days", "One hour").await;
    let changed = world
        .send("GET", "/gaps", &[("If-None-Match", &tag)], "")
        .await;
    assert_eq!(changed.status, 200);
    let tag = changed.header("etag").to_owned();
    world.days_pass(1);
    assert_eq!(
        world
            .send("GET", "/gaps", &[("If-None-Match", &tag)], "")
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn what_goes_wrong_is_a_page_of_ours() {
    let world = World::new().await;
    for url in [
        "/nowhere",
        "/gaps/1",
        "/gaps/x",
        "/gaps/-1",
        "/gaps/99999999999",
        "/gaps/0",
        "/initiatives/0",
        "/goals/0",
        "/teams/nowhere",
        "/people/nobody",
        "/static/x.css",
        "//evil.example",
    ] {
        let answer = world.get(url).await;
        assert_eq!(answer.status, 404, "{url}");
        says(&answer.body, &["There is nothing here", "Go to today"]);
        assert!(!answer.body.contains("evil"), "{url}");
    }
    let answer = world.post("/gaps", &[]).await;
    assert_eq!(answer.status, 405);
    says(&answer.body, &["This page does not take that"]);
    for url in ["/gaps?find=a&find=b", "/initiatives?find=a&find=b"] {
        let answer = world.get(url).await;
        assert_eq!(answer.status, 400, "{url}");
        says(&answer.body, &["This could not be read"]);
    }
    let answer = world
        .send(
            "POST",
            "/gaps/new",
            &[("Sec-Fetch-Site", "same-origin")],
            "is=a&is=b",
        )
        .await;
    assert_eq!(answer.status, 400);
    let answer = world.get(&format!("/gaps?find={}", "a".repeat(5000))).await;
    assert_eq!(answer.status, 414);
    says(&answer.body, &["This address is too long"]);
}

#[tokio::test]
async fn a_form_that_is_too_big_is_told_so() {
    let world = World::new().await;
    let answer = world
        .post("/gaps/new", &[("is", &"a".repeat(600_000)), ("ought", "b")])
        .await;
    assert_eq!(answer.status, 413);
    says(&answer.body, &["This is more than fits into one form"]);
    let answer = world
        .post("/gaps/new", &[("is", &"a".repeat(20_001)), ("ought", "b")])
        .await;
    assert_eq!(answer.status, 422);
    says(&answer.body, &["has 20001 characters; at most 20000 fit."]);
}

#[tokio::test]
async fn a_long_page_is_packed_for_whoever_can_unpack_it() {
    let world = World::new().await;
    for title in ["Readable runbooks", "Error budget"] {
        world.starts(MONA, title).await;
    }
    let plain = world.get("/initiatives").await;
    assert_eq!(plain.header("content-encoding"), "");
    assert_eq!(plain.header("vary"), "Accept-Encoding");
    let gzip = [("Accept-Encoding", "br, gzip;q=0.8")];
    let packed = world.send("GET", "/initiatives", &gzip, "").await;
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert_eq!(packed.header("vary"), "Accept-Encoding");
    assert_eq!(
        packed.header("content-length"),
        packed.bytes.len().to_string()
    );
    assert!(packed.bytes.len() < plain.bytes.len() / 2);
    let mut unpacked = String::new();
    GzDecoder::new(&packed.bytes[..])
        .read_to_string(&mut unpacked)
        .unwrap();
    assert_eq!(unpacked, plain.body);
    let tag = packed.header("etag").to_owned();
    assert!(tag.starts_with("W/"), "it is the same page, packed or not");
    let known = world
        .send("GET", "/initiatives", &[("If-None-Match", &tag)], "")
        .await;
    assert_eq!((known.status, known.bytes.len()), (304, 0));
    let short = world.send("GET", "/gaps?at=x", &gzip, "").await;
    assert_eq!(short.status, 400);
}

#[tokio::test]
async fn a_failure_says_what_to_do_and_nothing_from_inside() {
    let world = World::new().await;
    world.store.clone().close().await;
    let answer = world
        .post("/gaps/new", &[("is", "a"), ("ought", "b")])
        .await;
    assert_eq!(answer.status, 500);
    says(
        &answer.body,
        &["The record does not answer as it should", "Go to today"],
    );
    assert!(!answer.body.contains("was closed"));
}

#[tokio::test]
async fn where_people_come_by_https_they_come_by_https_for_years() {
    let plain = World::new().await;
    assert_eq!(plain.get("/").await.header("strict-transport-security"), "");
    let place = Place::at("https://paceline.example.org").unwrap();
    let world = World::set_up(memory().await, MONA, plain.now(), |app| app.at(place)).await;
    let host = [("Host", "paceline.example.org")];
    for url in [
        "/",
        "/nowhere",
        "/static/none.css",
        "/api/v1/gaps",
        "/api/v1/none",
    ] {
        let answer = world.send("GET", url, &host, "").await;
        let told = answer.header("strict-transport-security");
        assert_eq!(told, "max-age=63072000", "{url}");
    }
}

#[tokio::test]
async fn whoever_signs_out_leaves_no_pages_behind() {
    let house = House::new().await;
    let browser = house.browser_of(MONA).await;
    let out = browser.post("/sign-out", &[]).await;
    assert_eq!(out.header("clear-site-data"), "\"cache\"");
}

#[tokio::test]
async fn passkeys_and_providers_are_not_tried_without_end() {
    let house = House::new().await;
    let browser = house.browser();
    let mut last = 0;
    for _ in 0..110 {
        last = browser.post("/sign-in/passkey", &[]).await.status;
    }
    assert_eq!(last, 429);
    assert_eq!(browser.get("/sign-in/with/acme").await.status, 429);
    assert_eq!(browser.get("/sign-in").await.status, 200);
}
