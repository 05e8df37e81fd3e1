//! The gallery as a folder: `target/gallery/index.html`, to be opened as a file, without a server.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

/// A page as it was answered.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) world: &'static str,
    pub(crate) name: String,
    pub(crate) url: String,
    pub(crate) body: String,
}

/// Where the gallery lies: beside whatever else is built.
pub(crate) fn folder() -> PathBuf {
    let passing = Path::new(env!("CARGO_TARGET_TMPDIR"));
    passing.parent().unwrap().join("gallery")
}

/// Writes a world's pages, with links among them, and a page that lists them.
pub(crate) fn put(world: &str, about: &str, pages: &[Page]) {
    let folder = folder().join(world);
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).unwrap();
    let places: BTreeMap<&str, &str> = pages
        .iter()
        .map(|page| (page.url.as_str(), page.name.as_str()))
        .collect();
    for page in pages {
        let body = relinked(&page.body, &places);
        fs::write(folder.join(format!("{}.html", page.name)), body).unwrap();
    }
    let mut list = String::new();
    for page in pages {
        let (name, url) = (&page.name, escaped(&page.url));
        writeln!(
            list,
            "<li><a href=\"{name}.html\">{name}</a> <code>{url}</code></li>"
        )
        .unwrap();
    }
    let more = "<p><a href=\"../index.html\">All samples</a></p>";
    let body = listing(world, about, &format!("{more}\n<ol>\n{list}</ol>"));
    fs::write(folder.join("index.html"), body).unwrap();
}

/// Writes what the worlds share: the list of them, the browser's files, a page for links that lead out.
pub(crate) fn put_index(worlds: &[(&str, &str)]) {
    let folder = folder();
    let files = folder.join("static");
    fs::create_dir_all(&files).unwrap();
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
    for file in fs::read_dir(dist).unwrap().flatten() {
        fs::copy(file.path(), files.join(file.file_name())).unwrap();
    }
    let mut list = String::new();
    for (world, about) in worlds {
        writeln!(
            list,
            "<li><a href=\"{world}/index.html\">{world}</a>: {about}</li>"
        )
        .unwrap();
    }
    let about =
        "Every page from samples in every state, as the server writes it; scripts are left out.";
    let body = listing("Gallery", about, &format!("<ul>\n{list}</ul>"));
    fs::write(folder.join("index.html"), body).unwrap();
    let body = listing("Elsewhere", "This page is not in the gallery.", "");
    fs::write(folder.join("elsewhere.html"), body).unwrap();
}

fn listing(title: &str, about: &str, rest: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{title} · Gallery</title></head>\n\
         <body><main><h1>{title}</h1>\n<p>{about}</p>\n{rest}</main></body></html>\n"
    )
}

/// The page with addresses as files have them. Scripts and preloads, which a browser refuses from a file, are left out.
pub(crate) fn relinked(body: &str, places: &BTreeMap<&str, &str>) -> String {
    let mut page = String::new();
    let lines = body
        .lines()
        .filter(|line| !line.starts_with("<script ") && !line.starts_with("<link rel=\"preload\""));
    for line in lines {
        let mut rest = line;
        while let Some(at) = rest.find("=\"/") {
            let (before, from) = rest.split_at(at + 2);
            let (url, _) = from.split_once('"').unwrap();
            page += before;
            let is_address = ["href=\"", "action=\"", "src=\""]
                .iter()
                .any(|attribute| before.ends_with(attribute));
            page += &if is_address {
                as_file(url, places)
            } else {
                url.to_owned()
            };
            rest = &from[url.len()..];
        }
        page += rest;
        page.push('\n');
    }
    page
}

fn as_file(url: &str, places: &BTreeMap<&str, &str>) -> String {
    if let Some(file) = url.strip_prefix("/static/") {
        return format!("../static/{file}");
    }
    let plain = url.replace("&#38;", "&").replace("&amp;", "&");
    match places.get(plain.as_str()) {
        Some(name) => format!("{name}.html"),
        None => "../elsewhere.html".to_owned(),
    }
}

pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
