//! libclang, loaded once per process and never unloaded.

use super::{builtin::Builtin, install, search};
use crate::diagnostic::{Code, Diagnostic};
use clang_sys::Functions;
use std::{
    ffi::CStr,
    path::{Path, PathBuf},
    sync::OnceLock,
};

/// The oldest major version that is accepted: its functions and its headers are what the front end was written for.
pub(crate) const OLDEST: u32 = 14;

/// A loaded libclang and the headers that go with it.
#[derive(Debug)]
#[cfg_attr(
    not(feature = "cli"),
    expect(dead_code, reason = "`doctor` shows them")
)]
pub(crate) struct Library {
    /// Its functions. Every required one is present.
    pub(crate) functions: Functions,
    /// Where it was found.
    pub(crate) path: PathBuf,
    /// What it says of itself: `Debian clang version 19.1.7 (3+b1)`.
    pub(crate) version: String,
    /// The major version.
    pub(crate) major: u32,
    /// `stddef.h` and its like, unless the user says that they are where they are not.
    pub(crate) builtin: Result<Builtin, Diagnostic>,
    /// Keeps the functions where they are.
    _handle: libloading::Library,
}

/// The libclang of this machine. The first call searches and loads; later calls return the same answer.
pub(crate) fn load() -> Result<&'static Library, Diagnostic> {
    LIBRARY.get_or_init(find).as_ref().map_err(Clone::clone)
}

/// The libclang that [`load`] returned before.
///
/// # Panics
/// When it did not: whoever holds something of libclang's has loaded it.
pub(crate) fn loaded() -> &'static Library {
    match LIBRARY.get() {
        Some(Ok(library)) => library,
        _ => panic!("libclang is used before it is loaded"),
    }
}

static LIBRARY: OnceLock<Result<Library, Diagnostic>> = OnceLock::new();

functions! {
    required: [
        clang_Cursor_getArgument,
        clang_Cursor_getMangling,
        clang_Cursor_getNumArguments,
        clang_Cursor_getOffsetOfField,
        clang_Cursor_getStorageClass,
        clang_Cursor_Evaluate,
        clang_Cursor_hasAttrs,
        clang_Cursor_isAnonymous,
        clang_Cursor_isBitField,
        clang_Cursor_isFunctionInlined,
        clang_Cursor_isMacroFunctionLike,
        clang_Cursor_isNull,
        clang_EvalResult_dispose,
        clang_EvalResult_getAsDouble,
        clang_EvalResult_getAsLongLong,
        clang_EvalResult_getAsUnsigned,
        clang_EvalResult_getKind,
        clang_EvalResult_isUnsignedInt,
        clang_TargetInfo_dispose,
        clang_TargetInfo_getPointerWidth,
        clang_TargetInfo_getTriple,
        clang_Type_getAlignOf,
        clang_Type_getModifiedType,
        clang_Type_getNamedType,
        clang_Type_getSizeOf,
        clang_Type_getValueType,
        clang_Type_visitFields,
        clang_createIndex,
        clang_disposeDiagnostic,
        clang_disposeDiagnosticSet,
        clang_getDiagnosticSetFromTU,
        clang_disposeIndex,
        clang_disposeSourceRangeList,
        clang_disposeString,
        clang_disposeTokens,
        clang_disposeTranslationUnit,
        clang_getArgType,
        clang_getCString,
        clang_getCanonicalCursor,
        clang_getCanonicalType,
        clang_getChildDiagnostics,
        clang_getClangVersion,
        clang_getCursorDefinition,
        clang_getCursorExtent,
        clang_getCursorLinkage,
        clang_getCursorLocation,
        clang_getCursorSpelling,
        clang_getCursorTLSKind,
        clang_getCursorType,
        clang_getDiagnostic,
        clang_getDiagnosticInSet,
        clang_getDiagnosticLocation,
        clang_getDiagnosticSeverity,
        clang_getDiagnosticSpelling,
        clang_getElementType,
        clang_getEnumConstantDeclUnsignedValue,
        clang_getEnumConstantDeclValue,
        clang_getEnumDeclIntegerType,
        clang_getFieldDeclBitWidth,
        clang_getFileContents,
        clang_getFileLocation,
        clang_getFileName,
        clang_getFunctionTypeCallingConv,
        clang_getInclusions,
        clang_getNumArgTypes,
        clang_getNumDiagnostics,
        clang_getNumDiagnosticsInSet,
        clang_getNumElements,
        clang_getPointeeType,
        clang_getRangeEnd,
        clang_getRangeStart,
        clang_getResultType,
        clang_getSkippedRanges,
        clang_getSpellingLocation,
        clang_getTokenSpelling,
        clang_getTranslationUnitCursor,
        clang_getTranslationUnitTargetInfo,
        clang_getTypeDeclaration,
        clang_getTypeSpelling,
        clang_getTypedefDeclUnderlyingType,
        clang_isConstQualifiedType,
        clang_isFunctionTypeVariadic,
        clang_isInvalid,
        clang_isVolatileQualifiedType,
        clang_parseTranslationUnit2FullArgv,
        clang_tokenize,
        clang_visitChildren,
    ]
    optional: [
        // Since 16.
        clang_getUnqualifiedType,
        // Since 18.
        clang_getCursorUnaryOperatorKind,
        clang_getCursorBinaryOperatorKind,
    ]
}

