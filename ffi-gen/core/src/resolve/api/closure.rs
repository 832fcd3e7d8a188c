//! Functions of the caller's that a library calls: what they are given, and for how long they may be called.

use super::{Element, Expression, HandleId, Unit};
use crate::contract::{ItemId, Ty};

/// An input that the library calls.
#[derive(Debug, Clone, PartialEq)]
pub struct Closure {
    /// What it is given, in the order of the C parameters.
    pub given: Vec<Given>,
    /// The plain value that it answers with.
    pub answer: Option<Ty>,
    /// What C is told when it cannot answer: it panicked, or was given what it cannot take.
    pub on_panic: Option<Expression>,
    /// How its data comes back to it.
    pub data: DataBack,
}

/// How C hands back the data that a callback was registered with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataBack {
    /// As an argument: the number of the callback's C parameter.
    Argument(usize),
    /// A function tells it, given an argument.
    Call {
        /// The function.
        function: ItemId,
        /// The callback's C parameter that it is given.
        argument: usize,
    },
    /// Not at all: it is where the thread keeps it.
    Nowhere,
    /// It is bound to the function that C calls.
    Bound,
}

/// Something that a callback is given.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// Its name.
    pub name: String,
    /// The number of the callback's C parameter.
    pub param: usize,
    /// Whether it may be absent.
    pub nullable: bool,
    /// What it is.
    pub kind: GivenKind,
    /// Whether nobody else can reach it, so that nothing changes or ends it meanwhile.
    pub unique: bool,
    /// The C parameter of the operation whose object it must not outlive, while which is borrowed it is there.
    pub of: Option<usize>,
}

/// The kinds of things that a callback is given. All of them are there for the time of the callback only.
#[derive(Debug, Clone, PartialEq)]
pub enum GivenKind {
    /// A plain value.
    Scalar(Ty),
    /// A handle.
    Handle {
        /// Which.
        handle: HandleId,
        /// Whether nobody else can reach it, so that it may be used exclusively.
        unique: bool,
    },
    /// Handles, one after the other, none of them absent.
    Handles {
        /// Which.
        handle: HandleId,
        /// Whether nobody else can reach them.
        unique: bool,
        /// The callback's C parameter that tells how many.
        count: usize,
    },
    /// Text with a zero at its end.
    Text {
        /// Whether it is text in UTF-8; bytes otherwise.
        utf8: bool,
    },
    /// Text in UTF-16 with a zero at its end.
    Utf16,
    /// Texts, each with a zero at its end or absent.
    Texts {
        /// The callback's C parameter that tells how many; otherwise a null pointer follows the last.
        count: Option<usize>,
    },
    /// Elements.
    Slice {
        /// What they are.
        element: Element,
        /// The callback's C parameter that tells how many.
        count: usize,
        /// What it counts.
        unit: Unit,
    },
    /// A record, which is copied.
    Copy(Ty),
    /// A value of the caller's type ([`Element::Any`]).
    Any,
}

/// Closures that share one pointer of data, and so live and end together.
#[derive(Debug, Clone, PartialEq)]
pub struct Callbacks {
    /// The inputs that they are.
    pub inputs: Vec<usize>,
    /// How C gets their data.
    pub data: DataTo,
    /// For how long they may be called.
    pub scope: CallbackScope,
    /// The handle that each of them is lent while it runs, beside what C gives it: the first input of the operation.
    pub lends: Option<HandleId>,
    /// Who may call them, and where they are freed.
    pub threads: Threads,
    /// Whether threads of the library's own may call them, beside those of the caller.
    pub elsewhere: bool,
    /// Whether they are freed: not where another thread may be about to call them when they end.
    pub freed: bool,
    /// Whether the library keeps them only when the call succeeds; they are freed here when it fails.
    pub freed_on_failure: bool,
    /// Whether the library frees them only where others take their place, or their object ends; otherwise any call may.
    pub stays: bool,
    /// Whether they are only called in calls that borrow the first input, or what must not outlive that.
    pub within: bool,
    /// Whether, while one of them runs, the library must not be called by anything that is not reentrant.
    pub restricted: bool,
}

impl Callbacks {
    /// Whether the library frees them, by a function that it is given.
    pub fn is_notified(&self) -> bool {
        matches!(self.scope, CallbackScope::Notified { .. })
    }
}

/// How C gets the data of callbacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataTo {
    /// By a parameter of the same call.
    Param(usize),
    /// By another function, which sets it for all callbacks of the object.
    SetBy {
        /// The function: its parameters are the object and the data.
        function: ItemId,
    },
    /// Not at all: the thread keeps it for the time of the call.
    Nowhere,
    /// As a part of the function, which is made for the closure.
    Bound,
}

/// For how long callbacks may be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallbackScope {
    /// Until the call returns.
    Call,
    /// Once, later.
    Once,
    /// Until the library calls the function that it is given for this.
    Notified {
        /// The parameter for that function.
        destroy: usize,
    },
    /// Until the object that is the first input ends.
    Object {
        /// Or the same function is called for it again, with whatever else.
        replaces: bool,
    },
    /// Until the caller ends it.
    Registered {
        /// The function that makes the library forget them.
        unregister: ItemId,
        /// What it is given.
        arguments: Vec<Unregister>,
        /// Whether they also end when the same function is called again, for the same object or none, with whatever
        /// else.
        replaces: bool,
    },
    /// For ever.
    Forever,
}

/// What a function that makes a library forget a callback is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unregister {
    /// An argument of the call that registered it.
    Same(usize),
    /// What that call returned.
    Result,
    /// Nothing: a null pointer, or zero.
    Nothing,
}

/// Which threads may call or free closures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Threads {
    /// This one.
    Same,
    /// One at a time, the one that has the object.
    OneAtATime,
    /// Any, and several at once.
    Any,
}
