//! Decides whether a licence expression (SPDX, or the older `A/B`) leaves us a choice within the allowed ones.

/// `OR` needs one allowed side, `AND` both; what cannot be understood is not allowed.
pub(crate) fn is_within(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace('/', " OR ");
    let mut reader = Reader {
        words: spaced.split_whitespace().collect(),
        at: 0,
        allowed,
    };
    reader.either() == Some(true) && reader.at == reader.words.len()
}

struct Reader<'a> {
    words: Vec<&'a str>,
    at: usize,
    allowed: &'a [String],
}

impl Reader<'_> {
    fn either(&mut self) -> Option<bool> {
        let mut within = self.both()?;
        while self.takes("OR") {
            within |= self.both()?;
        }
        Some(within)
    }

    fn both(&mut self) -> Option<bool> {
        let mut within = self.one()?;
        while self.takes("AND") {
            within &= self.one()?;
        }
        Some(within)
    }

    fn one(&mut self) -> Option<bool> {
        if self.takes("(") {
            let within = self.either()?;
            return self.takes(")").then_some(within);
        }
        let mut licence = (*self.words.get(self.at)?).to_owned();
        self.at += 1;
        if self.takes("WITH") {
            licence = format!("{licence} WITH {}", self.words.get(self.at)?);
            self.at += 1;
        }
        Some(self.allowed.contains(&licence))
    }

    fn takes(&mut self, word: &str) -> bool {
        let found = self.words.get(self.at) == Some(&word);
        self.at += usize::from(found);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(expression: &str) -> bool {
        is_within(
            expression,
            &[
                "MIT",
                "Apache-2.0",
                "Apache-2.0 WITH LLVM-exception",
                "Unicode-3.0",
            ]
            .map(str::to_owned),
        )
    }

    #[test]
    fn one_allowed_choice_is_enough() {
        assert!(allowed("MIT"));
        assert!(allowed("GPL-3.0 OR MIT"));
        assert!(allowed("Unlicense/MIT"));
        assert!(allowed(
            "Apache-2.0 WITH LLVM-exception OR LGPL-2.1-or-later"
        ));
    }

    #[test]
    fn every_part_of_an_and_counts() {
        assert!(allowed("(MIT OR GPL-3.0) AND Unicode-3.0"));
        assert!(!allowed("(MIT OR Apache-2.0) AND GPL-3.0"));
        assert!(!allowed("MIT AND GPL-3.0 OR GPL-2.0"));
    }

    #[test]
    fn what_cannot_be_understood_is_not_allowed() {
        for expression in [
            "",
            "GPL-3.0",
            "(MIT",
            "MIT MIT",
            "MIT OR",
            "Apache-2.0 WITH",
            "MIT WITH Classpath-exception",
        ] {
            assert!(!allowed(expression), "{expression}");
        }
    }
}
