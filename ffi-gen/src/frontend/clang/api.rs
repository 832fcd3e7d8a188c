//! A thin safe layer over the part of libclang that the front end uses.
//!
//! Everything borrowed from a translation unit carries its lifetime. Nothing here interprets what clang says.

use super::library::{self, Library};
use crate::diagnostic::Diagnostic;
use clang_sys::*;
use std::{
    ffi::{CStr, CString, c_char, c_int, c_uint, c_void},
    marker::PhantomData,
    ptr,
};

/// Calls a function of the loaded libclang.
macro_rules! clang {
    ($function:ident($($argument:expr),* $(,)?)) => {{
        let function = functions().$function.expect("required functions are checked when libclang is loaded");
        // SAFETY: the function comes from libclang under this name and type. Cursors, types and locations are only
        // obtained from a translation unit whose lifetime they carry, so what is passed is valid for the call.
        unsafe { function($($argument),*) }
    }};
}

/// A parsed translation unit.
pub(super) struct TranslationUnit {
    index: CXIndex,
    unit: CXTranslationUnit,
}

/// A node of the syntax tree.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'tu> {
    raw: CXCursor,
    unit: PhantomData<&'tu TranslationUnit>,
}

/// A type.
#[derive(Clone, Copy)]
pub(super) struct Type<'tu> {
    raw: CXType,
    unit: PhantomData<&'tu TranslationUnit>,
}

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

/// A diagnostic of clang.
pub(super) struct ClangDiagnostic<'tu> {
    pub(super) severity: CXDiagnosticSeverity,
    pub(super) message: String,
    pub(super) location: Location<'tu>,
    pub(super) children: Vec<ClangDiagnostic<'tu>>,
}

/// Identifies a type within its translation unit: equal keys are equal types.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct TypeKey(usize);

/// Identifies a declaration within its translation unit.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct CursorKey(usize);

fn functions() -> &'static Functions {
    &library::loaded().functions
}

impl TranslationUnit {
    /// Parses `arguments` (a whole command line, program name included). `main` is the name and text of a file that
    /// need not exist; `others` are more of them.
    ///
    /// The error is clang's own code.
    pub(super) fn parse(
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
    pub(super) fn cursor(&self) -> Cursor<'_> {
        Cursor::new(clang!(clang_getTranslationUnitCursor(self.unit)))
    }

    /// The bytes of a file as clang read them.
    pub(super) fn contents(&self, file: File<'_>) -> &[u8] {
        let mut size = 0;
        let text = clang!(clang_getFileContents(self.unit, file.raw, &mut size));
        if text.is_null() {
            return &[];
        }
        // SAFETY: libclang returns the buffer of the file and its length; the unit owns it and does not change it.
        unsafe { std::slice::from_raw_parts(text.cast(), size) }
    }

    /// The triple of the target and the width of its pointers in bits.
    pub(super) fn target(&self) -> (String, u16) {
        let info = clang!(clang_getTranslationUnitTargetInfo(self.unit));
        let triple = text(clang!(clang_TargetInfo_getTriple(info)));
        let width = clang!(clang_TargetInfo_getPointerWidth(info));
        clang!(clang_TargetInfo_dispose(info));
        (triple, u16::try_from(width).unwrap_or(64))
    }

    /// Every file that was entered, with the place of the directive that entered it, in no particular order.
    pub(super) fn inclusions(&self) -> Vec<(File<'_>, Option<Location<'_>>)> {
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
    pub(super) fn diagnostics(&self) -> Vec<ClangDiagnostic<'_>> {
        let set = clang!(clang_getDiagnosticSetFromTU(self.unit));
        let list = diagnostics_of(set);
        clang!(clang_disposeDiagnosticSet(set));
        list
    }

    /// The tokens between two places, as text; for the definitions that stand in no file.
    pub(super) fn tokens(&self, cursor: Cursor<'_>) -> Vec<String> {
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
    pub(super) fn skipped_ranges(&self, file: File<'_>) -> Vec<(u32, u32)> {
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

impl<'tu> Cursor<'tu> {
    fn new(raw: CXCursor) -> Cursor<'tu> {
        Cursor {
            raw,
            unit: PhantomData,
        }
    }

    fn valid(raw: CXCursor) -> Option<Cursor<'tu>> {
        (clang!(clang_Cursor_isNull(raw)) == 0 && clang!(clang_isInvalid(raw.kind)) == 0)
            .then(|| Cursor::new(raw))
    }

    pub(super) fn kind(self) -> CXCursorKind {
        self.raw.kind
    }

    /// The declaration itself, whichever of its redeclarations the cursor is.
    pub(super) fn key(self) -> CursorKey {
        let canonical = clang!(clang_getCanonicalCursor(self.raw));
        CursorKey(canonical.data[0] as usize)
    }

    pub(super) fn spelling(self) -> String {
        text(clang!(clang_getCursorSpelling(self.raw)))
    }

    pub(super) fn ty(self) -> Type<'tu> {
        Type::new(clang!(clang_getCursorType(self.raw)))
    }

