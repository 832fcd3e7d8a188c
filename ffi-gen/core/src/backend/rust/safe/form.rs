//! What C passes around for a handle, as Rust writes it.

use super::{Page, body::Maker};
use crate::{
    contract::Ty,
    resolve::api::{Access, EndArgument, Form, HandleId, Output, Source},
};

impl Page<'_> {
    /// The type of the object that a handle points to; for an integer, its own type.
    pub(super) fn object_type(&self, id: HandleId) -> String {
        let handle = self.api.handle(id);
        let contract = self.plan.contract;
        match (handle.form, contract.canonical(&Ty::Item(handle.item))) {
            (Form::Address, Ty::Pointer { pointee, .. }) => match contract.canonical(pointee) {
                Ty::Void => "c_void".to_owned(),
                _ => match &**pointee {
                    Ty::Item(item) => self.raw(*item),
                    other => self.scalar(other),
                },
            },
            (Form::Integer { .. }, own) => self.scalar(own),
            _ => self.raw(handle.item),
        }
    }

    /// The method that gives what C passes around.
    pub(super) fn accessor(&self, id: HandleId) -> &'static str {
        match self.api.handle(id).is_integer() {
            true => "as_raw()",
            false => "as_ptr()",
        }
    }

    /// The type of a handle that is used without being taken.
    pub(super) fn reference(
        &self,
        id: HandleId,
        lifetime: Option<&str>,
        parent: &str,
        access: Access,
    ) -> String {
        let borrow = lifetime.map_or(String::new(), |name| format!("{name} "));
        let mutable = if access == Access::Exclusive {
            "mut "
        } else {
            ""
        };
        match (self.api.handle(id).is_integer(), access) {
            (true, Access::Exclusive) => format!("&{borrow}mut {}", self.handles[id.0].owned),
            (true, _) => format!(
                "{}<{}>",
                self.handles[id.0].borrowed,
                lifetime.unwrap_or("'_")
            ),
            (false, _) => format!("&{borrow}{mutable}{}", self.borrowed(id, parent)),
        }
    }

    /// The arguments of a handle's destructor, where `this` is the object.
    pub(super) fn end_arguments(&self, id: HandleId, this: &str) -> String {
        let arguments = &self.api.handle(id).end_arguments;
        let texts: Vec<String> = arguments
            .iter()
            .map(|argument| match argument {
                EndArgument::This => this.to_owned(),
                EndArgument::Function(function) => format!("Some({})", self.raw(*function)),
                EndArgument::Value(value) => self.supplied(value),
            })
            .collect();
        texts.join(", ")
    }

    /// A value that is the same for every call.
    fn supplied(&self, value: &crate::resolve::api::Expression) -> String {
        use crate::resolve::api::Expression;
        match value {
            Expression::Int(value) => value.to_string(),
            Expression::Null => "ptr::null_mut()".to_owned(),
            Expression::Decimal(value) => value.clone(),
            Expression::Constant(named) => {
                match named.value(self.plan.contract, self.plan.target_index) {
                    Some(value) => value.to_string(),
                    None => self.named(*named),
                }
            }
        }
    }

    /// Writes the two types of a handle that is an integer: one that ends it, and one that can be copied.
    pub(super) fn write_integer(&mut self, id: HandleId) {
        let handle = self.api.handle(id).clone();
        let crate::resolve::api::End::Destroy(function) = handle.end else {
            return self.write_number(id);
        };
        let names = &self.handles[id.0];
        let (owned, borrowed) = (names.owned.clone(), names.borrowed.clone());
        let raw = self.object_type(id);
        let c_name = self.c_name(function).to_owned();
        let destroy = self.raw(function);
        let arguments = self.end_arguments(id, "self.raw");
        let discard = self.discard(function);
        let stay = self.unless_restricted("the handle is leaked");
        let released = self.until_released();
        self.write_number(id);
        self.docs_of(handle.item, &[format!("Dropping it calls `{c_name}`.")]);
        self.lines(&format!(
            "#[must_use = \"dropping it ends the object\"]
pub struct {owned} {{
    raw: {raw},
    /// Neither `Send` nor `Sync` by itself.
    _bound: PhantomData<*mut ()>,
}}

impl {owned} {{
    /// Takes over a raw handle.
    ///
    /// # Safety
    /// The handle is live, and the caller hands over its ownership.
    #[inline]
    pub unsafe fn from_raw(raw: {raw}) -> Self {{
        Self {{ raw, _bound: PhantomData }}
    }}

    /// Gives up ownership: the caller ends the handle.
    #[inline]
    #[must_use = \"the handle leaks unless it is ended\"]
    pub fn into_raw(self) -> {raw} {{
        ManuallyDrop::new(self).raw
    }}

    /// The raw handle, for calls that are not wrapped.
    #[inline]
    pub fn as_raw(&self) -> {raw} {{
        self.raw
    }}

    /// The handle for a while.
    #[inline]
    pub fn lend(&self) -> {borrowed}<'_> {{
        // SAFETY: the handle is live as long as its owner is borrowed.
        unsafe {{ {borrowed}::from_raw(self.raw) }}
    }}
}}

impl Drop for {owned} {{
    #[inline]
    fn drop(&mut self) {{
{stay}{released}        // SAFETY: `handle(destroy = {c_name})`: the handle is ours, and nothing can use it after this.
        {discard}unsafe {{ {destroy}({arguments}) }};
    }}
}}

impl fmt::Debug for {owned} {{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {{
        write!(f, \"{owned}({{}})\", self.raw)
    }}
}}
"
        ));
        self.blank_line();
        self.write_threads(&handle, &owned);
    }

    fn write_number(&mut self, id: HandleId) {
        let handle = self.api.handle(id).clone();
        let names = &self.handles[id.0];
        let (owned, borrowed) = (names.owned.clone(), names.borrowed.clone());
        let raw = self.object_type(id);
        match handle.end {
            crate::resolve::api::End::Never => self.docs_of(handle.item, &[]),
            _ => self.line(&format!("/// A borrowed [`{owned}`].")),
        }
        self.lines(&format!(
            "#[derive(Clone, Copy)]
pub struct {borrowed}<'a> {{
    raw: {raw},
    /// Neither `Send` nor `Sync` by itself.
    _bound: PhantomData<(&'a (), *mut ())>,
}}

impl {borrowed}<'_> {{
    /// A raw handle for a while.
    ///
    /// # Safety
    /// The handle is live as long as the result is used.
    #[inline]
    pub unsafe fn from_raw(raw: {raw}) -> Self {{
        Self {{ raw, _bound: PhantomData }}
    }}

    /// The raw handle, for calls that are not wrapped.
    #[inline]
    pub fn as_raw(&self) -> {raw} {{
        self.raw
    }}
}}

