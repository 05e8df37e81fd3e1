//! Repositories of kinds that no preset knows, each read by a mapping file alone.

use std::path::Path;

use paceline_import::{CannotSay, Initiative, Options, ReadError, Records, Stage, read};
use tempfile::TempDir;

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("can make folders");
    std::fs::write(path, text).expect("can write");
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        write(folder.path(), path, text);
    }
    folder
}

fn read_with(folder: &TempDir, mapping: &str) -> Result<Records, ReadError> {
    write(folder.path(), "paceline-mapping.toml", mapping);
    let options = Options {
        mapping: Some(folder.path().join("paceline-mapping.toml")),
        ..Options::default()
    };
    read(folder.path(), &options)
}

fn only(records: &Records) -> &Initiative {
    assert_eq!(records.initiatives.len(), 1, "{:#?}", records.problems);
    &records.initiatives[0]
}

#[test]
fn python_proposals_have_header_lines() {
    let folder = folder(&[(
        "peps/pep-0751.rst",
        "PEP: 751\nTitle: A file format to record dependencies\nAuthor: Brett Cannon <brett@example.invalid>,\n        Ann Other <ann@example.invalid>\nSponsor: Guido van Rossum\nStatus: Final\nType: Standards Track\nCreated: 24-Jul-2024\nPost-History: 25-Jul-2024\n\nAbstract\n========\n\nThis PEP proposes a new file format.\n",
    )]);
    let mapping = r#"
        name = "peps"
        [records]
        files = ["peps/pep-*.rst"]
        format = "headers"
        id = "PEP {number}"
        [fields]
        title = "Title"
        number = "PEP"
        status = "Status"
        authors = "Author"
        supporters = "Sponsor"
        created = "Created"
        [status.known]
        Draft = { stage = "drafted" }
        Final = { stage = "delivered" }
    "#;
    let records = read_with(&folder, mapping).expect("readable");
    let pep = only(&records);
    assert_eq!(pep.id, "PEP 751");
    assert_eq!(pep.title, "A file format to record dependencies");
    assert_eq!(pep.authors, ["brett cannon", "ann other"]);
    assert_eq!(pep.lead.as_deref(), Some("brett cannon"));
    assert_eq!(pep.supporters, ["guido van rossum"]);
    assert_eq!(
        (pep.status.as_str(), pep.stage, pep.active),
        ("Final", Stage::Delivered, false)
    );
    assert_eq!(
        pep.created.map(|at| at.to_string()).as_deref(),
        Some("2024-07-24T00:00:00Z")
    );
    assert_eq!(pep.summary, "This PEP proposes a new file format.");
    assert_eq!(pep.lines["status"], 6);
    assert_eq!(
        records.cannot_say,
        [CannotSay::Serves, CannotSay::Asks, CannotSay::Approvers]
    );
    let ann = records
        .people
        .iter()
        .find(|person| person.key == "ann other");
    assert_eq!(ann.map(|person| person.name.as_str()), Some("Ann Other"));
}

#[test]
fn ethereum_proposals_have_front_matter_with_one_line_of_authors() {
    let folder = folder(&[(
        "EIPS/eip-1559.md",
        "---\neip: 1559\ntitle: Fee market change\nauthor: Vitalik Buterin (@vbuterin), Eric Conner (@econoar), Rick Dudley <rick@example.invalid>\nstatus: Final\ntype: Standards Track\ncategory: Core\ncreated: 2019-04-13\n---\n\n## Simple Summary\n\nA transaction pricing mechanism.\n",
    )]);
    let mapping = r#"
        name = "eips"
        [records]
        files = ["EIPS/eip-*.md"]
        format = "front-matter"
        [fields]
        title = "title"
        status = "status"
        authors = "author"
        team = ["category", "type"]
        created = "created"
        [status.known]
        Final = { stage = "delivered" }
    "#;
    let records = read_with(&folder, mapping).expect("readable");
    let eip = only(&records);
    assert_eq!(eip.authors, ["vbuterin", "econoar", "rick dudley"]);
    assert_eq!(eip.team.as_deref(), Some("Core"));
    assert_eq!(eip.summary, "A transaction pricing mechanism.");
    assert_eq!(records.teams[0].id, "Core");
}

