//! The library from Rust through C: the same API as that of the library itself, as far as C can say it.
#![forbid(unsafe_code)]

use demo_again::{Error, Stack, raw};
use ffi_runtime::layout;
use std::sync::{
    Arc,
    atomic::{AtomicI32, Ordering},
};

type Tested = Result<(), Box<dyn std::error::Error>>;

/// The reason of the last failure.
fn reason() -> String {
    let mut buffer = [0; 200];
    let (_, length) = demo_again::last_error_take(&mut buffer);
    String::from_utf8_lossy(&buffer[..length]).into_owned()
}

#[test]
fn both_sides_have_one_interface() -> Tested {
    Ok(layout::check(
        demo_again::abi_fingerprint(),
        demo_again::FINGERPRINT,
    )?)
}

#[test]
fn values_come_and_go() -> Tested {
    assert_eq!(demo_again::add(2, 3), 5);
    assert_eq!(
        (demo_again::add(i32::MAX, 1), &*reason()),
        (-1, "the sum of 2147483647 and 1 is too large")
    );
    let point = raw::demo_point { x: 3.0, y: 4.0 };
    let turned = demo_again::turned(point, raw::demo_turn::DEMO_TURN_LEFT)?;
    assert_eq!((turned.x, turned.y), (-4.0, 3.0));
    let middle = demo_again::middle(&[point, turned])?;
    assert_eq!((middle.x, middle.y), (-0.5, 3.5));
    assert!(demo_again::middle(&[]).is_err());
    assert_eq!(reason(), "no points have no middle");
    let mut numbers = [1, 2];
    demo_again::double(&mut numbers)?;
    assert_eq!(numbers, [2, 4]);
    let loud = demo_again::shout("größer")?.ok_or("no text")?;
    assert_eq!(loud.to_str()?, "GRÖSSER");
    assert!(demo_again::shout(None)?.is_none());
    assert_eq!(demo_again::first_word(c"one two")?, "one");
    assert_eq!(demo_again::version()?, c"1.0");
    Ok(())
}

#[test]
fn objects_are_owned_and_borrowed() -> Tested {
    let mut stack = Stack::new("mine")?;
    stack.extend(&[3, 1, 2])?;
    assert_eq!(
        (stack.len(), stack.name()?, stack.numbers()?),
        (3, "mine", &[3, 1, 2][..])
    );
    assert_eq!(stack.describe()?.to_str()?, "mine: [3, 1, 2]");
    assert_eq!(&stack.sorted()?[..], &[1, 2, 3]);
    let mut cursor = stack.cursor()?;
    assert_eq!(cursor.next()?, 3);
    let rest = cursor.rest()?;
    drop(cursor);
    assert_eq!(rest, &[1, 2]);
    let copy = stack.copy("copy")?;
    stack.append(copy)?;
    assert_eq!(stack.len(), 6);
    let mut sum = 0;
    let called = stack.each(|number| {
        sum += number;
        number != 1
    })?;
    assert_eq!((called, sum), (2, 4));
    let empty: Result<i32, Error> = Stack::new("empty")?.pop();
    assert_eq!(
        (empty.map_err(|error| error.code()), &*reason()),
        (Err(Some(1)), "the stack is empty")
    );
    assert!(Stack::new("bad").is_err());
    assert_eq!(reason(), "bad names bring bad luck");
    Ok(())
}

#[test]
fn closures_live_as_long_as_they_are_kept() -> Tested {
    let seen = Arc::new(AtomicI32::new(0));
    let mut stack = Stack::new("watched")?;
    let kept = seen.clone();
    stack.watch(move |number| {
        kept.fetch_add(number, Ordering::Relaxed);
    })?;
    stack.push(3)?;
    assert_eq!(
        (seen.load(Ordering::Relaxed), Arc::strong_count(&seen)),
        (3, 2)
    );
    stack.watch(|_| {})?;
    assert_eq!(Arc::strong_count(&seen), 1);
    Ok(())
}
