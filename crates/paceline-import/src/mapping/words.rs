//! The words of a mapping that may be written in more than one way: patterns, names, fields, formats.

use std::fmt;

use regex::{Regex, RegexBuilder};
use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer};

use crate::formats::Format;
use crate::node::fold;

/// A regular expression, compiled once, without regard to case.
#[derive(Debug, Clone)]
pub(crate) struct Pattern(pub(crate) Regex);

impl Pattern {
    fn compile(text: &str) -> Result<Self, String> {
        RegexBuilder::new(text)
            .case_insensitive(true)
            .multi_line(true)
            .size_limit(1 << 20)
            .build()
            .map(Self)
            .map_err(|error| format!("`{text}` is not a regular expression: {error}"))
    }

    /// The first capture group, else the whole match.
    pub(crate) fn cut<'t>(&self, text: &'t str) -> Option<&'t str> {
        let captures = self.0.captures(text)?;
        captures
            .get(1)
            .or_else(|| captures.get(0))
            .map(|found| found.as_str())
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::compile(&text).map_err(de::Error::custom)
    }
}

/// A pattern that says when something was said: it has the named part `at`.
#[derive(Debug, Clone)]
pub(crate) struct EntryPattern(pub(crate) Regex);

impl<'de> Deserialize<'de> for EntryPattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Pattern(pattern) = Pattern::deserialize(deserializer)?;
        if pattern.capture_names().flatten().any(|name| name == "at") {
            return Ok(Self(pattern));
        }
        Err(de::Error::custom(format!(
            "`{pattern}` does not say which part is the date: `(?<at>…)`"
        )))
    }
}

/// Name of a field: a key, or `/pattern/` for keys that vary.
#[derive(Debug, Clone)]
pub(crate) enum Name {
    Key(String),
    Matching(Regex),
}

impl Name {
    fn read(text: &str) -> Result<Self, String> {
        let pattern = text
            .strip_prefix('/')
            .and_then(|text| text.strip_suffix('/'));
        match pattern {
            Some(pattern) => Ok(Self::Matching(Pattern::compile(pattern)?.0)),
            None => Ok(Self::Key(text.to_owned())),
        }
    }

    pub(crate) fn is(&self, key: &str) -> bool {
        match self {
            Self::Key(name) => fold(name) == fold(key),
            Self::Matching(pattern) => pattern.is_match(key),
        }
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::read(&text).map_err(de::Error::custom)
    }
}

/// Which fields make one of ours. Written as a name, a list of names, or a table of all this.
#[derive(Debug, Clone, Default)]
pub(crate) struct FieldSpec {
    pub(crate) names: Vec<Name>,
    /// A named part of the path.
    pub(crate) part: Option<String>,
    /// Take it when no field says anything.
    pub(crate) missing: Option<String>,
    /// Cuts the value out of longer text.
    pub(crate) pattern: Option<Pattern>,
    /// Take the values of all the names together, instead of the first that says something.
    pub(crate) join: bool,
    /// Where one text is cut into several values.
    pub(crate) split: Option<Vec<String>>,
    /// Only what has an `@handle` is a person; every handle in the text counts.
    pub(crate) handles_only: bool,
    /// Values that mean nothing.
    pub(crate) ignore: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct FieldTable {
    names: Vec<Name>,
    part: Option<String>,
    missing: Option<String>,
    pattern: Option<Pattern>,
    join: bool,
    split: Option<Vec<String>>,
    handles_only: bool,
    ignore: Vec<String>,
}

impl<'de> Deserialize<'de> for FieldSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FieldVisitor)
    }
}

struct FieldVisitor;

impl<'de> Visitor<'de> for FieldVisitor {
    type Value = FieldSpec;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field, a list of names, or a table with `names`")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<FieldSpec, E> {
        Ok(FieldSpec {
            names: vec![Name::read(text).map_err(E::custom)?],
            ..FieldSpec::default()
        })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<FieldSpec, A::Error> {
        let mut names = Vec::new();
        while let Some(name) = seq.next_element()? {
            names.push(name);
        }
        Ok(FieldSpec {
            names,
            ..FieldSpec::default()
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<FieldSpec, A::Error> {
        let table = FieldTable::deserialize(MapAccessDeserializer::new(map))?;
        Ok(FieldSpec {
            names: table.names,
            part: table.part,
            missing: table.missing,
            pattern: table.pattern,
            join: table.join,
            split: table.split,
            handles_only: table.handles_only,
            ignore: table.ignore,
        })
    }
}

/// One format or several that fill each other in; `auto` when not said.
#[derive(Debug, Clone)]
pub(crate) struct Formats(pub(crate) Vec<Format>);

impl Default for Formats {
    fn default() -> Self {
        Self(vec![Format::Auto])
    }
}

impl<'de> Deserialize<'de> for Formats {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FormatsVisitor)
    }
}

struct FormatsVisitor;

impl<'de> Visitor<'de> for FormatsVisitor {
    type Value = Formats;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a format or a list of them")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Formats, E> {
        let format = Format::deserialize(de::value::StrDeserializer::new(text))?;
        Ok(Formats(vec![format]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Formats, A::Error> {
        let mut formats = Vec::new();
        while let Some(format) = seq.next_element()? {
            formats.push(format);
        }
        Ok(Formats(formats))
    }
}