#[test]
fn cockroach_proposals_have_a_list_at_the_head() {
    let folder = folder(&[(
        "docs/RFCS/20150720_schema_gossip.md",
        "- Feature Name: schema_gossip\n- Status: completed\n- Start Date: 2015-07-20\n- Authors: Peter Mattis, Ben Darnell\n- RFC PR: [#1743](https://example.invalid/1743)\n- Cockroach Issue: N/A\n\n# Summary\n\nThis RFC suggests implementing eventually consistent replication.\n",
    )]);
    let mapping = r#"
        [records]
        files = ["docs/RFCS/*.md"]
        format = "list"
        [fields]
        title = "Feature Name"
        status = "Status"
        authors = "Authors"
        created = "Start Date"
        [status.known]
        completed = { status = "done", stage = "delivered" }
    "#;
    let records = read_with(&folder, mapping).expect("readable");
    let rfc = only(&records);
    assert_eq!(records.preset, "paceline-mapping");
    assert_eq!(rfc.id, "docs/RFCS/20150720_schema_gossip");
    assert_eq!(rfc.title, "schema_gossip");
    assert_eq!(
        (rfc.status_written.as_str(), rfc.status.as_str()),
        ("completed", "done")
    );
    assert_eq!(rfc.authors, ["peter mattis", "ben darnell"]);
    assert_eq!(
        rfc.summary,
        "This RFC suggests implementing eventually consistent replication."
    );
}

#[test]
fn bold_lists_with_nested_names_are_read() {
    let folder = folder(&[(
        "rfcs/one.md",
        "# One\n\n* **Status**: Accepted (2024-05-01)\n* **Owners:**\n  * @Ann\n  * @bob\n* **Area** : Storage\n\nText.\n",
    )]);
    let mapping = r#"
        [records]
        files = ["rfcs/*.md"]
        format = "list"
        [fields]
        status = "status"
        authors = "owners"
        [status]
        pattern = '^([A-Za-z]+)'
        [status.known]
        accepted = { stage = "agreed" }
    "#;
    let records = read_with(&folder, mapping).expect("readable");
    let rfc = only(&records);
    assert_eq!(rfc.title, "One");
    assert_eq!(
        (rfc.status.as_str(), rfc.stage, rfc.active),
        ("accepted", Stage::Agreed, true)
    );
    assert_eq!(rfc.authors, ["ann", "bob"]);
}

#[test]
fn oxide_discussions_have_attributes() {
    let folder = folder(&[(
        "rfd/0001/README.adoc",
        ":showtitle:\n:state: published\n:discussion: https://example.invalid\n:authors: Jess Frazelle <jess@example.invalid>, Bryan Cantrill <bryan@example.invalid>\n\n= RFD 1 Requests for Discussion\n\nThis describes the process.\n",
    )]);
    let mapping = r#"
        [records]
        files = ["rfd/*/README.adoc"]
        format = "attributes"
        path = '^rfd/(?<number>\d+)/'
        id = "RFD {number}"
        [fields]
        status = "state"
        authors = "authors"
        [status.known]
        published = { stage = "agreed" }
    "#;
    let records = read_with(&folder, mapping).expect("readable");
    let rfd = only(&records);
    assert_eq!(rfd.id, "RFD 0001");
    assert_eq!(rfd.title, "RFD 1 Requests for Discussion");
    assert_eq!(rfd.authors, ["jess frazelle", "bryan cantrill"]);
    assert_eq!(rfd.stage, Stage::Agreed);
}

#[test]
fn decision_records_have_sections_and_a_date_line() {
    let folder = folder(&[(
        "doc/adr/0001-record-decisions.md",
        "# 1. Record architecture decisions\n\nDate: 2016-02-12\n\n## Status\n\nAccepted\n\n## Deciders\n\n- Ann Other\n- Bob\n\n## Context\n\nWe need to record the decisions.\n",
    )]);
    let mapping = r#"
        [records]
        files = ["doc/adr/*.md"]
        format = ["headers", "sections"]
        [fields]
        status = "status"
        authors = "deciders"
        created = "date"
        [status.known]
        accepted = { stage = "delivered" }
    "#;
    let records = read_with(&folder, mapping).expect("readable");
    let adr = only(&records);
    assert_eq!(adr.title, "1. Record architecture decisions");
    assert_eq!(adr.status, "accepted");
    assert_eq!(adr.authors, ["ann other", "bob"]);
    assert_eq!(
        adr.created.map(|at| at.to_string()).as_deref(),
        Some("2016-02-12T00:00:00Z")
    );
    assert_eq!(adr.summary, "We need to record the decisions.");
}

