//! Translation units: parsing, files, diagnostics.

use super::{Cursor, File, Location, View, functions, locate, text};
use crate::{
    diagnostic::{Code, Diagnostic},
    frontend::{Input, clang::library::Library},
};
use clang_sys::*;
use std::{
    ffi::{CString, c_char, c_int, c_uint, c_void},
    ptr,
};

/// A parsed translation unit.
pub(in super::super) struct TranslationUnit {
    index: CXIndex,
    unit: CXTranslationUnit,
}

/// A diagnostic of clang.
pub(in super::super) struct ClangDiagnostic<'tu> {
    pub(in super::super) severity: CXDiagnosticSeverity,
    pub(in super::super) message: String,
    pub(in super::super) location: Location<'tu>,
    pub(in super::super) children: Vec<ClangDiagnostic<'tu>>,
}

impl TranslationUnit {
    /// Parses `arguments` (a whole command line, program name included). `main` is the name and text of a file that
    /// need not exist; `others` are more of them.
    ///
    /// The error is clang's own code.
    pub(in super::super) fn parse(
        _library: &'static Library,
        arguments: &[CString],
        files: &[(CString, Vec<u8>)],
    ) -> Result<TranslationUnit, CXErrorCode> {
        let index = clang!(clang_createIndex(0, 0));
        let argv: Vec<*const c_char> = arguments.iter().map(|argument| argument.as_ptr()).collect();
        let mut unsaved: Vec<CXUnsavedFile> = files
            .iter()
            .map(|(name, text)| CXUnsavedFile {
                Filename: name.as_ptr(),
                Contents: text.as_ptr().cast(),
                Length: text.len() as _,
            })
            .collect();
        let options = CXTranslationUnit_DetailedPreprocessingRecord
            | CXTranslationUnit_SkipFunctionBodies
            | CXTranslationUnit_KeepGoing;
        let mut unit = ptr::null_mut();
        let code = clang!(clang_parseTranslationUnit2FullArgv(
            index,
            ptr::null(),
            argv.as_ptr(),
            c_int::try_from(argv.len()).unwrap_or(c_int::MAX),
            unsaved.as_mut_ptr(),
            c_uint::try_from(unsaved.len()).unwrap_or(0),
            options,
            &mut unit,
        ));
        if code != CXError_Success || unit.is_null() {
            clang!(clang_disposeIndex(index));
            return Err(code);
        }
        Ok(TranslationUnit { index, unit })
    }

