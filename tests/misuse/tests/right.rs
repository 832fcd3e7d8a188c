//! The programs of `tests/ui` without their mistakes, and what happens where a mistake is no error of the compiler: a
//! handle that is leaked, a database that is busy, a closure that panics. Valgrind finds nothing in any of them but the
//! leaks that they are about.

use ffi_gen_runtime_tests::{
    calls::{self, Bell, Tower},
    handles::Crate,
    hubs::Hub,
    posts::Post,
};
use ffi_runtime::Arena;
use sqlite::{Database, Error, Statement, StringBuilder, raw};
use std::{
    cell::Cell,
    mem,
    panic::{AssertUnwindSafe, catch_unwind},
    ptr::NonNull,
    rc::Rc,
    sync::{
        Arc,
        atomic::{AtomicI32, Ordering},
        mpsc,
    },
    thread,
};

type Tested = Result<(), Box<dyn std::error::Error>>;

fn memory() -> Result<Database, Error> {
    Database::open(":memory:")
}

/// A database with a table of planets, the first of which has a picture of eight zeros.
fn planets() -> Result<Database, Error> {
    let database = memory()?;
    database.exec("CREATE TABLE planet (name TEXT, picture BLOB)")?;
    database.exec("INSERT INTO planet VALUES ('Mars', zeroblob(8)), ('Venus', NULL)")?;
    Ok(database)
}

fn prepare<'d>(
    database: &'d Database,
    sql: &str,
) -> Result<Statement<'d>, Box<dyn std::error::Error>> {
    Ok(database.prepare(sql)?.0.ok_or("no statement in the text")?)
}

/// Takes a raw connection back, for a test that left it open under something.
fn reclaim(object: *mut raw::sqlite3) -> Result<Database, Box<dyn std::error::Error>> {
    let object = NonNull::new(object).ok_or("null")?;
    // SAFETY: the tests that call this saw that the connection was not closed, and have no other owner of it.
    Ok(unsafe { Database::from_raw(object) })
}

#[test]
fn a_database_is_closed_after_its_statement() -> Tested {
    let database = memory()?;
    let mut statement = prepare(&database, "SELECT 1")?;
    assert!(statement.step()?);
    statement.finalize()?;
    Ok(database.close()?)
}

#[test]
fn a_database_is_replaced_after_its_statement() -> Tested {
    let mut database = memory()?;
    assert!(prepare(&database, "SELECT 1")?.step()?);
    drop(mem::replace(&mut database, memory()?));
    assert!(prepare(&database, "SELECT 2")?.step()?);
    Ok(())
}

#[test]
fn text_is_used_up_before_the_next_step() -> Tested {
    let database = planets()?;
    let mut statement = prepare(&database, "SELECT name FROM planet ORDER BY name")?;
    let mut names = Vec::new();
    while statement.step()? {
        names.extend(statement.column_text(0)?.map(str::to_owned));
    }
    assert_eq!(names, ["Mars", "Venus"]);
    Ok(())
}

#[test]
fn two_texts_are_borrowed_at_once() -> Tested {
    let database = memory()?;
    let mut statement = prepare(&database, "SELECT 'a', 'b'")?;
    assert!(statement.step()?);
    let (first, second) = (statement.column_text(0)?, statement.column_text(1)?);
    assert_eq!((first, second), (Some("a"), Some("b")));
    Ok(())
}

#[test]
fn blobs_are_used_one_after_the_other() -> Tested {
    let database = memory()?;
    let mut statement = prepare(&database, "SELECT 'a', x'00'")?;
    assert!(statement.step()?);
    assert_eq!(statement.column_blob(0), Some(&b"a"[..]));
    assert_eq!(statement.column_blob(1), Some(&b"\0"[..]));
    Ok(())
}

#[test]
fn a_value_outlives_its_row_as_a_copy() -> Tested {
    let database = memory()?;
    let mut statement = prepare(&database, "SELECT 'a'")?;
    assert!(statement.step()?);
    let mut value = statement.column_value(0).dup().ok_or("memory")?;
    drop(statement);
    drop(database);
    assert_eq!(value.text()?, Some("a"));
    Ok(())
}

#[test]
fn a_database_is_made_on_the_thread_that_uses_it() -> Tested {
    let changes = std::thread::spawn(|| memory().map(|database| database.changes()));
    assert_eq!(changes.join().map_err(|_| "the thread panicked")??, 0);
    Ok(())
}

#[test]
fn a_statement_is_used_through_one_reference_at_a_time() -> Tested {
    let database = memory()?;
    let mut statement = prepare(&database, "SELECT 1")?;
    let one = &mut *statement;
    assert!(one.step()?);
    let two = &mut *statement;
    assert!(!two.step()?);
    Ok(())
}