#[test]
fn whole_files_of_toml_and_json_are_records_too() {
    let folder = folder(&[
        (
            "goals/a.toml",
            "title = \"A\"\nversion = 1.20\n\n[owner]\nhandle = \"@Ann\"\n",
        ),
        (
            "goals/b.json",
            "{\"title\": \"B\",\n \"owner\": {\"handle\": \"bob\"}}",
        ),
    ]);
    let mapping = r#"
        [records]
        files = ["goals/*.{toml,json}"]
        [fields]
        title = "title"
        lead = "owner.handle"
    "#;
    let records = read_with(&folder, mapping).expect("readable");
    let leads: Vec<_> = records
        .initiatives
        .iter()
        .map(|it| (it.title.as_str(), it.lead.as_deref()))
        .collect();
    assert_eq!(leads, [("A", Some("ann")), ("B", Some("bob"))]);
}

#[test]
fn the_state_may_be_a_folder_and_the_team_another() {
    let folder = folder(&[(
        "plans/accepted/web/one.md",
        "# One\n\n| Owner | @ann |\n|---|---|\n| Reviewers | @bob |\n",
    )]);
    let mapping = r#"
        [records]
        files = ["plans/*/*/*.md"]
        format = "table"
        path = '^plans/(?<state>[^/]+)/(?<area>[^/]+)/(?<name>.+)\.md$'
        id = "{area}/{name}"
        [fields]
        status = { part = "state" }
        team = { part = "area" }
        lead = "Owner"
        reviewers = "Reviewers"
        [status.known]
        accepted = { stage = "agreed" }
    "#;
    let records = read_with(&folder, mapping).expect("readable");
    let plan = only(&records);
    assert_eq!(plan.id, "web/one");
    assert_eq!(
        (plan.status.as_str(), plan.team.as_deref()),
        ("accepted", Some("web"))
    );
    assert_eq!(
        (plan.lead.as_deref(), plan.reviewers.as_slice()),
        (Some("ann"), &["bob".to_owned()][..])
    );
}

#[test]
fn a_mapping_may_extend_a_preset() {
    let folder = folder(&[(
        "notes/x.md",
        "---\ntitle: X\nstatus: baking\nowner: Ann Other\n---\nText\n",
    )]);
    let mapping = r#"
        name = "ours"
        extends = "front-matter"
        [records]
        files = ["notes/*.md"]
        [status.known]
        baking = { stage = "under-way" }
    "#;
    let records = read_with(&folder, mapping).expect("readable");
    let note = only(&records);
    assert_eq!(records.preset, "ours");
    assert_eq!(
        (note.stage, note.lead.as_deref()),
        (Stage::UnderWay, Some("ann other"))
    );
}

#[test]
fn a_general_folder_is_recognised_without_any_mapping() {
    let folder = folder(&[
        (
            "rfcs/1.md",
            "---\ntitle: One\nstatus: draft\nauthors: [\"@ann\", \"@bob\"]\n---\nText\n",
        ),
        (
            "rfcs/2.md",
            "---\ntitle: Two\nstatus: accepted\nauthors: [\"@bob\"]\ngoal: Speed\n---\nText\n",
        ),
        ("README.md", "# Ours\n"),
    ]);
    let records = read(folder.path(), &Options::default()).expect("readable");
    assert_eq!(records.preset, "front-matter");
    assert_eq!(records.initiatives.len(), 2);
    assert_eq!(
        records.cannot_say,
        [CannotSay::Asks, CannotSay::Approvers, CannotSay::Activity]
    );
    assert!(!records.has_history);
}

#[test]
fn a_misspelt_key_is_named_with_its_line_and_the_nearest_known() {
    let folder = folder(&[("a.md", "x")]);
    let error = read_with(
        &folder,
        "[records]\nfiles = [\"*.md\"]\n\n[fields]\ntitel = \"title\"\n",
    )
    .expect_err("a mistake");
    let said = error.to_string();
    assert!(
        said.contains("line 5") && said.contains("`titel`") && said.contains("`title`"),
        "{said}"
    );
    let nested =
        "[records]\nfiles = [\"*.md\"]\n[fields]\nlead = { names = [\"x\"], handle_only = true }\n";
    let said = read_with(&folder, nested)
        .expect_err("a mistake")
        .to_string();
    assert!(
        said.contains("line 4") && said.contains("`handles_only`"),
        "{said}"
    );
    let said = read_with(&folder, "[records]\nformat = \"yml\"\n")
        .expect_err("a mistake")
        .to_string();
    assert!(said.contains("line 2") && said.contains("`yaml`"), "{said}");
    let said = read_with(&folder, "[fields]\ntitle = \"/(/\"\n")
        .expect_err("a mistake")
        .to_string();
    assert!(
        said.contains("line 2") && said.contains("regular expression"),
        "{said}"
    );
    let said = read_with(&folder, "[records\n")
        .expect_err("a mistake")
        .to_string();
    assert!(said.contains("line 1"), "{said}");
}

