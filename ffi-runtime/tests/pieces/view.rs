use core::ptr::{self, NonNull};
use ffi_runtime::text::{BadView, utf16, view, view_mut};

#[test]
fn null_is_empty_and_nothing_else() {
    // SAFETY: null is never followed.
    unsafe {
        assert_eq!(view::<u64>(ptr::null(), 0), Ok(&[][..]));
        assert_eq!(view_mut::<u64>(ptr::null_mut(), 0), Ok(&mut [][..]));
        assert_eq!(view::<u64>(ptr::null(), 1), Err(BadView::Null { len: 1 }));
        assert_eq!(
            view_mut::<u64>(ptr::null_mut(), 1),
            Err(BadView::Null { len: 1 })
        );
        assert_eq!(utf16(ptr::null()), None);
    }
}

#[test]
fn what_cannot_be_is_refused() {
    let len = isize::MAX as usize / 4;
    for len in [len + 1, usize::MAX, usize::MAX / 4 + 1] {
        // SAFETY: it is refused.
        let view = unsafe { view::<u32>(NonNull::dangling().as_ptr(), len) };
        assert_eq!(view, Err(BadView::TooLong { len }));
    }
    let odd = ptr::without_provenance::<u32>(2);
    // SAFETY: it is refused.
    assert_eq!(unsafe { view(odd, 1) }, Err(BadView::Misaligned));
    // SAFETY: elements without a size are anywhere.
    let units = unsafe { view::<()>(NonNull::dangling().as_ptr(), usize::MAX) };
    assert_eq!(units.map(|units| units.len()), Ok(usize::MAX));
}

#[test]
fn elements_are_seen_and_changed() {
    let mut field = [1_u16, 2, 3];
    // SAFETY: a Rust array has its length, and is borrowed by nothing else.
    unsafe {
        view_mut(field.as_mut_ptr(), 2).expect("aligned")[0] = 5;
        assert_eq!(view(field.as_ptr(), 3), Ok(&[5, 2, 3][..]));
    }
}
