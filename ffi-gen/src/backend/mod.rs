//! Back ends: from a resolved contract to files.

pub mod rust;
