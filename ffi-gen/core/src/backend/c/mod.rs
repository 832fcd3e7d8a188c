//! C: a header, readable by people, by C and C++ compilers, and by ffi-gen itself.
//!
//! [`Header`] writes one file that stands alone: it includes what it needs of the standard headers, opens `extern "C"`
//! for C++, declares every type before its first use, and says of each function who owns what. It says so twice: in the
//! comment, for people, and in the macros of `ffi_annotations.h`, from which ffi-gen reads the facts back. The macros
//! that are used are defined in the header, so that no fact depends on a file being found.
//!
//! What C cannot say is left out with a comment that says why.

mod docs;
mod facts;
mod frame;
mod item;
mod order;
mod ty;
mod value;
mod words;

use super::{Backend, Emission, Task};
use crate::{
    contract::{Category, Contract, ItemId, Omission, Reason, Ty},
    diagnostic::{Code, Diagnostic},
    emit::{Files, Writer},
    resolve::Resolved,
};
use frame::Needs;
use std::collections::BTreeMap;

/// The declaration of `name` with the type `ty`, as C spells it; the type alone where `name` is empty.
///
/// # Errors
/// Why C cannot say it.
pub fn declaration(contract: &Contract, ty: &Ty, name: &str) -> Result<String, Reason> {
    let mut needs = Needs::default();
    let mut speller = ty::Speller {
        contract,
        needs: &mut needs,
    };
    speller.declare(ty, name)
}

/// A header for C and C++.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The file without its extension.
    name: String,
}

impl Default for Header {
    /// Writes `bindings.h`.
    fn default() -> Header {
        Header {
            name: "bindings".to_owned(),
        }
    }
}

impl Header {
    /// Writes `name.h` instead of `bindings.h`.
    ///
    /// # Errors
    /// When `name` is not made of letters, digits, `_`, `-` and `.`: it is the name of a file, and its include guard
    /// is made of it.
    pub fn named(name: &str) -> Result<Header, Diagnostic> {
        let name = name.strip_suffix(".h").unwrap_or(name);
        let fits = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
        if name.is_empty() || name.starts_with('.') || !name.chars().all(fits) {
            return Err(Diagnostic::error(
                Code::OutputNameInvalid,
                format!("`{name}` is not a name that a header can have"),
            )
            .help("use letters, digits, `_` and `-`; `.h` is added"));
        }
        Ok(Header {
            name: name.to_owned(),
        })
    }
}

impl Backend for Header {
    fn name(&self) -> &'static str {
        "c"
    }

    fn emit(&self, task: &Task<'_>) -> Emission {
        let resolved = task.resolved();
        let mut page = Page::new(resolved);
        for step in order::order(resolved) {
            page.write(step);
        }
        let Page {
            writer,
            needs,
            omissions,
            emitted,
            ..
        } = page;
        let mut file = Writer::new();
        frame::open(&mut file, &self.name, &needs);
        file.append(&writer.finish());
        frame::close(&mut file);
        let mut files = Files::new();
        files.insert(format!("{}.h", self.name), file.finish());
        Emission {
            files,
            omissions,
            emitted,
            ..Emission::default()
        }
    }
}

/// What stands between the braces of `extern "C"`, while it is written.
struct Page<'a> {
    resolved: &'a Resolved,
    writer: Writer,
    needs: Needs,
    omissions: Vec<(ItemId, Omission)>,
    emitted: BTreeMap<Category, usize>,
}

impl<'a> Page<'a> {
    fn new(resolved: &'a Resolved) -> Page<'a> {
        Page {
            resolved,
            writer: Writer::new(),
            needs: Needs::default(),
            omissions: Vec::new(),
            emitted: BTreeMap::new(),
        }
    }
}
