//! Handles: an owned type and the one it dereferences to.

use super::{Page, lifetimes::PARENT};
use crate::resolve::api::{Access, End, Form, Handle, HandleId, InputKind, Taken};

impl Page<'_> {
    /// Writes the types of a handle, without the methods that come from functions.
    pub(super) fn write_handle(&mut self, id: HandleId) {
        let handle = self.api.handle(id).clone();
        if handle.is_integer() {
            return self.write_integer(id);
        }
        self.write_borrowed(id, &handle);
        self.write_upcast(id, &handle);
        match handle.end {
            End::Never => {}
            End::Destroy(_) => {
                self.write_owned(id, &handle);
                self.write_destroy(id, &handle);
            }
            End::Shared { .. } => {
                self.write_owned(id, &handle);
                self.write_counted(id, &handle);
                self.write_to_owned(id, &handle);
            }
        }
    }

    fn write_borrowed(&mut self, id: HandleId, handle: &Handle) {
        let name = self.handles[id.0].borrowed.clone();
        let owned = self.handles[id.0].owned.clone();
        let raw = self.object_type(id);
        let declared = self.borrowed(id, PARENT);
        let anywhere = self.borrowed(id, "'_");
        match handle.end {
            End::Never => self.docs_of(handle.item, &[]),
            _ => self.line(&format!("/// A borrowed [`{owned}`].")),
        }
        self.line("#[repr(C)]");
        self.line(&format!("pub struct {declared} {{"));
        self.line("    _opaque: Opaque,");
        if handle.is_child() {
            self.line(&format!("    _parent: PhantomData<&{PARENT} ()>,"));
        }
        self.line("}");
        self.blank_line();
        self.lines(&format!(
            "impl {anywhere} {{
    /// The raw object, for calls that are not wrapped.
    #[inline]
    pub fn as_ptr(&self) -> *mut {raw} {{
        ptr::from_ref(self).cast_mut().cast()
    }}

    /// A raw object as a reference.
    ///
    /// # Safety
    /// The object is live, is not destroyed and is used by no one in a way that the contract calls exclusive, for as
    /// long as the reference is used.
    #[inline]
    pub unsafe fn from_ptr<'a>(object: NonNull<{raw}>) -> &'a Self {{
        // SAFETY: the caller vouches for the object; the type is opaque, so the reference covers no bytes.
        unsafe {{ object.cast().as_ref() }}
    }}
}}

impl fmt::Debug for {anywhere} {{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {{
        write!(f, \"{name}({{:p}})\", self.as_ptr())
    }}
}}
"
        ));
        self.blank_line();
        self.write_threads(handle, &anywhere);
    }

    pub(super) fn write_threads(&mut self, handle: &Handle, anywhere: &str) {
        for (says, name) in [(handle.send, "Send"), (handle.sync, "Sync")] {
            if says {
                let fact = name.to_lowercase();
                self.line(&format!("// SAFETY: `{fact}` in the contract."));
                self.line(&format!("unsafe impl {name} for {anywhere} {{}}"));
                self.blank_line();
            }
        }
    }

    fn write_owned(&mut self, id: HandleId, handle: &Handle) {
        let is_shared = matches!(handle.end, End::Shared { .. });
        let raw = self.object_type(id);
        let ends = match handle.end {
            End::Destroy(function) => self.c_name(function).to_owned(),
            End::Shared { release, .. } => self.c_name(release).to_owned(),
            End::Never => return,
        };
        let name = self.handles[id.0].owned.clone();
        let declared = self.owned(id, PARENT);
        let anywhere = self.owned(id, "'_");
        let target = self.borrowed(id, PARENT);
        let generics = if handle.is_child() {
            format!("<{PARENT}>")
        } else {
            String::new()
        };
        let body = if is_shared { "Shared" } else { "Owned" };
        let note = format!("Dropping it calls `{ends}`.");
        self.docs_of(handle.item, &[note]);
        self.line("#[repr(transparent)]");
        if is_shared {
            self.line("#[derive(Clone)]");
        }
        if !is_shared || handle.must_use {
            self.line("#[must_use = \"dropping it ends the object\"]");
        }
        self.line(&format!("pub struct {declared}({body}<{target}>);"));
        self.blank_line();
        self.lines(&format!(
            "impl{generics} Deref for {declared} {{
    type Target = {target};

    #[inline]
    fn deref(&self) -> &{target} {{
        &self.0
    }}
}}

impl fmt::Debug for {anywhere} {{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {{
        write!(f, \"{name}({{:p}})\", self.as_ptr())
    }}
}}

impl {anywhere} {{
    /// Takes over a raw object.
    ///
    /// # Safety
    /// The object is live, and the caller hands over its ownership{parent}.
    #[inline]
    #[cfg_attr(debug_assertions, track_caller)]
    pub unsafe fn from_raw(object: NonNull<{raw}>) -> Self {{
        // SAFETY: the caller hands over a live object.
        Self(unsafe {{ {body}::from_raw(object.cast()) }})
    }}

    /// Gives up ownership: the caller ends the object.
    #[inline]
    #[must_use = \"the object leaks unless it is ended\"]
    pub fn into_raw(self) -> NonNull<{raw}> {{
        self.0.into_raw().cast()
    }}
}}
",
            parent = match (handle.is_child(), handle.form) {
                (true, _) => "; what it is a child of outlives it",
                (false, Form::InPlace) => ". It lies in a\n    /// [`Storage`] that was given up",
                (false, _) => "",
            },
        ));
        self.blank_line();
        if !is_shared {
            self.lines(&format!(
                "impl{generics} DerefMut for {declared} {{
    #[inline]
    fn deref_mut(&mut self) -> &mut {target} {{
        &mut self.0
    }}
}}
"
            ));
            self.blank_line();
        }
    }

    fn write_destroy(&mut self, id: HandleId, handle: &Handle) {
        let End::Destroy(function) = handle.end else {
            return;
        };
        let destroy = self.raw(function);
        let c_name = self.c_name(function).to_owned();
        let anywhere = self.borrowed(id, "'_");
        let fact = format!("handle(destroy = {c_name})");
        self.line(&format!("// SAFETY: `{fact}` in the contract."));
        self.line(&format!("unsafe impl Handle for {anywhere} {{"));
        if !bound(handle).is_empty() {
            self.lines(bound(handle));
        }
        self.line("    #[inline]");
        self.line("    unsafe fn destroy(object: NonNull<Self>) {");
        let mut ends = self.api.operations.iter();
        let is_reentrant = ends.any(|end| end.function == function && end.reentrant);
        if self.has_restricted() && !is_reentrant {
            self.lines(
                "        if CALLBACKS.with(Restriction::is_entered) {
            // A callback runs that must not call the library: the object is leaked.
            Owned::left(object, || true);
            return;
        }
",
            );
        }
        if let Some(is_running) = self.is_running(id, "object") {
            self.lines(&format!(
                "        if {is_running} {{
            // One of its callbacks runs on this thread, which the destructor may wait for: the object is leaked.
            Owned::left(object, || true);
            return;
        }}
"
            ));
        }
        if handle.counts_children {
            self.lines(
                "        if children::has_children(object.as_ptr().cast()) {
            // A child was leaked that would use this object after its end: leak it, too.
            return;
        }
",
            );
        }
        if handle.is_counted_child() {
            self.lines(
                "        // SAFETY: the object is destroyed before its parents are let go.
        let leaving = unsafe { children::leave(object.as_ptr().cast_const()) };
",
            );
        }
        self.lines(self.until_released());
        let leave = self.leave_slots(id, "object");
        for line in leave.iter().flat_map(|leave| leave.lines()) {
            self.line(&format!("        {line}"));
        }
        self.line("        // SAFETY: the caller hands over a live object.");
        let failed = self.failed_end(function);
        let failed = failed.filter(|_| leave.is_some() || self.may_leave(function));
        let result = match &failed {
            Some(_) => "let result = ",
            None => self.discard(function),
        };
        let arguments = self.end_arguments(id, "object.as_ptr().cast()");
        self.line(&format!(
            "        {result}unsafe {{ {destroy}({arguments}) }};"
        ));
        if let Some(failed) = failed {
            self.line(&format!("        Owned::left(object, || {failed});"));
            if leave.is_some() {
                self.lines(&format!(
                    "        if {failed} {{
            // The object is still there, and may call what it was given.
            return;
        }}"
                ));
            }
        }
        if leave.is_some() {
            self.line("        held.end();");
        }
        if handle.form == Form::InPlace {
            let raw = self.object_type(id);
            self.line(
                "        // SAFETY: `in_place`: the object is gone, and its memory was ours.",
            );
            self.line(&format!(
                "        drop(unsafe {{ Storage::<{raw}>::from_raw(object.cast()) }});"
            ));
        }
        if handle.is_counted_child() {
            self.line("        drop(leaving);");
        }
        self.line("    }");
        self.line("}");
        self.blank_line();
    }

    /// Whether a function that ends a handle leaves it when it fails.
    fn may_leave(&self, function: crate::contract::ItemId) -> bool {
        let mut operations = self.api.operations.iter();
        let operation = operations.find(|operation| operation.function == function);
        let mut inputs = operation.iter().flat_map(|operation| &operation.inputs);
        inputs.any(|input| {
            matches!(
                input.kind,
                InputKind::Handle(_, Access::Consumed(Taken::OnSuccess))
            )
        })
    }

    /// The test whether a function that ends something has failed, and left it.
    pub(super) fn failed_end(&self, function: crate::contract::ItemId) -> Option<String> {
        let operation = self
            .api
            .operations
            .iter()
            .find(|o| o.function == function)?;
        let success = self.success(operation.failure.as_ref()?);
        self.failed(success, &self.signature_of(function)?.result)
    }

    /// What is written before a call whose result nobody wants.
    pub(super) fn discard(&self, function: crate::contract::ItemId) -> &'static str {
        match &self.plan.contract.item(function).kind {
            crate::contract::ItemKind::Function(function)
                if *self.plan.contract.canonical(&function.signature.result)
                    != crate::contract::Ty::Void =>
            {
                "let _ = "
            }
            _ => "",
        }
    }

    /// What a handle may stand for: it dereferences to that, so that its methods are there, too.
    fn write_upcast(&mut self, id: HandleId, handle: &Handle) {
        let Some(upcast) = handle.base else {
            return;
        };
        let base = self.borrowed(upcast.base, PARENT);
        let own = self.borrowed(id, PARENT);
        let c_name = self.c_name(self.api.handle(upcast.base).item).to_owned();
        let generics = match handle.is_child() {
            true => format!("<{PARENT}>"),
            false => String::new(),
        };
        let offset = match upcast.offset {
            0 => String::new(),
            offset => format!(".byte_add({offset})"),
        };
        let there = match upcast.offset {
            0 => "the object starts with one".to_owned(),
            offset => format!("the object has one {offset} bytes from its start"),
        };
        let is_counted = |id: HandleId| matches!(self.api.handle(id).end, End::Shared { .. });
        let is_exclusive = !is_counted(id) && !is_counted(upcast.base);
        self.lines(&format!(
            "impl{generics} Deref for {own} {{
    type Target = {base};

    #[inline]
    fn deref(&self) -> &{base} {{
        // SAFETY: `extends(base = \"{c_name}\")`: {there}.
        unsafe {{ &*self.as_ptr(){offset}.cast() }}
    }}
}}

impl{generics} AsRef<{base}> for {own} {{
    #[inline]
    fn as_ref(&self) -> &{base} {{
        self
    }}
}}
"
        ));
        self.blank_line();
        if is_exclusive {
            self.lines(&format!(
                "impl{generics} DerefMut for {own} {{
    #[inline]
    fn deref_mut(&mut self) -> &mut {base} {{
        // SAFETY: as for `deref`; who has the object to itself has that part of it, too.
        unsafe {{ &mut *self.as_ptr(){offset}.cast() }}
    }}
}}
"
            ));
            self.blank_line();
        }
    }

    /// A counted handle that is borrowed becomes one of its owners.
    fn write_to_owned(&mut self, id: HandleId, handle: &Handle) {
        let (owned, borrowed) = (self.owned(id, PARENT), self.borrowed(id, PARENT));
        let generics = match handle.is_child() {
            true => format!("<{PARENT}>"),
            false => String::new(),
        };
        self.lines(&format!(
            "impl{generics} Borrow<{borrowed}> for {owned} {{
    #[inline]
    fn borrow(&self) -> &{borrowed} {{
        self
    }}
}}

/// Adds an owner, who may keep the object for longer than the borrow.
impl{generics} ToOwned for {borrowed} {{
    type Owned = {owned};

    #[inline]
    fn to_owned(&self) -> {owned} {{
        {name}(Shared::retained(self))
    }}
}}
",
            name = self.handles[id.0].owned.clone(),
        ));
        self.blank_line();
    }

    fn write_counted(&mut self, id: HandleId, handle: &Handle) {
        let End::Shared {
            retain, release, ..
        } = handle.end
        else {
            return;
        };
        let anywhere = self.borrowed(id, "'_");
        let (retain_path, release_path) = (self.raw(retain), self.raw(release));
        let fact = format!(
            "refcounted(retain = {}, release = {})",
            self.c_name(retain),
            self.c_name(release)
        );
        let (kept, dropped) = (self.discard(retain), self.discard(release));
        let stay = self.unless_restricted("this owner is leaked");
        let refuse = match self.has_restricted() {
            true => {
                "        if CALLBACKS.with(Restriction::is_entered) {
            callback::refuse_call();
        }
"
            }
            false => "",
        };
        let released = self.until_released();
        self.lines(&format!(
            "// SAFETY: `{fact}` in the contract.
unsafe impl Counted for {anywhere} {{
{bound}    #[inline]
    unsafe fn retain(object: NonNull<Self>) {{
{refuse}        // SAFETY: the caller holds a live object.
        {kept}unsafe {{ {retain_path}(object.as_ptr().cast()) }};
    }}

    #[inline]
    unsafe fn release(object: NonNull<Self>) {{
{stay}{released}        // SAFETY: the caller gives up one of the object's owners.
        {dropped}unsafe {{ {release_path}(object.as_ptr().cast()) }};
    }}
}}
",
            bound = bound(handle),
        ));
        self.blank_line();
    }
}

/// What the audit is told of a handle that no other thread may have.
fn bound(handle: &Handle) -> &'static str {
    match handle.send {
        true => "",
        false => "    const THREAD_BOUND: bool = true;\n\n",
    }
}
