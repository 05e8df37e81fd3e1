//! Pictures of nothing, one, five and five hundred things, of long names and of names that run to the left.

use std::collections::BTreeSet;

use paceline_core::insight::strip::Whose;

use super::{Drawn, activity, alignment, flow, matrix, measure, outline, strip};
use crate::url::At;

mod samples;

use samples::{CASES, Case, NOW};

const KINDS: [&str; 7] = [
    "strip",
    "measure",
    "small",
    "flow",
    "matrix",
    "activity",
    "alignment",
];

fn drawn(kind: &str, case: Case) -> Drawn {
    let at = At(None);
    match kind {
        "strip" => strip::draw(&case.strip(), "strip", at),
        "measure" => measure::large(&case.measure(), "measure", NOW),
        "small" => measure::small(&case.measure(), "small", NOW),
        "flow" => flow::draw(&case.flow(), "flow"),
        "matrix" => matrix::draw(&case.matrix(), "matrix", at, "6-months"),
        "activity" => activity::draw(&case.activity(), "activity"),
        _ => alignment::draw(&case.alignment(), "alignment"),
    }
}

/// Every picture of every sample.
fn gallery() -> impl Iterator<Item = (&'static str, Case, Drawn)> {
    KINDS
        .into_iter()
        .flat_map(|kind| CASES.map(|case| (kind, case, drawn(kind, case))))
}

/// What stands between the tags of the first element of a name.
fn inside<'a>(html: &'a str, name: &str) -> &'a str {
    let rest = html.split_once(&format!("<{name}")).unwrap().1;
    let rest = rest.split_once('>').unwrap().1;
    rest.split_once(&format!("</{name}>")).unwrap().0
}

/// An element a line; of a large picture, how many elements there are of each kind.
fn readable(picture: &Drawn) -> String {
    let html = picture.to_string();
    if html.len() < 12_000 {
        return html.replace("><", ">\n<");
    }
    let count = |name: &str| html.matches(&format!("<{name} ")).count();
    let counted = ["rect", "circle", "path", "line", "text", "a"]
        .map(|name| format!("{name} {}", count(name)));
    let head = html.split_once("<desc").unwrap().0;
    format!(
        "{head}\n{}\n{}\n{}",
        inside(&html, "desc"),
        counted.join("\n"),
        picture.note
    )
}

#[test]
fn pictures_look_as_they_did() {
    for (kind, case, picture) in gallery() {
        let name = format!("{kind} {}", case.name).replace(' ', "_");
        insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "snapshots" }, {
            insta::assert_snapshot!(name, readable(&picture));
        });
    }
}

#[test]
fn a_picture_has_classes_and_geometry_only() {
    for (kind, case, picture) in gallery() {
        let html = picture.to_string();
        for banned in [
            " style=",
            " fill=",
            " stroke=",
            " color=",
            " font-",
            " opacity=",
            "<style",
            "<script",
            " onclick=",
        ] {
            let tags = html
                .split('<')
                .skip(1)
                .map(|tag| tag.split('>').next().unwrap());
            for tag in tags {
                assert!(
                    !format!("<{tag}").contains(banned),
                    "{kind} {}: {tag}",
                    case.name
                );
            }
        }
    }
}

