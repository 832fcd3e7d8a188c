//! The safe side of a library in terms that any language can honour: handles, operations, and what ties them together.
//!
//! An [`Operation`] is one C function seen from the caller: what goes in, how each C argument is made of that, what
//! comes out, how failure is told. Who keeps whom alive is said by [`Origin`]s: Rust turns them into lifetimes, a
//! language with a collector into references from the child to its parent.

use crate::{
    contract::{Contract, ItemId, ItemKind, Reason, Ty, Value},
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
#[derive(Debug, Clone, PartialEq, Eq)]
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

/// One C function as its safe form.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// The function.
    pub function: ItemId,
    /// What the safe API calls it.
    pub name: String,
    /// Where it belongs.
    pub role: Role,
    /// The names of the C parameters.
    pub params: Vec<Option<String>>,
    /// What the caller gives, in the order of the C parameters.
    pub inputs: Vec<Input>,
    /// How each C argument is made, in order.
    pub arguments: Vec<Argument>,
    /// What the caller gets.
    pub outputs: Vec<Output>,
    /// The bounds of inputs.
    pub ranges: Vec<Range>,
    /// What else the inputs must fulfil before the call.
    pub demands: Vec<Demand>,
    /// How failure is told.
    pub failure: Option<Failure>,
    /// What the caller must have beside the inputs.
    pub needs: Vec<Token>,
    /// What the caller has after it.
    pub gives: Option<Token>,
    /// The inputs whose parents' borrows it ends.
    pub invalidates: Vec<usize>,
    /// What the library keeps until another function is called.
    pub retained: Option<Retained>,
    /// Whether the result must not be ignored.
    pub must_use: bool,
    /// Where the contract speaks of it.
    pub span: Span,
}

/// Something that a caller can only have when a condition holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Token {
    /// The library was set up.
    Library,
    /// The caller runs on the main thread.
    MainThread,
}

/// An input that the library keeps after the call. The caller only has the rest of what the call makes possible while a
/// function of theirs runs; after it the library is told to let go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retained {
    /// The input.
    pub input: usize,
    /// The function that makes the library let go.
    pub until: ItemId,
    /// The inputs that it is given.
    pub arguments: Vec<usize>,
}

/// The bounds of an input: not negative, and below what a call says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    /// The input.
    pub input: usize,
    /// The function that tells the bound.
    pub function: ItemId,
    /// Its arguments: parameters of the operation's function.
    pub arguments: Vec<usize>,
}

/// What an input must fulfil before the call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Demand {
    /// The two are as long as each other, in elements: one count speaks of both.
    SameLength(usize, usize),
    /// It has as many elements as a call tells.
    AtLeast {
        /// The input.
        input: usize,
        /// The function that tells the number.
        function: ItemId,
        /// Its arguments: parameters of the operation's function.
        arguments: Vec<usize>,
        /// What it counts.
        unit: Unit,
    },
    /// An element of it is zero.
    Terminated(usize),
    /// It is text in UTF-8.
    Utf8(usize),
}

/// Where an operation belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// To the handle that is its first input.
    Method(HandleId),
    /// To the handle that it makes.
    Constructor(HandleId),
    /// To the library.
    Function,
}

/// Something the caller gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// Its name.
    pub name: String,
    /// The C parameter it becomes.
    pub param: usize,
    /// Whether it may be absent.
    pub nullable: bool,
    /// What stands in for it when the caller leaves it out.
    pub default: Option<Expression>,
    /// What it is.
    pub kind: InputKind,
}

/// The kinds of inputs.
#[derive(Debug, Clone, PartialEq)]
pub enum InputKind {
    /// A handle.
    Handle(HandleId, Access),
    /// A plain value.
    Scalar(Ty),
    /// Text with a zero at its end.
    Text,
    /// Text that names a file.
    Path,
    /// Texts, each with a zero at its end.
    Texts {
        /// Whether a null pointer follows the last.
        terminated: bool,
    },
    /// Exactly so many elements.
    Array {
        /// What they are.
        element: Element,
        /// How many.
        len: u64,
        /// Whether the callee writes them.
        mutable: bool,
    },
    /// A record that the callee only reads.
    Record(Ty),
    /// Elements with an extent.
    Slice {
        /// What they are.
        element: Element,
        /// Whether the callee writes them.
        mutable: bool,
    },
    /// A value that is replaced: `inout`.
    Inout(Ty),
}

