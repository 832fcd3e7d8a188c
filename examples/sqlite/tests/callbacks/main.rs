//! Closures that SQLite calls: each callback of the contract, what happens when it panics, when it is replaced, and when
//! it calls SQLite.

mod collations;
mod functions;
mod hooks;
mod rows;

use ffi_runtime::last_error::{self, PANICKED};
use sqlite::{Database, Error};
use std::{cell::Cell, ffi::CString, path::PathBuf, rc::Rc};

fn memory() -> Database {
    Database::open(c"").expect("a database in memory")
}

/// A directory that goes with the value.
struct Directory(PathBuf);

impl Directory {
    fn new(name: &str) -> Directory {
        let path = std::env::temp_dir().join(format!("sqlite-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a directory for files");
        Directory(path)
    }

    fn file(&self, name: &str) -> CString {
        CString::new(self.0.join(name).to_str().expect("UTF-8")).expect("no zero")
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The only value of the only row.
fn ask(db: &Database, question: &str) -> Result<Option<String>, Error> {
    let (statement, _) = db.prepare(question)?;
    let mut statement = statement.expect("a statement");
    assert!(statement.step()?);
    Ok(statement.column_text(0)?.map(str::to_owned))
}

/// The text of the panic that became the last error.
fn panicked() -> String {
    let error = last_error::take().expect("an error was left");
    assert_eq!(error.code(), PANICKED);
    error.message().to_owned()
}

/// How often a closure that has a clone of it was dropped, and how many there are.
#[derive(Clone, Default)]
struct Life(Rc<Cell<usize>>);

impl Life {
    fn closures(&self) -> usize {
        Rc::strong_count(&self.0) - 1
    }
}

/// Runs a closure when it is dropped.
struct OnDrop<F: FnMut()>(F);

impl<F: FnMut()> Drop for OnDrop<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}
