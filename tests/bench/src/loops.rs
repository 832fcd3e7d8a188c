//! Tight loops over one function each, raw and safe. Both check the same codes and validate the same text.

use super::instants::Run;
use sqlite::{Database, Statement, raw};
use std::{ffi::c_int, hint::black_box, ptr, slice, str, str::Utf8Error};

/// Every loop, by the function it is about.
pub(crate) const LOOPS: [(&str, Run, Run); 4] = [
    ("step", step_raw, step_safe),
    ("column_int64", column_int64_raw, column_int64_safe),
    ("bind_int64", bind_int64_raw, bind_int64_safe),
    ("column_text", column_text_raw, column_text_safe),
];

/// The loop over a function, `raw` or `safe`.
pub(crate) fn find(name: &str, way: &str) -> Option<Run> {
    let (_, raw, safe) = LOOPS.into_iter().find(|(known, ..)| *known == name)?;
    match way {
        "raw" => Some(raw),
        "safe" => Some(safe),
        _ => None,
    }
}

const COUNT: &str =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";
const TEXT: &str = "SELECT 'sixteen letters!'";
const BIND: &str = "SELECT ?1";

fn database() -> Database {
    Database::open(":memory:").expect("a database in memory opens")
}

fn prepare<'d>(database: &'d Database, sql: &str) -> Statement<'d> {
    let (statement, _) = database.prepare(sql).expect("the statement is SQL");
    statement.expect("the text is not empty")
}

fn step_safe(turns: u32) -> i64 {
    let database = database();
    let mut statement = prepare(&database, COUNT);
    let mut rows = 0;
    for _ in 0..turns {
        rows += i64::from(statement.step().expect("a row comes"));
    }
    rows
}

fn step_raw(turns: u32) -> i64 {
    let database = database();
    let statement = prepare(&database, COUNT);
    let object = statement.as_ptr();
    let mut rows = 0;
    for _ in 0..turns {
        // SAFETY: the statement lives until the end of the function.
        rows += match unsafe { raw::sqlite3_step(object) } {
            raw::SQLITE_ROW => 1,
            raw::SQLITE_DONE => 0,
            code => panic!("code {code}"),
        };
    }
    rows
}

fn column_int64_safe(turns: u32) -> i64 {
    let database = database();
    let mut statement = prepare(&database, COUNT);
    statement.step().expect("a row comes");
    (0..turns)
        .map(|_| black_box(statement.column_int64(0)))
        .sum()
}

fn column_int64_raw(turns: u32) -> i64 {
    let database = database();
    let mut statement = prepare(&database, COUNT);
    statement.step().expect("a row comes");
    let object = statement.as_ptr();
    // SAFETY: the statement lives until the end of the function.
    (0..turns)
        .map(|_| black_box(unsafe { raw::sqlite3_column_int64(object, 0) }))
        .sum()
}

fn bind_int64_safe(turns: u32) -> i64 {
    let database = database();
    let mut statement = prepare(&database, BIND);
    for turn in 0..turns {
        statement
            .bind_int64(1, i64::from(turn))
            .expect("the parameter exists");
    }
    i64::from(turns)
}

fn bind_int64_raw(turns: u32) -> i64 {
    let database = database();
    let statement = prepare(&database, BIND);
    let object = statement.as_ptr();
    for turn in 0..turns {
        // SAFETY: the statement lives until the end of the function.
        let code = unsafe { raw::sqlite3_bind_int64(object, 1, i64::from(turn)) };
        assert!(code == raw::SQLITE_OK, "code {code}");
    }
    i64::from(turns)
}

fn column_text_safe(turns: u32) -> i64 {
    let database = database();
    let mut statement = prepare(&database, TEXT);
    statement.step().expect("a row comes");
    let mut letters = 0;
    for _ in 0..turns {
        let text = black_box(statement.column_text(0).expect("SQLite's text is UTF-8"));
        letters += text.map_or(0, str::len);
    }
    i64::try_from(letters).unwrap_or(-1)
}

fn column_text_raw(turns: u32) -> i64 {
    let database = database();
    let mut statement = prepare(&database, TEXT);
    statement.step().expect("a row comes");
    let object = statement.as_ptr();
    let mut letters = 0;
    for _ in 0..turns {
        let text = black_box(text(object, 0).expect("SQLite's text is UTF-8"));
        letters += text.map_or(0, str::len);
    }
    i64::try_from(letters).unwrap_or(-1)
}

/// What a careful person writes by hand for a column of text.
#[inline]
pub(crate) fn text<'a>(
    statement: *mut raw::sqlite3_stmt,
    column: c_int,
) -> Result<Option<&'a str>, Utf8Error> {
    // SAFETY: the callers keep the statement alive, and do not step it while they hold the text.
    unsafe {
        let text = raw::sqlite3_column_text(statement, column);
        if ptr::eq(text, ptr::null()) {
            return Ok(None);
        }
        let len = raw::sqlite3_column_bytes(statement, column);
        let bytes = slice::from_raw_parts(text, usize::try_from(len).unwrap_or(0));
        str::from_utf8(bytes).map(Some)
    }
}
