//! Story tests of reading foreign records, one file for each kind of story.

mod bad_input;
mod mappings;
mod packs;
mod posts;
mod properties;
mod repositories;
