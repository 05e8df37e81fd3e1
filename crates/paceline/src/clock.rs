//! The one place that asks the machine what time it is.

use paceline_core::Time;

pub(crate) fn now() -> Time {
    Time::from(jiff::Timestamp::now())
}
