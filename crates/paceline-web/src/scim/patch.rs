//! Changes to parts of a thing (RFC 7644, section 3.5.2), as Entra ID and Okta send them, too: operations in any case,
//! values without a path, parts chosen by a filter that nothing passes yet.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::{
    error::{Kind, Trouble},
    filter::{Filter, Path},
    parse,
    schema::{Attribute, Change, Count, Need, Resource, find},
    taken::{one_primary, value_of},
};

/// Operations in one request.
const MOST: usize = 1_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Add,
    Replace,
    Remove,
}

/// What is to be done.
pub(super) struct Operation {
    act: Act,
    path: Option<Path>,
    value: Option<Value>,
}

/// Reads what was sent; names in any case.
pub(super) fn read(body: &Map<String, Value>) -> Result<Vec<Operation>, Trouble> {
    let operations = field(body, "Operations").and_then(Value::as_array);
    let operations = operations.ok_or_else(|| {
        Trouble::of(
            Kind::InvalidSyntax,
            "There are no Operations. Send a list of them.",
        )
    })?;
    if operations.len() > MOST {
        return Err(Trouble::of(
            Kind::TooMany,
            format!("There are more than {MOST} operations. Send them in parts."),
        ));
    }
    operations.iter().map(operation).collect()
}

fn field<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    let mut fields = object.iter();
    let found = fields.find(|(key, _)| key.eq_ignore_ascii_case(name));
    found
        .map(|(_, value)| value)
        .filter(|value| !value.is_null())
}

fn operation(written: &Value) -> Result<Operation, Trouble> {
    let wrong = |detail: &'static str| Trouble::of(Kind::InvalidSyntax, detail);
    let object = written
        .as_object()
        .ok_or_else(|| wrong("An operation is an object."))?;
    let act = field(object, "op")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let act = match act.to_ascii_lowercase().as_str() {
        "add" => Act::Add,
        "replace" => Act::Replace,
        "remove" => Act::Remove,
        _ => return Err(wrong("An operation is add, replace or remove.")),
    };
    let path = match field(object, "path") {
        None => None,
        Some(Value::String(path)) if path.trim().is_empty() => None,
        Some(Value::String(path)) => Some(parse::path(path).map_err(|why| bad_path(&why))?),
        Some(_) => return Err(bad_path("it is no text")),
    };
    Ok(Operation {
        act,
        path,
        value: object
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case("value"))
            .map(|(_, value)| value.clone()),
    })
}

fn bad_path(why: &str) -> Trouble {
    let detail = format!("A path cannot be used: {why}. Write one such as name.familyName.");
    Trouble::of(Kind::InvalidPath, detail)
}

/// The thing after all operations, or why not; then none is carried out.
pub(super) fn patched(
    resource: &Resource,
    thing: &Value,
    operations: &[Operation],
) -> Result<Map<String, Value>, Trouble> {
    let mut thing = thing.as_object().cloned().unwrap_or_default();
    for operation in operations {
        match (&operation.path, &operation.value) {
            (Some(path), value) => {
                let target = Target::of(resource, path)?;
                if let Some(target) = target {
                    target.may_change(operation.act)?;
                    target.apply(&mut thing, operation.act, value.as_ref())?;
                }
            }
            (None, Some(Value::Object(values))) if operation.act != Act::Remove => {
                for (name, value) in values {
                    spread(resource, &mut thing, operation.act, (name, value))?;
                }
            }
            (None, _) if operation.act == Act::Remove => {
                let detail = "Something is to be removed without a path. Say which.";
                return Err(Trouble::of(Kind::NoTarget, detail));
            }
            (None, _) => {
                let detail = "Without a path the value is an object. Send one.";
                return Err(Trouble::of(Kind::InvalidValue, detail));
            }
        }
    }
    Ok(thing)
}

/// One of the values that came without a path: its name may be a path itself. What is ours to say is left as it is.
fn spread(
    resource: &Resource,
    thing: &mut Map<String, Value>,
    act: Act,
    (name, value): (&str, &Value),
) -> Result<(), Trouble> {
    let is_urn = name.to_ascii_lowercase().starts_with("urn:");
    let path = match parse::path(name) {
        Ok(path) => path,
        // `schemas` and extensions come in many forms, and none is kept.
        Err(_) if is_urn => return Ok(()),
        Err(why) => return Err(bad_path(&why)),
    };
    match Target::of(resource, &path)? {
        Some(target) if target.top.change != Change::ReadOnly => {
            target.apply(thing, act, Some(value))
        }
        Some(_) | None => Ok(()),
    }
}

