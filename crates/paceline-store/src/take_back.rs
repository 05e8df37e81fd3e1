//! Taking an export back into an empty record, hash for hash, in one transaction: all of it or nothing.

use std::io::{BufRead, Read};

use paceline_core::{Seq, WordId};
use serde_json::value::RawValue;

use crate::{
    StoreError,
    chain::{Tip, unhex, unhex_hash},
    export::{EXPORT_FORM, End, Ending, EventLine, Head, WordLine},
    record::limit,
    row::{Entry, Kept, Row, WordRow},
    writer::Writer,
};

/// Events that are written at a time.
const SLICE: usize = 1_000;

/// An export that was taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenBack {
    pub events: u32,
    pub words: u32,
}

impl Writer {
    pub(crate) async fn take_back(
        &mut self,
        reader: Box<dyn BufRead + Send>,
    ) -> Result<TakenBack, StoreError> {
        self.begin().await?;
        let taken = self.take_lines(reader).await;
        match taken {
            Ok(tip) => {
                self.reload()?;
                Ok(TakenBack {
                    events: tip.seq.0,
                    words: tip.words,
                })
            }
            Err(error) => {
                self.log.rollback().await;
                self.doubtful = true;
                Err(error)
            }
        }
    }

    async fn take_lines(&mut self, reader: Box<dyn BufRead + Send>) -> Result<Tip, StoreError> {
        if self.tip.seq > Seq(0) {
            return Err(StoreError::NotEmpty {
                place: self.shared.place.to_string(),
                events: self.tip.seq.0,
            });
        }
        let mut lines = Lines {
            reader,
            line: Vec::new(),
            number: 0,
            at: i64::MIN,
        };
        let organisation = lines.head()?;
        let mut tip = Tip::start();
        loop {
            let (entries, more) = lines.entries(&mut tip)?;
            self.log.insert(&entries).await?;
            if more == More::No {
                break;
            }
        }
        self.log.rename(&organisation).await?;
        self.log.commit(&tip).await?;
        Ok(tip)
    }
}

/// Whether the export goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum More {
    Yes,
    No,
}

/// One line, by what stands first in it.
enum Line<'a> {
    Word(WordLine),
    Event(Box<EventLine<'a>>),
    End(Ending),
}

struct Lines {
    reader: Box<dyn BufRead + Send>,
    line: Vec<u8>,
    number: u64,
    /// When the last event happened.
    at: i64,
}

impl Lines {
    fn bad(&self, what: impl Into<String>) -> StoreError {
        StoreError::BadExport {
            line: self.number,
            what: what.into(),
        }
    }

    /// The organisation's identity, from the first line.
    fn head(&mut self) -> Result<String, StoreError> {
        let head: Option<Head> = self.next().map(|line| serde_json::from_str(line).ok())?;
        let head =
            head.ok_or_else(|| self.bad("does not say that this is an export of Paceline"))?;
        if head.paceline_export != EXPORT_FORM {
            return Err(self.bad(format!(
                "says form {}; this Paceline knows {EXPORT_FORM}",
                head.paceline_export
            )));
        }
        if head.organisation.len() != 32 || unhex(&head.organisation).is_none() {
            return Err(self.bad("holds no identity of an organisation"));
        }
        Ok(head.organisation)
    }

    /// The next entries, checked, and whether there are more.
    fn entries(&mut self, tip: &mut Tip) -> Result<(Vec<Entry>, More), StoreError> {
        let mut entries = Vec::new();
        let mut words = Vec::new();
        while entries.len() < SLICE {
            self.next()?;
            match self.parse()? {
                Line::Word(word) => words.push(self.word(word)?),
                Line::Event(event) => {
                    let row = self.row(*event)?;
                    self.at = row.at;
                    let brought = row
                        .brought()
                        .map_err(|_| self.bad("holds a list of texts that cannot be read"))?;
                    let entry = Entry {
                        row,
                        brought,
                        words: std::mem::take(&mut words),
                    };
                    self.check(tip, &entry)?;
                    entries.push(entry);
                }
                Line::End(ending) => {
                    self.end(&ending, tip, words.len())?;
                    return Ok((entries, More::No));
                }
            }
            if words.len() > limit::WORDS {
                return Err(self.bad("brings more texts than one event may have"));
            }
        }
        Ok((entries, More::Yes))
    }

