//! Handles with several owners, and what other threads may have.

use super::alone;
use ffi_gen_runtime_tests::handles::{
    Crate, CrateRef, Desk, Font, FontRef, Initialized, Note, OnMainThread, Port, PortRef, Window,
    fonts,
};
use std::thread;

/// Whether a type implements an auto trait, asked without a bound that would not compile.
macro_rules! is {
    ($ty:ty: $bound:ident) => {{
        #[allow(dead_code)]
        trait Fallback {
            const IS: bool = false;
        }
        impl<T: ?Sized> Fallback for T {}
        struct Asked<T: ?Sized>(std::marker::PhantomData<T>);
        #[allow(dead_code)]
        impl<T: ?Sized + $bound> Asked<T> {
            const IS: bool = true;
        }
        <Asked<$ty>>::IS
    }};
}

#[test]
fn counted_owners() {
    let _turn = alone();
    let before = fonts();
    let font = Font::new(12).expect("memory");
    let other = font.clone();
    assert_eq!((other.owners(), fonts()), (2, before + 1));
    drop(font);
    assert_eq!((other.size(), other.owners()), (12, 1));
    drop(other);
    assert_eq!(fonts(), before);
}

#[test]
fn a_borrowed_one_gets_another_owner() {
    let _turn = alone();
    let before = fonts();
    let kept = {
        let font = Font::new(14).expect("memory");
        let lent: &FontRef = &font;
        lent.to_owned()
    };
    assert_eq!((kept.size(), kept.owners()), (14, 1));
    drop(kept);
    assert_eq!(fonts(), before);
    assert_eq!(Font::clone(&FontRef::standard_owned()).size(), 10);
}

#[test]
fn a_part_holds_what_it_is_a_part_of() {
    let _turn = alone();
    let font = Font::new(16).expect("memory");
    let glyph = font.glyph().expect("memory");
    assert_eq!((glyph.size(), font.owners()), (16, 2));
    drop(glyph);
    assert_eq!(font.owners(), 1);
}

#[test]
fn counted_owners_on_two_threads() {
    let _turn = alone();
    let font = Font::new(18).expect("memory");
    let other = font.clone();
    let there = thread::spawn(move || (0..100).map(|_| other.clone().size()).sum::<i32>());
    for _ in 0..100 {
        assert_eq!(font.clone().size(), 18);
    }
    assert_eq!(there.join().expect("no panic"), 1800);
}

#[test]
fn threads_get_what_the_contract_says() {
    let _turn = alone();
    assert!(!is!(Crate: Send) && !is!(Crate: Sync) && !is!(CrateRef: Sync));
    assert!(!is!(Note<'static>: Send) && !is!(Desk: Send) && !is!(Window: Send));
    assert!(is!(Font: Send) && is!(Font: Sync));
    // An integer goes to another thread; a second one cannot use it meanwhile.
    assert!(is!(Port: Send) && !is!(Port: Sync));
    assert!(!is!(PortRef<'static>: Send) && !is!(PortRef<'static>: Sync));
    assert!(is!(Initialized: Send) && !is!(OnMainThread: Send));
}

trait Standard {
    fn standard_owned() -> Font;
}

impl Standard for FontRef {
    /// An owner of what the library lends for ever.
    fn standard_owned() -> Font {
        ffi_gen_runtime_tests::handles::standard().to_owned()
    }
}
