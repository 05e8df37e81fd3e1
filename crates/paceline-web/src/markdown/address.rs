//! Addresses in what people wrote: which may be followed, and those that stand bare in a text.

/// What every link to another host carries: it vouches for nothing and learns nothing.
pub(crate) const FOREIGN: &str = "nofollow noopener ugc";

/// Where a link may lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leads {
    /// To another host, or to whoever reads mail there.
    Away,
    /// To a page of ours.
    Home,
}

/// Where an address leads, `None` when it is not one that we hand on.
pub(crate) fn leads(address: &str) -> Option<Leads> {
    // Browsers drop blanks and control characters from an address, and read a backslash as a slash.
    if address.contains(|c: char| c.is_control() || c.is_whitespace() || c == '\\') {
        return None;
    }
    let is_ours =
        address.starts_with('#') || (address.starts_with('/') && !address.starts_with("//"));
    if is_ours {
        return Some(Leads::Home);
    }
    let (scheme, rest) = address.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    let is_followed = match scheme.as_str() {
        "http" | "https" => rest.starts_with("//"),
        "mailto" => true,
        _ => false,
    };
    is_followed.then_some(Leads::Away)
}

/// The first bare address in a text, with what stands before and after it.
pub(crate) fn next(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(|rest| rest.find("http")) {
        let start = from + found;
        let length = length(text.get(start..).unwrap_or_default());
        let before = text.get(..start).unwrap_or_default();
        if length > 0 && !before.ends_with(char::is_alphanumeric) {
            let (address, after) = text.get(start..)?.split_at(length);
            return Some((before, address, after));
        }
        from = start + "http".len();
    }
    None
}

/// How long the address is that a text begins with: to the first blank, without what ends a sentence.
fn length(text: &str) -> usize {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let Some(rest) =
        rest.filter(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '['))
    else {
        return 0;
    };
    let ends = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '<' | '>' | '"' | '`' | '{' | '}' | '|' | '\\' | '^')
    };
    let end = rest.find(ends).unwrap_or(rest.len());
    let mut address = rest.get(..end).unwrap_or_default();
    let count = |bracket: char| address.matches(bracket).count();
    let mut unopened = count(')').saturating_sub(count('('));
    while let Some(last) = address.chars().next_back() {
        match last {
            ')' if unopened > 0 => unopened -= 1,
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' | ']' | '”' | '“' | '»'
            | '…' | '’' | '–' | '—' => {}
            _ => break,
        }
        address = address
            .get(..address.len() - last.len_utf8())
            .unwrap_or_default();
    }
    if address.is_empty() {
        return 0;
    }
    text.len() - rest.len() + address.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_mail_and_our_own_pages_are_led_to() {
        for ours in ["/gaps/31", "#why", "/"] {
            assert_eq!(leads(ours), Some(Leads::Home), "{ours}");
        }
        for away in [
            "https://a.example",
            "HTTP://a.example",
            "mailto:a@b.example",
        ] {
            assert_eq!(leads(away), Some(Leads::Away), "{away}");
        }
        for refused in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            " javascript:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "http:evil.example",
            "other.html",
            "",
        ] {
            assert_eq!(leads(refused), None, "{refused:?}");
        }
    }

    #[test]
    fn a_bare_address_ends_where_a_reader_would_end_it() {
        let address = |text| next(text).map(|(_, address, _)| address);
        for (text, found) in [
            ("See https://a.example/b.", Some("https://a.example/b")),
            ("(https://a.example/b)", Some("https://a.example/b")),
            ("https://a.example/b_(c)", Some("https://a.example/b_(c)")),
            (
                "http://a.example/?q=1&r=2, and",
                Some("http://a.example/?q=1&r=2"),
            ),
            ("http://[::1]:7171/gaps", Some("http://[::1]:7171/gaps")),
            ("“https://a.example”…", Some("https://a.example")),
            ("http and https://", None),
            ("xhttp://a.example", None),
            ("http://...", None),
            ("a https b https://c.example", Some("https://c.example")),
        ] {
            assert_eq!(address(text), found, "{text}");
        }
    }
}
