//! The safe side of a library in terms that any language can honour: handles, operations, and what ties them together.
//!
//! An [`Operation`] is one C function seen from the caller: what goes in, how each C argument is made of that, what
//! comes out, how failure is told. Who keeps whom alive is said by [`Origin`]s: Rust turns them into lifetimes, a
//! language with a collector into references from the child to its parent.

mod closure;
mod operation;
mod reach;

pub use closure::*;
pub use operation::*;
pub use reach::Reach;

use crate::{
    contract::{ItemId, Reason},
    source::Span,
};

/// The safe side of a library.
#[derive(Debug, Clone, Default)]
pub struct Api {
    /// What the library is called.
    pub library: String,
    /// The handles.
    pub handles: Vec<Handle>,
    /// How failure is told; [`Failure::convention`] indexes this list.
    pub conventions: Vec<Convention>,
    /// The functions that tell what an error object says, by its handle.
    pub messages: Vec<(HandleId, ItemId)>,
    /// The functions that have a safe form, in the order of the header.
    pub operations: Vec<Operation>,
    /// The reviewed functions that have none, and why.
    pub kept_unsafe: Vec<(ItemId, Vec<Reason>)>,
    /// The functions that nobody has reviewed.
    pub unreviewed: Vec<ItemId>,
}

/// Indexes [`Api::handles`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct HandleId(pub usize);

/// A type whose values the library makes and ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Handle {
    /// The C type.
    pub item: ItemId,
    /// What the safe API calls it, as written; a language may change the case.
    pub name: String,
    /// What C passes around for it.
    pub form: Form,
    /// How it ends.
    pub end: End,
    /// What the function that ends it is given, in order; only for [`End::Destroy`].
    pub end_arguments: Vec<EndArgument>,
    /// What it may stand for.
    pub base: Option<Upcast>,
    /// Whether it is a child of another handle, and what holds then.
    pub parentage: Parentage,
    /// The handles that it may be a child of, as far as they are handles.
    pub parents: Vec<HandleId>,
    /// Whether its own children are counted, so that it is not destroyed under them.
    pub counts_children: bool,
    /// Whether another thread may have it.
    pub send: bool,
    /// Whether several threads may use it at once.
    pub sync: bool,
    /// Whether it is made, used and ended by the main thread only.
    pub main_thread: bool,
    /// Whether it ends on the thread that made it.
    pub ends_at_home: bool,
    /// Whether a result of this type must not be ignored.
    pub must_use: bool,
    /// What another binding in the target language calls its owned type, where the handle is that one's.
    pub made_elsewhere: Option<String>,
    /// Where the contract declares it.
    pub span: Span,
}

/// What C passes around for a handle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A pointer to the handle's type.
    Pointer,
    /// The handle's type itself, which is another name for a pointer: `typedef void *thing`.
    Address,
    /// The handle's type itself, which is an integer.
    Integer {
        /// The value that stands for none.
        invalid: Option<i128>,
    },
    /// A pointer to memory of the caller's, which one function makes an object of and another one unmakes. It never
    /// moves in between.
    InPlace,
}

/// What a function that ends a handle is given.
#[derive(Debug, Clone, PartialEq)]
pub enum EndArgument {
    /// The handle.
    This,
    /// A value.
    Value(Expression),
    /// The address of a function, whose type is that of the parameter.
    Function(ItemId),
}

/// A handle that another one may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Upcast {
    /// Which.
    pub base: HandleId,
    /// Where it lies in the other, in bytes.
    pub offset: u64,
}

/// How a handle ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It is only ever borrowed.
    Never,
    /// A function destroys it.
    Destroy(ItemId),
    /// It is shared: one function adds an owner, another takes one away.
    Shared {
        /// Adds an owner.
        retain: ItemId,
        /// Takes one away.
        release: ItemId,
        /// Whether both may be called by any thread.
        atomic: bool,
    },
}

/// What a handle depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parentage {
    /// Nothing.
    Root,
    /// It must not outlive another handle. A leaked child makes that one's end harmless or must be counted.
    Child {
        /// Whether the parent's end is harmless while a leaked child exists.
        leak_ok: bool,
    },
}

impl Api {
    /// Whether nobody has vouched for anything.
    pub fn is_unreviewed(&self) -> bool {
        self.handles.is_empty() && self.operations.is_empty() && self.kept_unsafe.is_empty()
    }

    /// One handle.
    ///
    /// # Panics
    /// When `id` belongs to another API.
    pub fn handle(&self, id: HandleId) -> &Handle {
        &self.handles[id.0]
    }
}

impl Handle {
    /// Whether its children must be counted where they are made.
    pub fn is_counted_child(&self) -> bool {
        matches!(self.parentage, Parentage::Child { leak_ok: false })
    }

    /// Whether it is passed as an integer.
    pub fn is_integer(&self) -> bool {
        matches!(self.form, Form::Integer { .. })
    }

    /// Whether it depends on another handle.
    pub fn is_child(&self) -> bool {
        matches!(self.parentage, Parentage::Child { .. })
    }
}
