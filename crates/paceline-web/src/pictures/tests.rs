//! Pictures of nothing, one, five and five hundred things, of long names and of names that run to the left.
