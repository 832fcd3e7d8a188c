//! Random C records.