#[test]
fn the_tail_of_a_text_outlives_the_statement() -> Tested {
    let script = String::from("SELECT 1; SELECT 2");
    let rest = {
        let database = memory()?;
        database.prepare(&script)?.1
    };
    assert_eq!(rest, " SELECT 2");
    Ok(())
}

#[test]
fn a_raw_object_comes_back() -> Tested {
    let database = reclaim(memory()?.into_raw().as_ptr())?;
    // SAFETY: the connection is open as long as `database` lives.
    assert_eq!(unsafe { raw::sqlite3_changes(database.as_ptr()) }, 0);
    Ok(database.close()?)
}

#[test]
fn the_database_of_a_statement_outlives_the_statement() -> Tested {
    let database = memory()?;
    let found = prepare(&database, "SELECT 1")?.database();
    assert_eq!(found.as_ptr(), database.as_ptr());
    Ok(())
}

#[test]
fn a_label_is_used_in_its_closure_and_the_crates_after_it() -> Tested {
    let (mut first, mut second) = (Crate::new(1)?, Crate::new(2)?);
    assert_eq!(first.span(&mut second, |label| label.text())?, 3);
    first.set(4);
    second.set(5);
    Ok(())
}

#[test]
fn a_closure_that_panics_ends_its_label() -> Tested {
    let (mut first, mut second) = (Crate::new(1)?, Crate::new(2)?);
    let unwound = catch_unwind(AssertUnwindSafe(|| {
        first.span(&mut second, |label| {
            std::panic::resume_unwind(Box::new(label.text()));
        })
    }));
    assert!(unwound.is_err());
    // A label leaves its mark on both when it ends.
    assert_eq!((first.get(), second.get()), (2, 3));
    Ok(())
}

#[test]
fn text_of_the_library_lives_as_long_as_its_owner() -> Tested {
    let database = memory()?;
    let mut statement = prepare(&database, "SELECT ?")?;
    statement.bind_text(1, "it's")?;
    let text = statement.expanded_sql().ok_or("memory")?;
    drop(statement);
    drop(database);
    assert_eq!(text.to_str()?, "SELECT 'it''s'");
    Ok(())
}

#[test]
fn text_in_an_arena_is_used_up_before_the_next_frame() -> Tested {
    let (database, mut arena) = (planets()?, Arena::new());
    for column in ["picture", "name"] {
        let column = arena.text(column)?;
        let blob = database.blob_open("main", c"planet", column, 1, 0)?;
        assert_eq!(blob.bytes() == 8, column.as_str() == "picture");
        arena.reset();
    }
    Ok(())
}

#[test]
fn text_is_lent_as_it_is() -> Tested {
    let database = Database::open(&String::from(":memory:"))?;
    database.wal_checkpoint("main")?;
    database.wal_checkpoint(None)?;
    let error = database.exec("SELECT\0 1").expect_err("a NUL");
    assert_eq!(error.to_string(), "`sql` has a NUL at byte 6");
    Ok(())
}

#[test]
fn a_builder_ends_as_text() -> Tested {
    let mut builder = StringBuilder::new(None)?;
    builder.append("a\u{e9}")?;
    assert_eq!(builder.value().map(|text| text.count_bytes()), Some(3));
    builder.append("b")?;
    let text = builder.finish().ok_or("empty")?;
    assert_eq!(text.to_str()?, "a\u{e9}b");
    assert!(StringBuilder::new(None)?.finish().is_none());
    Ok(())
}

#[test]
fn a_leaked_statement_keeps_its_database() -> Tested {
    let database = planets()?;
    let object = database.as_ptr();
    mem::forget(prepare(&database, "SELECT 1")?);
    drop(database);
    let left = reclaim(object)?;
    assert!(prepare(&left, "SELECT name FROM planet")?.step()?);
    // Ended only so that the test itself leaks nothing: no one else can reach the statement.
    // SAFETY: the connection is open, and the statement has no owner.
    let ended =
        unsafe { raw::sqlite3_finalize(raw::sqlite3_next_stmt(object, std::ptr::null_mut())) };
    assert_eq!(ended, raw::SQLITE_OK);
    Ok(left.close()?)
}

#[test]
fn a_leaked_blob_keeps_its_database() -> Tested {
    let database = planets()?;
    let object = database.as_ptr();
    let blob = database.blob_open("main", "planet", "picture", 1, 1)?;
    let leaked = blob.as_ptr();
    mem::forget(blob);
    drop(database);
    let mut picture = [1_u8; 8];
    // SAFETY: the blob was not closed, and the buffer has eight bytes.
    let read = unsafe { raw::sqlite3_blob_read(leaked, picture.as_mut_ptr().cast(), 8, 0) };
    assert_eq!((read, picture), (raw::SQLITE_OK, [0; 8]));
    let left = reclaim(object)?;
    assert!(prepare(&left, "SELECT name FROM planet")?.step()?);
    // SAFETY: the blob is open, and has no owner.
    assert_eq!(unsafe { raw::sqlite3_blob_close(leaked) }, raw::SQLITE_OK);
    Ok(left.close()?)
}

