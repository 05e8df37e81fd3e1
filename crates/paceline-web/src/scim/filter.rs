//! Which things are asked for: a filter, and whether something passes it.

use serde_json::{Map, Value};

use super::{
    error::{Kind, Trouble},
    parse,
    schema::{Attribute, Case, Count, Type, find},
};

/// `name.familyName`, as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Names {
    pub(super) urn: Option<String>,
    pub(super) top: String,
    pub(super) below: Option<String>,
}

/// What a change is made to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Path {
    pub(super) names: Names,
    pub(super) filter: Option<Filter>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Filter {
    Is(Names, Test),
    /// One of many passes.
    Within(Names, Box<Self>),
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Test {
    Present,
    Compare(Operator, Literal),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Equal,
    NotEqual,
    Contains,
    Starts,
    Ends,
    More,
    AtLeast,
    Less,
    AtMost,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Literal {
    Null,
    Bool(bool),
    Text(String),
}

impl Operator {
    pub(super) fn named(word: &str) -> Option<Self> {
        Some(match word.to_ascii_lowercase().as_str() {
            "eq" => Self::Equal,
            "ne" => Self::NotEqual,
            "co" => Self::Contains,
            "sw" => Self::Starts,
            "ew" => Self::Ends,
            "gt" => Self::More,
            "ge" => Self::AtLeast,
            "lt" => Self::Less,
            "le" => Self::AtMost,
            _ => return None,
        })
    }

    fn holds(self, value: &str, wanted: &str) -> bool {
        match self {
            Self::Equal => value == wanted,
            Self::NotEqual => value != wanted,
            Self::Contains => value.contains(wanted),
            Self::Starts => value.starts_with(wanted),
            Self::Ends => value.ends_with(wanted),
            Self::More => value > wanted,
            Self::AtLeast => value >= wanted,
            Self::Less => value < wanted,
            Self::AtMost => value <= wanted,
        }
    }
}

impl Filter {
    /// A filter over these attributes; one that names others is wrong.
    pub(super) fn read(written: &str, attributes: &'static [Attribute]) -> Result<Self, Trouble> {
        let wrong = |why: String| {
            Trouble::of(
                Kind::InvalidFilter,
                format!("The filter cannot be used: {why}. Write one such as userName eq \"ada\"."),
            )
        };
        let filter = parse::filter(written).map_err(wrong)?;
        filter.check(attributes).map_err(wrong)?;
        Ok(filter)
    }

    pub(super) fn check(&self, attributes: &'static [Attribute]) -> Result<(), String> {
        match self {
            Self::Is(names, Test::Present) => names.among(attributes).map(drop),
            Self::Is(names, Test::Compare(..)) => {
                let (top, below) = names.among(attributes)?;
                let is_whole = below.is_none() && !top.below().is_empty();
                if is_whole && find(top.below(), "value").is_none() {
                    return Err(format!("'{}' has parts; name one of them", top.name));
                }
                Ok(())
            }
            Self::Within(names, inner) => {
                let (top, _) = names.among(attributes)?;
                if top.below().is_empty() {
                    return Err(format!("'{}' has no parts", top.name));
                }
                inner.check(top.below())
            }
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().try_for_each(|part| part.check(attributes))
            }
            Self::Not(inner) => inner.check(attributes),
        }
    }

    pub(super) fn passes(
        &self,
        attributes: &'static [Attribute],
        thing: &Map<String, Value>,
    ) -> bool {
        match self {
            Self::Is(names, test) => is(names, test, attributes, thing),
            Self::Within(names, inner) => {
                let Ok((top, _)) = names.among(attributes) else {
                    return false;
                };
                values(thing.get(top.name))
                    .filter_map(Value::as_object)
                    .any(|one| inner.passes(top.below(), one))
            }
            Self::All(parts) => parts.iter().all(|part| part.passes(attributes, thing)),
            Self::Any(parts) => parts.iter().any(|part| part.passes(attributes, thing)),
            Self::Not(inner) => !inner.passes(attributes, thing),
        }
    }

    /// What every thing that passes is known to have: `userName` is `ada`.
    pub(super) fn needs(&self) -> Vec<(&Names, &str)> {
        match self {
            Self::Is(names, Test::Compare(Operator::Equal, Literal::Text(text))) => {
                vec![(names, text)]
            }
            Self::All(parts) => parts.iter().flat_map(Self::needs).collect(),
            Self::Is(..) | Self::Within(..) | Self::Any(_) | Self::Not(_) => Vec::new(),
        }
    }
}

impl Names {
    /// The attribute that is named, and its part where one is.
    pub(super) fn among(
        &self,
        attributes: &'static [Attribute],
    ) -> Result<(&'static Attribute, Option<&'static Attribute>), String> {
        let unknown = |name: &str| format!("there is no attribute '{name}'");
        let top = find(attributes, &self.top).ok_or_else(|| unknown(&self.top))?;
        let Some(below) = &self.below else {
            return Ok((top, None));
        };
        let below = find(top.below(), below).ok_or_else(|| unknown(below))?;
        Ok((top, Some(below)))
    }

    /// Whether it is this attribute, or its `value`.
    pub(super) fn is(&self, top: &str) -> bool {
        let is_value = |below: &String| below.eq_ignore_ascii_case("value");
        self.top.eq_ignore_ascii_case(top) && self.below.as_ref().is_none_or(is_value)
    }
}

fn is(
    names: &Names,
    test: &Test,
    attributes: &'static [Attribute],
    thing: &Map<String, Value>,
) -> bool {
    let Ok((top, below)) = names.among(attributes) else {
        return false;
    };
    let part = below.or_else(|| match top.kind {
        Type::Complex(parts) if top.count == Count::Many => find(parts, "value"),
        Type::Complex(_) | Type::Text | Type::Boolean | Type::Reference(_) => None,
    });
    let mut found = values(thing.get(top.name)).filter_map(|value| match part {
        Some(part) => value.get(part.name),
        None => Some(value),
    });
    let case = part.unwrap_or(top).case;
    match test {
        Test::Present => found.any(|value| !value.is_null() && value != ""),
        Test::Compare(Operator::NotEqual, wanted) => {
            !found.any(|value| compares(Operator::Equal, value, wanted, case))
        }
        Test::Compare(Operator::Equal, Literal::Null) => found.next().is_none(),
        Test::Compare(operator, wanted) => {
            found.any(|value| compares(*operator, value, wanted, case))
        }
    }
}

/// Also where yes and no came as a text.
fn compares(operator: Operator, value: &Value, wanted: &Literal, case: Case) -> bool {
    let wanted = match wanted {
        Literal::Null => return false,
        Literal::Bool(wanted) => wanted.to_string(),
        Literal::Text(wanted) => wanted.clone(),
    };
    match value {
        Value::Bool(value) => operator.holds(&value.to_string(), &wanted.to_lowercase()),
        Value::String(value) if case == Case::Exact => operator.holds(value, &wanted),
        Value::String(value) => operator.holds(&value.to_lowercase(), &wanted.to_lowercase()),
        Value::Null | Value::Number(_) | Value::Array(_) | Value::Object(_) => false,
    }
}

/// One value, or each of many.
fn values(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let many = value.and_then(Value::as_array);
    let one = value.filter(|value| !value.is_array());
    many.into_iter().flatten().chain(one)
}
