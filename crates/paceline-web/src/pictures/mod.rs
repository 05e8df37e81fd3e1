//! The pictures people come for: a view of the core becomes SVG, with its finding in words and its table behind it.
//!
//! A picture has only classes and geometry; colours, strokes and letters come from `static/css/pictures.css`. Places
//! along an axis are per cents, so a picture takes the width it is given while its letters keep their size; where that
//! is too narrow it scrolls within its frame, which the keyboard can reach.

use std::fmt;

use askama::filters::HtmlSafe;

use crate::html::Escaped;

pub(crate) mod activity;
pub(crate) mod alignment;
pub(crate) mod flow;
pub(crate) mod matrix;
pub(crate) mod measure;
pub(crate) mod outline;
pub(crate) mod strip;

mod letters;
mod scale;
mod svg;
mod table;

#[cfg(test)]
mod tests;

pub(crate) use table::{Cell, Table};

/// A picture, ready to stand on a page: `{{ picture }}` in a template. Its finding stands above it by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Drawn {
    /// The finding in words, for a line above the picture. It is the picture's text alternative too.
    pub(crate) finding: String,
    /// What the picture is, for those who hear it.
    label: String,
    /// The kind of picture, as a class: `strip`, `flow` …
    kind: &'static str,
    svg: String,
    legend: Vec<Key>,
    /// What is left out or how it is counted, in a sentence.
    note: String,
    table: Option<Table>,
}

/// An entry of a legend: the class of its swatch and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) mark: &'static str,
    pub(crate) words: String,
}

impl Key {
    fn new(mark: &'static str, words: impl Into<String>) -> Self {
        Self {
            mark,
            words: words.into(),
        }
    }
}

impl fmt::Display for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            r#"<div class="picture {}" tabindex="0" role="region" aria-label="{}">{}</div>"#,
            self.kind,
            Escaped(&self.label),
            self.svg
        )?;
        if !self.legend.is_empty() {
            f.write_str(r#"<ul class="picture-key">"#)?;
            for key in &self.legend {
                let (mark, words) = (key.mark, Escaped(&key.words));
                write!(
                    f,
                    r#"<li><span class="key {mark}" aria-hidden="true"></span>{words}</li>"#
                )?;
            }
            f.write_str("</ul>")?;
        }
        if !self.note.is_empty() {
            write!(f, r#"<p class="picture-note">{}</p>"#, Escaped(&self.note))?;
        }
        match &self.table {
            Some(table) => write!(
                f,
                r#"<details class="picture-table"><summary>As a table</summary>{table}</details>"#
            ),
            None => Ok(()),
        }
    }
}

impl HtmlSafe for Drawn {}
