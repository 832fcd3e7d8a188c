//! The table: what each fact takes, and what its keys mean.

use super::{
    Key, Place, Row, Value,
    Value::{Bool, Call, Count, Expression, OneOf, Position, PositionalText, Symbol, Text, Type},
};
use crate::contract::{FactKind, FactKind as F};

const ANY: usize = usize::MAX;
const CALLABLE: &[Place] = &[Place::Function, Place::Callback];
const VALUE: &[Place] = &[Place::Function, Place::Callback, Place::Field];
const TYPE: &[Place] = &[Place::Type];
const EVERYWHERE: &[Place] = &[Place::Function, Place::Callback, Place::Type, Place::Field];

/// Every row, in the order of [`FactKind::ALL`].
pub static ROWS: [Row; FactKind::ALL.len()] = [
    row_of(F::ReturnsOwned, CALLABLE, (0, ANY)).keys(&[
        key(
            "destroy",
            Call,
            "the function that ends it, where its type does not say",
        ),
        key("always", Bool, "it is handed out also when the call fails"),
        key("container", Bool, "what it contains is only borrowed"),
    ]),
    row_of(F::Borrows, CALLABLE, (1, ANY)).related().keys(&[
        key(
            "leak_ok",
            Bool,
            "while it is leaked, the end of the other is harmless",
        ),
        key(
            "scoped",
            Bool,
            "it ends before the caller goes on: a closure gets it",
        ),
    ]),
    row_of(F::Consumes, CALLABLE, (1, ANY)).keys(&[key(
        "on",
        OneOf(&["success"]),
        "only then; after a failure it is still the caller's",
    )]),
    row_of(F::Retains, CALLABLE, (1, ANY)).keys(&[
        key("on", OneOf(&["success"]), "only then"),
        key(
            "until",
            Symbol,
            "the function after which it is not kept any more",
        ),
        key(
            "until_callback",
            Position,
            "the callback after which it is not kept",
        ),
        key(
            "destroy",
            Position,
            "the parameter for the function that frees it",
        ),
    ]),
    row_of(F::Exclusive, CALLABLE, (1, ANY)).keys(&[key(
        "reentrant",
        Bool,
        "a callback may make the call all the same",
    )]),
    row_of(F::Invalidates, CALLABLE, (1, ANY)).keys(&[key(
        "reentrant",
        Bool,
        "a callback may make the call all the same",
    )]),
    row_of(F::Copied, CALLABLE, (0, ANY)).keys(&[key(
        "locked_by",
        Call,
        "the call that keeps other threads away meanwhile",
    )]),
    row_of(F::Handle, TYPE, (0, 0)).keys(&[
        key(
            "destroy",
            Call,
            "the function that ends it, also a call: `f(@self, 0)`",
        ),
        key(
            "invalid",
            Expression,
            "the value that is none, of an integer",
        ),
        key(
            "in_place",
            Bool,
            "a structure in the caller's memory, which a function sets up",
        ),
        key(
            "done",
            OneOf(&["callback"]),
            "it ends only when a callback says so",
        ),
    ]),
    row_of(F::Refcounted, TYPE, (0, 0)).keys(&[
        required("retain", Symbol, "adds an owner"),
        required("release", Symbol, "takes one away"),
        key("atomic", Bool, "any thread may call both"),
    ]),
    row_of(F::Extends, TYPE, (0, 0)).keys(&[required("base", Type, "the other handle")]),
    row_of(F::Is, VALUE, (0, ANY)).keys(&[required("type", Type, "the handle")]),
    row_of(F::Nullable, VALUE, (0, ANY)),
    row_of(F::Nonnull, VALUE, (0, ANY)),
    row_of(F::Unique, CALLABLE, (0, ANY)),
    row_of(F::Out, CALLABLE, (1, ANY)),
    row_of(F::Inout, CALLABLE, (1, ANY)),
    row_of(F::Advances, CALLABLE, (1, ANY)),
    row_of(F::Consumed, CALLABLE, (1, 1)).keys(&[required(
        "tail",
        Position,
        "the parameter that receives where the rest begins",
    )]),
    row_of(F::Fixed, CALLABLE, (1, 1)).keys(&[required("value", Expression, "what it always is")]),
    row_of(F::Default, CALLABLE, (1, 1)).keys(&[required(
        "value",
        Expression,
        "what it is unless the caller says something else",
    )]),
    row_of(F::Len, VALUE, (0, ANY)).keys(&[
        required(
            "count",
            Count,
            "a parameter, a number, or a call that tells",
        ),
        key(
            "size",
            Count,
            "the parameter for the bytes of one, of a `void *`",
        ),
    ]),
    row_of(F::Bytes, VALUE, (0, ANY)).keys(&[required(
        "count",
        Count,
        "a parameter, a number, or a call that tells",
    )]),
    row_of(F::Written, CALLABLE, (1, 1)).keys(&[required(
        "count",
        Count,
        "the parameter, or @return, that tells how much",
    )]),
    row_of(F::ZeroTerminated, VALUE, (0, ANY)),
    row_of(F::SizedByTwoCalls, CALLABLE, (1, 1)).keys(&[required(
        "count",
        Count,
        "the parameter that tells the size",
    )]),
    row_of(F::Range, CALLABLE, (1, 1)).keys(&[
        key("from", Expression, "the least value; otherwise 0"),
        key(
            "below",
            Count,
            "what is too great: a value, or a call that tells",
        ),
    ]),
    row_of(F::Utf8, VALUE, (0, ANY)),
    row_of(F::Utf16, VALUE, (0, ANY)),
    row_of(F::IsPath, VALUE, (0, ANY)),
    row_of(F::NulTerminated, VALUE, (0, ANY)),
    row_of(F::Error, CALLABLE, (0, 0)).needs_key().keys(&[
        key(
            "convention",
            Symbol,
            "`nonzero`, `zero`, `negative`, `null` (a failure), `errno`, a [error.NAME]",
        ),
        key(
            "out",
            Position,
            "the parameter that receives an error object",
        ),
    ]),
    row_of(F::Callback, VALUE, (1, ANY)).keys(&[
        key(
            "data",
            Position,
            "the parameter whose pointer it gets back, or `cb.#0`",
        ),
        required(
            "scope",
            OneOf(&["call", "async", "notified", "forever", "until"]),
            "how long it may be called",
        ),
        key("set_by", Symbol, "the function that sets its data"),
        key("from", Call, "the call that fetches its data"),
        key(
            "lends",
            Position,
            "the handle that it may use while it runs",
        ),
        key("unregister", Symbol, "the function that ends it"),
        key("replaces", Bool, "another one takes the place of this one"),
        key("waits", Bool, "`unregister` waits for calls that run"),
        key(
            "destroy",
            Position,
            "the parameter for the function that frees its data",
        ),
        key(
            "stays",
            Bool,
            "C frees it only where another takes its place or its object ends",
        ),
        key(
            "on_failure",
            OneOf(&["called", "not_called", "unknown"]),
            "whether a call that fails calls `destroy`",
        ),
        key("on_panic", Expression, "what it answers when it panics"),
        key("threads", OneOf(&["caller", "any"]), "who calls it"),
        key(
            "within",
            Position,
            "C calls it only in calls that borrow this object, or what must not outlive it",
        ),
        key(
            "reenters",
            OneOf(&["false"]),
            "it must not call the library",
        ),
    ]),
    row_of(F::Case, &[Place::Function], (0, 0)).keys(&[
        required("option", Symbol, "the constant"),
        required("arg", Type, "the type of what follows"),
    ]),
    row_of(F::Library, &[Place::Function], (0, 0))
        .needs_key()
        .keys(&[
            key("init", Symbol, "the function that sets it up"),
            key("shutdown", Symbol, "the one that ends it"),
        ]),
    row_of(F::Exits, CALLABLE, (0, 0)).keys(&[required(
        "by",
        OneOf(&["longjmp", "cxx_exception"]),
        "how",
    )]),
    row_of(F::Reentrant, &[Place::Function], (0, 0)),
    row_of(F::Send, TYPE, (0, 0)),
    row_of(F::Sync, TYPE, (0, 0)),
    row_of(
        F::MainThread,
        &[Place::Function, Place::Callback, Place::Type],
        (0, 0),
    ),
    row_of(F::DestroyOn, TYPE, (0, 0)).keys(&[required(
        "thread",
        OneOf(&["creator", "main"]),
        "which",
    )]),
    row_of(
        F::MustUse,
        &[Place::Function, Place::Callback, Place::Type],
        (0, 0),
    ),
    row_of(F::Rename, EVERYWHERE, (0, 1)).keys(&[required("to", PositionalText, "the name")]),
    row_of(F::Strip, TYPE, (0, 0)).keys(&[required("prefix", PositionalText, "the prefix")]),
    row_of(F::Skip, EVERYWHERE, (0, ANY)),
    row_of(F::KeepUnsafe, CALLABLE, (0, 0)).keys(&[required("reason", PositionalText, "why")]),
    row_of(F::Tag, EVERYWHERE, (0, ANY)).needs_key(),
    row_of(F::Attribute, &[], (0, 0)).keys(&[key("text", Text, "the attribute")]),
];

// A row is found by the number of its kind.
const _: () = {
    let mut index = 0;
    while index < ROWS.len() {
        assert!(ROWS[index].kind as usize == index, "a row is out of order");
        index += 1;
    }
};

const fn row_of(kind: FactKind, on: &'static [Place], operands: (usize, usize)) -> Row {
    Row {
        kind,
        on,
        operands,
        relates: false,
        keys: &[],
        needs_key: false,
    }
}

const fn key(name: &'static str, value: Value, meaning: &'static str) -> Key {
    Key {
        name,
        value,
        meaning,
        required: false,
    }
}

const fn required(name: &'static str, value: Value, meaning: &'static str) -> Key {
    Key {
        required: true,
        ..key(name, value, meaning)
    }
}

impl Row {
    const fn keys(mut self, keys: &'static [Key]) -> Row {
        self.keys = keys;
        self
    }

    const fn related(mut self) -> Row {
        self.relates = true;
        self
    }

    const fn needs_key(mut self) -> Row {
        self.needs_key = true;
        self
    }
}
