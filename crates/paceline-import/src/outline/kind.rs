//! As what a text is read when nobody said: a table, a value, a strategy, or goals.

use super::{As, document::Document, pattern::Pattern, strategy, table};

static FRONT_MATTER: Pattern =
    Pattern::new(r"^---\s*\n(?:.*\n)*?(?:title|last_reviewed_on|review_in)\s*:");
static GOALS: Pattern = Pattern::new(
    r"(?m)^[ \t]*(?:(?:\d+[.)]|[-*])\s+)?(?:\*\*)?(?:[A-Z][\w &/()'’.-]*?\s)?(?:\*\*)?(?:KR|Key [Rr]esult|OBJECTIVE|Objective)\s?\d*\s*:",
);
static GOALS_HEADING: Pattern = Pattern::new(r"(?im)^#+ .*\b(?:okrs?|goals|objectives)\b");
static VALUES: Pattern =
    Pattern::new(r"(?im)^#+ .*\b(?:values|principles|practices)\b|^#+ .*\blooks? like\b");
static STRATEGY: Pattern = Pattern::new(r"(?im)^#+ .*\bstrategy\b|\beven over\b");

pub(super) fn of(name: &str, text: &str) -> As {
    let is_table_by_name = std::path::Path::new(name)
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("csv") || end.eq_ignore_ascii_case("tsv"));
    if is_table_by_name || table::has_header(text) {
        return As::Csv;
    }
    if GOALS.fits(text) {
        return As::Goals;
    }
    if strategy::names_its_parts(&Document::of(text)) {
        return As::Strategy;
    }
    if FRONT_MATTER.fits(text) {
        return As::Values;
    }
    let first = text
        .lines()
        .find(|line| line.starts_with('#'))
        .unwrap_or_default();
    for (form, kind) in [
        (&GOALS_HEADING, As::Goals),
        (&VALUES, As::Values),
        (&STRATEGY, As::Strategy),
    ] {
        if form.fits(first) {
            return kind;
        }
    }
    match () {
        () if STRATEGY.fits(text) => As::Strategy,
        () if VALUES.fits(text) => As::Values,
        () => As::Goals,
    }
}
