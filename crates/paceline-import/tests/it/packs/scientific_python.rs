//! Scientific Python, by a mapping alone, against the key.

use super::*;

#[test]
fn a_pack_without_a_preset_is_read_by_a_mapping_alone() {
    let folder: PathBuf =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/scientific-python-specs");
    if !folder.exists() {
        missing(&folder);
        return;
    }
    let mapping = tempfile::NamedTempFile::new().expect("a file");
    let text = r#"
        name = "specs"
        [records]
        files = ["spec-*/index.md"]
        format = "front-matter"
        id = "SPEC {number}"
        [fields]
        title = "title"
        number = "number"
        authors = "author"
        supporters = "endorsed-by"
        created = "date"
        [[teams]]
        files = ["core-projects/*.md"]
        exclude = ["core-projects/_index.md"]
    "#;
    std::fs::write(mapping.path(), text).expect("can write");
    let options = Options {
        mapping: Some(mapping.path().to_owned()),
        ..Options::default()
    };
    let records = read(&folder, &options).expect("readable");
    let totals = totals::totals(&records);
    let text = std::fs::read_to_string(folder.join("EXPECTED.json")).expect("a key");
    let key: Value = serde_json::from_str(&text).expect("valid JSON");
    let mut differences = Differences::default();
    differences.same("proposals", totals.initiatives, &key["proposals_total"]);
    differences.same("people", totals.people, &key["distinct_people"]);
    differences.same("teams", totals.teams, &key["teams"]["total"]);
    let supports: usize = records
        .initiatives
        .iter()
        .map(|it| it.supporters.len())
        .sum();
    differences.same("supports", supports, &key["supports_total"]);
    differences.people(
        "leading",
        &totals::leading_most(&records),
        &key["leading_most_first_author"],
    );
    differences.none();
}
