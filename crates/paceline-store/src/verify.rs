//! Walking the chain: is the record as it was written?

use paceline_core::Seq;

use crate::{
    Location, StoreError,
    chain::{Tip, hex},
    fold::{apart, check_end, wait_for},
    location::Place,
    source::Source,
};

/// A record whose chain holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    pub organisation: String,
    pub events: u32,
    /// Texts, erased ones too.
    pub words: u32,
    pub erased: u32,
    pub last: Seq,
    /// The last hash, in hexadecimal digits: written down elsewhere, it proves later that nothing before it changed.
    pub hash: String,
}

/// Walks a record's chain without opening it for writing, also while somebody else has it open. An error that says
/// [`StoreError::broken`] names the number; any other means that it could not be read.
pub async fn verify(location: &Location) -> Result<Verified, StoreError> {
    let place = location.place()?;
    apart(move || wait_for(verify_place(&place))).await
}

pub(crate) async fn verify_place(place: &Place) -> Result<Verified, StoreError> {
    let source = Source::open(place).await?;
    let facts = source.facts().await?;
    let mut tip = Tip::start();
    let mut erased = 0;
    loop {
        let page = source.page(&tip).await?;
        if page.is_empty() {
            break;
        }
        for entry in &page {
            tip.check(entry)?;
            entry.row.recorded()?;
            erased += entry
                .words
                .iter()
                .filter(|word| word.kept.is_none())
                .count();
        }
    }
    check_end(&tip, &facts)?;
    Ok(Verified {
        organisation: facts.organisation,
        events: tip.seq.0,
        words: tip.words,
        erased: u32::try_from(erased).unwrap_or(u32::MAX),
        last: tip.seq,
        hash: hex(&tip.hash),
    })
}
