//! What a page is about: its reference and title, and the facts that one wants to know first.

use serde_json::Value;

use super::{
    inline::{fact, inline, is_nothing},
    paper::Paper,
};

#[derive(Debug, Default)]
pub(super) struct Heading {
    pub(super) title: String,
    pub(super) facts: Vec<String>,
    /// What it is about in a few sentences.
    pub(super) prose: Vec<String>,
    /// What is said already, by its fields.
    said: &'static [&'static str],
}

impl Heading {
    pub(super) fn says(&self, field: &str) -> bool {
        self.said.contains(&field)
    }
}

/// The heading of a page; nothing where it is not about one thing.
pub(super) fn heading(page: &Value, paper: &Paper) -> Heading {
    let has = |fields: &[&str]| fields.iter().all(|field| page.get(field).is_some());
    if has(&["id", "title", "stage", "followers"]) {
        initiative(page, paper)
    } else if has(&["id", "is", "ought"]) {
        gap(page, paper)
    } else if page.pointer("/row/goal").is_some() {
        goal(page, paper)
    } else if has(&["person", "joined"]) {
        person(page, paper)
    } else if has(&["team", "members"]) {
        team(page, paper)
    } else if has(&["id", "kind", "says"]) {
        entry(page, paper)
    } else {
        Heading::default()
    }
}

fn text(page: &Value, field: &str) -> String {
    let text = page.get(field).and_then(Value::as_str);
    text.unwrap_or_default().trim().to_owned()
}

fn facts(page: &Value, fields: &[&str], paper: &Paper) -> Vec<String> {
    let values = fields
        .iter()
        .filter_map(|name| Some((*name, page.get(*name)?)));
    let values = values.filter(|(_, value)| !is_nothing(value));
    values
        .map(|(name, value)| fact(name, value, paper))
        .collect()
}

fn initiative(page: &Value, paper: &Paper) -> Heading {
    let lasted = text(page, "stage_for");
    let lasted = lasted.strip_prefix("for ").unwrap_or(&lasted);
    let stage = inline("stage", &page["stage"], paper);
    let mut facts = facts(page, &["team"], paper);
    let stage = if lasted.is_empty() {
        stage
    } else {
        format!("{stage} for {lasted}")
    };
    facts.insert(0, stage);
    let lead = &page["lead"];
    facts.push(match lead.get("person") {
        Some(person) => format!(
            "led by {} since {}",
            inline("person", person, paper),
            inline("from", &lead["from"], paper)
        ),
        None => "nobody leads".to_owned(),
    });
    let followers = page["followers"].as_array().map_or(0, Vec::len);
    facts.push(match followers {
        1 => "1 follower".to_owned(),
        followers => format!("{followers} followers"),
    });
    Heading {
        title: format!("I-{} {}", page["id"], text(page, "title")),
        facts,
        prose: vec![text(page, "summary")],
        said: &[
            "id",
            "title",
            "summary",
            "team",
            "stage",
            "stage_for",
            "lead",
        ],
    }
}

fn gap(page: &Value, paper: &Paper) -> Heading {
    let mut facts = facts(page, &["team"], paper);
    let by = page.get("by").filter(|by| !by.is_null());
    let by = by.map_or_else(String::new, |by| format!("by {} ", inline("by", by, paper)));
    facts.push(format!(
        "recorded {by}on {}",
        inline("at", &page["at"], paper)
    ));
    facts.push(format!(
        "seen by {}",
        inline("seen_by", &page["seen_by"], paper)
    ));
    Heading {
        title: format!("G-{} {}", page["id"], text(page, "is")),
        facts,
        prose: vec![format!("It ought to be: {}", text(page, "ought"))],
        said: &["id", "is", "ought", "team", "by", "at", "age", "seen_by"],
    }
}

fn goal(page: &Value, paper: &Paper) -> Heading {
    let row = &page["row"];
    let mut said = facts(row, &["status", "claimed", "team", "lead"], paper);
    if row.get("lead").is_none_or(Value::is_null) {
        said.push("nobody leads".to_owned());
    }
    let rest = ["until", "evergreen", "score", "last_check_in"];
    said.extend(facts(row, &rest, paper));
    Heading {
        title: inline("goal", &row["goal"], paper),
        facts: said,
        prose: vec![text(row, "progress")],
        said: &["row"],
    }
}

fn person(page: &Value, paper: &Paper) -> Heading {
    Heading {
        title: inline("person", &page["person"], paper),
        facts: facts(page, &["role", "joined", "left", "teams"], paper),
        prose: Vec::new(),
        said: &["person", "name", "role", "joined", "left", "teams"],
    }
}

fn team(page: &Value, paper: &Paper) -> Heading {
    let above = page["above"].as_array().and_then(|above| above.last());
    let above = above.map(|above| format!("below {}", inline("team", above, paper)));
    let mut facts = facts(page, &["formed", "ended"], paper);
    facts.extend(above);
    Heading {
        title: inline("team", &page["team"], paper),
        facts,
        prose: Vec::new(),
        said: &["team", "formed", "ended", "above"],
    }
}

fn entry(page: &Value, paper: &Paper) -> Heading {
    let kind = inline("kind", &page["kind"], paper);
    let mut said = vec![kind];
    said.extend(facts(page, &["lead", "version"], paper));
    let says = page["says"]
        .as_object()
        .and_then(|says| says.values().next());
    let title = says.and_then(|says| says.as_object()?.values().next()?.as_str());
    Heading {
        title: format!("C-{} {}", page["id"], title.unwrap_or_default())
            .trim_end()
            .to_owned(),
        facts: said,
        prose: Vec::new(),
        said: &["id", "kind", "lead", "version"],
    }
}
