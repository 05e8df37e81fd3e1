//! Arguments made from what a command takes, and what it takes made from the arguments.

use std::io::{self, Read as _};

use clap::{Arg, ArgAction, ArgMatches, Command};
use paceline_core::vocabulary::{self, Entry};
use serde_json::{Map, Value, json};

use crate::out::Failure;

/// The longest text that is read from standard input, in bytes.
const LONGEST: u64 = 1024 * 1024;

/// Other words for a command, beside its own.
const ALSO: [(&str, &str); 1] = [("gap.record", "add")];

/// What stands between the two sides of a statement.
const EVEN_OVER: &str = " even over ";
/// What stands between the two sides of a gap.
const OUGHT_TO_BE: &str = " ought to be ";

/// The features as commands, each with what can be done.
pub(crate) fn commands() -> Vec<Command> {
    let mut features: Vec<Command> = Vec::new();
    for entry in vocabulary::all() {
        let (feature, verb) = entry.parts();
        let mut verb_command = Command::new(dashed(verb))
            .about(entry.sentence.clone())
            .args(entry.fields().into_iter().map(|field| field.argument()));
        if let Some((_, also)) = ALSO.iter().find(|(name, _)| *name == entry.name) {
            verb_command = verb_command.visible_alias(*also);
        }
        match features
            .iter()
            .position(|known| known.get_name() == dashed(feature))
        {
            Some(place) => {
                let known = features.remove(place);
                features.insert(place, known.subcommand(verb_command));
            }
            None => features.push(
                Command::new(dashed(feature))
                    .about(format!("What can be done with {}.", plural(feature)))
                    .subcommand_required(true)
                    .arg_required_else_help(true)
                    .subcommand(verb_command),
            ),
        }
    }
    features
}

fn plural(feature: &str) -> String {
    match feature {
        "person" => "people".to_owned(),
        "organisation" => "the organisation".to_owned(),
        "compass" => "the compass".to_owned(),
        "veer_off" => "veer-offs".to_owned(),
        feature => format!("{feature}s"),
    }
}

/// `check_in` as it is typed.
pub(crate) fn dashed(word: &str) -> String {
    word.replace('_', "-")
}

/// A field of a command.
pub(crate) struct Field<'a> {
    name: &'a str,
    schema: &'a Value,
    is_required: bool,
    /// What the command is about stands where one says it first: `paceline gap close G-31`.
    is_subject: bool,
}

/// What can be read of a command's schema.
pub(crate) trait Fields {
    fn fields(&self) -> Vec<Field<'_>>;
}

impl Fields for Entry {
    fn fields(&self) -> Vec<Field<'_>> {
        let required = self.input.get("required").and_then(Value::as_array);
        let is_required = |name: &str| {
            let names = required.into_iter().flatten();
            names.into_iter().any(|required| required == name)
        };
        let properties = self.input.get("properties").and_then(Value::as_object);
        let fields = properties
            .into_iter()
            .flatten()
            .map(|(name, schema)| Field {
                name,
                schema,
                is_required: is_required(name),
                is_subject: takes(schema) == Some(name.as_str())
                    && (name == self.parts().0 || is_entry_itself(self, name) && is_required(name)),
            });
        fields.collect()
    }
}

/// What the commands of the compass are about is called an entry.
fn is_entry_itself(command: &Entry, field: &str) -> bool {
    command.parts().0 == "compass" && field == "entry"
}

/// Which thing of the record a field names.
fn takes(schema: &Value) -> Option<&str> {
    schema.get("x-takes").and_then(Value::as_str)
}

fn is_kind(schema: &Value, kind: &str) -> bool {
    match schema.get("type") {
        Some(Value::Array(kinds)) => kinds.iter().any(|known| known == kind),
        Some(known) => known == kind,
        None => false,
    }
}

