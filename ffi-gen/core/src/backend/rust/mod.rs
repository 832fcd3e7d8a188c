//! Rust: the raw tier, exactly what C has, and the safe one beside it.
//!
//! A macro needs the wrappers alone. Without the feature `tool` the raw tier is not there, and part of what decides for
//! both has no use.

#![cfg_attr(not(feature = "tool"), allow(dead_code))]

mod aggregate;
mod constant;
mod docs;
mod guard;
mod ident;
mod known;
mod name;
mod omission;
mod plan;
#[cfg(feature = "tool")]
mod raw;
mod representation;
mod safe;
mod standing;

#[cfg(all(test, feature = "tool"))]
mod tests;

#[cfg(feature = "tool")]
pub use raw::Raw;
#[cfg(feature = "tool")]
pub use safe::Safe;
pub use safe::Wrappers;
