//! Types of clang as types of the model.

use super::{
    api::{Cursor, Type},
    translate::Translator,
};
use crate::contract::{
    CallConv, Exit, FloatKind, Identity, IntKind, Name, Param, Qualifiers, Signature, Ty,
};
use clang_sys::*;

/// Types nested deeper than this are not translated: no real header has them, and every later stage may recurse.
const DEEPEST: u32 = 100;

/// Names for what the source leaves unnamed are made of this: `Outer_member` for a record in a member.
pub(super) type Hint<'a> = &'a str;

impl<'tu> Translator<'_, 'tu> {
    /// The model's type for a type of clang.
    pub(super) fn ty(&mut self, ty: Type<'tu>, hint: Hint<'_>) -> Ty {
        self.ty_at(ty, hint, 0)
    }

    fn ty_at(&mut self, ty: Type<'tu>, hint: Hint<'_>, depth: u32) -> Ty {
        if let Some(basic) = basic(ty.kind()) {
            return basic;
        }
        if let Some(known) = self.types.get(&ty.key()) {
            return known.clone();
        }
        let translated = if depth > DEEPEST {
            Ty::Unsupported {
                spelling: format!("a type nested more than {DEEPEST} levels deep"),
                size: ty.size(),
                align: ty.align(),
            }
        } else {
            self.compound(ty, hint, depth + 1)
        };
        self.types.insert(ty.key(), translated.clone());
        translated
    }

    fn compound(&mut self, ty: Type<'tu>, hint: Hint<'_>, depth: u32) -> Ty {
        match ty.kind() {
            CXType_Elaborated => self.ty_at(ty.named(), hint, depth),
            CXType_Attributed if ty.canonical().kind() == CXType_Pointer => {
                match ty.size() == ty.modified().size() {
                    true => self.ty_at(ty.modified(), hint, depth),
                    false => unsupported(ty),
                }
            }
            CXType_Attributed => self.ty_at(ty.modified(), hint, depth),
            CXType_Typedef => self.typedef(ty.declaration(), hint, depth),
            CXType_Record => self.record_reference(ty.declaration(), hint),
            CXType_Enum => self.enum_reference(ty.declaration(), hint),
            // `__ptr32`, or a pointer into an address space that has another width.
            CXType_Pointer if ty.size() != Some(u64::from(self.target.model.pointer_bits / 8)) => {
                unsupported(ty)
            }
            CXType_Pointer => {
                let pointee = ty.pointee();
                Ty::Pointer {
                    qualifiers: qualifiers(pointee),
                    pointee: Box::new(self.ty_at(pointee, hint, depth)),
                }
            }
            CXType_ConstantArray | CXType_IncompleteArray => Ty::Array {
                len: match ty.kind() {
                    CXType_ConstantArray => ty.element_count(),
                    _ => None,
                },
                element: Box::new(self.ty_at(ty.element(), hint, depth)),
            },
            CXType_FunctionProto | CXType_FunctionNoProto => {
                Ty::Function(Box::new(self.signature_at(ty, hint, depth)))
            }
            CXType_Complex => match self.ty_at(ty.element(), hint, depth) {
                Ty::Float(kind) => Ty::Complex(kind),
                _ => unsupported(ty),
            },
            CXType_Vector | CXType_ExtVector if !self.has_layout(ty) => Ty::Unsupported {
                spelling: "a vector of more than 256 MiB".to_owned(),
                size: None,
                align: None,
            },
            CXType_Vector | CXType_ExtVector => match (ty.element_count(), ty.size(), ty.align()) {
                (Some(len), Some(size), Some(align)) => Ty::Vector {
                    element: Box::new(self.ty_at(ty.element(), hint, depth)),
                    len,
                    size,
                    align,
                },
                _ => unsupported(ty),
            },
            CXType_Atomic => {
                let value = ty.atomic_value();
                if self.has_layout(value)
                    && (value.size(), value.align()) == (ty.size(), ty.align())
                {
                    self.ty_at(value, hint, depth)
                } else {
                    unsupported(ty)
                }
            }
            _ => self.unexposed(ty, hint, depth),
        }
    }

    /// Whether clang may be asked for the size of a type. It divides by zero when it lays out a record with a vector
    /// that is too large for it, and takes the process along.
    pub(super) fn has_layout(&mut self, ty: Type<'tu>) -> bool {
        let ty = ty.canonical();
        match ty.kind() {
            CXType_Record => {
                if let Some(&known) = self.layouts.get(&ty.key()) {
                    return known;
                }
                let known = ty.fields().iter().all(|field| self.has_layout(field.ty()));
                self.layouts.insert(ty.key(), known);
                known
            }
            CXType_ConstantArray | CXType_IncompleteArray => self.has_layout(ty.element()),
            CXType_Vector | CXType_ExtVector => {
                ty.vector_size().is_some_and(|size| size <= LARGEST_VECTOR)
            }
            CXType_Atomic => self.has_layout(ty.atomic_value()),
            _ => true,
        }
    }

    /// Parentheses, `typeof`, attributes: what libclang has no kind for. A function keeps the names of its types when
    /// it is read through the parentheses; everything else is read in canonical form.
    fn unexposed(&mut self, ty: Type<'tu>, hint: Hint<'_>, depth: u32) -> Ty {
        let canonical = ty.canonical();
        match canonical.kind() {
            CXType_FunctionProto | CXType_FunctionNoProto => {
                Ty::Function(Box::new(self.signature_at(ty, hint, depth)))
            }
            CXType_Unexposed | CXType_Invalid => unsupported(ty),
            kind if kind == ty.kind() => unsupported(ty),
            _ => self.ty_at(canonical, hint, depth),
        }
    }

    /// A call to something of function type `ty`, without the names of parameters.
    pub(super) fn signature(&mut self, ty: Type<'tu>, hint: Hint<'_>) -> Signature {
        self.signature_at(ty, hint, 0)
    }

    fn signature_at(&mut self, ty: Type<'tu>, hint: Hint<'_>, depth: u32) -> Signature {
        let params = ty
            .parameters()
            .map(|param| Param {
                name: None,
                ty: self.parameter(param, hint, depth),
            })
            .collect();
        Signature {
            params,
            result: self.ty_at(ty.result(), hint, depth),
            variadic: ty.is_variadic() && ty.canonical().kind() == CXType_FunctionProto,
            convention: self.convention(ty),
            exit: self.exit(ty),
        }
    }

    /// The type of a parameter: C passes arrays and functions as pointers, and libclang shows what was written.
    fn parameter(&mut self, ty: Type<'tu>, hint: Hint<'_>, depth: u32) -> Ty {
        match ty.canonical().kind() {
            CXType_ConstantArray
            | CXType_IncompleteArray
            | CXType_VariableArray
            | CXType_DependentSizedArray => {
                let array = match ty.element().kind() {
                    CXType_Invalid => ty.canonical(),
                    _ => ty,
                };
                let element = array.element();
                // `typedef char name[32]`: a `const name` is passed as a `const char *`.
                Ty::Pointer {
                    qualifiers: qualifiers(ty).union(qualifiers(element)),
                    pointee: Box::new(self.ty_at(element, hint, depth)),
                }
            }
            CXType_FunctionProto | CXType_FunctionNoProto => {
                Ty::pointer_to(self.ty_at(ty, hint, depth))
            }
            _ => self.ty_at(ty, hint, depth),
        }
    }

    /// libclang has no word for arguments in registers, which exist on 32-bit x86 only; the spelling shows them, here
    /// or in a parameter. In doubt the function is one that Rust cannot call.
    fn convention(&self, ty: Type<'tu>) -> CallConv {
        if self.target.arch == "x86"
            && ty
                .canonical()
                .spelling()
                .contains("__attribute__((regparm (")
        {
            return CallConv::Other;
        }
        convention(ty.calling_convention())
    }

    /// The attribute `noreturn` is part of a function's type; libclang shows it in the spelling alone.
    fn exit(&mut self, ty: Type<'tu>) -> Exit {
        if ty.result().kind() != CXType_Void {
            return Exit::Returns;
        }
        let canonical = ty.canonical();
        *self.exits.entry(canonical.key()).or_insert_with(|| {
            match has_attribute(&canonical.spelling(), "noreturn") {
                true => Exit::Never,
                false => Exit::Returns,
            }
        })
    }

    fn typedef(&mut self, declaration: Cursor<'tu>, hint: Hint<'_>, depth: u32) -> Ty {
        if let Some(id) = self.registry.find(declaration.key()) {
            return Ty::Item(id);
        }
        let Some(place) = self.files.place(declaration) else {
            // The compiler's own: `__builtin_va_list`.
            return self.ty_at(declaration.typedef_underlying(), hint, depth);
        };
        let name = declaration.spelling();
        let underlying = declaration.typedef_underlying();
        if !self.files.in_library(place.file)
            && let Some(kind) = standard_integer(&name)
            && integer_width(&self.target.model, underlying.canonical())
                == Some(self.target.model.bits(kind))
        {
            return Ty::Int(kind);
        }
        let tagged = match underlying.canonical().kind() {
            CXType_Record | CXType_Enum => Some(underlying.canonical().declaration()),
            _ => None,
        };
        if let Some(tagged) = tagged
            && is_written_as_tag(underlying)
            && self
                .tag_name(tagged)
                .is_some_and(|tag| tag.as_str() == name)
        {
            let same = match underlying.canonical().kind() {
                CXType_Record => self.record_reference(tagged, hint),
                _ => self.enum_reference(tagged, hint),
            };
            if let Ty::Item(id) = same {
                self.registry.unify(declaration.key(), id);
                self.registry.name(name, id);
            }
            return same;
        }
        let position = self.files.position(place);
        let identity = Identity::c(Name::Ordinary(name));
        Ty::Item(self.registry.reserve(declaration, identity, position))
    }

    fn record_reference(&mut self, declaration: Cursor<'tu>, hint: Hint<'_>) -> Ty {
        if let Some(id) = self.registry.find(declaration.key()) {
            return Ty::Item(id);
        }
        let name = self
            .tag_name(declaration)
            .unwrap_or_else(|| Name::Derived(hint.to_owned()));
        let shown = declaration.definition().unwrap_or(declaration);
        let position = self
            .files
            .place(shown)
            .map_or(0, |place| self.files.position(place));
        Ty::Item(self.registry.reserve(shown, Identity::c(name), position))
    }

    /// An enumeration without a name is its integer type; its enumerators become constants.
    fn enum_reference(&mut self, declaration: Cursor<'tu>, hint: Hint<'_>) -> Ty {
        if let Some(id) = self.registry.find(declaration.key()) {
            return Ty::Item(id);
        }
        let shown = declaration.definition().unwrap_or(declaration);
        let Some(name) = self.tag_name(declaration) else {
            self.nameless_enum(shown);
            return self.ty(shown.enum_integer_type(), hint);
        };
        let position = self
            .files
            .place(shown)
            .map_or(0, |place| self.files.position(place));
        Ty::Item(self.registry.reserve(shown, Identity::c(name), position))
    }

    /// The name of a structure, union or enumeration: its tag, or the typedef that an untagged one is declared with.
    pub(super) fn tag_name(&self, declaration: Cursor<'tu>) -> Option<Name> {
        if declaration.is_anonymous() {
            return None;
        }
        let spelling = declaration.ty().spelling();
        let tag = ["struct ", "union ", "enum ", "class "]
            .iter()
            .find_map(|keyword| spelling.strip_prefix(keyword));
        let name = tag.unwrap_or(&spelling);
        let is_name = !name.is_empty() && !name.contains(['(', ' ', ':', '<']);
        is_name.then(|| match tag {
            // One that a parameter list declares is another type than the one of the same tag outside.
            Some(tag) if declaration.has_no_linkage() => Name::Derived(tag.to_owned()),
            Some(tag) => Name::Tag(tag.to_owned()),
            None => Name::Ordinary(name.to_owned()),
        })
    }
}

