//! SQLite through its C interface, as the generated bindings have it: opens a database in memory, fills a table and
//! prints what a query finds.

// Links SQLite; nothing of the crate's own bindings is used.
use libsqlite3_sys as _;

include!(concat!(env!("OUT_DIR"), "/raw.rs"));

use raw::*;
use std::{
    ffi::{CStr, CString, c_int},
    ptr,
};

fn main() -> Result<(), String> {
    let mut database = ptr::null_mut();
    // SAFETY: the name ends in NUL, and `database` is a place for the handle.
    let code = unsafe { sqlite3_open(c":memory:".as_ptr(), &mut database) };
    let done = check(database, code).and_then(|()| fill_and_query(database));
    // SAFETY: SQLite gives a handle even when opening fails; every statement of it is finalized, and it is not used
    // after this.
    unsafe { sqlite3_close(database) };
    done
}

fn fill_and_query(database: *mut sqlite3) -> Result<(), String> {
    execute(database, c"CREATE TABLE planet (name TEXT, moons INTEGER)")?;
    for (name, moons) in [("Venus", 0), ("Earth", 1), ("Mars", 2), ("Neptune", 16)] {
        insert(database, name, moons)?;
    }
    // SAFETY: the text is static and ends in NUL.
    let version = unsafe { CStr::from_ptr(sqlite3_libversion()) };
    println!("SQLite {}", version.to_string_lossy());
    let statement = prepare(
        database,
        c"SELECT name, moons FROM planet WHERE moons > 0 ORDER BY name",
    )?;
    // SAFETY: the statement is valid until it is finalized, below; a row's text lives until the next step and ends in
    // NUL, and is not null because no name in the table is.
    let code = unsafe {
        let mut code = sqlite3_step(statement);
        while code == SQLITE_ROW {
            let name = CStr::from_ptr(sqlite3_column_text(statement, 0).cast());
            let moons = sqlite3_column_int(statement, 1);
            println!("{:<8} {moons:>2}", name.to_string_lossy());
            code = sqlite3_step(statement);
        }
        sqlite3_finalize(statement);
        code
    };
    check(database, if code == SQLITE_DONE { SQLITE_OK } else { code })
}

fn insert(database: *mut sqlite3, name: &str, moons: c_int) -> Result<(), String> {
    let statement = prepare(database, c"INSERT INTO planet VALUES (?, ?)")?;
    let name = CString::new(name).map_err(|error| error.to_string())?;
    // SAFETY: the statement is valid until it is finalized; the name ends in NUL, and SQLite copies it at once because
    // it is told that the text is transient.
    let code = unsafe {
        sqlite3_bind_text(statement, 1, name.as_ptr(), -1, SQLITE_TRANSIENT());
        sqlite3_bind_int(statement, 2, moons);
        sqlite3_step(statement);
        sqlite3_finalize(statement)
    };
    check(database, code)
}

fn execute(database: *mut sqlite3, sql: &CStr) -> Result<(), String> {
    // SAFETY: the database is open and the text ends in NUL; no callback and no place for a message is passed.
    let code = unsafe {
        sqlite3_exec(
            database,
            sql.as_ptr(),
            None,
            ptr::null_mut(),
            ptr::null_mut(),
        )
    };
    check(database, code)
}

fn prepare(database: *mut sqlite3, sql: &CStr) -> Result<*mut sqlite3_stmt, String> {
    let mut statement = ptr::null_mut();
    // SAFETY: the database is open, the text ends in NUL, and `statement` is a place for the handle.
    let code =
        unsafe { sqlite3_prepare_v2(database, sql.as_ptr(), -1, &mut statement, ptr::null_mut()) };
    check(database, code)?;
    Ok(statement)
}

fn check(database: *mut sqlite3, code: c_int) -> Result<(), String> {
    if code == SQLITE_OK {
        return Ok(());
    }
    // SAFETY: the message belongs to the database, ends in NUL, and is copied before the next call.
    let message = unsafe { CStr::from_ptr(sqlite3_errmsg(database)) };
    Err(format!("SQLite says: {}", message.to_string_lossy()))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_program_runs() {
        assert_eq!(super::main(), Ok(()));
    }
}
