//! Blocks of memory that C owns: text and elements that were copied out, all freed by one function.

use super::{Element, NO_VALUE, WRONG_OBJECT, refuse};
use crate::last_error::{self, LastError};
use core::{
    ffi::{c_char, c_void},
    ptr,
};
use std::alloc::{Layout, alloc, dealloc, handle_alloc_error};

/// What stands before each block: how to free it, and by what it is known.
#[repr(C, align(16))]
struct Head {
    size: usize,
    align: usize,
    mark: usize,
}

/// What a living block is known by.
const MARK: usize = 0x626c_6f63_6b73_2e31_u64 as usize;
/// How far the block lies behind the start of the allocation, unless its elements want more room.
const HEAD: usize = size_of::<Head>();

/// A copy of text for C to own, with a NUL at its end.
///
/// # Errors
/// When there is a NUL in it, where C would see the end.
pub fn copy_text(text: &str) -> Result<*mut c_char, LastError> {
    if let Some(at) = text.bytes().position(|byte| byte == 0) {
        let why = std::format!("has a NUL at byte {at}, where C would see its end");
        return Err(refuse(NO_VALUE, "the result", &why));
    }
    let block = block(text.len() + 1, 1);
    // SAFETY: the block has one byte more than the text, and is nobody else's.
    unsafe {
        ptr::copy_nonoverlapping(text.as_ptr(), block, text.len());
        block.add(text.len()).write(0);
    }
    Ok(block.cast())
}

/// A copy of elements for C to own. It is never null.
pub fn copy_slice<T: Element>(elements: &[T]) -> *mut T {
    let block = block(size_of_val(elements), align_of::<T>()).cast::<T>();
    // SAFETY: the block has room for them, is aligned for them, and is nobody else's.
    unsafe { ptr::copy_nonoverlapping(elements.as_ptr(), block, elements.len()) };
    block
}

/// Elements as C sees those that Rust keeps.
#[inline]
pub fn lent_slice<T: Element>(elements: &[T]) -> *mut T {
    elements.as_ptr().cast_mut()
}

/// Frees a block; null is none. What is no block, as far as that can be seen, is left alone and becomes the last error; otherwise that stays.
///
/// # Safety
/// It is null, or leads to readable memory with the size of four pointers more before it, as every block does; a block was not freed
/// before.
pub unsafe fn free_block(block: *mut c_void) {
    if block.is_null() {
        return;
    }
    let head = block.wrapping_byte_sub(HEAD).cast::<Head>();
    if !head.is_aligned() {
        return last_error::set(refuse(
            WRONG_OBJECT,
            "the block",
            "is none of this library's",
        ));
    }
    // SAFETY: the caller says that there is memory, and it is aligned; numbers have no wrong patterns.
    let Head { size, align, mark } = unsafe { head.read() };
    if mark != MARK {
        return last_error::set(refuse(
            WRONG_OBJECT,
            "the block",
            "is none of this library's",
        ));
    }
    let (Some(layout), offset) = layout(size, align) else {
        return;
    };
    // SAFETY: `block` below made it so, from the same numbers; the mark goes with it.
    unsafe {
        (&raw mut (*head).mark).write_volatile(0);
        dealloc(block.cast::<u8>().sub(offset), layout);
    }
}

/// The layout of an allocation, and where the block lies in it.
fn layout(size: usize, align: usize) -> (Option<Layout>, usize) {
    let align = align.max(align_of::<Head>());
    let offset = HEAD.next_multiple_of(align);
    let layout = size
        .checked_add(offset)
        .and_then(|whole| Layout::from_size_align(whole, align).ok());
    (layout, offset)
}

fn block(size: usize, align: usize) -> *mut u8 {
    let (Some(layout), offset) = layout(size, align) else {
        // What is copied exists, so it leaves room for a head unless memory is all but full.
        handle_alloc_error(Layout::new::<Head>());
    };
    // SAFETY: the layout has at least the size of a head.
    let start = unsafe { alloc(layout) };
    if start.is_null() {
        handle_alloc_error(layout);
    }
    // SAFETY: the block starts behind a head, within the allocation, which is aligned for both.
    unsafe {
        let block = start.add(offset);
        block.sub(HEAD).cast::<Head>().write(Head {
            size,
            align,
            mark: MARK,
        });
        block
    }
}
