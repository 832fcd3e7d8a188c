//! Front ends: from source text to a contract.

pub mod constant;