/// The words of a choice.
fn words(schema: &Value) -> Vec<String> {
    let listed = schema.get("enum").and_then(Value::as_array);
    let listed = listed.into_iter().flatten().filter_map(Value::as_str);
    let single = schema.get("const").and_then(Value::as_str);
    let own = listed.chain(single).map(dashed);
    let below = choices(schema).flat_map(words);
    own.chain(below).collect()
}

/// What can be chosen from; what may be left out stands beside nothing.
fn choices(schema: &Value) -> impl Iterator<Item = &Value> {
    let listed = ["oneOf", "anyOf"].into_iter();
    let listed = listed.filter_map(|choice| schema.get(choice).and_then(Value::as_array));
    listed.flatten()
}

/// Whether a choice has things beside its words: `anyone`, or a team, or a person.
fn has_things(schema: &Value) -> bool {
    choices(schema).any(|choice| choice.get("properties").is_some() || has_things(choice))
}

impl Field<'_> {
    fn argument(&self) -> Arg {
        let said = self.schema.get("description").and_then(Value::as_str);
        let mut argument = Arg::new(self.name.to_owned())
            .help(said.unwrap_or_default().replace('`', "'"))
            .required(self.is_required)
            .value_name(self.value_name());
        argument = if self.is_subject {
            argument
        } else {
            argument.long(dashed(self.name)).allow_hyphen_values(true)
        };
        let words = words(self.schema);
        if !words.is_empty() && !has_things(self.schema) {
            return argument.value_parser(words);
        }
        if is_kind(self.schema, "boolean") {
            // `--paused` alone says yes; `--paused=false` says no.
            return argument
                .value_parser(["true", "false"])
                .num_args(0..=1)
                .require_equals(true)
                .default_missing_value("true");
        }
        if is_kind(self.schema, "array") {
            return argument.action(ArgAction::Append);
        }
        argument
    }

    fn value_name(&self) -> String {
        match takes(self.schema) {
            Some("gap") => "G-31".to_owned(),
            Some("goal") => "O-7".to_owned(),
            Some("initiative") => "I-142".to_owned(),
            Some("entry") => "C-7".to_owned(),
            Some("person") => "@HANDLE".to_owned(),
            Some("team") => "TEAM".to_owned(),
            Some(_) => "NUMBER".to_owned(),
            None if is_kind(self.schema, "integer") => "NUMBER".to_owned(),
            None if is_kind(self.schema, "array") => {
                let is_pair = self.items().get("prefixItems").is_some();
                let has = |side| self.items().pointer(side).is_some();
                if is_pair {
                    "NUMBER=VALUE"
                } else if has("/properties/over") {
                    "'X even over Y'"
                } else if has("/properties/ought") {
                    "'X ought to be Y'"
                } else if has("/properties/person") {
                    "'@HANDLE: WORDS'"
                } else if has("/properties/hint") {
                    "'HEADING: HINT'"
                } else {
                    "ITEM"
                }
                .to_owned()
            }
            None if has_side(self.schema, "quote") => "'REVISION: WORDS'".to_owned(),
            None if has_side(self.schema, "supporter") => "'DAY: @HANDLE'".to_owned(),
            None => self.name.to_uppercase(),
        }
    }

    fn items(&self) -> &Value {
        self.schema.get("items").unwrap_or(&Value::Null)
    }

    /// What the arguments say of it.
    fn value(&self, matches: &ArgMatches) -> Result<Option<Value>, Failure> {
        let Some(said) = matches.try_get_many::<String>(self.name).ok().flatten() else {
            return Ok(None);
        };
        if is_kind(self.schema, "array") {
            let items = said.map(|item| item_of(self.items(), item));
            return Ok(Some(Value::Array(items.collect())));
        }
        let Some(said) = said.into_iter().next_back() else {
            return Ok(None);
        };
        if said == "-" && is_kind(self.schema, "string") && takes(self.schema).is_none() {
            return from_input().map(|text| Some(Value::String(text)));
        }
        Ok(Some(one(self.schema, said)))
    }
}

