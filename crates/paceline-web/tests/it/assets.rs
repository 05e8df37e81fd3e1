//! The browser's files: named by what is in them, packed, and kept for ever.

use std::io::Read as _;

use flate2::read::GzDecoder;

use crate::common::World;

/// What follows a piece of a page, up to the quotation mark.
fn after<'a>(page: &'a str, piece: &str) -> &'a str {
    let (_, rest) = page.split_once(piece).unwrap();
    rest.split_once('"').unwrap().0
}

#[tokio::test]
async fn what_a_page_names_is_there_and_may_be_kept_for_ever() {
    let world = World::new().await;
    let page = world.page("/").await;
    for (piece, kind) in [
        (r#"rel="stylesheet" href=""#, "text/css; charset=utf-8"),
        (
            r#"<script type="module" src=""#,
            "text/javascript; charset=utf-8",
        ),
        (r#"rel="icon" type="image/svg+xml" href=""#, "image/svg+xml"),
        (r#"as="font" type="font/woff2" href=""#, "font/woff2"),
    ] {
        let file = world.get(after(&page, piece)).await;
        assert_eq!(file.status, 200, "{piece}");
        assert_eq!(file.header("content-type"), kind);
        assert_eq!(
            file.header("cache-control"),
            "public, max-age=31536000, immutable"
        );
        assert_eq!(file.header("vary"), "Accept-Encoding");
        assert_eq!(file.header("content-encoding"), "");
    }
}

#[tokio::test]
async fn the_style_sheet_comes_packed_as_the_browser_likes_it() {
    let world = World::new().await;
    let page = world.page("/").await;
    let url = after(&page, r#"rel="stylesheet" href=""#);
    let plain = world.get(url).await;
    assert!(plain.body.contains("light-dark("));
    assert!(!plain.body.contains("@import"), "it is one file");
    let asked = async |offer: &str| {
        world
            .send("GET", url, &[("Accept-Encoding", offer)], "")
            .await
    };
    let brotli = asked("gzip, deflate, br").await;
    assert_eq!(brotli.header("content-encoding"), "br");
    assert!(brotli.bytes.len() < plain.bytes.len() / 2);
    let gzip = asked("gzip").await;
    assert_eq!(gzip.header("content-encoding"), "gzip");
    let mut unpacked = String::new();
    GzDecoder::new(&gzip.bytes[..])
        .read_to_string(&mut unpacked)
        .unwrap();
    assert_eq!(unpacked, plain.body);
    assert_eq!(asked("br;q=0").await.header("content-encoding"), "");
}

#[tokio::test]
async fn every_font_the_style_sheet_names_is_there() {
    let world = World::new().await;
    let page = world.page("/").await;
    let sheet = world.get(after(&page, r#"rel="stylesheet" href=""#)).await;
    let fonts: Vec<&str> = sheet.body.split(r#"url("./"#).skip(1).collect();
    assert!(fonts.len() > 10, "{}", fonts.len());
    for font in fonts {
        let name = font.split('"').next().unwrap();
        let file = world.get(&format!("/static/{name}")).await;
        assert_eq!(file.status, 200, "{name}");
        assert!(file.bytes.starts_with(b"wOF2"), "{name}");
    }
}
