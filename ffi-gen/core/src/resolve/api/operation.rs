//! One function as the caller sees it: what goes in, what comes out, how failure is told.

use super::{CallbackScope, Callbacks, Closure, HandleId};
use crate::{
    contract::{Contract, ItemId, ItemKind, Ty, Value},
    source::Span,
};

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
    /// The inputs that the library calls, by the data that they share.
    pub callbacks: Vec<Callbacks>,
    /// Whether it may be called while a callback runs that restricts what may be.
    pub reentrant: bool,
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
    /// Whether a call that fails keeps nothing.
    pub on_success: bool,
}

/// The bounds of an input: of a number, or of the length of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    /// The input.
    pub input: usize,
    /// The least that it may be; zero when nothing else is said.
    pub least: Option<Expression>,
    /// What it is below.
    pub bound: Option<Bound>,
}

/// What an input is below.
#[derive(Debug, Clone, PartialEq)]
pub enum Bound {
    /// What a call says.
    Call {
        /// The function.
        function: ItemId,
        /// Its arguments: parameters of the operation's function.
        arguments: Vec<usize>,
    },
    /// A value.
    Constant(Expression),
}

impl Range {
    /// The call that tells the bound, and its arguments.
    pub fn call(&self) -> Option<(ItemId, &Vec<usize>)> {
        match &self.bound {
            Some(Bound::Call {
                function,
                arguments,
            }) => Some((*function, arguments)),
            _ => None,
        }
    }
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
    /// One value of the caller's type ([`Element::Any`]), which the callee only reads.
    Any,
    /// A value that is replaced: `inout`.
    Inout(Ty),
    /// A function, which the library calls.
    Closure(Box<Closure>),
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
    /// Values of one type of the caller's, the same throughout an operation. C is told its size.
    Any,
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
    /// The size of one value of the caller's type ([`Element::Any`]).
    SizeOfAny,
    /// What the wrapper supplies.
    Constant(Expression),
    /// The data of callbacks: an index into [`Operation::callbacks`].
    CallbackData(usize),
    /// The function that frees the data of callbacks: an index into [`Operation::callbacks`].
    CallbackDestroy(usize),
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
#[derive(Debug, Clone, PartialEq)]
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
    /// Until the caller frees it.
    Freed {
        /// With this function.
        by: ItemId,
        /// Whether it is handed out when the call fails, too.
        always: bool,
    },
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
    /// What success looks like; an index into [`Api::conventions`](super::Api::conventions).
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
    /// Where it answers with a record, the number of the field that is meant.
    pub field: Option<usize>,
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

impl Operation {
    /// Whether it takes values of a type of the caller's: [`Element::Any`].
    pub fn has_any(&self) -> bool {
        self.arguments.contains(&Argument::SizeOfAny)
    }

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

    /// How long callbacks live that the caller may leave out, if there are some.
    pub fn optional_callbacks(&self) -> Option<&CallbackScope> {
        let is_optional = |callbacks: &&Callbacks| {
            let mut inputs = callbacks.inputs.iter();
            inputs.all(|input| self.inputs[*input].nullable)
        };
        let found = self.callbacks.iter().find(is_optional);
        found.map(|callbacks| &callbacks.scope)
    }

    /// The handle that it is called on: that of its first input.
    pub fn object(&self) -> Option<HandleId> {
        match self.inputs.first()?.kind {
            InputKind::Handle(handle, _) => Some(handle),
            _ => None,
        }
    }

    /// The input that a C parameter is made of.
    pub fn input_of(&self, param: usize) -> Option<usize> {
        self.inputs.iter().position(|input| input.param == param)
    }
}
