//! Cursors: the nodes of the syntax tree.

use super::{Location, TranslationUnit, Type, View, functions, locate, text};
use clang_sys::*;
use std::{ffi::c_void, marker::PhantomData, ptr};

/// A node of the syntax tree.
#[derive(Clone, Copy)]
pub(in super::super) struct Cursor<'tu> {
    pub(super) raw: CXCursor,
    unit: PhantomData<&'tu TranslationUnit>,
}

/// Identifies a declaration within its translation unit.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(in super::super) struct CursorKey(usize);

impl<'tu> Cursor<'tu> {
    pub(super) fn new(raw: CXCursor) -> Cursor<'tu> {
        Cursor {
            raw,
            unit: PhantomData,
        }
    }

    fn valid(raw: CXCursor) -> Option<Cursor<'tu>> {
        (clang!(clang_Cursor_isNull(raw)) == 0 && clang!(clang_isInvalid(raw.kind)) == 0)
            .then(|| Cursor::new(raw))
    }

    pub(in super::super) fn kind(self) -> CXCursorKind {
        self.raw.kind
    }

    /// The declaration itself, whichever of its redeclarations the cursor is.
    pub(in super::super) fn key(self) -> CursorKey {
        let canonical = clang!(clang_getCanonicalCursor(self.raw));
        CursorKey(canonical.data[0] as usize)
    }

    /// The first declaration of the same thing, where this is a later one.
    pub(in super::super) fn first_declaration(self) -> Option<Cursor<'tu>> {
        let canonical = clang!(clang_getCanonicalCursor(self.raw));
        (canonical.data[0] != self.raw.data[0]).then(|| Cursor::new(canonical))
    }

    pub(in super::super) fn spelling(self) -> String {
        text(clang!(clang_getCursorSpelling(self.raw)))
    }

    pub(in super::super) fn ty(self) -> Type<'tu> {
        Type::new(clang!(clang_getCursorType(self.raw)))
    }

    pub(in super::super) fn location(self, view: View) -> Location<'tu> {
        locate(clang!(clang_getCursorLocation(self.raw)), view)
    }

    /// Start and end of the text; both in the same file unless a macro wrote one of them.
    pub(in super::super) fn extent(self, view: View) -> (Location<'tu>, Location<'tu>) {
        let range = clang!(clang_getCursorExtent(self.raw));
        (
            locate(clang!(clang_getRangeStart(range)), view),
            locate(clang!(clang_getRangeEnd(range)), view),
        )
    }

    pub(in super::super) fn definition(self) -> Option<Cursor<'tu>> {
        Cursor::valid(clang!(clang_getCursorDefinition(self.raw)))
    }

    /// Calls `visit` for each child.
    pub(in super::super) fn for_each_child(self, mut visit: impl FnMut(Cursor<'tu>)) {
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

    pub(in super::super) fn children(self) -> Vec<Cursor<'tu>> {
        let mut list = Vec::new();
        self.for_each_child(|child| list.push(child));
        list
    }

    pub(in super::super) fn has_attributes(self) -> bool {
        clang!(clang_Cursor_hasAttrs(self.raw)) != 0
    }

    pub(in super::super) fn storage_class(self) -> CX_StorageClass {
        clang!(clang_Cursor_getStorageClass(self.raw))
    }

    /// Whether it is `static`, here or in an earlier declaration.
    pub(in super::super) fn has_internal_linkage(self) -> bool {
        clang!(clang_getCursorLinkage(self.raw)) == CXLinkage_Internal
    }

    /// Whether it is known in its function or parameter list only.
    pub(in super::super) fn has_no_linkage(self) -> bool {
        clang!(clang_getCursorLinkage(self.raw)) == CXLinkage_NoLinkage
    }

    /// The name in the object file.
    pub(in super::super) fn mangling(self) -> String {
        text(clang!(clang_Cursor_getMangling(self.raw)))
    }

    pub(in super::super) fn is_inline(self) -> bool {
        clang!(clang_Cursor_isFunctionInlined(self.raw)) != 0
    }

    pub(in super::super) fn is_thread_local(self) -> bool {
        clang!(clang_getCursorTLSKind(self.raw)) != CXTLS_None
    }

    pub(in super::super) fn is_anonymous(self) -> bool {
        clang!(clang_Cursor_isAnonymous(self.raw)) != 0
    }

    /// The parameters of a function declaration.
    pub(in super::super) fn parameters(self) -> impl Iterator<Item = Cursor<'tu>> {
        let count = clang!(clang_Cursor_getNumArguments(self.raw));
        (0..u32::try_from(count).unwrap_or(0))
            .map(move |index| Cursor::new(clang!(clang_Cursor_getArgument(self.raw, index))))
    }

    /// The names of the parameters of a function declaration, as far as it gives them.
    pub(in super::super) fn parameter_names(self) -> Vec<Option<String>> {
        self.parameters()
            .map(|parameter| {
                let name = parameter.spelling();
                (!name.is_empty()).then_some(name)
            })
            .collect()
    }

    pub(in super::super) fn typedef_underlying(self) -> Type<'tu> {
        Type::new(clang!(clang_getTypedefDeclUnderlyingType(self.raw)))
    }

    pub(in super::super) fn enum_integer_type(self) -> Type<'tu> {
        Type::new(clang!(clang_getEnumDeclIntegerType(self.raw)))
    }

    pub(in super::super) fn enumerator_signed(self) -> i64 {
        clang!(clang_getEnumConstantDeclValue(self.raw))
    }

    pub(in super::super) fn enumerator_unsigned(self) -> u64 {
        clang!(clang_getEnumConstantDeclUnsignedValue(self.raw))
    }

    /// The width of a bit-field.
    pub(in super::super) fn bit_width(self) -> Option<u32> {
        if clang!(clang_Cursor_isBitField(self.raw)) == 0 {
            return None;
        }
        u32::try_from(clang!(clang_getFieldDeclBitWidth(self.raw))).ok()
    }

    /// The offset of a field in bits, where the record is complete.
    pub(in super::super) fn field_offset(self) -> Option<u64> {
        u64::try_from(clang!(clang_Cursor_getOffsetOfField(self.raw))).ok()
    }

    pub(in super::super) fn is_function_like_macro(self) -> bool {
        clang!(clang_Cursor_isMacroFunctionLike(self.raw)) != 0
    }

    /// The value of an object's initialiser, where it is an integer or a floating-point number.
    pub(in super::super) fn evaluate(self) -> Option<Evaluation> {
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
pub(in super::super) enum Evaluation {
    Int(i128),
    Float(f64),
}
