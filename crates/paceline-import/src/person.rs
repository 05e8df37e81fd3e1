//! Who a written name stands for: a person, a group, or nobody yet.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

/// How names are told apart; `[people]` in a mapping.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct PeopleRules {
    /// Whole texts that stand for nobody.
    pub(crate) placeholders: BTreeSet<String>,
    /// Words that make any text stand for nobody.
    pub(crate) placeholder_words: Vec<String>,
    /// Handles that are groups.
    pub(crate) groups: BTreeSet<String>,
    pub(crate) group_prefixes: Vec<String>,
    pub(crate) group_suffixes: Vec<String>,
    pub(crate) group_contains: Vec<String>,
    /// Where a single text names several; items of a list are left whole.
    pub(crate) split: Vec<String>,
    /// Where an item of a list names several.
    pub(crate) split_items: Vec<String>,
    /// Files that say the full name of a handle.
    pub(crate) files: Vec<PeopleFiles>,
}

/// Files, each of which describes one person.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct PeopleFiles {
    pub(crate) files: Vec<String>,
    pub(crate) handle: String,
    pub(crate) name: String,
}

impl Default for PeopleRules {
    fn default() -> Self {
        let owned = |words: &[&str]| {
            words
                .iter()
                .map(|word| (*word).to_owned())
                .collect::<Vec<_>>()
        };
        Self {
            placeholders: owned(&[
                "tbd",
                "todo",
                "n/a",
                "none",
                "unassigned",
                "unknown",
                "jane.doe",
                "john.doe",
                "ghost",
                "?",
            ])
            .into_iter()
            .collect(),
            placeholder_words: owned(&["tbd", "todo"]),
            groups: BTreeSet::new(),
            group_prefixes: owned(&["sig-", "wg-", "ug-", "committee-", "team-"]),
            group_suffixes: owned(&[
                "-leads",
                "-tech-leads",
                "-chairs",
                "-approvers",
                "-reviewers",
                "-maintainers",
                "-admins",
                "-owners",
                "-team",
            ]),
            group_contains: owned(&["/"]),
            split: owned(&[",", ";", " and ", " & "]),
            split_items: Vec::new(),
            files: Vec::new(),
        }
    }
}

/// What one written name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Who {
    Person { key: String, name: String },
    Group(String),
    Placeholder,
    Nobody,
}

static HANDLE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:^|[^\w.@/-])@([A-Za-z0-9_][A-Za-z0-9_./-]*)").ok());
static LINK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\[@?([^\]]+)\]\(\s*(?:https?://)?(?:www\.)?(?:github\.com|gitlab\.com)/([A-Za-z0-9_-]+)/?\s*\)").ok()
});

impl PeopleRules {
    /// One written name, by the person rule of the guide.
    pub(crate) fn who(&self, written: &str) -> Who {
        let text = written.trim().trim_matches(['"', '\'', '`']).trim();
        if !text.contains(char::is_alphanumeric) {
            return if self.is_placeholder(text) || text.contains('?') {
                Who::Placeholder
            } else {
                Who::Nobody
            };
        }
        if self.is_placeholder(text) {
            return Who::Placeholder;
        }
        if let Some(captures) = LINK.as_ref().and_then(|link| link.captures(text)) {
            let key = captures.get(2).map_or("", |m| m.as_str()).to_lowercase();
            let name = captures.get(1).map_or("", |m| m.as_str());
            return self.person_or_group(key, name);
        }
        if let Some(handle) = handles(text).into_iter().next() {
            return self.handle(handle);
        }
        let single = text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
        if single {
            return self.person_or_group(text.to_lowercase(), text);
        }
        let free = text.find(['<', '(', '[']).map_or(text, |end| &text[..end]);
        let name = free.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = name.trim_matches([',', ';', '.', '"', '\'']).trim();
        if name.is_empty() {
            // Nothing before the bracket: the text inside is all there is.
            let inside = text.trim_matches(['<', '>', '(', ')', '[', ']', ' ']);
            return if inside.is_empty() {
                Who::Nobody
            } else {
                self.person_or_group(inside.to_lowercase(), inside)
            };
        }
        self.person_or_group(name.to_lowercase(), name)
    }

    /// Every `@handle` in a text.
    pub(crate) fn all_handles(&self, written: &str) -> Vec<Who> {
        handles(written)
            .into_iter()
            .map(|handle| self.handle(handle))
            .collect()
    }

