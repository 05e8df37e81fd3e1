//! The whole record as JSONL: one line that says what it is, then every text and every event as they are stored, then
//! one line that says how it ends, so that a cut is noticed.
//!
//! ```text
//! {"paceline_export":1,"organisation":"0c3f…"}
//! {"word":1,"salt":"9b1d…","text":"Priya"}
//! {"word":2}                                                    an erased text
//! {"seq":1,"at":1767225600,"by":"importer","door":"import","origin":null,"event":{…},"words":[[1,"ab12…"]],"hash":"…"}
//! {"end":{"events":1,"words":2,"hash":"…"}}
//! ```

use std::{
    io::{self, BufWriter, Write},
    sync::Arc,
};

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::{
    Location, StoreError,
    chain::{Tip, hex},
    fold::{apart, check_end, wait_for},
    location::Place,
    row::{Row, WordRow},
    source::Source,
};

/// What an export held, and where it was written to.
#[derive(Debug)]
pub struct Exported<W> {
    pub events: u32,
    pub words: u32,
    pub out: W,
}

/// Writes a record as JSONL without opening it for writing, also while somebody else has it open.
pub async fn export<W: Write + Send + 'static>(
    location: &Location,
    out: W,
) -> Result<Exported<W>, StoreError> {
    let place = location.place()?;
    apart(move || wait_for(export_place(&place, out))).await
}

/// The first line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Head {
    pub paceline_export: u32,
    pub organisation: String,
}

/// A text.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WordLine {
    pub word: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salt: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// An event. Its body and its list of texts are the stored bytes themselves.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EventLine<'a> {
    pub seq: u32,
    pub at: i64,
    pub by: String,
    pub door: String,
    pub origin: Option<String>,
    #[serde(borrow)]
    pub event: &'a RawValue,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub words: Option<&'a RawValue>,
    pub hash: String,
}

/// The last line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct End {
    pub end: Ending,
}

/// How the record ends.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ending {
    pub events: u32,
    pub words: u32,
    pub hash: String,
}

impl Ending {
    pub(crate) fn of(tip: &Tip) -> Self {
        Self {
            events: tip.seq.0,
            words: tip.words,
            hash: hex(&tip.hash),
        }
    }
}

/// The form of the lines.
pub(crate) const EXPORT_FORM: u32 = 1;

pub(crate) async fn export_place<W: Write>(
    place: &Place,
    out: W,
) -> Result<Exported<W>, StoreError> {
    let source = Source::open(place).await?;
    let facts = source.facts().await?;
    let mut lines = Lines {
        out: BufWriter::with_capacity(1 << 16, out),
    };
    lines.write(&Head {
        paceline_export: EXPORT_FORM,
        organisation: facts.organisation.clone(),
    })?;
    let mut tip = Tip::start();
    loop {
        let page = source.page(&tip).await?;
        if page.is_empty() {
            break;
        }
        for entry in &page {
            tip.check(entry)?;
            entry
                .words
                .iter()
                .try_for_each(|word| lines.write(&word_line(word)))?;
            lines.write(&event_line(&entry.row)?)?;
        }
    }
    check_end(&tip, &facts)?;
    lines.write(&End {
        end: Ending::of(&tip),
    })?;
    let out = lines
        .out
        .into_inner()
        .map_err(|error| unwritable(error.into_error()))?;
    Ok(Exported {
        events: tip.seq.0,
        words: tip.words,
        out,
    })
}

fn word_line(row: &WordRow) -> WordLine {
    let kept = row.kept.as_ref();
    WordLine {
        word: row.id.0,
        salt: kept.map(|kept| hex(&kept.salt)),
        text: kept.map(|kept| kept.text.clone()),
    }
}

fn event_line(row: &Row) -> Result<EventLine<'_>, StoreError> {
    let raw = |json| {
        serde_json::from_str(json).map_err(|_| StoreError::broken_at(row.seq, "it is no JSON"))
    };
    Ok(EventLine {
        seq: row.seq.0,
        at: row.at,
        by: row.by.clone(),
        door: row.door.clone(),
        origin: row.origin.clone(),
        event: raw(&row.body)?,
        words: row.words.as_deref().map(raw).transpose()?,
        hash: hex(&row.hash),
    })
}

struct Lines<W: Write> {
    out: BufWriter<W>,
}

impl<W: Write> Lines<W> {
    fn write(&mut self, line: &impl Serialize) -> Result<(), StoreError> {
        serde_json::to_writer(&mut self.out, line).map_err(|error| unwritable(error.into()))?;
        self.out.write_all(b"\n").map_err(unwritable)
    }
}

fn unwritable(cause: io::Error) -> StoreError {
    StoreError::ExportUnwritable {
        cause: Arc::new(cause),
    }
}
