//! The safe bindings of the small C libraries beside this crate: one module for each.
#![deny(warnings)]

#[allow(missing_docs)]
pub mod handles {
    include!(concat!(env!("OUT_DIR"), "/handles.rs"));
}

#[allow(missing_docs)]
pub mod names {
    include!(concat!(env!("OUT_DIR"), "/names.rs"));
}

#[allow(missing_docs)]
pub mod lent {
    include!(concat!(env!("OUT_DIR"), "/lent.rs"));
}