    fn handle(&self, handle: &str) -> Who {
        if self.is_placeholder(handle) {
            return Who::Placeholder;
        }
        self.person_or_group(handle.to_lowercase(), handle)
    }

    fn person_or_group(&self, key: String, name: &str) -> Who {
        if self.is_group(&key) {
            // `@openshift/storage` is the group `storage`.
            let short = key.rsplit('/').next().unwrap_or(&key).to_owned();
            return Who::Group(if short.is_empty() { key } else { short });
        }
        Who::Person {
            key,
            name: name.to_owned(),
        }
    }

    fn is_group(&self, key: &str) -> bool {
        self.groups.contains(key)
            || self
                .group_prefixes
                .iter()
                .any(|prefix| key.starts_with(prefix.as_str()))
            || self
                .group_suffixes
                .iter()
                .any(|suffix| key.ends_with(suffix.as_str()))
            || self
                .group_contains
                .iter()
                .any(|part| key.contains(part.as_str()))
    }

    fn is_placeholder(&self, text: &str) -> bool {
        let folded = text.trim_start_matches('@').to_lowercase();
        self.placeholders.contains(&folded)
            || folded
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .any(|word| {
                    self.placeholder_words
                        .iter()
                        .any(|placeholder| placeholder == word)
                })
    }

    /// Cuts a text that names several people; commas inside brackets do not cut.
    pub(crate) fn cut<'t>(separators: &[String], text: &'t str) -> Vec<&'t str> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((at, width)) = first_separator(separators, rest) {
            let (piece, after) = rest.split_at(at);
            pieces.push(piece);
            rest = after.get(width..).unwrap_or("");
        }
        pieces.push(rest);
        pieces
            .into_iter()
            .map(str::trim)
            .filter(|piece| !piece.is_empty())
            .collect()
    }
}

fn first_separator(separators: &[String], text: &str) -> Option<(usize, usize)> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '<' => depth += 1,
            ')' | ']' | '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > 0 {
            continue;
        }
        let rest = text.get(at..).unwrap_or("");
        if let Some(found) = separators
            .iter()
            .find(|separator| !separator.is_empty() && rest.starts_with(separator.as_str()))
        {
            return Some((at, found.len()));
        }
    }
    None
}

fn handles(text: &str) -> Vec<&str> {
    let Some(pattern) = HANDLE.as_ref() else {
        return Vec::new();
    };
    pattern
        .captures_iter(text)
        .filter_map(|captures| captures.get(1))
        .map(|found| found.as_str().trim_end_matches(['.', '/', '-']))
        .filter(|handle| !handle.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{PeopleRules, Who};

    fn key(written: &str) -> Option<String> {
        match PeopleRules::default().who(written) {
            Who::Person { key, .. } => Some(key),
            Who::Group(_) | Who::Placeholder | Who::Nobody => None,
        }
    }

    #[test]
    fn one_person_however_written() {
        for written in [
            "@Priya",
            "\"@priya\"",
            "priya",
            "Priya",
            "@priya, for the API",
            "Priya N. (@priya)",
            "[@priya](https://github.com/priya)",
        ] {
            assert_eq!(key(written).as_deref(), Some("priya"), "{written}");
        }
        for written in [
            "Ann  Other <ann@example.invalid>",
            "Ann Other (Acme)",
            "ann other",
        ] {
            assert_eq!(key(written).as_deref(), Some("ann other"), "{written}");
        }
        assert_eq!(
            key("<ann@example.invalid>").as_deref(),
            Some("ann@example.invalid")
        );
    }

    #[test]
    fn groups_and_placeholders_are_nobody() {
        let who = |written: &str| PeopleRules::default().who(written);
        assert_eq!(who("@openshift/storage"), Who::Group("storage".to_owned()));
        assert_eq!(
            who("sig-node-tech-leads"),
            Who::Group("sig-node-tech-leads".to_owned())
        );
        for written in ["TBD", "@jane.doe", "todo: find one", "n/a", "???", "@..."] {
            assert!(
                matches!(who(written), Who::Placeholder | Who::Nobody),
                "{written}"
            );
        }
    }

    #[test]
    fn brackets_keep_a_name_together() {
        let cut = |text| PeopleRules::cut(&PeopleRules::default().split, text);
        assert_eq!(
            cut("Ann (Acme, Inc.), @bob and Cid"),
            ["Ann (Acme, Inc.)", "@bob", "Cid"]
        );
    }
}
