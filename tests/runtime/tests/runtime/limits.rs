//! A callback that must not call the library cannot, by whatever there is.

use ffi_gen_runtime_tests::limits::{Gate, Permit, Token, disturbed};
use std::panic::{AssertUnwindSafe, catch_unwind};

fn gate() -> Gate {
    Gate::new().expect("memory")
}

/// Does something in such a callback; whether it panicked, and how often the library was disturbed.
fn within(mut what: impl FnMut()) -> (bool, i32) {
    let gate = gate();
    let before = disturbed();
    let call = || {
        gate.each(|_| {
            what();
            0
        })
    };
    let panicked = catch_unwind(AssertUnwindSafe(call)).is_err();
    (panicked, disturbed() - before)
}

#[test]
fn owned_text_is_leaked() {
    let mut text = Some(gate().text().expect("memory"));
    assert_eq!(within(|| drop(text.take())), (false, 0));
}

#[test]
fn a_number_is_leaked() {
    let mut token = Some(Token::new().expect("there is one"));
    assert_eq!(within(|| drop(token.take())), (false, 0));
}

#[test]
fn an_owner_is_leaked_and_none_is_added() {
    let permit = Permit::new().expect("memory");
    let mut other = Some(permit.clone());
    assert_eq!(within(|| drop(other.take())), (false, 0));
    let mut clones = Vec::new();
    assert_eq!(within(|| clones.push(permit.clone())), (true, 0));
    assert_eq!(within(|| clones.push((*permit).to_owned())), (true, 0));
    assert!(clones.is_empty());
}

#[test]
fn nothing_is_kept_for_a_while() {
    let (gate, mut ran) = (gate(), false);
    assert_eq!(within(|| gate.keep(c"text", || ran = true)), (true, 0));
    assert!(!ran);
}

#[test]
fn an_error_is_not_asked_for_its_message() {
    let refusal = gate().fail().expect_err("it always fails");
    assert_eq!(refusal.to_string(), "a refusal");
    let mut said = String::new();
    assert_eq!(within(|| said = refusal.to_string()), (false, 0));
    assert_eq!(said, "Refusal");
}