/// Whether the spelling of a function type ends with this attribute, among others. One further inside belongs to a
/// parameter.
fn has_attribute(spelling: &str, name: &str) -> bool {
    let mut rest = spelling;
    while let Some((before, attribute)) = rest
        .strip_suffix("))")
        .and_then(|rest| rest.rsplit_once(" __attribute__(("))
    {
        let depth = |bracket| attribute.matches(bracket).count();
        if depth('(') != depth(')') {
            return false;
        }
        if attribute == name {
            return true;
        }
        rest = before;
    }
    false
}

/// Whether a typedef names a structure or enumeration directly and not through another typedef.
fn is_written_as_tag(mut ty: Type<'_>) -> bool {
    while ty.kind() == CXType_Elaborated {
        ty = ty.named();
    }
    matches!(ty.kind(), CXType_Record | CXType_Enum)
}

/// A vector of so many bytes has an alignment that clang can still compute.
const LARGEST_VECTOR: u64 = 1 << 28;

fn unsupported(ty: Type<'_>) -> Ty {
    Ty::Unsupported {
        spelling: ty.spelling(),
        size: ty.size(),
        align: ty.align(),
    }
}

/// The qualifiers of a type, wherever a name or an array hides them. In C an array is as const as its elements, and
/// clang moves the qualifiers of the elements of a canonical array to the array itself.
pub(super) fn qualifiers(ty: Type<'_>) -> Qualifiers {
    let hidden = matches!(
        ty.kind(),
        CXType_Typedef
            | CXType_Elaborated
            | CXType_ConstantArray
            | CXType_IncompleteArray
            | CXType_Unexposed
    );
    let canonical = if hidden { ty.canonical() } else { ty };
    Qualifiers {
        is_const: ty.is_const() || canonical.is_const(),
        is_volatile: ty.is_volatile() || canonical.is_volatile(),
    }
}

