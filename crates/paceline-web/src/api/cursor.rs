//! A place in a list, as whoever turns its pages hands it back: opaque, and bound to what was asked.
//!
//! It holds how many rows were handed out and which was the last, so that what is recorded meanwhile neither repeats a
//! row nor leaves one out, as long as the list has not moved by more than [`NEAR`] rows.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};

use super::parameters::Asking;
use crate::{assets::fnv, problem::Problem};

/// How far around its place the last row is looked for.
pub(super) const NEAR: usize = 100;

/// The place after a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cursor {
    /// Rows before the place, when it was made.
    pub(super) skip: usize,
    /// The key of the last of them.
    pub(super) last: String,
}

impl Cursor {
    /// The place that was asked for; the beginning when none was.
    pub(super) fn of(asking: &Asking, path: &str) -> Result<Self, Problem> {
        let written = asking.get("cursor");
        if written.is_empty() {
            return Ok(Self::default());
        }
        Self::read(written, asked(asking, path)).ok_or_else(|| Problem::BadQuery {
            why: "The cursor is not one of this list.".to_owned(),
            instead: "Take it from `next` of the answer before, and ask for the same list."
                .to_owned(),
        })
    }

    fn read(written: &str, asked: u64) -> Option<Self> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(written).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let mut parts = text.splitn(3, '.');
        let (of, skip, last) = (parts.next()?, parts.next()?, parts.next()?);
        (of == format!("{asked:x}")).then_some(())?;
        Some(Self {
            skip: skip.parse().ok().filter(|skip| *skip < usize::MAX / 2)?,
            last: last.to_owned(),
        })
    }

    pub(super) fn written(&self, asking: &Asking, path: &str) -> String {
        let text = format!("{:x}.{}.{}", asked(asking, path), self.skip, self.last);
        BASE64_URL_SAFE_NO_PAD.encode(text)
    }
}

/// What was asked, but for how much of it.
fn asked(asking: &Asking, path: &str) -> u64 {
    let pairs = asking
        .pairs()
        .filter(|(name, _)| !matches!(name.as_str(), "cursor" | "limit"));
    let whole = pairs.fold(path.to_owned(), |whole, (name, value)| {
        format!("{whole}\n{name}={value}")
    });
    fnv(whole.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_of_one_list() {
        let asking = Asking::default();
        let cursor = Cursor {
            skip: 50,
            last: "G-1.2".into(),
        };
        let written = cursor.written(&asking, "gaps");
        let read = |path| Cursor::read(&written, asked(&asking, path));
        assert_eq!(read("gaps"), Some(cursor));
        assert_eq!(read("goals"), None);
        for wrong in ["", "x", "====", "Zm9v"] {
            assert_eq!(Cursor::read(wrong, asked(&asking, "gaps")), None);
        }
    }
}
