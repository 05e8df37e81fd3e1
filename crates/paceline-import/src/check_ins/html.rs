//! Plain text out of the HTML of a quote.

/// Tags are taken off, an item of a list becomes `- `, entities become what they stand for.
pub(super) fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    // How much is left behind the nearest `>` that was found; a text full of `<` is searched once.
    let mut behind = usize::MAX;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        if from.starts_with('&') {
            rest = entity(from, &mut text);
            continue;
        }
        if behind >= from.len() {
            behind = from.split_once('>').map_or(0, |(_, after)| after.len());
        }
        rest = if let Some((tag, after)) = tag(from, behind) {
            let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next();
            if name.is_some_and(|name| name.eq_ignore_ascii_case("li")) {
                text.push_str("- ");
            }
            after
        } else {
            text.push('<');
            from.get(1..).unwrap_or_default()
        };
    }
    text.push_str(rest);
    text
}

/// What stands between `<` and `>`, and what follows; `behind` is how much follows the next `>`.
fn tag(from: &str, behind: usize) -> Option<(&str, &str)> {
    let (whole, after) = from.split_at_checked(from.len().checked_sub(behind)?)?;
    let inner = whole.strip_prefix('<')?.strip_suffix('>')?;
    inner
        .starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'))
        .then_some((inner, after))
}

/// Writes what the entity at the beginning stands for; what is none stays as it is.
fn entity<'h>(from: &'h str, text: &mut String) -> &'h str {
    let known = from
        .bytes()
        .take(12)
        .position(|byte| byte == b';')
        .and_then(|end| Some((character(from.get(1..end)?)?, from.get(end + 1..)?)));
    if let Some((c, after)) = known {
        text.push(c);
        return after;
    }
    text.push('&');
    from.get(1..).unwrap_or_default()
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| *c != '\0');
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "hellip" => '…',
        "ndash" => '–',
        "mdash" => '—',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn tags_go_and_entities_are_read() {
        let html = "<p class=\"a\">a <b>bold</b> &lt;T&gt; &amp;lt; &#x60;x&#96;</p>\n<ul>\n<LI>one<br/></LI>\n</ul>";
        assert_eq!(plain(html), "a bold <T> &lt; `x`\n\n- one\n");
    }

    #[test]
    fn what_only_looks_like_html_stays() {
        for text in [
            "1 < 2 && 3 > 2",
            "a <",
            "b <i",
            "<",
            "&",
            "&;",
            "&#0;",
            "&#xffffffff;",
            "&nosuch;",
            "<a é",
            "&é;<é>",
        ] {
            assert_eq!(plain(text), text);
        }
    }

    #[test]
    fn many_beginnings_are_read_in_time() {
        let text = "<a&".repeat(200_000);
        assert_eq!(plain(&text), text);
    }
}