#[test]
fn a_busy_database_comes_back_from_close() -> Tested {
    let database = planets()?;
    let leaked = prepare(&database, "SELECT name FROM planet")?.into_raw();
    let Err(busy) = database.close() else {
        return Err("closed under a statement".into());
    };
    let (database, error) = busy.into_parts();
    assert_eq!(error.code(), Some(raw::SQLITE_BUSY));
    assert_eq!(error.name(), Some("SQLITE_BUSY"));
    assert!(prepare(&database, "SELECT name FROM planet")?.step()?);
    // SAFETY: `into_raw` gave the statement up, and its database is still open.
    unsafe { Statement::from_raw(leaked) }.finalize()?;
    Ok(database.close()?)
}

#[test]
fn a_zombie_dies_with_its_last_statement() -> Tested {
    let database = planets()?;
    let leaked = prepare(&database, "SELECT name FROM planet")?.into_raw();
    database.close_v2()?;
    // SAFETY: `close_v2` keeps a connection alive that has statements.
    unsafe { Statement::from_raw(leaked) }.finalize()?;
    Ok(())
}

fn bell() -> Result<Bell, &'static str> {
    Bell::new().ok_or("memory")
}

#[test]
fn a_callback_owns_what_it_uses() -> Tested {
    let bell = bell()?;
    let rung = Rc::new(Cell::new(0));
    {
        let (answers, rung) = ([1, 2, 3], rung.clone());
        bell.listen(move |event| {
            rung.set(rung.get() + 1);
            answers[0] + event
        });
    }
    let registration = bell.on(|event| event);
    assert_eq!((bell.ring(1), rung.get()), (3, 1));
    drop(registration);
    Ok(())
}

#[test]
fn a_callback_borrows_for_the_time_of_the_call() -> Tested {
    let mut sum = 0;
    bell()?.each(4, |i| {
        sum += i;
        0
    });
    assert_eq!(sum, 6);
    Ok(())
}

#[test]
fn threads_call_what_they_may_share() -> Tested {
    let count = AtomicI32::new(0);
    calls::on_threads(4, 100, |_| {
        count.fetch_add(1, Ordering::Relaxed);
        0
    });
    assert_eq!(count.into_inner(), 400);
    let (shared, (sender, receiver)) = (Arc::new(1), mpsc::channel());
    calls::on_worker(false, move |status| {
        // The receiver outlives the worker.
        let _ = sender.send(status + *shared);
    })?;
    calls::join();
    assert_eq!(receiver.recv()?, 6);
    Ok(())
}

#[test]
fn what_is_sent_takes_its_callbacks_along() -> Tested {
    let post = Post::new().ok_or("memory")?;
    let shared = Arc::new(1);
    post.on(move |letter| letter + *shared);
    let sum = thread::spawn(move || post.send(1)).join();
    assert_eq!(sum.map_err(|_| "the thread panicked")?, 2);
    let hub = Hub::new().ok_or("memory")?;
    let shared = AtomicI32::new(1);
    hub.follow(move |event| event + shared.load(Ordering::Relaxed));
    assert_eq!(hub.push(2), 3);
    Ok(())
}

#[test]
fn a_callback_uses_what_it_is_given() -> Tested {
    let mut bell = bell()?;
    let mut seen = Vec::new();
    bell.clappers(|bell, mut clappers, other| {
        seen.push(bell.name().to_string_lossy().into_owned());
        for index in 0..clappers.len() {
            if let Some(clapper) = clappers.get(index) {
                clapper.swing();
                seen.push(clapper.swings().to_string());
            }
        }
        seen.extend(other.map(|clapper| clapper.swings().to_string()));
    });
    bell.rename(c"another");
    bell.show(true, |_, text, _, numbers, _, _| {
        seen.extend(text.map(str::to_owned));
        seen.extend(numbers.iter().map(i32::to_string));
    });
    calls::words(|some, _| seen.extend(some.get(0).map(|text| text.to_string_lossy().into())));
    assert_eq!(seen.join(" "), "bell 1 1 0 another 7 -7 one");
    Ok(())
}

#[test]
fn a_registration_ends_before_what_it_is_told_by() -> Tested {
    let (tower, mut bell, name) = (
        Tower::new().ok_or("memory")?,
        bell()?,
        c"big ben".to_owned(),
    );
    let hanging = tower.hang(&bell, |event| event);
    let named = bell.call(&name, |event| event);
    assert_eq!(bell.ring(1), 2);
    drop((hanging, named));
    bell.rename(&name);
    assert_eq!(bell.ring(1), 0);
    Ok(())
}
