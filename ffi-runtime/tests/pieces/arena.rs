use core::{
    ffi::{CStr, c_char},
    ptr,
};
use ffi_runtime::Arena;

#[test]
fn texts_end_with_a_nul() {
    let arena = Arena::new();
    // As long as a word, shorter and longer, on both sides of what is looked at in one step.
    for len in 0..40 {
        let text = "x".repeat(len);
        let copy = arena.c_str(&text).expect("no NUL");
        assert_eq!(copy.to_bytes(), text.as_bytes());
        assert_eq!(
            arena.text(&text).map(|text| text.as_str().to_owned()),
            Ok(text)
        );
    }
    assert_eq!(arena.c_str(b"caf\xe9"), Ok(c"caf\xe9"));
}

#[test]
fn a_nul_is_found_wherever_it_is() {
    let arena = Arena::new();
    for len in 1..40 {
        for at in 0..len {
            let mut text = vec![0x80 | b'x'; len];
            text[at] = 0;
            assert_eq!(arena.c_str(&text).unwrap_err().at, at, "of {len}");
        }
        // A byte of one, with all bits of its neighbours set, is not mistaken for a zero.
        let mut text = vec![0xff; len];
        text[len / 2] = 1;
        assert!(arena.c_str(&text).is_ok());
    }
}

#[test]
fn text_becomes_utf16() {
    let arena = Arena::new();
    assert_eq!(arena.utf16(""), Ok(&[0][..]));
    assert_eq!(arena.utf16("hé"), Ok(&[104, 0xe9, 0][..]));
    assert_eq!(arena.utf16("🦀"), Ok(&[0xd83e, 0xdd80, 0][..]));
    assert_eq!(arena.utf16("a\0").unwrap_err().at, 1);
}

#[test]
fn arrays_of_texts_end_with_null() {
    let arena = Arena::new();
    let none = arena.c_strs::<&str>(&[]).expect("nothing in it");
    assert!(none.is_empty());
    // SAFETY: the array has one pointer, which is null.
    assert!(unsafe { none.as_ptr().read() }.is_null());
    let names = arena.c_strs(&["a", "bc"]).expect("no NUL");
    assert_eq!(format!("{names:?}"), r#"["a", "bc"]"#);
    assert_eq!(arena.c_strs(&["a", "b\0c"]).unwrap_err().at, 1);
}

#[test]
fn arguments_may_be_written() {
    let arena = Arena::new();
    let main = arena.argv(&["one", "two"]).expect("no NUL");
    assert_eq!(main.argc, 2);
    // SAFETY: there are two arguments and a null, and nobody else has them.
    unsafe {
        let arguments: &mut [*mut c_char] = core::slice::from_raw_parts_mut(main.argv, 3);
        arguments.swap(0, 1);
        arguments[0].write(b'T'.cast_signed());
        assert_eq!(CStr::from_ptr(arguments[0]), c"Two");
        assert_eq!(CStr::from_ptr(arguments[1]), c"one");
        assert!(arguments[2].is_null());
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
struct Node {
    value: u8,
    next: *mut Node,
}

const fn node(value: u8) -> Node {
    Node {
        value,
        next: ptr::null_mut(),
    }
}

#[test]
fn records_are_linked_in_order() {
    let arena = Arena::new();
    let mut there = arena
        .list((0..100).map(node), |node, next| node.next = next)
        .as_ptr();
    let mut values = Vec::new();
    // SAFETY: the pointers lead to nodes until one is null.
    while let Some(node) = unsafe { there.as_mut() } {
        node.value += 1;
        values.push(node.value);
        there = node.next;
    }
    assert!(values.into_iter().eq(1..=100));
    let none = arena.list([], |_: &mut Node, _| unreachable!());
    assert!(none.as_ptr().is_null());
}

#[test]
fn pieces_do_not_overlap() {
    let mut arena = Arena::with_capacity(64);
    for _ in 0..3 {
        // More than the first block holds, and of every alignment.
        let bytes = arena.slice(&[1_u8; 33]);
        let words = arena.slice_with(17, |index| index as u64);
        let record = arena.value(node(7));
        let buffer = arena.uninit::<u32>(9);
        bytes.fill(2);
        buffer.fill(core::mem::MaybeUninit::new(3));
        record.value = 4;
        assert!(words.iter().copied().eq(0..17) && bytes.iter().all(|byte| *byte == 2));
        assert!(buffer.as_ptr().is_aligned() && words.as_ptr().is_aligned());
        assert!(arena.uninit::<u64>(0).is_empty() && arena.allocated_bytes() >= 64);
        arena.reset();
    }
}

#[test]
fn an_arena_goes_to_another_thread() {
    let arena = Arena::new();
    let there = std::thread::spawn(move || arena.c_str("there").map(CStr::to_owned));
    let text = there.join().expect("no panic");
    assert_eq!(text.as_deref(), Ok(c"there"));
}