/// What is changed.
struct Target<'a> {
    top: &'static Attribute,
    below: Option<&'static Attribute>,
    filter: Option<&'a Filter>,
}

impl<'a> Target<'a> {
    /// None where the attribute is not kept: a directory sends what it has.
    fn of(resource: &Resource, path: &'a Path) -> Result<Option<Self>, Trouble> {
        let urn = path.names.urn.as_deref();
        if urn.is_some_and(|urn| !urn.eq_ignore_ascii_case(resource.urn)) {
            return Ok(None);
        }
        let Some(top) = find(resource.attributes, &path.names.top) else {
            return Ok(None);
        };
        let below = match &path.names.below {
            None => None,
            Some(name) => match find(top.below(), name) {
                Some(below) => Some(below),
                None => return Ok(None),
            },
        };
        if let Some(filter) = &path.filter {
            if top.count == Count::One {
                return Err(bad_path(&format!("'{}' is not many", top.name)));
            }
            let checked = filter.check(top.below());
            checked.map_err(|why| bad_path(&why))?;
        }
        Ok(Some(Self {
            top,
            below,
            filter: path.filter.as_ref(),
        }))
    }

    fn may_change(&self, act: Act) -> Result<(), Trouble> {
        let is_needed = self.top.need == Need::Required && act == Act::Remove;
        if self.top.change == Change::ReadOnly || is_needed {
            let detail = format!("'{}' stays as it is. Leave it out.", self.top.name);
            return Err(Trouble::of(Kind::Mutability, detail));
        }
        Ok(())
    }

    fn apply(
        &self,
        thing: &mut Map<String, Value>,
        act: Act,
        value: Option<&Value>,
    ) -> Result<(), Trouble> {
        let value = value.filter(|value| !value.is_null());
        let act = match (act, value) {
            // To replace something by nothing is to remove it.
            (Act::Replace, None) => Act::Remove,
            (Act::Add, None) => {
                let detail = format!("There is no value for '{}'. Send one.", self.top.name);
                return Err(Trouble::of(Kind::InvalidValue, detail));
            }
            (act, _) => act,
        };
        if self.top.count == Count::One {
            return self.apply_to_one(thing, act, value);
        }
        let mut values = match thing.shift_remove(self.top.name) {
            Some(Value::Array(values)) => values,
            Some(_) | None => Vec::new(),
        };
        self.apply_to_many(&mut values, act, value)?;
        values.retain(|value| value.get("value").is_some());
        thing.insert(self.top.name.to_owned(), Value::Array(values));
        Ok(())
    }

    fn apply_to_one(
        &self,
        thing: &mut Map<String, Value>,
        act: Act,
        value: Option<&Value>,
    ) -> Result<(), Trouble> {
        let name = self.top.name.to_owned();
        let read = value.filter(|_| act != Act::Remove);
        let attribute = self.below.unwrap_or(self.top);
        let read = read
            .map(|value| value_of(attribute, value))
            .transpose()?
            .flatten();
        match (self.below, read) {
            (None, None) => drop(thing.shift_remove(&name)),
            (None, Some(Value::Object(parts))) => {
                let whole = thing
                    .entry(name)
                    .or_insert_with(|| Value::Object(Map::new()));
                merge(whole, parts);
            }
            (None, Some(value)) => drop(thing.insert(name, value)),
            (Some(below), read) => {
                let whole = thing
                    .entry(name)
                    .or_insert_with(|| Value::Object(Map::new()));
                set(whole, below, read);
            }
        }
        Ok(())
    }

