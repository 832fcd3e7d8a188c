//! Types.

use super::{Cursor, TranslationUnit, functions, text};
use clang_sys::*;
use std::{ffi::c_void, marker::PhantomData, ptr};

/// A type.
#[derive(Clone, Copy)]
pub(in super::super) struct Type<'tu> {
    pub(super) raw: CXType,
    unit: PhantomData<&'tu TranslationUnit>,
}

/// Identifies a type within its translation unit: equal keys are equal types.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(in super::super) struct TypeKey(usize);

impl<'tu> Type<'tu> {
    pub(super) fn new(raw: CXType) -> Type<'tu> {
        Type {
            raw,
            unit: PhantomData,
        }
    }

    pub(in super::super) fn kind(self) -> CXTypeKind {
        self.raw.kind
    }

    pub(in super::super) fn key(self) -> TypeKey {
        TypeKey(self.raw.data[0] as usize)
    }

    pub(in super::super) fn spelling(self) -> String {
        text(clang!(clang_getTypeSpelling(self.raw)))
    }

    pub(in super::super) fn canonical(self) -> Type<'tu> {
        Type::new(clang!(clang_getCanonicalType(self.raw)))
    }

    pub(in super::super) fn declaration(self) -> Cursor<'tu> {
        Cursor::new(clang!(clang_getTypeDeclaration(self.raw)))
    }

    pub(in super::super) fn named(self) -> Type<'tu> {
        Type::new(clang!(clang_Type_getNamedType(self.raw)))
    }

    pub(in super::super) fn modified(self) -> Type<'tu> {
        Type::new(clang!(clang_Type_getModifiedType(self.raw)))
    }

    pub(in super::super) fn atomic_value(self) -> Type<'tu> {
        Type::new(clang!(clang_Type_getValueType(self.raw)))
    }

    pub(in super::super) fn pointee(self) -> Type<'tu> {
        Type::new(clang!(clang_getPointeeType(self.raw)))
    }

    /// The element of an array, vector or complex type.
    pub(in super::super) fn element(self) -> Type<'tu> {
        Type::new(clang!(clang_getElementType(self.raw)))
    }

    /// The number of elements of an array or vector.
    pub(in super::super) fn element_count(self) -> Option<u64> {
        u64::try_from(clang!(clang_getNumElements(self.raw))).ok()
    }

    pub(in super::super) fn result(self) -> Type<'tu> {
        Type::new(clang!(clang_getResultType(self.raw)))
    }

    pub(in super::super) fn parameters(self) -> impl Iterator<Item = Type<'tu>> {
        let count = u32::try_from(clang!(clang_getNumArgTypes(self.raw))).unwrap_or(0);
        (0..count).map(move |index| Type::new(clang!(clang_getArgType(self.raw, index))))
    }

    pub(in super::super) fn is_variadic(self) -> bool {
        clang!(clang_isFunctionTypeVariadic(self.raw)) != 0
    }

    pub(in super::super) fn calling_convention(self) -> CXCallingConv {
        clang!(clang_getFunctionTypeCallingConv(self.raw))
    }

    pub(in super::super) fn is_const(self) -> bool {
        clang!(clang_isConstQualifiedType(self.raw)) != 0
    }

    pub(in super::super) fn is_volatile(self) -> bool {
        clang!(clang_isVolatileQualifiedType(self.raw)) != 0
    }

    /// Size in bytes of a complete type.
    pub(in super::super) fn size(self) -> Option<u64> {
        u64::try_from(clang!(clang_Type_getSizeOf(self.raw))).ok()
    }

    /// Size in bytes of a vector, as its elements make it: clang miscounts those of 256 MiB and more.
    pub(in super::super) fn vector_size(self) -> Option<u64> {
        self.element_count()?.checked_mul(self.element().size()?)
    }

    /// Alignment in bytes of a complete type.
    pub(in super::super) fn align(self) -> Option<u64> {
        u64::try_from(clang!(clang_Type_getAlignOf(self.raw))).ok()
    }

    /// The fields of a record, in order, unnamed ones included.
    pub(in super::super) fn fields(self) -> Vec<Cursor<'tu>> {
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