#[test]
fn a_picture_says_in_words_what_it_shows() {
    for (kind, case, picture) in gallery() {
        let html = picture.to_string();
        assert!(
            html.contains(r#"<svg role="img" aria-labelledby=""#),
            "{kind}"
        );
        let unescaped = inside(&html, "desc")
            .replace("&#39;", "'")
            .replace("&quot;", "\"");
        let finding = picture.finding.trim_end_matches('.');
        let finding = crate::html::Escaped(finding).to_string();
        let finding = finding.replace("&#39;", "'").replace("&quot;", "\"");
        assert!(
            unescaped.contains(&finding),
            "{kind} {}: {unescaped}",
            case.name
        );
        let has_table = html.contains("<summary>As a table</summary>");
        let needs_table = case.count > 0 && !matches!(kind, "small" | "alignment");
        assert!(has_table || !needs_table, "{kind} {}", case.name);
        assert!(
            html.contains(r#"tabindex="0" role="region" aria-label=""#),
            "it scrolls by keyboard"
        );
    }
}

#[test]
fn what_is_opened_is_closed_and_no_name_is_given_twice() {
    for (kind, case, picture) in gallery() {
        let html = picture.to_string();
        let mut open = Vec::new();
        let mut ids = BTreeSet::new();
        for tag in html.split('<').skip(1) {
            let tag = tag.split('>').next().unwrap();
            if let Some(id) = tag
                .split_once(" id=\"")
                .map(|(_, id)| id.split('"').next().unwrap())
            {
                assert!(ids.insert(id.to_owned()), "{id} twice");
            }
            match tag.strip_prefix('/') {
                Some(name) => assert_eq!(open.pop().as_deref(), Some(name), "{kind} {}", case.name),
                None if tag.ends_with('/') => {}
                None => open.push(tag.split(' ').next().unwrap().to_owned()),
            }
        }
        assert_eq!(open, Vec::<String>::new(), "{kind} {}", case.name);
    }
}

#[test]
fn no_picture_grows_without_end() {
    for (kind, case, picture) in gallery() {
        let length = picture.to_string().len();
        assert!(length < 120_000, "{kind} {}: {length} bytes", case.name);
    }
}

#[test]
fn the_numbers_in_words_are_those_of_the_view() {
    let five = CASES[2];
    let flow = five.flow();
    let html = drawn("flow", five).to_string();
    let desc = inside(&html, "desc");
    for stage in &flow.stages {
        let told = format!(
            "{} here now, {} came out, half after 2 weeks or less",
            stage.here_now, stage.came_out
        );
        assert!(desc.contains(&told), "{told}: {desc}");
    }
    assert!(desc.ends_with("5 were delivered."));
    let html = drawn("strip", five).to_string();
    let desc = inside(&html, "desc");
    assert!(
        desc.contains("following 4.1 × leading. 1 of leading and 4 of following are shown."),
        "{desc}"
    );
    let matrix = five.matrix();
    let html = drawn("matrix", five).to_string();
    let (filled, pairs) = matrix.filled();
    assert!(inside(&html, "desc").starts_with(&format!("{filled} of {pairs} squares are filled.")));
    assert_eq!(html.matches(r#"class="p-square""#).count(), filled);
    let html = drawn("measure", five).to_string();
    let desc = inside(&html, "desc");
    assert_eq!(
        desc,
        "It is 4.84 days, behind: 3.5 days was expected by now. It ought to be 1 days by 1 May 2026."
    );
}

#[test]
fn a_long_name_is_cut_in_the_picture_and_whole_beside_it() {
    let html = drawn("strip", CASES[4]).to_string();
    let (picture, table) = html.split_once("<details").unwrap();
    assert!(picture.contains('…') && picture.contains("<title>I-1 Donaudampf"));
    assert!(table.contains("that nobody can say in one breath"));
    assert!(!html.contains("<script>"), "{html}");
}

#[test]
fn the_strip_of_a_small_team_speaks_of_leading_only() {
    let mut view = CASES[2].strip();
    view.stretches
        .retain(|one| one.did == paceline_core::insight::strip::Did::Led);
    view.whose = Whose::SmallTeam(paceline_core::team::TeamLink {
        id: paceline_core::TeamId(1),
        slug: "four".to_owned(),
        name: "Four".to_owned(),
    });
    let html = strip::draw(&view, "strip", At(None)).to_string();
    assert!(!html.contains("following"), "{html}");
    assert!(html.contains("What fewer than five people follow is shown to nobody else."));
}

#[test]
fn the_outline_says_what_the_tree_says() {
    let tree = CASES[2].alignment();
    let html = outline::Outline {
        tree: &tree,
        at: At(None),
    }
    .to_string();
    for words in [
        "O-5 <bdi>Ship any day</bdi>",
        "no initiative serves it",
        "narrows G-31 in its way",
        "nobody leads",
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
    let folded = CASES[3].alignment();
    let html = outline::Outline {
        tree: &folded,
        at: At(None),
    }
    .to_string();
    assert!(
        html.contains(r#"<a href="/alignment?team=team-7">"#),
        "a folded team is a click away"
    );
}
