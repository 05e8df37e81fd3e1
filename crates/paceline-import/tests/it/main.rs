//! Story tests of reading foreign records, one file for each kind of story.

mod bad_input;
mod mappings;
mod okrs;
mod outline_properties;
mod outlines;
mod packs;
mod plans;
mod posts;
mod practices;
mod properties;
mod repositories;
