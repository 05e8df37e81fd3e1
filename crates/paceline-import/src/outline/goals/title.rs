//! A goal's title, who owns it, and what came of it, in one line: `**Sales: Grow.** => Done`.

use super::super::{items::Outcome, outcome, pattern::Pattern, plain::plain};
use super::layout::OBJECTIVE;

static BOLD: Pattern = Pattern::new(r"^\*\*(?P<bold>.+?)\*\*(?P<rest>.*)$");
/// The role or team that a title begins with, in at most 41 characters.
static OWNER: Pattern = Pattern::new(r"^(?P<owner>[A-Z][^:]{0,40}):\s+(?P<rest>\S.*)$");

pub(in super::super) struct Title {
    pub(in super::super) words: String,
    pub(in super::super) owner: Option<String>,
    pub(in super::super) outcome: Option<Outcome>,
}

pub(in super::super) fn title(text: &str) -> Title {
    let (text, outcome) = outcome::split(text);
    let bold = BOLD.captures(text).map(|found| {
        let part = |name: &str| found.name(name).map_or("", |part| part.as_str());
        format!("{}{}", part("bold"), part("rest"))
    });
    let words = bold.as_deref().unwrap_or(text);
    let words = plain(OBJECTIVE.after(words).unwrap_or(words));
    let owned = OWNER.captures(&words).and_then(|found| {
        let part = |name: &str| found.name(name).map(|part| part.as_str().to_owned());
        Some((part("owner")?, part("rest")?))
    });
    let (owner, words) = owned.map_or((None, words), |(owner, words)| (Some(owner), words));
    Title {
        words,
        owner,
        outcome,
    }
}
