//! The functions that every library has beside its own.

use super::{Library, Page, pointer, said, vouched};
use crate::contract::{Constant, IntKind, ItemKind, Name, PerTarget, TargetSet, Ty, Value};

/// A function whose name and meaning are the same in every library.
struct Known {
    name: &'static str,
    meaning: &'static str,
    params: Vec<(&'static str, Ty)>,
    result: Ty,
    facts: &'static [&'static str],
}

/// The functions of `ffi_runtime::export_last_error!`.
fn last_error() -> [Known; 5] {
    let char = || Ty::Int(IntKind::Char);
    let size = || Ty::Int(IntKind::Size { signed: false });
    let int = || Ty::Int(IntKind::Int);
    let buffer = || vec![("buffer", pointer(char(), false)), ("size", size())];
    let mut take = buffer();
    take.push(("length", pointer(size(), false)));
    let known = |name, meaning, params, result, facts| Known {
        name,
        meaning,
        params,
        result,
        facts,
    };
    [
        known(
            "last_error_code",
            "The code of the last error of this thread; 0 where there is none.",
            Vec::new(),
            int(),
            &[],
        ),
        known(
            "last_error_length",
            "How many bytes the message of the last error has, without the NUL.",
            Vec::new(),
            size(),
            &[],
        ),
        known(
            "last_error_message",
            "Writes the message of the last error and a NUL, as far as there is room, and returns how long it is.",
            buffer(),
            size(),
            &["out(buffer)", "bytes(buffer, count = size)"],
        ),
        known(
            "last_error_take",
            "As `last_error_message`, and forgets the error. Returns its code; `length` is how long the message is.",
            take,
            int(),
            &["out(buffer)", "bytes(buffer, count = size)", "out(length)"],
        ),
        known(
            "last_error_clear",
            "Forgets the last error of this thread.",
            Vec::new(),
            Ty::Void,
            &[],
        ),
    ]
}

impl Page<'_> {
    /// The functions of `export_library!`.
    pub(super) fn library(&mut self, library: &Library) {
        let free = library.names.free();
        let docs = said(
            "Frees text or elements that a function of this library handed out. Null is none.",
        );
        let block = vec![("block", pointer(Ty::Void, false))];
        self.c_function(&free, library.span, docs, Vec::new(), block, Ty::Void);
        for Known {
            name,
            meaning,
            params,
            result,
            facts,
        } in last_error()
        {
            let mut texts: Vec<String> = facts.iter().map(|text| (*text).to_owned()).collect();
            texts.push(format!("rename(\"{name}\")"));
            let symbol = library.names.function(name);
            let facts = vouched(&texts, library.span);
            self.c_function(&symbol, library.span, said(meaning), facts, params, result);
        }
        if library.has_fingerprint {
            let symbol = library.names.function("abi_fingerprint");
            let docs = said(
                "What the interface comes down to: another number where two sides do not fit together.",
            );
            let number = Ty::Int(IntKind::Fixed {
                bits: 64,
                signed: false,
            });
            let facts = vouched(&["rename(\"abi_fingerprint\")".to_owned()], library.span);
            self.c_function(&symbol, library.span, docs, facts, Vec::new(), number);
        }
    }

    pub(super) fn fingerprint(&mut self, library: &Library, number: u64) {
        let name = library.names.function("abi_fingerprint").to_uppercase();
        let docs = said(&format!(
            "What `{}` returns where the library is the one that this header is of.",
            library.names.function("abi_fingerprint")
        ));
        let kind = ItemKind::Constant(Constant {
            ty: Ty::Int(IntKind::ULongLong),
            value: PerTarget::new(TargetSet::FIRST, Value::Int(number.into())),
            expression: number.to_string(),
        });
        self.push(Name::Macro(name), library.span, docs, Vec::new(), kind);
    }
}
