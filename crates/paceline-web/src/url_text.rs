//! Texts in URLs: as a part of one, and a path of our own to go back to.

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

/// A path of our own to go back to: nothing that a browser could take for another host.
pub(crate) fn own_path(back: &str) -> Option<&str> {
    let is_plain = |byte: u8| byte.is_ascii_graphic() && byte != b'\\';
    let is_own = back.starts_with('/') && !back.starts_with("//") && back.bytes().all(is_plain);
    is_own.then_some(back)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_never_leads_elsewhere() {
        assert_eq!(own_path("/gaps?find=x"), Some("/gaps?find=x"));
        for foreign in [
            "//evil.example",
            "https://evil.example",
            "/\\evil",
            "",
            "/a\r\nb",
        ] {
            assert_eq!(own_path(foreign), None, "{foreign}");
        }
    }
}
