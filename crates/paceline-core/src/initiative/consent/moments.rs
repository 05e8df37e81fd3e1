//! What the timeline of an initiative tells of agreeing: objections, last calls, agreements.

use jiff::civil::Date;
use serde::Serialize;

use super::{LastCall, LastCallEnding, Way};
use crate::{
    PersonId, Sight, Text, Time,
    initiative::{How, Initiative, Moment, Objection, What},
    person::{self, PersonLink},
};

/// What happened on the way to an agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AgreedHow {
    Objected {
        harm: Text,
    },
    StewardCame {
        /// Whose objection it is.
        of: Option<PersonLink>,
    },
    StewardLeft {
        of: Option<PersonLink>,
    },
    WayOutOffered {
        of: Option<PersonLink>,
        text: Text,
    },
    ObjectionRenewed {
        because: Text,
    },
    ObjectionEnded {
        /// `None`: it lapsed.
        how: Option<How>,
        of: Option<PersonLink>,
        text: Option<Text>,
    },
    LastCallCalled {
        until: Date,
        way: Way,
        what: Text,
    },
    /// A revision that was not editorial ended it.
    LastCallRevised,
    LastCallWithdrawn,
    Agreed {
        /// The number of the agreement.
        agreement: u16,
        way: Way,
        what: Text,
    },
    AgreementReviewed {
        found: Text,
    },
}

impl AgreedHow {
    /// Its text, which may be long.
    pub fn text(&mut self) -> Option<&mut Text> {
        match self {
            Self::Objected { harm: text }
            | Self::WayOutOffered { text, .. }
            | Self::ObjectionRenewed { because: text }
            | Self::LastCallCalled { what: text, .. }
            | Self::Agreed { what: text, .. }
            | Self::AgreementReviewed { found: text } => Some(text),
            Self::ObjectionEnded { text, .. } => text.as_mut(),
            Self::StewardCame { .. }
            | Self::StewardLeft { .. }
            | Self::LastCallRevised
            | Self::LastCallWithdrawn => None,
        }
    }
}

/// What the timeline tells of it.
pub(in crate::initiative) fn moments(sight: Sight<'_>, entity: &Initiative) -> Vec<Moment> {
    let mut moments = Vec::new();
    for known in &entity.objections {
        of_objection(sight, known, &mut moments);
    }
    let mut tell = |at: Time, seq, by: Option<PersonId>, what: AgreedHow| {
        let by = by.map(|by| person::link(sight, by));
        let what = What::Agreeing(what);
        moments.push(Moment { at, seq, by, what });
    };
    let called = |call: &LastCall| AgreedHow::LastCallCalled {
        until: call.until,
        way: call.terms.way,
        what: sight.text(call.terms.what),
    };
    if let Some(call) = &entity.last_call {
        tell(call.at, call.seq, call.by, called(call));
    }
    for past in &entity.past_calls {
        tell(
            past.call.at,
            past.call.seq,
            past.call.by,
            called(&past.call),
        );
        let what = match past.because {
            LastCallEnding::Revised => AgreedHow::LastCallRevised,
            LastCallEnding::Withdrawn => AgreedHow::LastCallWithdrawn,
        };
        tell(past.at, past.seq, past.by, what);
    }
    for (number, agreement) in (0..).zip(&entity.agreements) {
        if let Some(call) = &agreement.called {
            tell(call.at, call.seq, call.by, called(call));
        }
        // What is agreed on by consent nobody decides.
        let decided_by = agreement.by.filter(|_| agreement.called.is_none());
        let what = AgreedHow::Agreed {
            agreement: number,
            way: agreement.terms.way,
            what: sight.text(agreement.terms.what),
        };
        tell(agreement.at, agreement.seq, decided_by, what);
        for review in &agreement.reviews {
            let found = sight.text(review.found);
            let what = AgreedHow::AgreementReviewed { found };
            tell(review.at, review.seq, review.by, what);
        }
    }
    moments
}

fn of_objection(sight: Sight<'_>, known: &Objection, moments: &mut Vec<Moment>) {
    let link = |by: Option<PersonId>| by.map(|by| person::link(sight, by));
    let of = || link(known.by);
    let mut tell = |at: Time, seq, by: Option<PersonId>, what: AgreedHow| {
        let by = link(by);
        let what = What::Agreeing(what);
        moments.push(Moment { at, seq, by, what });
    };
    let harm = sight.text(known.harm);
    tell(known.at, known.seq, known.by, AgreedHow::Objected { harm });
    for help in &known.stewards {
        let what = AgreedHow::StewardCame { of: of() };
        tell(help.from, help.seq, Some(help.person), what);
        if let Some(left) = help.to {
            let what = AgreedHow::StewardLeft { of: of() };
            tell(left.at, left.seq, Some(help.person), what);
        }
    }
    for offer in &known.offers {
        let (of, text) = (of(), sight.text(offer.text));
        tell(
            offer.at,
            offer.seq,
            offer.by,
            AgreedHow::WayOutOffered { of, text },
        );
    }
    for renewed in &known.renewals {
        let because = sight.text(renewed.because);
        let what = AgreedHow::ObjectionRenewed { because };
        tell(renewed.at, renewed.seq, known.by, what);
    }
    if let Some(ended) = known.ended {
        let text = ended.text.map(|text| sight.text(text));
        let (how, of) = (ended.how, of());
        let what = AgreedHow::ObjectionEnded { how, of, text };
        tell(ended.at, ended.seq, None, what);
    }
}
