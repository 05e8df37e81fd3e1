//! Stories of the tree.