    fn apply_to_many(
        &self,
        values: &mut Vec<Value>,
        act: Act,
        value: Option<&Value>,
    ) -> Result<(), Trouble> {
        if self.filter.is_none() && self.below.is_none() {
            return self.apply_to_all(values, act, value);
        }
        let attribute = self.below.unwrap_or(self.top);
        let read = match (act, value) {
            (Act::Remove, _) | (_, None) => None,
            (Act::Add | Act::Replace, Some(value)) => self.part(attribute, value)?,
        };
        let passes = |value: &Value| {
            let fields = value.as_object();
            self.filter.is_none_or(|filter| {
                fields.is_some_and(|fields| filter.passes(self.top.below(), fields))
            })
        };
        if act == Act::Remove && self.below.is_none() {
            values.retain(|value| !passes(value));
            return Ok(());
        }
        if act != Act::Remove && !values.iter().any(passes) {
            values.push(self.new_one()?);
        }
        let last = values.len().saturating_sub(1);
        let is_new = act != Act::Remove && !values.iter().any(passes);
        for (at, one) in values.iter_mut().enumerate() {
            let is_meant = passes(one) || (is_new && at == last);
            if !is_meant {
                continue;
            }
            match (self.below, &read) {
                (Some(below), read) => set(one, below, read.clone()),
                (None, Some(Value::Object(parts))) => merge(one, parts.clone()),
                (None, _) => {}
            }
        }
        one_primary(values);
        Ok(())
    }

    /// A part of one of many, or one of many with parts that may be missing.
    fn part(&self, attribute: &Attribute, value: &Value) -> Result<Option<Value>, Trouble> {
        let (None, Value::Object(sent)) = (self.below, value) else {
            return value_of(attribute, value);
        };
        let mut parts = Map::new();
        for (name, value) in sent {
            let Some(below) = find(self.top.below(), name) else {
                continue;
            };
            if let Some(value) = value_of(below, value)? {
                parts.insert(below.name.to_owned(), value);
            }
        }
        Ok(Some(Value::Object(parts)))
    }

    /// Nothing passes the filter yet: what does is made. Entra ID sets the first work address in this way.
    fn new_one(&self) -> Result<Value, Trouble> {
        let mut one = Map::new();
        for (names, text) in self.filter.map(Filter::needs).unwrap_or_default() {
            if let Ok((top, None)) = names.among(self.top.below()) {
                let text = Value::String(text.to_owned());
                let read = value_of(top, &text)?;
                one.extend(read.map(|value| (top.name.to_owned(), value)));
            }
        }
        if self.filter.is_some() && one.is_empty() {
            let detail = format!(
                "No '{}' is meant by this path. Look at what is there.",
                self.top.name
            );
            return Err(Trouble::of(Kind::NoTarget, detail));
        }
        Ok(Value::Object(one))
    }

    /// Some or all of many, where no filter chooses.
    fn apply_to_all(
        &self,
        values: &mut Vec<Value>,
        act: Act,
        value: Option<&Value>,
    ) -> Result<(), Trouble> {
        let sent = value.map(|value| value_of(self.top, value)).transpose()?;
        let sent = match sent.flatten() {
            Some(Value::Array(sent)) => sent,
            Some(_) | None => Vec::new(),
        };
        match act {
            Act::Replace => *values = sent,
            // Okta and Entra ID name whom they remove in the value.
            Act::Remove if value.is_some() => {
                let keys: BTreeSet<String> = sent.iter().map(key).collect();
                values.retain(|one| !keys.contains(&key(one)));
            }
            Act::Remove => values.clear(),
            Act::Add => {
                let known = values.iter().enumerate();
                let mut known: BTreeMap<String, usize> =
                    known.map(|(at, one)| (key(one), at)).collect();
                for one in sent {
                    let at = *known.entry(key(&one)).or_insert(values.len());
                    match values.get_mut(at) {
                        Some(there) => *there = one,
                        None => values.push(one),
                    }
                }
            }
        }
        one_primary(values);
        Ok(())
    }
}

/// What tells one of many from the others.
fn key(one: &Value) -> String {
    let value = one.get("value").and_then(Value::as_str);
    value.unwrap_or_default().to_lowercase()
}

fn merge(whole: &mut Value, parts: Map<String, Value>) {
    if let Some(fields) = whole.as_object_mut() {
        fields.extend(parts);
    }
}

fn set(whole: &mut Value, part: &Attribute, value: Option<Value>) {
    let Some(fields) = whole.as_object_mut() else {
        return;
    };
    match value {
        Some(value) => drop(fields.insert(part.name.to_owned(), value)),
        None => drop(fields.shift_remove(part.name)),
    }
}
