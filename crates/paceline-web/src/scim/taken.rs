//! What is sent, as it is kept: names as the schema writes them, and nothing that is not kept. Lenient where directories
//! are known to differ, and never guessing.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{
    error::{Kind, Trouble},
    schema::{Attribute, Change, Count, Need, Resource, Type, find},
};

/// An object with the attributes that are kept. What is unknown, or ours to say, is left out.
pub(super) fn taken(
    attributes: &'static [Attribute],
    object: &Map<String, Value>,
) -> Result<Map<String, Value>, Trouble> {
    let mut kept = Map::new();
    for (name, value) in object {
        let attribute = find(attributes, name);
        let Some(attribute) = attribute.filter(|attribute| attribute.change != Change::ReadOnly)
        else {
            continue;
        };
        if let Some(value) = value_of(attribute, value)? {
            kept.insert(attribute.name.to_owned(), value);
        }
    }
    for attribute in attributes.iter().filter(|it| it.need == Need::Required) {
        if !kept.contains_key(attribute.name) {
            return Err(Trouble::of(
                Kind::InvalidValue,
                format!("'{}' is missing. Send it, too.", attribute.name),
            ));
        }
    }
    Ok(kept)
}

/// A value as it is kept; none where it says that there is none.
pub(super) fn value_of(attribute: &Attribute, value: &Value) -> Result<Option<Value>, Trouble> {
    match (attribute.count, value) {
        (_, Value::Null) => Ok(None),
        (Count::Many, Value::Array(values)) => {
            let kept = values.iter().map(|value| one(attribute, value));
            let mut kept = kept.collect::<Result<Vec<_>, _>>()?;
            one_primary(&mut kept);
            Ok(Some(Value::Array(kept)).filter(|_| !values.is_empty()))
        }
        (Count::Many, value) => Ok(Some(Value::Array(vec![one(attribute, value)?]))),
        (Count::One, Value::Array(values)) => match values.as_slice() {
            [] => Ok(None),
            [only] => one(attribute, only).map(Some),
            [_, _, ..] => Err(unfit(attribute)),
        },
        (Count::One, value) => one(attribute, value).map(Some),
    }
}

fn one(attribute: &Attribute, value: &Value) -> Result<Value, Trouble> {
    match (attribute.kind, value) {
        (Type::Text | Type::Reference(_), Value::String(_)) | (Type::Boolean, Value::Bool(_)) => {
            Ok(value.clone())
        }
        // Entra ID writes yes and no as texts.
        (Type::Boolean, Value::String(text)) => match text.trim().to_ascii_lowercase().as_str() {
            "true" => Ok(Value::Bool(true)),
            "false" => Ok(Value::Bool(false)),
            _ => Err(unfit(attribute)),
        },
        (Type::Complex(below), Value::Object(object)) => Ok(Value::Object(taken(below, object)?)),
        (Type::Complex(below), Value::String(_)) if attribute.count == Count::Many => {
            let whole = Map::from_iter([("value".to_owned(), value.clone())]);
            Ok(Value::Object(taken(below, &whole)?))
        }
        _ => Err(unfit(attribute)),
    }
}

fn unfit(attribute: &Attribute) -> Trouble {
    let wanted = match attribute.kind {
        Type::Text | Type::Reference(_) => "a text",
        Type::Boolean => "true or false",
        Type::Complex(_) => "an object",
    };
    Trouble::of(
        Kind::InvalidValue,
        format!(
            "'{}' is {wanted}, and something else was sent.",
            attribute.name
        ),
    )
}

/// Of several that are used first of all the last one is.
pub(super) fn one_primary(values: &mut [Value]) {
    let is_primary = |value: &&mut Value| value.get("primary") == Some(&Value::Bool(true));
    for value in values.iter_mut().filter(is_primary).rev().skip(1) {
        if let Some(primary) = value.get_mut("primary") {
            *primary = Value::Bool(false);
        }
    }
}

/// What was sent, as identity keeps it.
pub(super) fn read<T: DeserializeOwned>(
    resource: &Resource,
    object: &Map<String, Value>,
) -> Result<T, Trouble> {
    let kept = taken(resource.attributes, object)?;
    serde_json::from_value(Value::Object(kept)).map_err(|_| {
        Trouble::of(
            Kind::InvalidValue,
            format!("This is no {}. Look at its schema.", resource.name),
        )
    })
}
