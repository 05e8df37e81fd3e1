//! Makes what was sent fit what a command takes: names become numbers, and what does not fit is said by its field.

use jiff::civil::Date;
use serde_json::{Map, Number, Value, json};

use super::{Misread, properties};
use crate::{Refusal, Sight, measure::Amount, reference::Reference, text};

/// The fields of a command, or of a part of one.
pub(super) fn object(
    sight: Sight<'_>,
    schema: &Value,
    mut sent: Map<String, Value>,
    within: &str,
) -> Result<Map<String, Value>, Misread> {
    let nothing = Map::new();
    let known = properties(schema).unwrap_or(&nothing);
    if let Some(field) = sent.keys().find(|field| !known.contains_key(*field)) {
        return Err(Misread::UnknownField {
            field: place(within, &text::cut(field, 60)),
            known: known.keys().cloned().collect::<Vec<_>>().join(", "),
        });
    }
    let required = schema.get("required").and_then(Value::as_array);
    let mut fitted = Map::new();
    for (field, schema) in known {
        let place = place(within, field);
        match sent.remove(field) {
            Some(value) => {
                fitted.insert(field.clone(), fit(sight, schema, value, &place)?);
            }
            None if required.is_some_and(|names| names.iter().any(|name| name == field)) => {
                return Err(Misread::MissingField { field: place });
            }
            None => {}
        }
    }
    Ok(fitted)
}

fn place(within: &str, field: &str) -> String {
    if within.is_empty() {
        field.to_owned()
    } else {
        format!("{within}.{field}")
    }
}

fn fit(sight: Sight<'_>, schema: &Value, sent: Value, field: &str) -> Result<Value, Misread> {
    if sent.is_null() && may_be_null(schema) {
        return Ok(sent);
    }
    if let Some(what) = schema.get("x-takes").and_then(Value::as_str) {
        return named(sight, what, &sent, field);
    }
    if schema.get("format").and_then(Value::as_str) == Some("date") {
        let date = sent.as_str().and_then(|day| day.parse::<Date>().ok());
        return Ok(date.ok_or(Refusal::ImpossibleDate)?.to_string().into());
    }
    if let Some(inner) = nullable(schema) {
        return fit(sight, inner, sent, field);
    }
    let choices = schema.get("oneOf").and_then(Value::as_array);
    let words = words(schema);
    if !words.is_empty() {
        // Among words there may be things as well: `anyone`, or a team, or a person.
        let mut choices = choices.into_iter().flatten();
        let has_things = choices.any(|choice| properties(choice).is_some());
        let said = word(&words, &sent, field);
        if said.is_ok() || !has_things {
            return said;
        }
    }
    if let Some(choices) = choices {
        return one_of(sight, choices, sent, field);
    }
    match (kind(schema), sent) {
        ("object", Value::Object(sent)) => object(sight, schema, sent, field).map(Value::Object),
        ("array", Value::Array(sent)) => array(sight, schema, sent, field),
        ("string", Value::String(text)) => Ok(Value::String(text)),
        ("boolean", Value::Bool(said)) => Ok(Value::Bool(said)),
        ("integer", Value::Number(number)) => integer(schema, number, field),
        (kind, _) => Err(wrong(field, told(kind))),
    }
}

fn wrong(field: &str, wanted: impl Into<String>) -> Misread {
    Misread::WrongKind {
        field: field.to_owned(),
        wanted: wanted.into(),
    }
}

fn told(kind: &str) -> &'static str {
    match kind {
        "object" => "an object",
        "array" => "a list",
        "string" => "a text",
        "boolean" => "true or false",
        "integer" => "a whole number",
        _ => "something else",
    }
}

/// The type of a schema, null left out.
fn kind(schema: &Value) -> &str {
    match schema.get("type") {
        Some(Value::String(kind)) => kind,
        Some(Value::Array(kinds)) => kinds
            .iter()
            .filter_map(Value::as_str)
            .find(|kind| *kind != "null")
            .unwrap_or_default(),
        _ => "",
    }
}

fn may_be_null(schema: &Value) -> bool {
    let is_null = |kind: &Value| kind == "null";
    match schema.get("type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is_null),
        Some(kind) => is_null(kind),
        None => {
            let choices = schema.get("anyOf").and_then(Value::as_array);
            choices.is_some_and(|choices| choices.iter().any(may_be_null))
        }
    }
}

/// What may be left out, without that.
fn nullable(schema: &Value) -> Option<&Value> {
    let choices = schema.get("anyOf").and_then(Value::as_array)?;
    choices.iter().find(|choice| !may_be_null(choice))
}

/// The words of a choice.
fn words(schema: &Value) -> Vec<&str> {
    let listed = schema.get("enum").and_then(Value::as_array);
    let listed = listed.into_iter().flatten().filter_map(Value::as_str);
    let single = schema.get("const").and_then(Value::as_str);
    let choices = schema.get("oneOf").and_then(Value::as_array);
    let below = choices.into_iter().flatten().flat_map(words);
    listed.chain(single).chain(below).collect()
}

/// One of a few words, with spaces or dashes as people write them.
fn word(words: &[&str], sent: &Value, field: &str) -> Result<Value, Misread> {
    let written = sent.as_str().unwrap_or_default();
    let plain = written.trim().to_lowercase().replace([' ', '-'], "_");
    let is_said = |word: &&&str| **word == written || word.replace('-', "_") == plain;
    let known = words.iter().find(is_said);
    known
        .map(|word| (*word).into())
        .ok_or_else(|| wrong(field, format!("one of: {}", words.join(", "))))
}

