//! What any structured file says, with the line of every value and every scalar kept as text.

use crate::mapping::Name;

/// A value and the line it stands on, counted from 1 in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) line: u32,
    pub(crate) value: Value,
}

/// Scalars stay text: a version `1.20` and a date are what the author typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Nothing,
    Text(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

impl Node {
    pub(crate) fn text(line: u32, text: impl Into<String>) -> Self {
        Self {
            line,
            value: Value::Text(text.into()),
        }
    }

    pub(crate) fn list(line: u32, items: Vec<Self>) -> Self {
        Self {
            line,
            value: Value::List(items),
        }
    }

    pub(crate) fn map(line: u32, entries: Vec<(String, Self)>) -> Self {
        Self {
            line,
            value: Value::Map(entries),
        }
    }

    pub(crate) fn nothing(line: u32) -> Self {
        Self {
            line,
            value: Value::Nothing,
        }
    }

    pub(crate) fn entries(&self) -> &[(String, Self)] {
        match &self.value {
            Value::Map(entries) => entries,
            Value::Nothing | Value::Text(_) | Value::List(_) => &[],
        }
    }

    /// True when there is nothing to read: no value, blank text, or a collection of such.
    pub(crate) fn is_blank(&self) -> bool {
        match &self.value {
            Value::Nothing => true,
            Value::Text(text) => text.trim().is_empty(),
            Value::List(items) => items.iter().all(Self::is_blank),
            Value::Map(entries) => entries.is_empty(),
        }
    }

    /// Every scalar below, in order, with its line.
    pub(crate) fn scalars(&self) -> Vec<(u32, &str)> {
        match &self.value {
            Value::Nothing => Vec::new(),
            Value::Text(text) => vec![(self.line, text.as_str())],
            Value::List(items) => items.iter().flat_map(Self::scalars).collect(),
            Value::Map(entries) => entries
                .iter()
                .flat_map(|(_, node)| node.scalars())
                .collect(),
        }
    }

    pub(crate) fn first_text(&self) -> Option<&str> {
        self.scalars()
            .into_iter()
            .map(|(_, text)| text)
            .find(|text| !text.trim().is_empty())
    }

    /// The last entry of that plain name that says something; `PyYAML`, too, lets the last one win.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        let folded = fold(key);
        let mut found = None;
        for (name, node) in self.entries() {
            if fold(name) == folded && (found.is_none() || !node.is_blank()) {
                found = Some(node);
            }
        }
        found
    }

    /// All nodes under a path such as `leadership.chairs.github`; lists on the way are entered.
    pub(crate) fn at<'a>(&'a self, path: &str) -> Vec<&'a Self> {
        let mut now = vec![self];
        for step in path.split('.') {
            now = now
                .into_iter()
                .flat_map(Self::flat)
                .filter_map(|node| node.get(step))
                .collect();
        }
        now
    }

    fn flat(&self) -> Vec<&Self> {
        match &self.value {
            Value::List(items) => items.iter().flat_map(Self::flat).collect(),
            Value::Nothing | Value::Text(_) | Value::Map(_) => vec![self],
        }
    }

    /// Entries that one of the names stands for, in the order of the names, with what the name captured.
    pub(crate) fn named<'a>(&'a self, names: &[Name]) -> Vec<Named<'a>> {
        let mut found = Vec::new();
        for name in names {
            match name {
                Name::Key(key) => {
                    let node = self
                        .get(key)
                        .or_else(|| key.contains('.').then(|| self.at(key).into_iter().next())?);
                    found.extend(node.map(|node| Named {
                        captured: None,
                        node,
                    }));
                }
                Name::Matching(pattern) => {
                    found.extend(self.entries().iter().filter_map(|(key, node)| {
                        let captures = pattern.captures(key)?;
                        let captured = captures.get(1).map(|m| m.as_str().to_owned());
                        Some(Named { captured, node })
                    }));
                }
            }
        }
        found
    }
}

/// An entry found by [`Node::named`].
#[derive(Debug)]
pub(crate) struct Named<'a> {
    /// First capture group of a `/pattern/` name.
    pub(crate) captured: Option<String>,
    pub(crate) node: &'a Node,
}

/// Keys compare without regard to case, and `-`, `_` and blanks are one.
pub(crate) fn fold(key: &str) -> String {
    let mut folded = String::with_capacity(key.len());
    for word in key
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '_' | '*' | '`' | ':'))
        .filter(|word| !word.is_empty())
    {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().flat_map(char::to_lowercase));
    }
    folded
}
