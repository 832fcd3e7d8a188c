//! A thin safe layer over the part of libclang that the front end uses.
//!
//! Everything borrowed from a translation unit carries its lifetime. Nothing here interprets what clang says.

/// Calls a function of the loaded libclang.
macro_rules! clang {
    ($function:ident($($argument:expr),* $(,)?)) => {{
        let function = functions().$function.expect("required functions are checked when libclang is loaded");
        // SAFETY: the function comes from libclang under this name and type. Cursors, types and locations are only
        // obtained from a translation unit whose lifetime they carry, so what is passed is valid for the call.
        unsafe { function($($argument),*) }
    }};
}

mod cursor;
mod ty;
mod unit;

pub(super) use cursor::{Cursor, CursorKey, Evaluation};
pub(super) use ty::{Type, TypeKey};
pub(super) use unit::{ClangDiagnostic, TranslationUnit, parse_failure};

use super::library;
use clang_sys::*;
use std::{ffi::CStr, marker::PhantomData, ptr};

/// A file of a translation unit.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct File<'tu> {
    raw: CXFile,
    unit: PhantomData<&'tu TranslationUnit>,
}

/// A place in a file.
#[derive(Clone, Copy)]
pub(super) struct Location<'tu> {
    pub(super) file: Option<File<'tu>>,
    pub(super) offset: u32,
}

/// Which of clang's views of a place is wanted when macros are involved.
#[derive(Clone, Copy)]
pub(super) enum View {
    /// Where the text stands in a file; the invocation, for text that a macro wrote.
    File,
    /// Where the characters were written, inside a macro's definition if need be.
    Spelling,
}

fn functions() -> &'static Functions {
    &library::loaded().functions
}

impl File<'_> {
    fn new(raw: CXFile) -> Self {
        File {
            raw,
            unit: PhantomData,
        }
    }

    /// The path, as clang opened it.
    pub(super) fn name(self) -> Vec<u8> {
        bytes(clang!(clang_getFileName(self.raw)))
    }
}

fn locate<'tu>(location: CXSourceLocation, view: View) -> Location<'tu> {
    let (mut file, mut offset) = (ptr::null_mut(), 0);
    let (line, column) = (ptr::null_mut(), ptr::null_mut());
    match view {
        View::File => clang!(clang_getFileLocation(
            location,
            &mut file,
            line,
            column,
            &mut offset
        )),
        View::Spelling => clang!(clang_getSpellingLocation(
            location,
            &mut file,
            line,
            column,
            &mut offset
        )),
    }
    Location {
        file: (!file.is_null()).then(|| File::new(file)),
        offset,
    }
}

/// Takes a string of libclang; bytes that are not UTF-8 become replacement characters.
fn text(string: CXString) -> String {
    match String::from_utf8(bytes(string)) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    }
}

fn bytes(string: CXString) -> Vec<u8> {
    let start = clang!(clang_getCString(string));
    let copy = if start.is_null() {
        Vec::new()
    } else {
        // SAFETY: libclang returns a string that ends with a zero and stays until it is disposed of below.
        unsafe { CStr::from_ptr(start) }.to_bytes().to_vec()
    };
    clang!(clang_disposeString(string));
    copy
}