/// A value as the schema wants it; what does not fit is sent as it is, and the server says so.
fn one(schema: &Value, said: &str) -> Value {
    if let Some(object) = object_of(schema, said) {
        return object;
    }
    let number = said
        .parse::<i64>()
        .ok()
        .filter(|_| is_kind(schema, "integer"));
    let answer = said.parse::<bool>().ok();
    let answer = answer.filter(|_| is_kind(schema, "boolean"));
    answer
        .map(Value::Bool)
        .or_else(|| number.map(Value::from))
        .unwrap_or_else(|| said.into())
}

fn has_side(schema: &Value, side: &str) -> bool {
    schema.pointer(&format!("/properties/{side}")).is_some()
}

/// What has several sides: `small steps even over complete features`, `builds take an hour ought to be five minutes` where
/// it is a gap, `Options: At least two` where it is a heading with a hint, `@ada: For the room` where it is something said
/// of a person, `2: The words` where it is a passage of a revision, `2026-03-01: @ada` where it is a trial with a
/// supporter. What has more to say is written as a JSON object.
fn object_of(schema: &Value, said: &str) -> Option<Value> {
    if is_kind(schema, "object")
        && let Ok(object @ Value::Object(_)) = serde_json::from_str(said)
    {
        return Some(object);
    }
    let has = |side: &str| has_side(schema, side);
    if let (true, Some((is, ought))) = (has("is") && has("ought"), said.split_once(OUGHT_TO_BE)) {
        return Some(json!({ "is": is.trim(), "ought": ought.trim() }));
    }
    if let (true, Some((this, over))) = (has("this") && has("over"), said.split_once(EVEN_OVER)) {
        return Some(json!({ "this": this.trim(), "over": over.trim() }));
    }
    if has("heading") && has("hint") {
        let (heading, hint) = said.split_once(':').unwrap_or((said, ""));
        return Some(json!({ "heading": heading.trim(), "hint": hint.trim() }));
    }
    for about in ["words", "because"] {
        if has("person") && has(about) {
            let (person, said) = said.split_once(':').unwrap_or((said, ""));
            return Some(json!({ "person": person.trim(), about: said.trim() }));
        }
    }
    for (first, second) in [("revision", "quote"), ("until", "supporter")] {
        if let (true, Some((before, after))) = (has(first) && has(second), said.split_once(':')) {
            let before = one(&schema["properties"][first], before.trim());
            return Some(json!({ first: before, second: after.trim() }));
        }
    }
    None
}

/// An item of a list: `0=3.8` where it is a pair.
fn item_of(schema: &Value, said: &str) -> Value {
    let pair = schema.get("prefixItems").and_then(Value::as_array);
    match (pair.map(Vec::as_slice), said.split_once('=')) {
        (Some([first, second]), Some((number, value))) => {
            json!([one(first, number), one(second, value)])
        }
        _ => one(schema, said),
    }
}

/// What was handed to the program.
pub(crate) fn from_input() -> Result<String, Failure> {
    let mut text = String::new();
    let read = io::stdin().take(LONGEST).read_to_string(&mut text);
    read.map_err(|_| {
        Failure::new(
            "Standard input could not be read as text.",
            "Hand over plain text in UTF-8.",
        )
    })?;
    Ok(text)
}

/// The input of a command, as its arguments say.
pub(crate) fn input(entry: &Entry, matches: &ArgMatches) -> Result<Value, Failure> {
    let mut input = Map::new();
    for field in entry.fields() {
        if let Some(value) = field.value(matches)? {
            input.insert(field.name.to_owned(), value);
        }
    }
    Ok(Value::Object(input))
}

/// The command that was chosen, with its arguments, where it is one of the vocabulary.
pub(crate) fn chosen(matches: &ArgMatches) -> Option<(&'static Entry, &ArgMatches)> {
    let (feature, below) = matches.subcommand()?;
    let (verb, arguments) = below.subcommand()?;
    let name = format!("{}.{}", feature.replace('-', "_"), verb.replace('-', "_"));
    vocabulary::named(&name).map(|entry| (entry, arguments))
}
