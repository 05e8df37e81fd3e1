//! How much room letters take, near enough to cut a name before it runs into something.

/// The estimated width of a text in pixels, for the sans of the pages at a size.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(part_of_size).sum::<f64>() * size
}

/// A letter's width as a part of its size.
fn part_of_size(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | '|' | '.' | ',' | ':' | ';' | '\'' | '’' | '‘' | '!' => 0.28,
        'f' | 't' | 'r' | 'I' | ' ' | '(' | ')' | '-' | '/' => 0.37,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '…' | '—' => 0.9,
        'A'..='Z' | '+' | '×' => 0.69,
        // Marks that stand above or below another letter, and signs that only steer the direction.
        '\u{300}'..='\u{36f}'
        | '\u{591}'..='\u{5bd}'
        | '\u{64b}'..='\u{65f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => 0.0,
        // Scripts of square letters, and pictograms.
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' => 1.0,
        '\u{ff00}'..='\u{ff60}' | '\u{1f000}'.. => 1.1,
        _ => 0.59,
    }
}

/// A text cut with … so that it takes at most so many pixels.
pub(crate) fn cut(text: &str, size: f64, room: f64) -> String {
    let text = text.trim();
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut left = room - part_of_size('…') * size;
    let fits = |letter: &char| {
        left -= part_of_size(*letter) * size;
        left >= 0.0
    };
    let kept: String = text.chars().take_while(fits).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_cut_to_its_room() {
        assert_eq!(cut("Short", 12.0, 100.0), "Short");
        let long = "A very long name of an initiative that goes on";
        let shown = cut(long, 12.0, 100.0);
        assert!(
            shown.ends_with('…') && width(&shown, 12.0) <= 100.0,
            "{shown}"
        );
        assert!(width("מסע ארוך", 12.0) > 30.0);
        assert_eq!(cut("漢字漢字漢字", 10.0, 30.0), "漢字…");
    }
}
