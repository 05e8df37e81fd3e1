//! Which of its two doors a command came through: a program of somebody's own, or our command line.

use axum::http::{HeaderMap, HeaderName};
use paceline_core::Door;

/// Says which program asks. It is believed, since a door is information and opens nothing.
pub(super) const DOOR: HeaderName = HeaderName::from_static("paceline-door");
/// What our command line says there.
pub(super) const COMMAND_LINE: &str = "command-line";
/// What the header means, for the description of the API.
pub(super) const ABOUT: &str = "`command-line` where somebody typed the command; the record then says so. Left out, or anything \
else, it is recorded as done through the API. It opens nothing and forbids nothing.";

/// The door that a request names. No other than these two can be had by asking.
pub(super) fn door(headers: &HeaderMap) -> Door {
    let is_typed = headers.get(DOOR).is_some_and(|named| {
        named
            .as_bytes()
            .eq_ignore_ascii_case(COMMAND_LINE.as_bytes())
    });
    if is_typed {
        Door::CommandLine
    } else {
        Door::Api
    }
}
