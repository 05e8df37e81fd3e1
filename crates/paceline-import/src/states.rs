//! What a written state is taken for.

use std::collections::BTreeMap;

use crate::mapping::{KnownStatus, Mapping, Pattern};
use crate::record::{Looks, Stage};

/// Known states, ready to be looked up.
#[derive(Debug)]
pub(crate) struct States {
    known: BTreeMap<String, (String, KnownStatus)>,
    missing: KnownStatus,
    pattern: Option<Pattern>,
    open: Vec<String>,
    done: Vec<String>,
}

/// A state after the mapping was applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) status: String,
    pub(crate) stage: Stage,
    pub(crate) active: bool,
    pub(crate) is_known: bool,
}

impl States {
    pub(crate) fn new(mapping: &Mapping) -> Self {
        let known = mapping.status.known.iter();
        let lower = |words: &[String]| words.iter().map(|word| fold(word)).collect();
        Self {
            known: known
                .map(|(written, status)| (fold(written), (written.clone(), status.clone())))
                .collect(),
            missing: mapping.status.missing.clone().unwrap_or_default(),
            pattern: mapping.status.pattern.clone(),
            open: lower(&mapping.maturity.open),
            done: lower(&mapping.maturity.done),
        }
    }

    pub(crate) fn status(&self, written: &str) -> State {
        if written.is_empty() {
            return state("none", &self.missing);
        }
        let cut = self
            .pattern
            .as_ref()
            .and_then(|pattern| pattern.cut(written));
        let found = [Some(written), cut]
            .into_iter()
            .flatten()
            .find_map(|text| self.known.get(&fold(text)));
        match found {
            Some((name, known)) => state(known.status.as_deref().unwrap_or(name), known),
            None => State {
                status: "unknown".to_owned(),
                stage: Stage::Unknown,
                active: false,
                is_known: false,
            },
        }
    }

    pub(crate) fn looks(&self, maturity: &str) -> Looks {
        let folded = fold(maturity);
        match () {
            () if self.done.contains(&folded) => Looks::Done,
            () if self.open.contains(&folded) => Looks::Open,
            () => Looks::NoWord,
        }
    }
}

fn state(name: &str, known: &KnownStatus) -> State {
    State {
        status: name.to_owned(),
        stage: known.stage,
        active: known.active.unwrap_or_else(|| goes_on(known.stage)),
        is_known: true,
    }
}

fn goes_on(stage: Stage) -> bool {
    match stage {
        Stage::Spotted
        | Stage::Scoping
        | Stage::Drafted
        | Stage::Shared
        | Stage::LastCall
        | Stage::Agreed
        | Stage::UnderWay => true,
        Stage::Unknown | Stage::Delivered | Stage::PutDown | Stage::Superseded => false,
    }
}

fn fold(text: &str) -> String {
    let text = text
        .trim()
        .trim_matches(['*', '_', '`', '"', '\'', '.'])
        .trim();
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}
