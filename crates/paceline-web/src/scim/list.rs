//! Lists in pages, and how much of each thing is shown.

use axum::{http::StatusCode, response::Response};
use serde_json::{Map, Value, json};
use url::form_urlencoded;

use super::{
    error::{Kind, Trouble},
    filter::{Filter, Names},
    parse,
    schema::Resource,
};

/// Things on a page.
pub(super) const MOST: usize = 200;
const USUAL: usize = 100;

/// What stands behind the question mark.
#[derive(Debug, Clone, Default)]
pub(super) struct Query {
    filter: Option<String>,
    /// Counted from one.
    start: usize,
    count: usize,
    only: Option<Vec<Names>>,
    without: Vec<Names>,
}

impl Query {
    pub(super) fn of(query: &str) -> Result<Self, Trouble> {
        let mut asked = Self {
            start: 1,
            count: USUAL,
            ..Self::default()
        };
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match name.to_ascii_lowercase().as_str() {
                "filter" if !value.trim().is_empty() => asked.filter = Some(value.into_owned()),
                "startindex" => asked.start = number(&name, &value)?.max(1),
                "count" => asked.count = number(&name, &value)?.min(MOST),
                "attributes" => asked.only = Some(all(&value)?).filter(|all| !all.is_empty()),
                "excludedattributes" => asked.without = all(&value)?,
                _ => {}
            }
        }
        Ok(asked)
    }

    pub(super) fn filter(&self, resource: &Resource) -> Result<Option<Filter>, Trouble> {
        let written = self.filter.as_deref();
        written
            .map(|written| Filter::read(written, resource.attributes))
            .transpose()
    }

    /// As much of a thing as was asked for. What it is and its id are shown always.
    pub(super) fn part(&self, thing: &Value) -> Value {
        let Some(fields) = thing.as_object() else {
            return thing.clone();
        };
        let mut shown = Map::new();
        for (name, value) in fields {
            let is_always = name == "schemas" || name == "id";
            let wanted = self.only.as_deref().map(|only| named(only, name));
            let value = match wanted {
                _ if is_always => Some(value.clone()),
                Some(wanted) if wanted.is_empty() => None,
                Some(wanted) => Some(only_below(value, &wanted)),
                None => without_below(value, &named(&self.without, name)),
            };
            if let Some(value) = value {
                shown.insert(name.clone(), value);
            }
        }
        Value::Object(shown)
    }
}

fn named<'a>(names: &'a [Names], top: &str) -> Vec<&'a Names> {
    let all = names.iter();
    all.filter(|names| names.top.eq_ignore_ascii_case(top))
        .collect()
}

fn only_below(value: &Value, wanted: &[&Names]) -> Value {
    if wanted.iter().any(|names| names.below.is_none()) {
        return value.clone();
    }
    each(value, &|name| is_among(wanted, name))
}

fn without_below(value: &Value, unwanted: &[&Names]) -> Option<Value> {
    if unwanted.iter().any(|names| names.below.is_none()) {
        return None;
    }
    Some(each(value, &|name| !is_among(unwanted, name)))
}

fn is_among(names: &[&Names], below: &str) -> bool {
    let is_it = |written: &String| written.eq_ignore_ascii_case(below);
    names
        .iter()
        .any(|names| names.below.as_ref().is_some_and(is_it))
}

/// The parts of a value, or of each of many, that are kept.
fn each(value: &Value, keeps: &dyn Fn(&str) -> bool) -> Value {
    match value {
        Value::Array(values) => values.iter().map(|value| each(value, keeps)).collect(),
        Value::Object(fields) => {
            let kept = fields.iter().filter(|(name, _)| keeps(name));
            Value::Object(
                kept.map(|(name, value)| (name.clone(), value.clone()))
                    .collect(),
            )
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
    }
}

/// Whole numbers; less than none is none.
fn number(name: &str, value: &str) -> Result<usize, Trouble> {
    let read = value.trim().parse::<i64>().map_err(|_| {
        Trouble::of(
            Kind::InvalidValue,
            format!("'{name}' is a whole number, and something else was sent."),
        )
    })?;
    Ok(usize::try_from(read).unwrap_or_default())
}

fn all(value: &str) -> Result<Vec<Names>, Trouble> {
    let names = value
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty());
    let names = names.map(parse::names).collect::<Result<_, _>>();
    names.map_err(|why| {
        Trouble::of(
            Kind::InvalidValue,
            format!("The list of attributes cannot be used: {why}. Write their names."),
        )
    })
}

/// Collects a page while all things go by.
pub(super) struct Page<'a> {
    query: &'a Query,
    total: usize,
    shown: Vec<Value>,
}

impl<'a> Page<'a> {
    pub(super) fn of(query: &'a Query) -> Self {
        Self {
            query,
            total: 0,
            shown: Vec::new(),
        }
    }

    /// One more that passes the filter.
    pub(super) fn add(&mut self, thing: &Value) {
        self.total += 1;
        if self.total >= self.query.start && self.shown.len() < self.query.count {
            self.shown.push(self.query.part(thing));
        }
    }

    pub(super) fn answer(self) -> Response {
        let answer = listed(self.total, self.query.start, &self.shown);
        super::json(StatusCode::OK, &answer)
    }
}

/// All there is, on one page.
pub(super) fn whole(all: &[Value]) -> Value {
    listed(all.len(), 1, all)
}

fn listed(total: usize, start: usize, shown: &[Value]) -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
        "totalResults": total,
        "startIndex": start,
        "itemsPerPage": shown.len(),
        "Resources": shown,
    })
}