fn basic(kind: CXTypeKind) -> Option<Ty> {
    Some(match kind {
        CXType_Void => Ty::Void,
        CXType_Bool => Ty::Bool,
        CXType_Char_U | CXType_Char_S => Ty::Int(IntKind::Char),
        CXType_UChar => Ty::Int(IntKind::UChar),
        CXType_SChar => Ty::Int(IntKind::SChar),
        CXType_Char16 => Ty::Int(IntKind::Fixed {
            bits: 16,
            signed: false,
        }),
        CXType_Char32 => Ty::Int(IntKind::Fixed {
            bits: 32,
            signed: false,
        }),
        CXType_UShort => Ty::Int(IntKind::UShort),
        CXType_Short => Ty::Int(IntKind::Short),
        CXType_UInt => Ty::Int(IntKind::UInt),
        CXType_Int => Ty::Int(IntKind::Int),
        CXType_ULong => Ty::Int(IntKind::ULong),
        CXType_Long => Ty::Int(IntKind::Long),
        CXType_ULongLong => Ty::Int(IntKind::ULongLong),
        CXType_LongLong => Ty::Int(IntKind::LongLong),
        CXType_UInt128 => Ty::Int(IntKind::UInt128),
        CXType_Int128 => Ty::Int(IntKind::Int128),
        CXType_Half | CXType_Float16 => Ty::Float(FloatKind::Half),
        CXType_Float => Ty::Float(FloatKind::Float),
        CXType_Double => Ty::Float(FloatKind::Double),
        CXType_LongDouble => Ty::Float(FloatKind::LongDouble),
        CXType_Float128 => Ty::Float(FloatKind::Quad),
        _ => return None,
    })
}

