//! `#[serde(with = "crate::as_json")]`: a value of an event that stands in the state, kept there as its JSON.
//!
//! The JSON of an event leaves out what is not there, so that old records read on. A snapshot is told by place and
//! cannot leave anything out; within it, such a value is one string.

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{DeserializeOwned, Error as _},
    ser::Error as _,
};

pub(crate) fn serialize<T: Serialize, S: Serializer>(value: &T, out: S) -> Result<S::Ok, S::Error> {
    let json = serde_json::to_string(value).map_err(S::Error::custom)?;
    out.serialize_str(&json)
}

pub(crate) fn deserialize<'de, T: DeserializeOwned, D: Deserializer<'de>>(
    input: D,
) -> Result<T, D::Error> {
    let json = String::deserialize(input)?;
    serde_json::from_str(&json).map_err(D::Error::custom)
}
