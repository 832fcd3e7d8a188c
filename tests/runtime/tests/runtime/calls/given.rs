//! What closures are given.

use super::{bell, last_code};
use ffi_gen_runtime_tests::calls;
use ffi_runtime::last_error;

#[test]
fn text_slices_records_and_plain_values() {
    let bell = bell();
    let mut seen = 0;
    bell.show(true, |bytes, text, start, numbers, at, flag| {
        assert_eq!(bytes, Some(c"b\xff"));
        assert_eq!(text, Some("bell"));
        assert_eq!(start, [1, 0, 255]);
        assert_eq!(numbers, [7, -7]);
        assert_eq!(at.map(|at| (at.x, at.y)), Some((3, 4)));
        assert!(flag);
        seen += 1;
    });
    assert_eq!(seen, 1);
}

#[test]
fn what_is_not_there() {
    let mut seen = 0;
    bell().show(false, |bytes, text, start, numbers, at, flag| {
        assert_eq!((bytes, text), (None, None));
        assert!(start.is_empty() && numbers.is_empty() && at.is_none() && !flag);
        seen += 1;
    });
    assert_eq!(seen, 1);
}

#[test]
fn text_that_is_none_is_refused() {
    let bell = bell();
    assert_eq!(
        bell.tell(true, |text| i32::try_from(text.len()).expect("short")),
        5
    );
    assert_eq!(last_code(), 0);
    assert_eq!(bell.tell(false, |_| unreachable!("it is not called")), -1);
    assert_eq!(last_code(), last_error::REFUSED);
}

#[test]
fn handles_are_lent_alone_or_with_others() {
    let bell = bell();
    let name = bell.name();
    let mut swings = Vec::new();
    bell.clappers(|of, mut all, one| {
        assert_eq!((of.name(), all.len()), (name, 2));
        for clapper in all.iter_mut() {
            clapper.swing();
        }
        all.get(1).expect("there are two").swing();
        assert!(all.get(2).is_none());
        swings.extend(all.iter_mut().map(|clapper| clapper.swings()));
        swings.extend(one.map(|clapper| clapper.swings()));
    });
    assert_eq!(swings, [1, 2, 0]);
}

#[test]
fn arrays_of_text() {
    let mut seen = Vec::new();
    calls::words(|some, others| {
        assert_eq!((some.len(), others.len()), (3, 2));
        assert!(some.get(1).is_none() && some.get(3).is_none());
        seen.extend(
            some.iter()
                .chain(others.iter())
                .map(|word| word.map(ToOwned::to_owned)),
        );
    });
    let words = [
        Some(c"one"),
        None,
        Some(c"three"),
        Some(c"four"),
        Some(c"five"),
    ];
    assert_eq!(seen, words.map(|word| word.map(ToOwned::to_owned)));
}