/// What a call does to a handle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Uses it; borrows taken from it stay valid.
    Shared,
    /// Uses it and ends every borrow taken from it.
    Exclusive,
    /// Takes it.
    Consumed(Taken),
}

/// When a handle is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// Whatever the call says.
    Always,
    /// Only when the call succeeds.
    OnSuccess,
}

/// What a slice consists of.
#[derive(Debug, Clone, PartialEq)]
pub enum Element {
    /// Bytes.
    Byte,
    /// Text in UTF-8.
    Utf8,
    /// Units of UTF-16.
    Utf16,
    /// The name of a file.
    Path,
    /// Values.
    Value(Ty),
}

/// How one C argument is made.
#[derive(Debug, Clone, PartialEq)]
pub enum Argument {
    /// From an input.
    Input(usize),
    /// The length of an input, in elements of so many bytes.
    Length {
        /// The input.
        of: usize,
        /// What one unit of the count is.
        unit: Unit,
    },
    /// The address of a place that the callee fills for an output.
    Output(usize),
    /// The address of a place that starts as the address of an input; the callee moves it, and an output tells how far.
    Moving {
        /// The input.
        input: usize,
        /// The output.
        output: usize,
    },
    /// What the wrapper supplies.
    Constant(Expression),
}

/// What an extent counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Elements.
    Element,
    /// Bytes.
    Byte,
}

/// An argument that the wrapper supplies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expression {
    /// A number.
    Int(i128),
    /// A number with a fraction, in decimal.
    Decimal(String),
    /// A null pointer.
    Null,
    /// A constant of the library.
    Constant(Named),
}

/// A value that has a name in C.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Named {
    /// The constant, or the enumeration.
    pub item: ItemId,
    /// Which of its enumerators.
    pub enumerator: Option<usize>,
}

/// Something the caller gets.
#[derive(Debug, Clone, PartialEq)]
pub struct Output {
    /// Where the C function leaves it.
    pub source: Source,
    /// Whether it may be absent.
    pub nullable: bool,
    /// What it is.
    pub kind: OutputKind,
}

/// Where a C function leaves a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// It returns it.
    Return,
    /// It writes it to where a parameter points.
    Param(usize),
}

/// The kinds of outputs.
#[derive(Debug, Clone, PartialEq)]
pub enum OutputKind {
    /// A plain value.
    Scalar(Ty),
    /// Whether the call succeeded in one way or another.
    Truth,
    /// A handle that the caller must end.
    Owned {
        /// Which.
        handle: HandleId,
        /// What it must not outlive.
        parents: Vec<Origin>,
        /// Whether it is handed out when the call fails, too.
        always: bool,
        /// Whether the caller only has it while a function runs, and so can neither keep nor leak it.
        scoped: bool,
    },
    /// A handle that belongs to somebody else.
    Borrowed {
        /// Which.
        handle: HandleId,
        /// How long it lives.
        life: Life,
        /// Whether nobody else can reach it, so that it may be used exclusively.
        unique: bool,
    },
    /// Text or elements.
    Data {
        /// What it consists of.
        element: Element,
        /// Where it ends.
        extent: Extent,
        /// How long it lives.
        life: Life,
    },
    /// What the callee left of an input.
    Tail {
        /// The input.
        of: usize,
    },
    /// What the callee wrote of an input: its first elements.
    Written {
        /// The input.
        of: usize,
        /// What the count counts.
        unit: Unit,
    },
    /// A record that is read at once, because others may write it.
    Copy(Ty),
    /// Why the call failed: an object that the caller must end, and that is there when it did.
    Failure(HandleId),
}

/// How long something lives that the library hands out.
#[derive(Debug, Clone, PartialEq)]
pub enum Life {
    /// As long as the program.
    Static,
    /// As long as all of these, and no later than the next exclusive use of each.
    With(Vec<Origin>),
    /// Not long enough to be lent: it is copied at once.
    Copied,
    /// Until the caller frees it with this function.
    Freed(ItemId),
}

