//! The table behind a picture.

use std::fmt;

use crate::html::Escaped;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) caption: String,
    pub(crate) head: Vec<String>,
    /// The first cell of a row is its heading.
    pub(crate) rows: Vec<Vec<Cell>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    Words(String),
    Number(String),
    Link { to: String, words: String },
}

impl Cell {
    pub(crate) fn words(words: impl Into<String>) -> Self {
        Self::Words(words.into())
    }

    pub(crate) fn number(number: &impl ToString) -> Self {
        Self::Number(number.to_string())
    }

    pub(crate) fn link(to: &impl ToString, words: impl Into<String>) -> Self {
        Self::Link {
            to: to.to_string(),
            words: words.into(),
        }
    }

    fn is_number(&self) -> bool {
        matches!(self, Self::Number(_))
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(words) => write!(f, "<bdi>{}</bdi>", Escaped(words)),
            Self::Number(number) => Escaped(number).fmt(f),
            Self::Link { to, words } => write!(
                f,
                r#"<a href="{}"><bdi>{}</bdi></a>"#,
                Escaped(to),
                Escaped(words)
            ),
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let caption = Escaped(&self.caption);
        write!(
            f,
            r#"<div class="picture-scroll" tabindex="0" role="region" aria-label="{caption}"><table><caption class="unseen">{caption}</caption><thead><tr>"#
        )?;
        for (at, head) in self.head.iter().enumerate() {
            let is_number = self
                .rows
                .first()
                .and_then(|row| row.get(at))
                .is_some_and(Cell::is_number);
            let class = if is_number { r#" class="num""# } else { "" };
            write!(f, r#"<th scope="col"{class}>{}</th>"#, Escaped(head))?;
        }
        f.write_str("</tr></thead><tbody>")?;
        for row in &self.rows {
            f.write_str("<tr>")?;
            for (at, cell) in row.iter().enumerate() {
                match (at, cell.is_number()) {
                    (0, _) => write!(f, r#"<th scope="row">{cell}</th>"#)?,
                    (_, true) => write!(f, r#"<td class="num">{cell}</td>"#)?,
                    (_, false) => write!(f, "<td>{cell}</td>")?,
                }
            }
            f.write_str("</tr>")?;
        }
        f.write_str("</tbody></table></div>")
    }
}
