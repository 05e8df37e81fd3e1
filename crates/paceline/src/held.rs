//! A file that holds a copy of the context between two markers: found, compared, and written anew.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::ops::Range;
use std::path::{Path, PathBuf};

use paceline_core::context::{BEGINS, ENDS, without_values};

use crate::out::Failure;

/// The largest file that is read, in bytes.
const LONGEST: u64 = 16 * 1024 * 1024;

/// A file, and where in it the copy stands.
pub(crate) struct Held {
    text: String,
    copy: Option<Range<usize>>,
}

impl Held {
    /// Reads a file; nothing when it is not there.
    pub(crate) fn read(file: &Path) -> Result<Option<Self>, Failure> {
        let unread = || {
            Failure::new(
                format!("{} cannot be read as text.", file.display()),
                "Name a text file of at most 16 MiB.",
            )
        };
        match fs::metadata(file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Ok(known) if known.is_file() && known.len() <= LONGEST => {}
            Ok(_) | Err(_) => return Err(unread()),
        }
        let text = fs::read_to_string(file).map_err(|_| unread())?;
        let copy = place(&text).map_err(|what| {
            Failure::new(
                format!("{} {what}.", file.display()),
                "Mend the comments that begin and end the copy, or take it out whole.",
            )
        })?;
        Ok(Some(Self { text, copy }))
    }

    pub(crate) fn has_copy(&self) -> bool {
        self.copy.is_some()
    }

    /// The copy, as it stands in the file.
    fn copy(&self) -> &str {
        let copy = self.copy.clone().unwrap_or_default();
        self.text.get(copy).unwrap_or_default()
    }

    /// Whether the copy says the same, but for numbers that were reported since.
    pub(crate) fn is_current(&self, fresh: &str) -> bool {
        lines(self.copy()).eq(lines(fresh))
    }

    /// What only the copy says, and then what only the fresh one says.
    pub(crate) fn differences(&self, fresh: &str) -> Vec<String> {
        let (old, new): (Vec<&str>, Vec<&str>) =
            (lines(self.copy()).collect(), lines(fresh).collect());
        let only = |here: &[&str], there: &[&str], sign: char| -> Vec<String> {
            let missing = here
                .iter()
                .filter(|line| !there.contains(line) && !line.is_empty());
            missing.map(|line| format!("{sign} {line}")).collect()
        };
        [only(&old, &new, '-'), only(&new, &old, '+')].concat()
    }

    /// Writes a fresh copy into the file: where the last one stood, else at the end, else into a new file.
    pub(crate) fn keep(held: Option<Self>, file: &Path, fresh: &str) -> Result<(), Failure> {
        let text = held.map_or_else(|| fresh.to_owned(), |held| held.with(fresh));
        replace(file, &text).map_err(|_| {
            Failure::new(
                format!("{} cannot be written.", file.display()),
                "Look who owns the file and its folder.",
            )
        })
    }

    fn with(self, fresh: &str) -> String {
        let first = self.text.lines().next().map_or(0, str::len);
        let breaks = self
            .text
            .get(first..)
            .is_some_and(|rest| rest.starts_with("\r\n"));
        let end = if breaks { "\r\n" } else { "\n" };
        let fresh = fresh.replace('\n', end);
        let mut text = self.text;
        if let Some(copy) = self.copy {
            text.replace_range(copy, &fresh);
            return text;
        }
        if !text.is_empty() && !text.ends_with('\n') {
            text.push_str(end);
        }
        if !text.is_empty() {
            text.push_str(end);
        }
        text + &fresh
    }
}

/// The lines of a copy as they are compared.
fn lines(copy: &str) -> impl Iterator<Item = &str> {
    copy.lines().map(|line| without_values(line.trim_end()))
}

/// Where the copy stands, with the end of its last line; or what is wrong with it.
fn place(text: &str) -> Result<Option<Range<usize>>, &'static str> {
    let mut at = 0;
    let mut begun: Option<usize> = None;
    let mut found: Option<Range<usize>> = None;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if line.starts_with(BEGINS) {
            if begun.is_some() || found.is_some() {
                return Err("holds more than one copy");
            }
            begun = Some(start);
        } else if line.trim_end() == ENDS {
            let Some(from) = begun.take() else {
                return Err("has the end of a copy without its beginning");
            };
            found = Some(from..at);
        }
    }
    match begun {
        Some(_) => Err("has the beginning of a copy without its end"),
        None => Ok(found),
    }
}

/// Puts a text in the place of a file in one step, so that nobody ever reads half of it.
fn replace(file: &Path, text: &str) -> io::Result<()> {
    // What a link leads to is written, and the link stays.
    let file = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let folder = file.parent().map(Path::to_owned).unwrap_or_default();
    let beside: PathBuf = folder.join(format!(".{name}.{}", std::process::id()));
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&beside)
        .and_then(|mut out| out.write_all(text.as_bytes()).and_then(|()| out.sync_all()))
        .and_then(|()| match fs::metadata(&file) {
            Ok(known) => fs::set_permissions(&beside, known.permissions()),
            Err(_) => Ok(()),
        })
        .and_then(|()| fs::rename(&beside, &file));
    if written.is_err() {
        drop(fs::remove_file(&beside));
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRESH: &str =
        "<!-- paceline context team=a digest=2 -->\nnew\n<!-- /paceline context -->\n";

    fn held(text: &str) -> Held {
        let copy = place(text).expect("its comments are whole");
        let text = text.to_owned();
        Held { text, copy }
    }

    #[test]
    fn a_copy_is_put_where_the_last_one_stood() {
        let text =
            "# Us\n<!-- paceline context digest=1 -->\nold\n<!-- /paceline context -->\nAfter";
        assert_eq!(held(text).with(FRESH), format!("# Us\n{FRESH}After"));
        assert_eq!(held("# Us").with(FRESH), format!("# Us\n\n{FRESH}"));
        assert_eq!(held("").with(FRESH), FRESH);
        let breaks = held("# Us\r\nx\r\n").with(FRESH);
        assert_eq!(breaks.matches("\r\n").count(), breaks.matches('\n').count());
        assert!(held(&breaks).is_current(FRESH));
    }

    #[test]
    fn broken_comments_are_told() {
        let begin = "<!-- paceline context digest=1 -->\n";
        let end = "<!-- /paceline context -->\n";
        for (text, what) in [
            (
                begin.to_owned(),
                "has the beginning of a copy without its end",
            ),
            (
                end.to_owned(),
                "has the end of a copy without its beginning",
            ),
            (format!("{begin}{begin}{end}"), "holds more than one copy"),
            (
                format!("{begin}{end}{begin}{end}"),
                "holds more than one copy",
            ),
        ] {
            assert_eq!(place(&text), Err(what));
        }
    }

    #[test]
    fn a_reported_number_is_no_difference() {
        let old = FRESH.replace(
            "new",
            "  - Days: from 9 down to 1 days · now 4 days (2026-01-01)",
        );
        let new = FRESH.replace(
            "new",
            "  - Days: from 9 down to 1 days · now 3 days (2026-01-08)",
        );
        assert!(held(&old).is_current(&new));
        let wanted = new.replace("to 1 days", "to 2 days");
        assert!(!held(&old).is_current(&wanted));
        assert_eq!(
            held(&old).differences(&wanted),
            [
                "-   - Days: from 9 down to 1 days",
                "+   - Days: from 9 down to 2 days"
            ]
        );
    }
}
