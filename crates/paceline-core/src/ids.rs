//! Numbers of things: dense, given out in order, never used twice.

use serde::{Deserialize, Serialize};

/// A number that points into a dense list of the state.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $letter:literal $(, $kind:literal)?) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl $name {
            /// The place in the state's list, counted from nought; ids count from one.
            pub fn index(self) -> usize {
                (self.0 as usize).wrapping_sub(1)
            }

            /// The id of the thing that would stand at `index`.
            pub fn at(index: usize) -> Self {
                Self(u32::try_from(index + 1).unwrap_or(u32::MAX))
            }
        }

        $(impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let mut schema = schemars::json_schema!({
                    "type": "integer",
                    "minimum": 1,
                    "maximum": u32::MAX
                });
                if generator.contract().is_deserialize() {
                    crate::vocabulary::takes(&mut schema, $kind, "string");
                }
                schema
            }
        })?

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!($letter, "-{}"), self.0)
            }
        }
    };
}

id!(
    /// A person of the organisation.
    PersonId, "P", "person"
);
id!(
    /// A team of the organisation.
    TeamId, "T", "team"
);
id!(
    /// A gap, written `G-31`.
    GapId, "G", "gap"
);
id!(
    /// An initiative, written `I-142`.
    InitiativeId, "I", "initiative"
);
id!(
    /// A goal, written `O-7` (O as in objective, because G is taken by gaps).
    GoalId, "O", "goal"
);
id!(
    /// An entry of the compass, written `C-7`.
    EntryId, "C", "entry"
);
id!(
    /// A veer-off, written `V-3`.
    VeerOffId, "V", "veer_off"
);
id!(
    /// A text that somebody wrote, kept beside the journal so that it can be erased.
    WordId, "W"
);

/// Number of an event in the journal: from one, without gaps. Four thousand million are enough for one organisation.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(transparent)]
pub struct Seq(pub u32);

impl Seq {
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl std::fmt::Display for Seq {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{}", self.0)
    }
}