    pub(super) fn location(self, view: View) -> Location<'tu> {
        locate(clang!(clang_getCursorLocation(self.raw)), view)
    }

    /// Start and end of the text; both in the same file unless a macro wrote one of them.
    pub(super) fn extent(self, view: View) -> (Location<'tu>, Location<'tu>) {
        let range = clang!(clang_getCursorExtent(self.raw));
        (
            locate(clang!(clang_getRangeStart(range)), view),
            locate(clang!(clang_getRangeEnd(range)), view),
        )
    }

    pub(super) fn definition(self) -> Option<Cursor<'tu>> {
        Cursor::valid(clang!(clang_getCursorDefinition(self.raw)))
    }

    /// Calls `visit` for each child.
    pub(super) fn for_each_child(self, mut visit: impl FnMut(Cursor<'tu>)) {
        extern "C" fn trampoline<'tu, F: FnMut(Cursor<'tu>)>(
            cursor: CXCursor,
            _parent: CXCursor,
            data: CXClientData,
        ) -> CXChildVisitResult {
            // SAFETY: `data` is the closure below, borrowed for the visit only.
            let visit = unsafe { &mut *data.cast::<F>() };
            visit(Cursor::new(cursor));
            CXChildVisit_Continue
        }
        fn trampoline_of<'tu, F: FnMut(Cursor<'tu>)>(
            _: &F,
        ) -> extern "C" fn(CXCursor, CXCursor, CXClientData) -> CXChildVisitResult {
            trampoline::<F>
        }
        let function = trampoline_of(&visit);
        let data = ptr::from_mut(&mut visit).cast::<c_void>();
        clang!(clang_visitChildren(self.raw, function, data));
    }

    pub(super) fn children(self) -> Vec<Cursor<'tu>> {
        let mut list = Vec::new();
        self.for_each_child(|child| list.push(child));
        list
    }

    pub(super) fn has_attributes(self) -> bool {
        clang!(clang_Cursor_hasAttrs(self.raw)) != 0
    }

    pub(super) fn storage_class(self) -> CX_StorageClass {
        clang!(clang_Cursor_getStorageClass(self.raw))
    }

    pub(super) fn is_inline(self) -> bool {
        clang!(clang_Cursor_isFunctionInlined(self.raw)) != 0
    }

    pub(super) fn is_thread_local(self) -> bool {
        clang!(clang_getCursorTLSKind(self.raw)) != CXTLS_None
    }

    pub(super) fn is_anonymous(self) -> bool {
        clang!(clang_Cursor_isAnonymous(self.raw)) != 0
    }

    /// The parameters of a function declaration, as far as it names them.
    pub(super) fn parameter_names(self) -> Vec<Option<String>> {
        let count = clang!(clang_Cursor_getNumArguments(self.raw));
        (0..u32::try_from(count).unwrap_or(0))
            .map(|index| {
                let parameter = Cursor::new(clang!(clang_Cursor_getArgument(self.raw, index)));
                let name = parameter.spelling();
                (!name.is_empty()).then_some(name)
            })
            .collect()
    }

    pub(super) fn typedef_underlying(self) -> Type<'tu> {
        Type::new(clang!(clang_getTypedefDeclUnderlyingType(self.raw)))
    }

    pub(super) fn enum_integer_type(self) -> Type<'tu> {
        Type::new(clang!(clang_getEnumDeclIntegerType(self.raw)))
    }

    pub(super) fn enumerator_signed(self) -> i64 {
        clang!(clang_getEnumConstantDeclValue(self.raw))
    }

    pub(super) fn enumerator_unsigned(self) -> u64 {
        clang!(clang_getEnumConstantDeclUnsignedValue(self.raw))
    }

    /// The width of a bit-field.
    pub(super) fn bit_width(self) -> Option<u32> {
        if clang!(clang_Cursor_isBitField(self.raw)) == 0 {
            return None;
        }
        u32::try_from(clang!(clang_getFieldDeclBitWidth(self.raw))).ok()
    }

    /// The offset of a field in bits, where the record is complete.
    pub(super) fn field_offset(self) -> Option<u64> {
        u64::try_from(clang!(clang_Cursor_getOffsetOfField(self.raw))).ok()
    }

    pub(super) fn is_function_like_macro(self) -> bool {
        clang!(clang_Cursor_isMacroFunctionLike(self.raw)) != 0
    }

    /// The value of an object's initialiser, where it is an integer or a floating-point number.
    pub(super) fn evaluate(self) -> Option<Evaluation> {
        let result = clang!(clang_Cursor_Evaluate(self.raw));
        if result.is_null() {
            return None;
        }
        let value = match clang!(clang_EvalResult_getKind(result)) {
            CXEval_Int if clang!(clang_EvalResult_isUnsignedInt(result)) != 0 => Some(
                Evaluation::Int(i128::from(clang!(clang_EvalResult_getAsUnsigned(result)))),
            ),
            CXEval_Int => Some(Evaluation::Int(i128::from(clang!(
                clang_EvalResult_getAsLongLong(result)
            )))),
            CXEval_Float => Some(Evaluation::Float(clang!(clang_EvalResult_getAsDouble(
                result
            )))),
            _ => None,
        };
        clang!(clang_EvalResult_dispose(result));
        value
    }
}

