//! Whatever bytes lie where records should lie: reading ends, and never with a panic.

use std::fs;

use paceline_import::{Options, presets, read, totals};
use proptest::prelude::*;

/// Where each preset looks for records.
const PLACES: [(&str, &str); 4] = [
    ("kubernetes", "keps/sig-a/1/kep.yaml"),
    ("rust-project-goals", "src/2026/a.md"),
    ("openshift", "enhancements/a/b.md"),
    ("front-matter", "rfcs/a.md"),
];

const FORMATS: [&str; 10] = [
    "yaml",
    "toml",
    "json",
    "front-matter",
    "headers",
    "list",
    "table",
    "sections",
    "attributes",
    "auto",
];

fn scrambled() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just("---\n"),
        Just("+++\n"),
        Just("title: x\n"),
        Just("status:"),
        Just("- @a, @b\n"),
        Just("  - \""),
        Just("| Metadata | |\n|---|---|\n"),
        Just("| a | @b |\n"),
        Just("| Task | Owner |\n"),
        Just("## Status\n"),
        Just("# T\n"),
        Just("====\n"),
        Just(":state: x\n"),
        Just("* **K**: v\n"),
        Just("&a [*a, *b]\n"),
        Just("{a: [b"),
        Just("a = 1\n"),
        Just("\n"),
        Just("2024-13-40"),
        Just("authors: [\"@é\", '"),
        Just("\u{2028}"),
        Just("<x@y.z>"),
        Just("[t] champion"),
        Just("```\n"),
        Just("\t"),
        Just(
            "<a href=\"x/goals/issues/1#issuecomment-2\">Comment by @a posted on 2026-01-02:</a>\n<blockquote>\n"
        ),
        Just(
            "<a href=\"x/goals/issues/1#issuecomment-3\" style=\"\">Comment by @a posted on 2026-01-02:</a>\n<div style=\"\">\n"
        ),
        Just("- **[N]** — [comment from 2026-01-02](x/goals/issues/1#issuecomment-4)\n"),
        Just("[N]: https://github.com/n\n"),
        Just("  > &#x60;<p"),
        Just("</blockquote>\n"),
        Just("</div>\n"),
    ];
    let words = prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat().into_bytes());
    prop_oneof![words, prop::collection::vec(any::<u8>(), 0..400)]
}

fn read_at(path: &str, bytes: &[u8], options: &Options<'_>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("can make folders");
    fs::write(&path, bytes).expect("can write");
    if let Ok(records) = read(folder.path(), options) {
        serde_json::to_string(&records).expect("serialises");
        totals(&records);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn presets_read_anything(bytes in scrambled()) {
        for (preset, path) in PLACES {
            let options = Options { preset: Some(preset.to_owned()), ..Options::default() };
            read_at(path, &bytes, &options);
        }
    }

    #[test]
    fn formats_read_anything(bytes in scrambled()) {
        let folder = tempfile::tempdir().expect("a folder");
        let mapping = folder.path().join("m.toml");
        for format in FORMATS {
            let text = format!("extends = \"front-matter\"\n[records]\nfiles = [\"*.x\"]\nformat = \"{format}\"\nwithout_fields = \"record\"\n");
            fs::write(&mapping, text).expect("can write");
            let options = Options { mapping: Some(mapping.clone()), ..Options::default() };
            read_at("a.x", &bytes, &options);
        }
    }

    #[test]
    fn mappings_and_lists_read_anything(bytes in scrambled()) {
        let folder = tempfile::tempdir().expect("a folder");
        let mapping = folder.path().join("m.toml");
        fs::write(&mapping, &bytes).expect("can write");
        let options = Options { mapping: Some(mapping), ..Options::default() };
        read_at("a.md", b"x", &options);
        let options = Options { preset: Some("rust-project-goals".to_owned()), ..Options::default() };
        for list in ["team/teams/a.toml", "team/people/a.toml", "derived/checkins.jsonl", "blog/content/a.md", "history/a.jsonl"] {
            let folder = tempfile::tempdir().expect("a folder");
            for (path, bytes) in [("src/2026/a.md", &b"| Metadata | |\n|--|--|\n| Status | x |\n"[..]), (list, &bytes[..])] {
                let path = folder.path().join(path);
                fs::create_dir_all(path.parent().expect("a folder")).expect("can make folders");
                fs::write(&path, bytes).expect("can write");
            }
            if let Err(error) = read(folder.path(), &options) {
                return Err(TestCaseError::fail(format!("{list}: {error}")));
            }
        }
    }
}

#[test]
fn the_places_are_those_of_all_presets() {
    let named: Vec<&str> = PLACES.iter().map(|(name, _)| *name).collect();
    assert_eq!(named, presets::names());
}
