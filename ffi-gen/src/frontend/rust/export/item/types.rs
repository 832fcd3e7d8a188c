//! Structures and enumerations: handles, records, numbers with names.

use super::{
    super::{
        Enumeration, Exported, Handle, Options, Record, RecordField, Refusal,
        function::refuse_name, name, ty,
    },
    Reader, refuse_type_params,
};
use crate::{
    contract::{IntKind, Ty},
    frontend::rust::{attribute, ty::plain},
};
use syn::{
    Attribute, Expr, ExprLit, ExprUnary, Fields, ItemEnum, ItemStruct, Lit, Type, UnOp, parse_quote,
};

impl Reader<'_> {
    pub(super) fn structure(
        &mut self,
        item: &ItemStruct,
        options: &Options,
    ) -> Result<Exported, Refusal> {
        refuse_type_params(&item.generics)?;
        refuse_on_panic(options, &item.ident)?;
        refuse_name(&item.ident, options, &self.names)?;
        let ident = plain(&item.ident);
        let name = options
            .name
            .clone()
            .unwrap_or_else(|| self.names.ty(&ident));
        match repr(&item.attrs).as_deref() {
            Some("C") => return self.record(item, options, name),
            Some(other) if other != "transparent" => {
                return Err(Refusal::new(
                    &item.ident,
                    format!(
                        "a structure with `repr({other})` does not lie in memory as C would lay it out"
                    ),
                    "write `#[repr(C)]` for a structure that is copied, or no `repr` for a handle",
                ));
            }
            _ => {}
        }
        let attributes = self.attributes(&item.attrs);
        let (span, facts) = (self.span(&item.ident), attributes.facts);
        Ok(Exported::Handle(Handle {
            ident: item.ident.clone(),
            lifetimes: item.generics.params.len(),
            free: format!("{name}_free"),
            name,
            send: options.send,
            sync: options.sync,
            docs: attributes.docs,
            facts,
            span,
        }))
    }

    fn record(
        &mut self,
        item: &ItemStruct,
        options: &Options,
        name: String,
    ) -> Result<Exported, Refusal> {
        if options.send || options.sync {
            return Err(Refusal::malformed(
                &item.ident,
                "`send` and `sync` are about handles, and this is copied",
                "leave them away",
            ));
        }
        // A field that is a reference says more than the lifetime that it needs.
        let Fields::Named(named) = &item.fields else {
            return Err(Refusal::new(
                &item.ident,
                "C needs names for the fields",
                "give the structure named fields",
            ));
        };
        let mut fields = Vec::new();
        for field in &named.named {
            let Some(ident) = &field.ident else { continue };
            refuse_condition(&field.attrs)?;
            fields.push(RecordField {
                name: name::param(&plain(ident)),
                c: ty::field(&field.ty)?,
                ty: field.ty.clone(),
                docs: attribute::docs(&field.attrs),
            });
        }
        let names = fields.iter().map(|field| field.name.as_str());
        if let Some(twin) = name::twin(names) {
            return Err(Refusal::new(
                &item.ident,
                format!("C would have two fields called `{twin}`"),
                "give one of them another name",
            ));
        }
        if let Some(param) = item.generics.params.first() {
            return Err(Refusal::new(
                param,
                "a copy that C keeps does not end with a lifetime",
                "leave `#[repr(C)]` away, so that the type is a handle",
            ));
        }
        if fields.is_empty() {
            return Err(Refusal::new(
                &item.ident,
                "C has no structures without fields",
                "give it one, or leave `#[repr(C)]` away, so that the type is a handle",
            ));
        }
        let attributes = self.attributes(&item.attrs);
        Ok(Exported::Record(Record {
            ident: item.ident.clone(),
            name,
            fields,
            docs: attributes.docs,
            facts: attributes.facts,
            span: self.span(&item.ident),
        }))
    }

    pub(super) fn enumeration(
        &mut self,
        item: &ItemEnum,
        options: &Options,
    ) -> Result<Exported, Refusal> {
        refuse_type_params(&item.generics)?;
        refuse_on_panic(options, &item.ident)?;
        refuse_name(&item.ident, options, &self.names)?;
        if let Some(variant) = item
            .variants
            .iter()
            .find(|variant| !matches!(variant.fields, Fields::Unit))
        {
            return Err(Refusal::new(
                variant,
                "an enumerator of C has no fields",
                "export a structure that holds the enumeration, as a handle with methods that look into it",
            ));
        }
        let ident = plain(&item.ident);
        let name = options
            .name
            .clone()
            .unwrap_or_else(|| self.names.ty(&ident));
        let mut variants = Vec::new();
        let mut next = 0_i128;
        for variant in &item.variants {
            refuse_condition(&variant.attrs)?;
            if let Some((_, value)) = &variant.discriminant {
                next = number(value).ok_or_else(|| {
                    Refusal::new(
                        value,
                        "the value of this, only the compiler knows",
                        "write it as a number",
                    )
                })?;
            }
            let own = plain(&variant.ident);
            let c = self.names.enumerator(&ident, &own);
            let docs = attribute::docs(&variant.attrs);
            variants.push((variant.ident.clone(), c, next, docs));
            next = next.saturating_add(1);
        }
        let (repr, underlying) =
            representation(item, variants.iter().map(|(_, _, value, _)| *value))?;
        let attributes = self.attributes(&item.attrs);
        Ok(Exported::Enumeration(Box::new(Enumeration {
            ident: item.ident.clone(),
            name,
            repr,
            underlying,
            variants,
            docs: attributes.docs,
            facts: attributes.facts,
            span: self.span(&item.ident),
        })))
    }
}

