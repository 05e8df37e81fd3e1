//! A text as it stands in an address.

use std::fmt;

use askama::filters::HtmlSafe;

/// A text as a part of a path or a value in a query.
pub(crate) struct Encoded<'a>(pub(crate) &'a str);

impl fmt::Display for Encoded<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~');
        let mut rest = self.0;
        // Most parts of a URL are plain to the end: they are written in one go.
        while let Some(at) = rest.find(|c| !is_plain(c)) {
            let (plain, odd) = rest.split_at(at);
            f.write_str(plain)?;
            let odd_char = odd.chars().next().map_or(1, char::len_utf8);
            let (encoded, after) = odd.split_at(odd_char);
            encoded
                .bytes()
                .try_for_each(|byte| write!(f, "%{byte:02X}"))?;
            rest = after;
        }
        f.write_str(rest)
    }
}

impl HtmlSafe for Encoded<'_> {}
