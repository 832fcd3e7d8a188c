//! Any bytes as a header: bindings or diagnostics, never a panic.
//!
//! `cargo +nightly fuzz run header ../cases/raw` from `tests/fuzz`.

#![no_main]

use ffi_gen::{
    backend::rust::Raw,
    diagnostic::Diagnostics,
    frontend::{Header, Input},
    pipeline::{self, Request},
    resolve::Selection,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &[u8]| {
    let request = Request {
        overlay: None,
        input: Input {
            headers: vec![Header::Stdin(text.to_vec())],
            arguments: Vec::new(),
            keep_going: text.first().is_some_and(|byte| byte % 2 == 0),
        },
        selection: Selection::default(),
        backend: std::sync::Arc::new(Raw::default()),
    };
    let mut diagnostics = Diagnostics::default();
    let output = pipeline::run(&request, &mut diagnostics);
    assert_eq!(output.is_err(), diagnostics.has_errors(), "a failure has a reason");
});