/// Makes `functions_of`, which fills the table and names what is missing. Types come from the table itself.
macro_rules! functions {
    (required: [$($required:ident,)*] optional: [$($optional:ident,)*]) => {
        fn functions_of(library: &libloading::Library) -> (Functions, Vec<&'static str>) {
            let mut functions = Functions::default();
            let mut missing = Vec::new();
            $(
                // SAFETY: the symbol of this name is the C function whose type clang-sys declares, and the pointer
                // is only used while the library is loaded, which is until the process ends.
                functions.$required = unsafe { library.get(concat!(stringify!($required), "\0").as_bytes()) }
                    .ok()
                    .map(|symbol| *symbol);
                if functions.$required.is_none() {
                    missing.push(stringify!($required));
                }
            )*
            $(
                // SAFETY: as above.
                functions.$optional = unsafe { library.get(concat!(stringify!($optional), "\0").as_bytes()) }
                    .ok()
                    .map(|symbol| *symbol);
            )*
            (functions, missing)
        }
    };
}
use functions;

/// Opens the first candidate that will do, newest first; otherwise says what was wrong with all of them.
fn find() -> Result<Library, Diagnostic> {
    let search = search::libraries()?;
    let mut rejected: Vec<Diagnostic> = Vec::new();
    for path in &search.found {
        match open(path) {
            Ok(library) => return Ok(library),
            Err(diagnostic) => rejected.push(diagnostic),
        }
    }
    Err(match rejected.into_iter().next() {
        Some(diagnostic) => diagnostic.help(install::help()),
        None => Diagnostic::error(Code::LibclangMissing, "libclang was not found")
            .note(search.places())
            .help(install::help()),
    })
}

fn open(path: &Path) -> Result<Library, Diagnostic> {
    let shown = path.display();
    // SAFETY: loading runs the initialisers of a shared library that is named libclang and lies in a directory for
    // libraries, or was named by the user; LLVM's initialisers only register options and passes.
    let handle = unsafe { libloading::Library::new(path) }.map_err(|error| {
        Diagnostic::error(
            Code::LibclangMissing,
            format!("`{shown}` cannot be loaded as libclang"),
        )
        .note(error.to_string())
    })?;
    let (functions, missing) = functions_of(&handle);
    let version = version(&functions);
    // Distributions put their names, and some their own versions, before the word.
    let release = version.split_once("version").map_or("", |(_, after)| after);
    let major = search::first_number(release).unwrap_or(0);
    if major < OLDEST || !missing.is_empty() {
        let mut diagnostic = Diagnostic::error(
            Code::LibclangTooOld,
            format!("`{shown}` is too old: version {OLDEST} or newer is needed"),
        );
        if !version.is_empty() {
            diagnostic = diagnostic.note(format!("it says it is `{version}`"));
        }
        if let Some(name) = missing.first() {
            let others = missing.len() - 1;
            diagnostic = diagnostic.note(format!("it lacks `{name}` and {others} other functions"));
        }
        return Err(diagnostic);
    }
    Ok(Library {
        functions,
        path: path.to_owned(),
        builtin: Builtin::find(path, major),
        version,
        major,
        _handle: handle,
    })
}

fn version(functions: &Functions) -> String {
    let (Some(version), Some(text), Some(dispose)) = (
        functions.clang_getClangVersion,
        functions.clang_getCString,
        functions.clang_disposeString,
    ) else {
        return String::new();
    };
    // SAFETY: the three functions come from one loaded libclang; the text is copied before the string that owns it is
    // disposed of, once.
    unsafe {
        let string = version();
        let pointer = text(string);
        let copy = if pointer.is_null() {
            String::new()
        } else {
            CStr::from_ptr(pointer).to_string_lossy().into_owned()
        };
        dispose(string);
        copy
    }
}