/// One of several kinds of things, by its key: `{"gap": "G-31"}`; or by its name alone where that says the kind.
fn one_of(sight: Sight<'_>, choices: &[Value], sent: Value, field: &str) -> Result<Value, Misread> {
    let keys: Vec<(&String, &Value)> = choices
        .iter()
        .filter_map(|choice| properties(choice)?.iter().next())
        .collect();
    let wanted = || {
        let keys: Vec<&str> = keys.iter().map(|(key, _)| key.as_str()).collect();
        wrong(field, format!("an object with one of: {}", keys.join(", ")))
    };
    let (key, inner) = match sent {
        Value::Object(sent) if sent.len() == 1 => sent.into_iter().next().ok_or_else(wanted)?,
        Value::String(written) => (kind_of(&written).to_owned(), Value::String(written)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            return Err(wanted());
        }
    };
    // What a name alone says is what it names: a strategy is named as the entry it is.
    let takes = |schema: &Value| schema.get("x-takes").and_then(Value::as_str) == Some(&key);
    let (key, schema) = keys
        .iter()
        .find(|(known, _)| **known == key)
        .or_else(|| keys.iter().find(|(_, schema)| takes(schema)))
        .copied()
        .ok_or_else(wanted)?;
    let fitted = fit(sight, schema, inner, &place(field, key))?;
    Ok(json!({ key: fitted }))
}

/// What a name alone says of what it names.
fn kind_of(written: &str) -> &'static str {
    match written.parse() {
        Ok(Reference::Gap(_)) => "gap",
        Ok(Reference::Goal(_)) => "goal",
        Ok(Reference::Initiative(_)) => "initiative",
        Ok(Reference::Entry(_)) => "entry",
        Ok(Reference::VeerOff(_)) => "veer_off",
        Err(_) if written.trim().starts_with('@') => "person",
        Err(_) => "team",
    }
}

fn array(
    sight: Sight<'_>,
    schema: &Value,
    sent: Vec<Value>,
    field: &str,
) -> Result<Value, Misread> {
    let places = schema.get("prefixItems").and_then(Value::as_array);
    if let Some(places) = places.filter(|places| places.len() != sent.len()) {
        return Err(wrong(field, format!("lists of {}", places.len())));
    }
    let nothing = Value::Null;
    let fitted = sent.into_iter().enumerate().map(|(at, value)| {
        let schema = match places {
            Some(places) => places.get(at),
            None => schema.get("items"),
        };
        fit(sight, schema.unwrap_or(&nothing), value, field)
    });
    fitted.collect::<Result<Vec<_>, _>>().map(Value::Array)
}

fn integer(schema: &Value, number: Number, field: &str) -> Result<Value, Misread> {
    let bound = |name: &str| schema.get(name).and_then(Value::as_i64);
    let (least, most) = (
        bound("minimum").unwrap_or(0),
        bound("maximum").unwrap_or(u32::MAX.into()),
    );
    let is_within = number
        .as_i64()
        .is_some_and(|number| (least..=most).contains(&number));
    if is_within {
        Ok(Value::Number(number))
    } else {
        Err(wrong(
            field,
            format!("a whole number from {least} to {most}"),
        ))
    }
}

/// A thing of the record, by its number or by its name.
fn named(sight: Sight<'_>, what: &str, sent: &Value, field: &str) -> Result<Value, Misread> {
    if what == "amount" {
        return amount(sent, field);
    }
    if let Value::Number(number) = sent {
        let id = number.as_u64().and_then(|id| u32::try_from(id).ok());
        let id = id.ok_or_else(|| wrong(field, "a number that is in use"))?;
        return Ok(id.into());
    }
    let written = sent
        .as_str()
        .ok_or_else(|| wrong(field, format!("the name or number of a {what}")))?;
    let id = match (what, written.parse()) {
        ("gap", Ok(Reference::Gap(id))) => id.0,
        ("goal", Ok(Reference::Goal(id))) => id.0,
        ("initiative", Ok(Reference::Initiative(id))) => id.0,
        ("entry", Ok(Reference::Entry(id))) => id.0,
        ("veer_off", Ok(Reference::VeerOff(id))) => id.0,
        ("person", _) => person(sight, written)?,
        ("team", _) => team(sight, written)?,
        _ => {
            return Err(Misread::Refused(Refusal::NoSuchReference {
                written: text::cut(written, 40),
            }));
        }
    };
    Ok(id.into())
}

fn amount(sent: &Value, field: &str) -> Result<Value, Misread> {
    let written = match sent {
        Value::String(written) => written.clone(),
        Value::Number(number) => number.to_string(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
            return Err(wrong(field, "a number such as 9 or 3.8"));
        }
    };
    Ok(written.parse::<Amount>()?.to_string().into())
}

fn person(sight: Sight<'_>, written: &str) -> Result<u32, Refusal> {
    let handle = written.trim().trim_start_matches('@').to_lowercase();
    if handle.is_empty() {
        return Err(Refusal::Empty {
            what: "name of a person",
        });
    }
    let found = sight.person_called(&handle).map(|person| person.0);
    found.ok_or_else(|| Refusal::NoSuchPerson {
        who: text::cut(&handle, 60),
    })
}

fn team(sight: Sight<'_>, written: &str) -> Result<u32, Refusal> {
    let slug = written.trim();
    let found = sight.team_called(slug).map(|team| team.0);
    found.ok_or_else(|| Refusal::NoSuchTeam {
        team: text::cut(slug, 60),
    })
}
