//! Puts the browser's files, which `cargo xtask assets` has built into `dist/`, into the program. Never fetches anything.

#[path = "build/inputs.rs"]
mod inputs;

use std::{
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

const REMEDY: &str =
    "Run `cargo xtask assets` (it needs Node.js 20 or newer with npm), then build again.";

fn main() {
    let folder = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let out = env::var_os("OUT_DIR").map(PathBuf::from);
    let (Some(folder), Some(out)) = (folder, out) else {
        return tell(
            "error",
            "Cargo says neither where this is nor where to write.",
        );
    };
    let root = folder.join("../..");
    for input in inputs::INPUTS {
        tell("rerun-if-changed", &root.join(input).to_string_lossy());
    }
    let manifest = folder.join("dist/manifest.txt");
    tell("rerun-if-changed", &manifest.to_string_lossy());
    let Ok(manifest) = fs::read_to_string(&manifest) else {
        return tell(
            "error",
            &format!("The browser's files are not built. {REMEDY}"),
        );
    };
    if !is_fresh(&manifest, &root) {
        let sentence =
            format!("The browser's files are older than what they are made from. {REMEDY}");
        // Whoever works on Rust alone is told; what is given to others must be right.
        let is_release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
        tell(if is_release { "error" } else { "warning" }, &sentence);
    }
    match table(&manifest) {
        Some(table) if fs::write(out.join("assets.rs"), &table).is_ok() => {}
        _ => tell(
            "error",
            &format!("dist/manifest.txt cannot be used. {REMEDY}"),
        ),
    }
}

fn is_fresh(manifest: &str, root: &Path) -> bool {
    let built_from = manifest
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("inputs\t"));
    let now = inputs::hash(root).map(|hash| format!("{hash:016x}"));
    now.is_ok_and(|now| built_from == Some(&now))
}

/// The manifest as Rust: every file with its packed forms, and the names a page needs.
fn table(manifest: &str) -> Option<String> {
    let rows = manifest.lines().skip(1);
    let rows: Vec<Vec<&str>> = rows.map(|line| line.split('\t').collect()).collect();
    let mut table = String::from("pub(crate) static FILES: &[File] = &[\n");
    for row in &rows {
        let [_, name, kind, forms] = row[..] else {
            return None;
        };
        let form = |form: &str| {
            let is_there = forms.split(' ').any(|known| known == form);
            is_there.then(|| included(&format!("{name}.{form}")))
        };
        let (plain, brotli, gzip) = (included(name), form("br"), form("gz"));
        let [brotli, gzip] = [brotli, gzip]
            .map(|form| form.map_or("None".to_owned(), |file| format!("Some({file})")));
        writeln!(table, "File {{ name: {name:?}, kind: {kind:?}, plain: {plain}, brotli: {brotli}, gzip: {gzip} }},").ok()?;
    }
    table += "];\n";
    let named = |role: &str| {
        let rows = rows.iter().filter(move |row| row.first() == Some(&role));
        rows.filter_map(|row| row.get(1))
            .copied()
            .collect::<Vec<_>>()
    };
    for (constant, role) in [("STYLE", "style"), ("SCRIPT", "script"), ("ICON", "icon")] {
        let name = *named(role).first()?;
        writeln!(table, "pub(crate) const {constant}: &str = {name:?};").ok()?;
    }
    writeln!(
        table,
        "pub(crate) const PRELOADS: &[&str] = &{:?};",
        named("preload")
    )
    .ok()?;
    // The names hold hashes of the contents; whatever changes in the browser changes this number.
    let hash = manifest
        .lines()
        .skip(1)
        .flat_map(str::bytes)
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    let bytes = hash.to_be_bytes();
    writeln!(
        table,
        "pub(crate) const HASH: u64 = u64::from_be_bytes({bytes:?});"
    )
    .ok()?;
    Some(table)
}

fn included(name: &str) -> String {
    format!("include_bytes!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/dist/{name}\"))")
}

fn tell(what: &str, words: &str) {
    println!("cargo::{what}={words}");
}
