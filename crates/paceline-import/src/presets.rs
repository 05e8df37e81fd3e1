//! The shipped mappings, and how any mapping file is read with errors that help.

use std::path::Path;

use crate::error::ReadError;
use crate::mapping::Mapping;

/// In the order in which they are tried.
const SHIPPED: [(&str, &str); 4] = [
    ("kubernetes", include_str!("../presets/kubernetes.toml")),
    (
        "rust-project-goals",
        include_str!("../presets/rust-project-goals.toml"),
    ),
    ("openshift", include_str!("../presets/openshift.toml")),
    ("front-matter", include_str!("../presets/front-matter.toml")),
];

/// Names of the shipped presets.
pub fn names() -> Vec<&'static str> {
    SHIPPED.iter().map(|(name, _)| *name).collect()
}

/// The text of a shipped preset, to be copied and changed.
pub fn text(name: &str) -> Option<&'static str> {
    SHIPPED
        .iter()
        .find(|(shipped, _)| *shipped == name)
        .map(|(_, text)| *text)
}

pub(crate) fn shipped(name: &str) -> Result<Mapping, ReadError> {
    let Some(text) = text(name) else {
        return Err(ReadError::UnknownPreset {
            name: name.to_owned(),
            known: names().join(", "),
        });
    };
    parse(name, text)
}

pub(crate) fn from_file(path: &Path) -> Result<Mapping, ReadError> {
    let text = std::fs::read_to_string(path).map_err(|error| ReadError::MappingUnreadable {
        path: path.display().to_string(),
        why: error.to_string(),
    })?;
    let mut mapping = parse(&path.display().to_string(), &text)?;
    if mapping.name.is_empty() {
        let stem = path
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned());
        mapping.name = stem.unwrap_or_default();
    }
    Ok(mapping)
}

/// Reads a mapping; what it does not say comes from the preset it extends.
pub(crate) fn parse(source: &str, text: &str) -> Result<Mapping, ReadError> {
    let own: Mapping = toml::from_str(text).map_err(|error| refusal(source, text, &error))?;
    let Some(base) = own.extends.as_deref() else {
        return Ok(own);
    };
    let base = self::text(base).ok_or_else(|| ReadError::UnknownPreset {
        name: base.to_owned(),
        known: names().join(", "),
    })?;
    let (Ok(mut merged), Ok(over)) = (base.parse::<toml::Table>(), text.parse::<toml::Table>())
    else {
        return Ok(own);
    };
    // How the preset is named and recognised is its own affair.
    merged.remove("recognise");
    merged.remove("name");
    lay_over(&mut merged, over);
    toml::Value::Table(merged)
        .try_into()
        .map_err(|error: toml::de::Error| refusal(source, "", &error))
}

/// Tables are merged key by key; everything else is replaced.
fn lay_over(base: &mut toml::Table, over: toml::Table) {
    for (key, value) in over {
        match (base.get_mut(&key), value) {
            (Some(toml::Value::Table(below)), toml::Value::Table(above)) if key != "path" => {
                lay_over(below, above);
            }
            (_, value) => {
                base.insert(key, value);
            }
        }
    }
}

fn refusal(source: &str, text: &str, error: &toml::de::Error) -> ReadError {
    let line = error
        .span()
        .and_then(|span| text.get(..span.start))
        .map_or(1, |before| before.matches('\n').count() + 1);
    ReadError::Mapping {
        path: source.to_owned(),
        line,
        why: in_our_words(error.message()),
    }
}

/// ``unknown field `titel`, expected one of `title`, …`` → ``unknown key `titel`; did you mean `title`?``
fn in_our_words(message: &str) -> String {
    if !message.starts_with("unknown field") && !message.starts_with("unknown variant") {
        return message.lines().collect::<Vec<_>>().join(" ");
    }
    let mut quoted = message.split('`').skip(1).step_by(2);
    let wrong = quoted.next().unwrap_or_default();
    let nearest = quoted.min_by_key(|known| distance(wrong, known));
    let kind = if message.starts_with("unknown field") {
        "key"
    } else {
        "word"
    };
    match nearest {
        Some(known) => format!("unknown {kind} `{wrong}`; the nearest known is `{known}`"),
        None => format!("unknown {kind} `{wrong}`; nothing is known here"),
    }
}

/// Levenshtein.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cell, to) in row.iter_mut().skip(1).zip(&b) {
            let here = (diagonal + usize::from(from != *to))
                .min(left + 1)
                .min(*cell + 1);
            diagonal = *cell;
            *cell = here;
            left = here;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}