fn convention(convention: CXCallingConv) -> CallConv {
    match convention {
        CXCallingConv_Default | CXCallingConv_C | CXCallingConv_Invalid => CallConv::C,
        CXCallingConv_X86StdCall => CallConv::Stdcall,
        CXCallingConv_X86FastCall => CallConv::Fastcall,
        CXCallingConv_X86ThisCall => CallConv::Thiscall,
        CXCallingConv_X86VectorCall => CallConv::Vectorcall,
        CXCallingConv_Win64 => CallConv::Win64,
        CXCallingConv_X86_64SysV => CallConv::SysV64,
        CXCallingConv_AAPCS | CXCallingConv_AAPCS_VFP => CallConv::Aapcs,
        _ => CallConv::Other,
    }
}

/// The typedefs of `<stdint.h>` and `<stddef.h>` that every language has types for.
fn standard_integer(name: &str) -> Option<IntKind> {
    let fixed = |bits, signed| Some(IntKind::Fixed { bits, signed });
    match name {
        "int8_t" => fixed(8, true),
        "int16_t" => fixed(16, true),
        "int32_t" => fixed(32, true),
        "int64_t" => fixed(64, true),
        "uint8_t" => fixed(8, false),
        "uint16_t" => fixed(16, false),
        "uint32_t" => fixed(32, false),
        "uint64_t" => fixed(64, false),
        "size_t" | "uintptr_t" => Some(IntKind::Size { signed: false }),
        "ssize_t" | "ptrdiff_t" | "intptr_t" => Some(IntKind::Size { signed: true }),
        _ => None,
    }
}

fn integer_width(model: &crate::contract::DataModel, canonical: Type<'_>) -> Option<u16> {
    match basic(canonical.kind())? {
        Ty::Int(kind) => Some(model.bits(kind)),
        _ => None,
    }
}

/// Whether a type names a record or enumeration that a parameter list declares.
pub(super) fn is_of_prototype(ty: Type<'_>, depth: u32) -> bool {
    let ty = ty.canonical();
    match ty.kind() {
        // Deeper types are not translated either.
        _ if depth > 100 => true,
        CXType_Record | CXType_Enum => ty.declaration().has_no_linkage(),
        CXType_Pointer => is_of_prototype(ty.pointee(), depth + 1),
        CXType_ConstantArray | CXType_IncompleteArray => is_of_prototype(ty.element(), depth + 1),
        CXType_FunctionProto => {
            is_of_prototype(ty.result(), depth + 1)
                || ty.parameters().any(|ty| is_of_prototype(ty, depth + 1))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::has_attribute;

    #[test]
    fn an_attribute_of_a_parameter_is_not_the_functions() {
        let noreturn = |spelling| has_attribute(spelling, "noreturn");
        assert!(noreturn("void (int) __attribute__((noreturn))"));
        assert!(noreturn(
            "void (int) __attribute__((noreturn)) __attribute__((regparm (3)))"
        ));
        assert!(!noreturn("void (void (*)(void) __attribute__((noreturn)))"));
        assert!(!noreturn("void (struct noreturn_ctx *)"));
        assert!(!noreturn("void (void)"));
    }
}
