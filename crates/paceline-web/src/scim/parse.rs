//! Reads filters and paths as RFC 7644 writes them (sections 3.4.2.2 and 3.5.2), names in any case.

use super::filter::{Filter, Literal, Names, Operator, Path, Test};

/// Characters of a filter or a path.
const LONGEST: usize = 4_000;
/// Brackets within brackets.
const DEEPEST: usize = 12;

/// What is not right, in words.
pub(super) type Wrong = String;

/// A filter such as `userName eq "ada" and active eq true`.
pub(super) fn filter(written: &str) -> Result<Filter, Wrong> {
    let mut reader = Reader::of(written)?;
    let filter = reader.any_of()?;
    reader.end()?;
    Ok(filter)
}

/// A path such as `emails[type eq "work"].value`.
pub(super) fn path(written: &str) -> Result<Path, Wrong> {
    let mut reader = Reader::of(written)?;
    let mut names = reader.names()?;
    let filter = if reader.takes('[') {
        let filter = reader.any_of()?;
        reader.needs(']')?;
        Some(filter)
    } else {
        None
    };
    if filter.is_some() && reader.rest.starts_with('.') {
        reader.rest = reader.rest.get(1..).unwrap_or_default();
        names.below = Some(reader.word()?.to_owned());
    }
    reader.end()?;
    Ok(Path { names, filter })
}

/// A name such as `name.familyName`, also with the URN of its schema before it.
pub(super) fn names(written: &str) -> Result<Names, Wrong> {
    let mut reader = Reader::of(written)?;
    let names = reader.names()?;
    reader.end()?;
    Ok(names)
}

struct Reader<'a> {
    rest: &'a str,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn of(written: &'a str) -> Result<Self, Wrong> {
        if written.len() > LONGEST {
            return Err(format!("it is longer than {LONGEST} characters"));
        }
        Ok(Self {
            rest: written.trim(),
            depth: 0,
        })
    }

    fn blank(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn takes(&mut self, sign: char) -> bool {
        self.blank();
        let after = self.rest.strip_prefix(sign);
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    fn needs(&mut self, sign: char) -> Result<(), Wrong> {
        if self.takes(sign) {
            Ok(())
        } else {
            Err(format!("'{sign}' is missing before '{}'", self.near()))
        }
    }

    fn end(&mut self) -> Result<(), Wrong> {
        self.blank();
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(format!("'{}' is not understood", self.near()))
        }
    }

    fn near(&self) -> String {
        self.rest.chars().take(20).collect()
    }

    /// A word is letters, digits and the few signs of names and URNs.
    fn word(&mut self) -> Result<&'a str, Wrong> {
        self.blank();
        let is_part = |c: char| c.is_alphanumeric() || "_-$:.".contains(c);
        let end = self.rest.find(|c| !is_part(c)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        if word.is_empty() {
            return Err(format!("a name is missing before '{}'", self.near()));
        }
        self.rest = rest;
        Ok(word)
    }

    /// The word that comes next, when it is this one.
    fn says(&mut self, word: &str) -> bool {
        let before = self.rest;
        let is_it = self
            .word()
            .is_ok_and(|said| said.eq_ignore_ascii_case(word));
        if !is_it {
            self.rest = before;
        }
        is_it
    }

    fn names(&mut self) -> Result<Names, Wrong> {
        let word = self.word()?;
        let (urn, name) = match word.rsplit_once(':') {
            // The version within a URN has a dot: `…:2.0:User:name.familyName`.
            Some((urn, name)) => (Some(urn), name),
            None => (None, word),
        };
        let (top, below) = match name.split_once('.') {
            Some((top, below)) => (top, Some(below)),
            None => (name, None),
        };
        let is_name = |name: &str| !name.is_empty() && !name.contains('.');
        if !is_name(top) || !below.is_none_or(is_name) {
            return Err(format!("'{word}' is no name of an attribute"));
        }
        Ok(Names {
            urn: urn.map(str::to_owned),
            top: top.to_owned(),
            below: below.map(str::to_owned),
        })
    }

    fn any_of(&mut self) -> Result<Filter, Wrong> {
        let mut parts = vec![self.all_of()?];
        while self.says("or") {
            parts.push(self.all_of()?);
        }
        Ok(one_or(parts, Filter::Any))
    }

    fn all_of(&mut self) -> Result<Filter, Wrong> {
        let mut parts = vec![self.part()?];
        while self.says("and") {
            parts.push(self.part()?);
        }
        Ok(one_or(parts, Filter::All))
    }

    fn part(&mut self) -> Result<Filter, Wrong> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(format!(
                "it has more than {DEEPEST} brackets within brackets"
            ));
        }
        let part = self.part_within();
        self.depth -= 1;
        part
    }

    fn part_within(&mut self) -> Result<Filter, Wrong> {
        let before = self.rest;
        if self.says("not") {
            if self.takes('(') {
                let inner = self.any_of()?;
                self.needs(')')?;
                return Ok(Filter::Not(Box::new(inner)));
            }
            self.rest = before;
        }
        if self.takes('(') {
            let inner = self.any_of()?;
            self.needs(')')?;
            return Ok(inner);
        }
        let names = self.names()?;
        if self.takes('[') {
            let inner = self.any_of()?;
            self.needs(']')?;
            return Ok(Filter::Within(names, Box::new(inner)));
        }
        Ok(Filter::Is(names, self.test()?))
    }

    fn test(&mut self) -> Result<Test, Wrong> {
        let word = self.word()?;
        if word.eq_ignore_ascii_case("pr") {
            return Ok(Test::Present);
        }
        let operator = Operator::named(word);
        let operator = operator.ok_or_else(|| format!("'{word}' compares nothing"))?;
        Ok(Test::Compare(operator, self.literal()?))
    }

    fn literal(&mut self) -> Result<Literal, Wrong> {
        self.blank();
        if self.rest.starts_with('"') {
            return self.quoted();
        }
        let word = self.word()?;
        match word.to_ascii_lowercase().as_str() {
            "true" => Ok(Literal::Bool(true)),
            "false" => Ok(Literal::Bool(false)),
            "null" => Ok(Literal::Null),
            number if number.parse::<f64>().is_ok() => Ok(Literal::Text(number.to_owned())),
            _ => Err(format!(
                "'{word}' is no value; a text stands between quotes"
            )),
        }
    }

    fn quoted(&mut self) -> Result<Literal, Wrong> {
        let mut is_escaped = false;
        let end = self.rest.char_indices().skip(1).find(|(_, c)| {
            let is_end = *c == '"' && !is_escaped;
            is_escaped = *c == '\\' && !is_escaped;
            is_end
        });
        let (end, _) = end.ok_or("the last quote is missing")?;
        let (text, rest) = self.rest.split_at(end + 1);
        self.rest = rest;
        let text = serde_json::from_str(text);
        text.map(Literal::Text)
            .map_err(|_| "a text between quotes cannot be read".to_owned())
    }
}

fn one_or(mut parts: Vec<Filter>, many: impl Fn(Vec<Filter>) -> Filter) -> Filter {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        Some(last) => {
            parts.push(last);
            many(parts)
        }
        None => many(parts),
    }
}
