//! Every attribute that is kept, said once: what is read, what can be filtered and what the schemas tell follow from it.

use serde_json::{Value, json};

pub(super) const USER: &str = "urn:ietf:params:scim:schemas:core:2.0:User";
pub(super) const GROUP: &str = "urn:ietf:params:scim:schemas:core:2.0:Group";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Text,
    Boolean,
    /// To things of these types.
    Reference(&'static [&'static str]),
    Complex(&'static [Attribute]),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    One,
    Many,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Optional,
    Required,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Any,
    Exact,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    ReadWrite,
    ReadOnly,
    Immutable,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unique {
    No,
    Here,
}

/// One attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Attribute {
    pub(super) name: &'static str,
    pub(super) kind: Type,
    pub(super) count: Count,
    pub(super) need: Need,
    pub(super) case: Case,
    pub(super) change: Change,
    pub(super) unique: Unique,
    words: &'static [&'static str],
    about: &'static str,
}

const fn text(name: &'static str, about: &'static str) -> Attribute {
    Attribute {
        name,
        kind: Type::Text,
        count: Count::One,
        need: Need::Optional,
        case: Case::Any,
        change: Change::ReadWrite,
        unique: Unique::No,
        words: &[],
        about,
    }
}

const fn read_only(attribute: Attribute) -> Attribute {
    Attribute {
        change: Change::ReadOnly,
        case: Case::Exact,
        ..attribute
    }
}

/// What everything has; no schema tells of it.
const ID: Attribute = read_only(text("id", "The number here."));
const EXTERNAL_ID: Attribute = Attribute {
    case: Case::Exact,
    ..text("externalId", "The id in the directory.")
};
const META: Attribute = Attribute {
    kind: Type::Complex(&[
        read_only(text("resourceType", "What it is.")),
        read_only(text("created", "Since when it is known.")),
        read_only(text("lastModified", "When it last changed.")),
        read_only(text("location", "Where it lies.")),
        read_only(text("version", "Its version.")),
    ]),
    ..read_only(text("meta", "About it."))
};
const COMMON: usize = 3;

pub(super) const USERS: &[Attribute] = &[
    ID,
    EXTERNAL_ID,
    META,
    Attribute {
        need: Need::Required,
        unique: Unique::Here,
        ..text(
            "userName",
            "The name with which somebody signs in at the directory. A handle is made of it.",
        )
    },
    Attribute {
        kind: Type::Complex(&[
            text("formatted", "The whole name."),
            text("familyName", "The family name."),
            text("givenName", "The given name."),
        ]),
        ..text("name", "The parts of the name.")
    },
    text(
        "displayName",
        "The name that is shown. Without it the parts of the name are shown.",
    ),
    Attribute {
        kind: Type::Boolean,
        ..text(
            "active",
            "Whether somebody is here. Whoever is not has left, and nobody leads what they led.",
        )
    },
    Attribute {
        kind: Type::Complex(&[
            Attribute {
                need: Need::Required,
                ..text("value", "The address.")
            },
            Attribute {
                words: &["work", "home", "other"],
                ..text("type", "What it is for.")
            },
            Attribute {
                kind: Type::Boolean,
                ..text("primary", "Whether it is used first of all.")
            },
        ]),
        count: Count::Many,
        ..text(
            "emails",
            "E-mail addresses. The directory vouches for them: whoever reads them can sign in.",
        )
    },
];

pub(super) const GROUPS: &[Attribute] = &[
    ID,
    EXTERNAL_ID,
    META,
    Attribute {
        need: Need::Required,
        ..text("displayName", "The name of the team.")
    },
    Attribute {
        kind: Type::Complex(&[
            Attribute {
                need: Need::Required,
                case: Case::Exact,
                change: Change::Immutable,
                ..text("value", "The id of the person.")
            },
            Attribute {
                kind: Type::Reference(&["User"]),
                case: Case::Exact,
                change: Change::Immutable,
                ..text("$ref", "Where the person lies.")
            },
            Attribute {
                words: &["User"],
                change: Change::Immutable,
                ..text("type", "People alone are members.")
            },
        ]),
        count: Count::Many,
        ..text("members", "Whom the directory put into the team.")
    },
];

/// A kind of thing that the directory looks after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Resource {
    pub(super) name: &'static str,
    pub(super) place: &'static str,
    pub(super) urn: &'static str,
    pub(super) attributes: &'static [Attribute],
    pub(super) about: &'static str,
}

pub(super) const RESOURCES: [Resource; 2] = [PEOPLE, TEAMS];
pub(super) const PEOPLE: Resource = Resource {
    name: "User",
    place: "Users",
    urn: USER,
    attributes: USERS,
    about: "A person of the organisation.",
};
pub(super) const TEAMS: Resource = Resource {
    name: "Group",
    place: "Groups",
    urn: GROUP,
    attributes: GROUPS,
    about: "A team of the organisation.",
};

/// The attribute of a name, large or small.
pub(super) fn find(attributes: &'static [Attribute], name: &str) -> Option<&'static Attribute> {
    let mut all = attributes.iter();
    all.find(|attribute| attribute.name.eq_ignore_ascii_case(name))
}

impl Attribute {
    /// What it is made of.
    pub(super) fn below(&self) -> &'static [Self] {
        match self.kind {
            Type::Complex(below) => below,
            Type::Text | Type::Boolean | Type::Reference(_) => &[],
        }
    }

    fn told(&self) -> Value {
        let kind = match self.kind {
            Type::Text => "string",
            Type::Boolean => "boolean",
            Type::Reference(_) => "reference",
            Type::Complex(_) => "complex",
        };
        let mutability = match self.change {
            Change::ReadWrite => "readWrite",
            Change::ReadOnly => "readOnly",
            Change::Immutable => "immutable",
        };
        let mut told = json!({
            "name": self.name,
            "type": kind,
            "multiValued": self.count == Count::Many,
            "description": self.about,
            "required": self.need == Need::Required,
            "caseExact": self.case == Case::Exact,
            "mutability": mutability,
            "returned": "default",
            "uniqueness": if self.unique == Unique::Here { "server" } else { "none" },
        });
        let Some(fields) = told.as_object_mut() else {
            return told;
        };
        if !self.words.is_empty() {
            fields.insert("canonicalValues".to_owned(), json!(self.words));
        }
        if let Type::Reference(types) = self.kind {
            fields.insert("referenceTypes".to_owned(), json!(types));
        }
        if !self.below().is_empty() {
            let below: Vec<Value> = self.below().iter().map(Self::told).collect();
            fields.insert("subAttributes".to_owned(), Value::Array(below));
        }
        told
    }
}

impl Resource {
    /// The schema, as it is told.
    pub(super) fn schema(&self, location: &str) -> Value {
        let own = self.attributes.iter().skip(COMMON);
        json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Schema"],
            "id": self.urn,
            "name": self.name,
            "description": self.about,
            "attributes": own.map(Attribute::told).collect::<Vec<_>>(),
            "meta": { "resourceType": "Schema", "location": location },
        })
    }
}
