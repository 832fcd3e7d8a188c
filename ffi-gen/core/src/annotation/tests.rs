//! The notations as a specification: what is read, how it is written again, and what is said of mistakes.

mod facts;
#[cfg(feature = "overlay")]
mod format;
#[cfg(feature = "overlay")]
mod side_file;