/// The type that C has for an enumeration, and whether that is an `enum`.
fn representation(
    item: &ItemEnum,
    values: impl Iterator<Item = i128> + Clone,
) -> Result<(Type, (Ty, bool)), Refusal> {
    let repr = repr(&item.attrs);
    let (least, most) = values.clone().fold((0, 0), |(least, most), value| {
        (value.min(least), value.max(most))
    });
    let is_of_int = matches!(repr.as_deref(), Some("C" | "i32" | "u32"));
    let limit = if least < 0 {
        i128::from(i32::MAX)
    } else {
        i128::from(u32::MAX)
    };
    if is_of_int && (least < i128::from(i32::MIN) || most > limit) {
        return Err(Refusal::new(
            &item.ident,
            "one of the numbers is none of an `int`, and C compilers differ in what they make of it",
            "write `#[repr(i64)]` or `#[repr(u64)]`",
        ));
    }
    let has_negative = values.clone().any(|value| value < 0);
    let fixed = |bits, signed| Ty::Int(IntKind::Fixed { bits, signed });
    let (spelled, ty, is_enum): (Type, Ty, bool) = match repr.as_deref() {
        // The compilers take `unsigned int` where nothing is negative.
        Some("C" | "i32" | "u32") if has_negative => (
            parse_quote!(::core::primitive::i32),
            Ty::Int(IntKind::Int),
            true,
        ),
        Some("C" | "i32" | "u32") => (
            parse_quote!(::core::primitive::u32),
            Ty::Int(IntKind::UInt),
            true,
        ),
        Some("i8") => (parse_quote!(::core::primitive::i8), fixed(8, true), false),
        Some("u8") => (parse_quote!(::core::primitive::u8), fixed(8, false), false),
        Some("i16") => (parse_quote!(::core::primitive::i16), fixed(16, true), false),
        Some("u16") => (
            parse_quote!(::core::primitive::u16),
            fixed(16, false),
            false,
        ),
        Some("i64") => (parse_quote!(::core::primitive::i64), fixed(64, true), false),
        Some("u64") => (
            parse_quote!(::core::primitive::u64),
            fixed(64, false),
            false,
        ),
        _ => {
            return Err(Refusal::new(
                &item.ident,
                "how large this enumeration is, the compiler decides anew each time",
                "write `#[repr(C)]`, or `#[repr(u8)]` and the like",
            ));
        }
    };
    if item.variants.is_empty() {
        return Err(Refusal::new(
            &item.ident,
            "an enumeration without enumerators has no values",
            "give it one",
        ));
    }
    Ok((spelled, (ty, is_enum)))
}

/// What every `#[repr(…)]` says.
pub(super) fn repr(attributes: &[Attribute]) -> Option<String> {
    let attributes = attributes.iter().filter(|one| one.path().is_ident("repr"));
    let said: Vec<String> = attributes
        .filter_map(|attribute| Some(attribute.meta.require_list().ok()?.tokens.to_string()))
        .collect();
    (!said.is_empty()).then(|| said.join(", "))
}

/// A number as it is written.
fn number(value: &Expr) -> Option<i128> {
    match value {
        Expr::Lit(ExprLit {
            lit: Lit::Int(number),
            ..
        }) => number.base10_parse().ok(),
        Expr::Unary(ExprUnary {
            op: UnOp::Neg(_),
            expr,
            ..
        }) => number(expr).map(|value| -value),
        Expr::Paren(inner) => number(&inner.expr),
        Expr::Group(inner) => number(&inner.expr),
        _ => None,
    }
}

fn refuse_on_panic(options: &Options, ident: &syn::Ident) -> Result<(), Refusal> {
    match &options.on_panic {
        Some(value) => Err(Refusal::malformed(
            value,
            format!("`on_panic` is about a function, and `{ident}` is a type"),
            "write it on the function",
        )),
        None => Ok(()),
    }
}

/// A part that is there only under a condition makes the whole another one, and nothing in C would say so.
pub(in crate::frontend::rust::export) fn refuse_condition(
    attributes: &[Attribute],
) -> Result<(), Refusal> {
    match attribute::named(attributes, "cfg") {
        Some(condition) => Err(Refusal::new(
            condition,
            "the header would not say under which condition this is there",
            "put the condition on the whole item, and write it twice",
        )),
        None => Ok(()),
    }
}