impl fmt::Debug for {borrowed}<'_> {{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {{
        write!(f, \"{borrowed}({{}})\", self.raw)
    }}
}}
"
        ));
        self.blank_line();
        // What is borrowed goes to another thread as a reference does: when several may use the handle at once.
        if handle.sync {
            for name in ["Send", "Sync"] {
                self.line("// SAFETY: `sync` in the contract.");
                self.line(&format!("unsafe impl {name} for {borrowed}<'_> {{}}"));
                self.blank_line();
            }
        }
    }
}

impl Maker<'_, '_> {
    /// Whether a handle that comes out is there whenever the call succeeds.
    pub(super) fn is_direct(&self, output: &Output, handle: HandleId) -> bool {
        match self.page.api.handle(handle).form {
            Form::InPlace => true,
            Form::Integer { .. } => !output.nullable,
            Form::Pointer | Form::Address => false,
        }
    }

    /// What a raw value in `place` is as an expression that wraps it: `wrap` is a function of the raw value.
    pub(super) fn number(
        &self,
        output: &Output,
        handle: HandleId,
        place: &str,
        wrap: &str,
    ) -> String {
        let made = format!("unsafe {{ {wrap}::from_raw({place}) }}");
        match self.page.api.handle(handle).form {
            Form::Integer {
                invalid: Some(invalid),
            } if output.nullable => {
                let cite = self.cite_owned(output);
                format!(
                    "({place} != {invalid}).then(|| {{\n    // SAFETY: {cite}.\n    {made}\n}})"
                )
            }
            _ => made,
        }
    }

    /// The fact by which an output is ours, or is there.
    pub(super) fn cite_owned(&self, output: &Output) -> String {
        use crate::resolve::api::OutputKind;
        match (&output.kind, output.source) {
            (OutputKind::Owned { .. }, Source::Return) => {
                "`returns_owned`: what is handed out is ours".to_owned()
            }
            (OutputKind::Owned { .. }, Source::Param(param)) => {
                let name = self.signature.params[param].name.clone();
                let name = name.unwrap_or_else(|| format!("#{param}"));
                format!("`returns_owned({name})`: what is handed out is ours")
            }
            _ => "the contract says that it lives as long as the result".to_owned(),
        }
    }
}