/// What clang computed.
#[derive(Clone, Copy)]
pub(super) enum Evaluation {
    Int(i128),
    Float(f64),
}

impl<'tu> Type<'tu> {
    fn new(raw: CXType) -> Type<'tu> {
        Type {
            raw,
            unit: PhantomData,
        }
    }

    pub(super) fn kind(self) -> CXTypeKind {
        self.raw.kind
    }

    pub(super) fn key(self) -> TypeKey {
        TypeKey(self.raw.data[0] as usize)
    }

    pub(super) fn spelling(self) -> String {
        text(clang!(clang_getTypeSpelling(self.raw)))
    }

    pub(super) fn canonical(self) -> Type<'tu> {
        Type::new(clang!(clang_getCanonicalType(self.raw)))
    }

    pub(super) fn declaration(self) -> Cursor<'tu> {
        Cursor::new(clang!(clang_getTypeDeclaration(self.raw)))
    }

    pub(super) fn named(self) -> Type<'tu> {
        Type::new(clang!(clang_Type_getNamedType(self.raw)))
    }

    pub(super) fn modified(self) -> Type<'tu> {
        Type::new(clang!(clang_Type_getModifiedType(self.raw)))
    }

    pub(super) fn atomic_value(self) -> Type<'tu> {
        Type::new(clang!(clang_Type_getValueType(self.raw)))
    }

    pub(super) fn pointee(self) -> Type<'tu> {
        Type::new(clang!(clang_getPointeeType(self.raw)))
    }

    /// The element of an array, vector or complex type.
    pub(super) fn element(self) -> Type<'tu> {
        Type::new(clang!(clang_getElementType(self.raw)))
    }

    /// The number of elements of an array or vector.
    pub(super) fn element_count(self) -> Option<u64> {
        u64::try_from(clang!(clang_getNumElements(self.raw))).ok()
    }

    pub(super) fn result(self) -> Type<'tu> {
        Type::new(clang!(clang_getResultType(self.raw)))
    }

    pub(super) fn parameters(self) -> impl Iterator<Item = Type<'tu>> {
        let count = u32::try_from(clang!(clang_getNumArgTypes(self.raw))).unwrap_or(0);
        (0..count).map(move |index| Type::new(clang!(clang_getArgType(self.raw, index))))
    }

    pub(super) fn is_variadic(self) -> bool {
        clang!(clang_isFunctionTypeVariadic(self.raw)) != 0
    }

    pub(super) fn calling_convention(self) -> CXCallingConv {
        clang!(clang_getFunctionTypeCallingConv(self.raw))
    }

    pub(super) fn is_const(self) -> bool {
        clang!(clang_isConstQualifiedType(self.raw)) != 0
    }

    pub(super) fn is_volatile(self) -> bool {
        clang!(clang_isVolatileQualifiedType(self.raw)) != 0
    }

    /// Size in bytes of a complete type.
    pub(super) fn size(self) -> Option<u64> {
        u64::try_from(clang!(clang_Type_getSizeOf(self.raw))).ok()
    }

    /// Alignment in bytes of a complete type.
    pub(super) fn align(self) -> Option<u64> {
        u64::try_from(clang!(clang_Type_getAlignOf(self.raw))).ok()
    }

    /// The fields of a record, in order, unnamed ones included.
    pub(super) fn fields(self) -> Vec<Cursor<'tu>> {
        extern "C" fn visit(cursor: CXCursor, data: CXClientData) -> CXVisitorResult {
            // SAFETY: `data` is the vector below, which outlives the visit and is used by nobody else during it.
            unsafe { &mut *data.cast::<Vec<CXCursor>>() }.push(cursor);
            CXVisit_Continue
        }
        let mut list: Vec<CXCursor> = Vec::new();
        let data = ptr::from_mut(&mut list).cast::<c_void>();
        clang!(clang_Type_visitFields(self.raw, visit, data));
        list.into_iter().map(Cursor::new).collect()
    }
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

/// Why a parse failed without saying so itself.
pub(super) fn parse_failure(code: CXErrorCode) -> Diagnostic {
    use crate::diagnostic::Code;
    let what = match code {
        CXError_Crashed => "clang crashed while parsing",
        CXError_InvalidArguments => "clang does not accept its arguments",
        CXError_ASTReadError => "clang could not read its input",
        _ => "clang could not parse the headers",
    };
    let kind = match code {
        CXError_InvalidArguments => Code::ArgumentsInvalid,
        _ => Code::ParserFailed,
    };
    Diagnostic::error(kind, what)
        .help("the same arguments given to `clang -fsyntax-only` may say more")
}