#[test]
fn refusals_say_what_to_do_instead() {
    let folder = folder(&[("a.txt", "x")]);
    let said = read(folder.path(), &Options::default())
        .expect_err("nothing here")
        .to_string();
    assert!(
        said.contains("kubernetes") && said.contains("docs/guide/mappings.md"),
        "{said}"
    );
    let options = Options {
        preset: Some("kubernetis".to_owned()),
        ..Options::default()
    };
    let said = read(folder.path(), &options)
        .expect_err("no such preset")
        .to_string();
    assert!(said.contains("rust-project-goals"), "{said}");
    let said = read(&folder.path().join("a.txt"), &Options::default())
        .expect_err("a file")
        .to_string();
    assert!(said.contains("Give the folder"), "{said}");
    let said = read(&folder.path().join("b"), &Options::default())
        .expect_err("nothing")
        .to_string();
    assert!(said.contains("There is nothing"), "{said}");
    let said = read_with(&folder, "[records]\nfiles = [\"*.md\"]\n")
        .expect_err("nothing")
        .to_string();
    assert!(said.contains("found no record"), "{said}");
}

#[test]
fn every_shipped_preset_is_a_valid_mapping() {
    let folder = folder(&[("a.md", "x")]);
    for name in paceline_import::presets::names() {
        let text = paceline_import::presets::text(name).expect("its text");
        if let Err(error) = read_with(&folder, text) {
            assert!(matches!(error, ReadError::NoRecords { .. }), "{error}");
        }
    }
}

/// The fenced blocks of one kind in the guide page, without the indent of a list.
fn blocks_of_the_guide(kind: &str) -> Vec<String> {
    let guide = include_str!("../../../../docs/guide/mappings.md");
    let mut blocks: Vec<String> = Vec::new();
    let mut inside = false;
    for line in guide.lines() {
        let trimmed = line.trim_start();
        if trimmed.starts_with("```") {
            inside = !inside && trimmed == format!("```{kind}");
            if inside {
                blocks.push(String::new());
            }
        } else if let (true, Some(block)) = (inside, blocks.last_mut()) {
            *block = format!("{block}{}\n", line.strip_prefix("   ").unwrap_or(line));
        }
    }
    blocks
}

#[test]
fn the_worked_example_of_the_guide_works() {
    let records = blocks_of_the_guide("markdown");
    let mappings = blocks_of_the_guide("toml");
    let folder = folder(&[("rfcs/0007-faster-checkout.md", records[0].as_str())]);
    let first = read_with(&folder, &mappings[0]).expect("readable");
    assert_eq!(only(&first).status, "unknown");
    let both = read_with(&folder, &format!("{}\n{}", mappings[0], mappings[1])).expect("readable");
    let rfc = only(&both);
    assert_eq!(
        (rfc.id.as_str(), rfc.title.as_str()),
        ("RFC 0007", "Faster checkout")
    );
    assert_eq!(
        (rfc.status.as_str(), rfc.stage),
        ("Accepted", Stage::Agreed)
    );
    assert_eq!(rfc.authors, ["priya", "ann other"]);
    assert_eq!(rfc.team.as_deref(), Some("Checkout"));
    assert_eq!(rfc.summary, "People wait eleven seconds for the last step.");
    assert_eq!(both.problems.len(), 1, "{:#?}", both.problems);
    assert!(both.problems[0].what.contains("placeholder"));
    // The second example, which extends a preset.
    let plan = "---\nstatus: baking\nowner: \"@priya\"\n---\n# Plan\n";
    let folder = self::folder(&[("handbook/plans/a.md", plan)]);
    let records = read_with(&folder, &mappings[2]).expect("readable");
    assert_eq!(only(&records).stage, Stage::UnderWay);
}