    /// The root of the syntax tree.
    pub(in super::super) fn cursor(&self) -> Cursor<'_> {
        Cursor::new(clang!(clang_getTranslationUnitCursor(self.unit)))
    }

    /// The bytes of a file as clang read them.
    pub(in super::super) fn contents(&self, file: File<'_>) -> &[u8] {
        let mut size = 0;
        let text = clang!(clang_getFileContents(self.unit, file.raw, &mut size));
        if text.is_null() {
            return &[];
        }
        // SAFETY: libclang returns the buffer of the file and its length; the unit owns it and does not change it.
        unsafe { std::slice::from_raw_parts(text.cast(), size) }
    }

    /// The triple of the target and the width of its pointers in bits.
    pub(in super::super) fn target(&self) -> (String, u16) {
        let info = clang!(clang_getTranslationUnitTargetInfo(self.unit));
        let triple = text(clang!(clang_TargetInfo_getTriple(info)));
        let width = clang!(clang_TargetInfo_getPointerWidth(info));
        clang!(clang_TargetInfo_dispose(info));
        (triple, u16::try_from(width).unwrap_or(64))
    }

    /// Every file that was entered, with the place of the directive that entered it, in no particular order.
    pub(in super::super) fn inclusions(&self) -> Vec<(File<'_>, Option<Location<'_>>)> {
        extern "C" fn visit(
            file: CXFile,
            stack: *mut CXSourceLocation,
            depth: c_uint,
            data: CXClientData,
        ) {
            // SAFETY: `data` is the vector below, which outlives the call and is used by nobody else during it.
            let list = unsafe { &mut *data.cast::<Vec<(CXFile, Option<CXSourceLocation>)>>() };
            // SAFETY: clang passes `depth` locations.
            let place = (depth > 0).then(|| unsafe { *stack });
            list.push((file, place));
        }
        let mut list: Vec<(CXFile, Option<CXSourceLocation>)> = Vec::new();
        clang!(clang_getInclusions(
            self.unit,
            visit,
            ptr::from_mut(&mut list).cast::<c_void>(),
        ));
        list.into_iter()
            .map(|(file, place)| (File::new(file), place.map(|raw| locate(raw, View::File))))
            .collect()
    }

    /// What clang complained about.
    pub(in super::super) fn diagnostics(&self) -> Vec<ClangDiagnostic<'_>> {
        let set = clang!(clang_getDiagnosticSetFromTU(self.unit));
        let list = diagnostics_of(set);
        clang!(clang_disposeDiagnosticSet(set));
        list
    }

    /// The tokens between two places, as text; for the definitions that stand in no file.
    pub(in super::super) fn tokens(&self, cursor: Cursor<'_>) -> Vec<String> {
        let mut tokens = ptr::null_mut();
        let mut count = 0;
        let range = clang!(clang_getCursorExtent(cursor.raw));
        clang!(clang_tokenize(self.unit, range, &mut tokens, &mut count));
        if tokens.is_null() {
            return Vec::new();
        }
        // SAFETY: libclang allocated `count` tokens, which stay until they are disposed of below.
        let list = unsafe { std::slice::from_raw_parts(tokens, count as usize) }
            .iter()
            .map(|&token| text(clang!(clang_getTokenSpelling(self.unit, token))))
            .collect();
        clang!(clang_disposeTokens(self.unit, tokens, count));
        list
    }

    /// The ranges that conditionals of the preprocessor skipped in `file`, as byte offsets.
    pub(in super::super) fn skipped_ranges(&self, file: File<'_>) -> Vec<(u32, u32)> {
        let list = clang!(clang_getSkippedRanges(self.unit, file.raw));
        if list.is_null() {
            return Vec::new();
        }
        // SAFETY: libclang returns a list that stays until it is disposed of below.
        let ranges = unsafe { &*list };
        let mut skipped = Vec::new();
        for index in 0..ranges.count as usize {
            // SAFETY: the list has `count` ranges.
            let range = unsafe { *ranges.ranges.add(index) };
            let start = locate(clang!(clang_getRangeStart(range)), View::File);
            let end = locate(clang!(clang_getRangeEnd(range)), View::File);
            skipped.push((start.offset, end.offset));
        }
        clang!(clang_disposeSourceRangeList(list));
        skipped
    }
}

impl Drop for TranslationUnit {
    fn drop(&mut self) {
        clang!(clang_disposeTranslationUnit(self.unit));
        clang!(clang_disposeIndex(self.index));
    }
}

/// Reads what a set of diagnostics says, notes included.
fn diagnostics_of<'tu>(set: CXDiagnosticSet) -> Vec<ClangDiagnostic<'tu>> {
    let count = clang!(clang_getNumDiagnosticsInSet(set));
    let read = |index| {
        let diagnostic = clang!(clang_getDiagnosticInSet(set, index));
        let children = clang!(clang_getChildDiagnostics(diagnostic));
        let read = ClangDiagnostic {
            severity: clang!(clang_getDiagnosticSeverity(diagnostic)),
            message: text(clang!(clang_getDiagnosticSpelling(diagnostic))),
            location: locate(clang!(clang_getDiagnosticLocation(diagnostic)), View::File),
            children: diagnostics_of(children),
        };
        clang!(clang_disposeDiagnostic(diagnostic));
        read
    };
    (0..count).map(read).collect()
}

/// Why a parse failed without saying so itself.
pub(in super::super) fn parse_failure(code: CXErrorCode, input: &Input) -> Diagnostic {
    let is_plain = input.arguments.is_empty();
    let (kind, what) = match code {
        CXError_Crashed => (Code::ParserFailed, "clang crashed while parsing"),
        _ if is_plain => (Code::ParserFailed, "clang could not parse the headers"),
        _ => (
            Code::ArgumentsInvalid,
            "clang read nothing, most likely because of its arguments",
        ),
    };
    let mut diagnostic = Diagnostic::error(kind, what);
    if !is_plain {
        diagnostic = diagnostic.note(format!("they are: {}", input.arguments.join(" ")));
    }
    diagnostic.help(match input.target() {
        Some(target) => {
            format!("is `{target}` a target that clang knows, as `aarch64-unknown-linux-gnu` is?")
        }
        None => "the same arguments given to `clang -fsyntax-only` may say more".to_owned(),
    })
}
