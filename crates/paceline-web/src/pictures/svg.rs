//! Writes SVG: elements with classes and geometry, every text escaped.

use std::fmt::{self, Write as _};

use crate::html::Escaped;

/// A place or a length: pixels, or a part of the picture in per cent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Len {
    Px(f64),
    Part(f64),
}

impl fmt::Display for Len {
    /// With two decimals at most.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (number, unit) = match self {
            Self::Px(number) => (number, ""),
            Self::Part(number) => (number, "%"),
        };
        // A picture has hundreds of these, and numbers with a point are slow to write.
        let hundredths = hundredths(*number);
        if hundredths < 0 {
            f.write_str("-")?;
        }
        let (whole, rest) = (
            hundredths.unsigned_abs() / 100,
            hundredths.unsigned_abs() % 100,
        );
        match (rest, rest % 10) {
            (0, _) => write!(f, "{whole}{unit}"),
            (_, 0) => write!(f, "{whole}.{}{unit}", rest / 10),
            (_, _) => write!(f, "{whole}.{rest:02}{unit}"),
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "what is too large for a picture is as large as can be"
)]
fn hundredths(number: f64) -> i64 {
    (number * 100.0).round() as i64
}

/// A whole number as a length; what is too large for a picture is as large as can be.
pub(crate) fn float(number: impl TryInto<i32>) -> f64 {
    f64::from(number.try_into().unwrap_or(i32::MAX))
}

pub(crate) fn px(number: f64) -> Len {
    Len::Px(number)
}

pub(crate) fn part(number: f64) -> Len {
    Len::Part(number)
}

/// What a picture is called and how large it is.
pub(crate) struct Sheet<'a> {
    /// Told apart from every other picture of the page.
    pub(crate) name: &'a str,
    pub(crate) title: &'a str,
    /// The finding in words.
    pub(crate) desc: &'a str,
    /// `Part(100)`: as wide as its frame.
    pub(crate) width: Len,
    pub(crate) height: f64,
}

/// A picture that is being drawn.
#[derive(Default)]
pub(crate) struct Svg {
    body: String,
}

impl Svg {
    pub(crate) fn line(&mut self, class: &str, (x1, y1): (Len, Len), (x2, y2): (Len, Len)) {
        self.mark(
            "line",
            class,
            &[("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2)],
            "",
        );
    }

    /// An element; with words that show when it is pointed at.
    pub(crate) fn mark(&mut self, name: &str, class: &str, attributes: &[(&str, Len)], told: &str) {
        self.begin(name, class, attributes);
        if told.is_empty() {
            self.body.push_str("/>");
        } else {
            self.write(format_args!("><title>{}</title></{name}>", Escaped(told)));
        }
    }

    fn begin(&mut self, name: &str, class: &str, attributes: &[(&str, Len)]) {
        self.write(format_args!(r#"<{name} class="{class}""#));
        for (attribute, value) in attributes {
            self.write(format_args!(r#" {attribute}="{value}""#));
        }
    }

    /// A path in pixels.
    pub(crate) fn path(&mut self, class: &str, steps: &str, told: &str) {
        self.write(format_args!(r#"<path class="{class}" d="{steps}""#));
        if told.is_empty() {
            self.body.push_str("/>");
        } else {
            self.write(format_args!("><title>{}</title></path>", Escaped(told)));
        }
    }

    /// A path around a place that may be given in per cent.
    pub(crate) fn path_at(&mut self, class: &str, (x, y): (Len, Len), steps: &str, told: &str) {
        self.write(format_args!(
            r#"<svg x="{x}" y="{y}" width="1" height="1">"#
        ));
        self.path(class, steps, told);
        self.body.push_str("</svg>");
    }

    /// A part of the picture within which places go from 0 to 1000, stretched to its size.
    pub(crate) fn stretched(
        &mut self,
        (x, y): (Len, Len),
        (width, height): (Len, Len),
        draw: impl FnOnce(&mut Self),
    ) {
        self.write(format_args!(
            r#"<svg x="{x}" y="{y}" width="{width}" height="{height}" viewBox="0 0 1000 1000" preserveAspectRatio="none">"#
        ));
        draw(self);
        self.body.push_str("</svg>");
    }

    pub(crate) fn text(&mut self, class: &str, (x, y): (Len, Len), words: &str) {
        self.shifted(class, (x, y), 0.0, words);
    }

    /// Words some pixels beside a place.
    pub(crate) fn shifted(&mut self, class: &str, (x, y): (Len, Len), by: f64, words: &str) {
        self.begin("text", class, &[("x", x), ("y", y)]);
        if by != 0.0 {
            self.write(format_args!(r#" dx="{}""#, px(by)));
        }
        self.write(format_args!(">{}</text>", Escaped(words)));
    }

    /// Words that say more when they are pointed at.
    pub(crate) fn mark_text(&mut self, class: &str, (x, y): (Len, Len), words: &str, told: &str) {
        self.begin("text", class, &[("x", x), ("y", y)]);
        self.write(format_args!(
            ">{}<title>{}</title></text>",
            Escaped(words),
            Escaped(told)
        ));
    }

    /// Words that climb to the right.
    pub(crate) fn slanted(&mut self, class: &str, (x, y): (f64, f64), words: &str, told: &str) {
        let (x, y) = (px(x), px(y));
        self.write(format_args!(
            r#"<text class="{class}" transform="translate({x} {y}) rotate(-45)">{}<title>{}</title></text>"#,
            Escaped(words),
            Escaped(told)
        ));
    }

    pub(crate) fn finish(self, sheet: &Sheet<'_>) -> String {
        let Sheet {
            name,
            title,
            desc,
            width,
            height,
        } = sheet;
        format!(
            r#"<svg role="img" aria-labelledby="{name}-title {name}-desc" width="{width}" height="{}"><title id="{name}-title">{}</title><desc id="{name}-desc">{}</desc>{}</svg>"#,
            px(*height),
            Escaped(title),
            Escaped(desc),
            self.body
        )
    }

    fn write(&mut self, words: fmt::Arguments<'_>) {
        let _infallible = self.body.write_fmt(words);
    }
}