/// Something that must stay alive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Origin {
    /// An input.
    Input(usize),
    /// What an input is a child of.
    ParentOf(usize),
}

/// Where data ends.
#[derive(Debug, Clone, PartialEq)]
pub enum Extent {
    /// Before the first zero.
    Terminated,
    /// After as many units as a call with these C arguments of the same operation tells.
    Call {
        /// The function.
        function: ItemId,
        /// Its arguments: parameters of the operation's function.
        arguments: Vec<usize>,
        /// What it counts.
        unit: Unit,
    },
    /// After as many units as another out parameter tells.
    Param {
        /// The parameter.
        param: usize,
        /// What it counts.
        unit: Unit,
    },
    /// After so many units.
    Fixed(u64, Unit),
}

/// How an operation tells failure.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    /// What success looks like; an index into [`Api::conventions`].
    pub convention: usize,
    /// The output that is the error.
    pub object: Option<usize>,
    /// Whom to ask for a message.
    pub message: Option<Query>,
    /// Whom to ask for the code, when the result is none.
    pub code: Option<Query>,
}

/// A question about the last failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The function that answers.
    pub function: ItemId,
    /// What it is given.
    pub of: Vec<Asked>,
}

/// Something in the scope of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// An input.
    Input(usize),
    /// An output, which is there even after a failure.
    Output(usize),
    /// What a function says of an input: its parent.
    Through {
        /// The input.
        input: usize,
        /// The function that finds the parent.
        function: ItemId,
    },
    /// What the call returned.
    Result,
}

/// How a group of functions tells failure.
#[derive(Debug, Clone, PartialEq)]
pub struct Convention {
    /// Its name.
    pub name: String,
    /// What success looks like.
    pub success: Success,
    /// The constants that name codes, in the order of the header.
    pub codes: Vec<Named>,
}

/// What success looks like.
#[derive(Debug, Clone, PartialEq)]
pub enum Success {
    /// The result is one of these constants.
    Constants(Vec<Named>),
    /// The result is one of these constants, which mean true or false.
    Truth(Vec<(Named, bool)>),
    /// The result passes a test.
    Test(crate::annotation::Test),
    /// The result is not negative, or not null; otherwise `errno` says why.
    Errno,
    /// No error object was handed out.
    Given,
}

impl Api {
    /// One handle.
    ///
    /// # Panics
    /// When `id` belongs to another API.
    pub fn handle(&self, id: HandleId) -> &Handle {
        &self.handles[id.0]
    }
}

impl Named {
    /// A constant: a macro, or an enumerator of an enumeration without a name.
    pub fn constant(item: ItemId) -> Named {
        Named {
            item,
            enumerator: None,
        }
    }

    /// An enumerator of an enumeration with a name.
    pub fn enumerator(item: ItemId, index: usize) -> Named {
        Named {
            item,
            enumerator: Some(index),
        }
    }

    /// The name in C.
    pub fn name(self, contract: &Contract) -> &str {
        let item = contract.item(self.item);
        match (&item.kind, self.enumerator) {
            (ItemKind::Enum(enumeration), Some(index)) => &enumeration.variants[index].name,
            _ => item.name(),
        }
    }

    /// The value on a target, where it is an integer.
    pub fn value(self, contract: &Contract, target: usize) -> Option<i128> {
        match (&contract.item(self.item).kind, self.enumerator) {
            (ItemKind::Enum(enumeration), Some(index)) => Some(enumeration.variants[index].value),
            (ItemKind::Constant(constant), _) => match constant.value.get(target)? {
                Value::Int(value) => Some(*value),
                _ => None,
            },
            _ => None,
        }
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

impl Operation {
    /// Whether an output only tells how long another one is.
    pub fn is_extent(&self, output: &Output) -> bool {
        let Source::Param(own) = output.source else {
            return false;
        };
        self.outputs.iter().any(|other| {
            matches!(
                other.kind,
                OutputKind::Data { extent: Extent::Param { param, .. }, .. } if param == own
            )
        })
    }

    /// The input that a C parameter is made of.
    pub fn input_of(&self, param: usize) -> Option<usize> {
        self.inputs.iter().position(|input| input.param == param)
    }
}