    fn check(&self, tip: &mut Tip, entry: &Entry) -> Result<(), StoreError> {
        if entry.words.len() != entry.brought.len() {
            return Err(self.bad("does not match the texts before it"));
        }
        let checked = tip
            .check(entry)
            .and_then(|()| entry.row.recorded().map(drop));
        checked.map_err(|error| {
            self.bad(error.broken().map_or_else(
                || error.to_string(),
                |broken| format!("is not as it was written ({}: {})", broken.seq, broken.what),
            ))
        })
    }

    fn end(&mut self, ending: &Ending, tip: &Tip, words: usize) -> Result<(), StoreError> {
        if words > 0 || *ending != Ending::of(tip) {
            return Err(self.bad("says another end than was read"));
        }
        match self.reader.fill_buf().map(<[u8]>::is_empty) {
            Ok(true) => Ok(()),
            Ok(false) => Err(self.bad("should be the last, but more follows")),
            Err(_) => Err(self.unreadable()),
        }
    }

    fn parse(&self) -> Result<Line<'_>, StoreError> {
        let text = self.text()?;
        let line = if text.starts_with("{\"word\"") {
            serde_json::from_str(text).ok().map(Line::Word)
        } else if text.starts_with("{\"end\"") {
            serde_json::from_str(text)
                .ok()
                .map(|end: End| Line::End(end.end))
        } else {
            serde_json::from_str(text)
                .ok()
                .map(|event| Line::Event(Box::new(event)))
        };
        line.ok_or_else(|| self.bad("cannot be read"))
    }

    fn word(&self, line: WordLine) -> Result<WordRow, StoreError> {
        let kept = match (line.salt, line.text) {
            (None, None) => None,
            (Some(salt), Some(text)) if text.len() <= limit::WORD_BYTES && !text.contains('\0') => {
                Some(Kept {
                    salt: unhex(&salt)
                        .ok_or_else(|| self.bad("holds a salt that cannot be read"))?,
                    text,
                })
            }
            _ => return Err(self.bad("holds a text that no record can hold")),
        };
        Ok(WordRow {
            id: WordId(line.word),
            kept,
        })
    }

    fn row(&self, line: EventLine<'_>) -> Result<Row, StoreError> {
        let hash = unhex_hash(&line.hash);
        if line.at < self.at {
            return Err(self.bad("happened before the event above it"));
        }
        if [&line.by, &line.door]
            .into_iter()
            .chain(&line.origin)
            .any(|text| text.contains('\0'))
        {
            return Err(self.bad("holds a text that no record can hold"));
        }
        Ok(Row {
            seq: Seq(line.seq),
            at: line.at,
            by: line.by,
            door: line.door,
            origin: line.origin,
            body: line.event.get().to_owned(),
            words: line.words.map(RawValue::get).map(str::to_owned),
            hash: hash.ok_or_else(|| self.bad("holds a hash that cannot be read"))?,
        })
    }

    /// Reads the next line, which must be there, end, and not be too long.
    fn next(&mut self) -> Result<&str, StoreError> {
        self.number += 1;
        self.line.clear();
        let longest = u64::try_from(limit::LINE_BYTES).unwrap_or(u64::MAX);
        let read = (&mut self.reader)
            .take(longest)
            .read_until(b'\n', &mut self.line);
        if read.is_err() {
            return Err(self.unreadable());
        }
        if self.line.pop_if(|byte| *byte == b'\n').is_none() {
            let what = if self.line.len() >= limit::LINE_BYTES {
                "is too long"
            } else {
                "is where it breaks off"
            };
            return Err(self.bad(what));
        }
        self.text()
    }

    fn text(&self) -> Result<&str, StoreError> {
        std::str::from_utf8(&self.line).map_err(|_| self.bad("is no text"))
    }

    fn unreadable(&self) -> StoreError {
        self.bad("cannot be read from where it lies")
    }
}
