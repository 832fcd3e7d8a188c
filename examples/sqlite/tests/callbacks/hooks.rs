//! What SQLite tells: hooks, traces, progress, and what it asks: authorizers, who is busy, free pages.

use super::{Directory, Life, ask, memory, panicked};
use ffi_runtime::last_error;
use sqlite::{Database, Error, raw};
use std::{
    cell::{Cell, RefCell},
    ffi::{CStr, c_int},
    rc::Rc,
};

#[test]
fn hooks_are_replaced_and_cleared() {
    let db = memory();
    let log = Rc::new(RefCell::new(Vec::new()));
    db.exec(c"CREATE TABLE t (x)").unwrap();
    for name in ["first", "second"] {
        let log = log.clone();
        db.update_hook(move |operation, _, table, row| {
            log.borrow_mut()
                .push((name, operation, table.to_owned(), row));
        });
    }
    assert_eq!(Rc::strong_count(&log), 2);
    db.exec(c"INSERT INTO t VALUES (1)").unwrap();
    let insert = raw::SQLITE_INSERT;
    assert_eq!(*log.borrow(), [("second", insert, c"t".to_owned(), 1)]);
    db.clear_update_hook();
    assert_eq!(Rc::strong_count(&log), 1);
    db.exec(c"INSERT INTO t VALUES (1)").unwrap();
    assert_eq!(log.borrow().len(), 1);
}

#[test]
fn commits_and_rollbacks_are_told() {
    let db = memory();
    let log = Rc::new(RefCell::new(String::new()));
    db.exec(c"CREATE TABLE t (x)").unwrap();
    let (commits, rollbacks) = (log.clone(), log.clone());
    db.commit_hook(move || {
        commits.borrow_mut().push('c');
        0
    });
    db.rollback_hook(move || rollbacks.borrow_mut().push('r'));
    db.exec(c"INSERT INTO t VALUES (1); BEGIN; INSERT INTO t VALUES (2); ROLLBACK")
        .unwrap();
    assert_eq!(*log.borrow(), "cr");
    db.commit_hook(|| panic!("in a commit"));
    assert!(db.exec(c"INSERT INTO t VALUES (3)").is_err());
    assert_eq!(panicked(), "in a commit");
    assert_eq!(*log.borrow(), "crr");
    assert_eq!(
        ask(&db, "SELECT count(*) FROM t").unwrap().as_deref(),
        Some("1")
    );
    db.clear_commit_hook();
    db.rollback_hook(|| panic!("in a rollback"));
    db.exec(c"BEGIN; INSERT INTO t VALUES (4); ROLLBACK")
        .unwrap();
    assert_eq!(panicked(), "in a rollback");
    // The end of the connection rolls back, too.
    let last = log.clone();
    db.rollback_hook(move || last.borrow_mut().push('R'));
    db.exec(c"BEGIN; INSERT INTO t VALUES (5)").unwrap();
    drop(db);
    assert_eq!(*log.borrow(), "crrR");
    assert_eq!(Rc::strong_count(&log), 1);
}

#[test]
fn a_panic_in_an_update_is_left_behind() {
    let db = memory();
    db.update_hook(|_, _, _, _| panic!("in an update"));
    db.exec(c"CREATE TABLE t (x); INSERT INTO t VALUES (1)")
        .unwrap();
    assert_eq!(panicked(), "in an update");
}

#[test]
fn a_hook_cannot_use_its_connection() {
    let db = Rc::new(memory());
    db.exec(c"CREATE TABLE t (x)").unwrap();
    let inner = db.clone();
    let result = Rc::new(RefCell::new(None));
    let answer = result.clone();
    db.update_hook(move |_, _, _, _| {
        assert_eq!(Database::open(c"").map(|_| ()), Err(Error::Restricted));
        assert_eq!(sqlite::strglob(c"a*", c"ab"), Ok(0));
        *answer.borrow_mut() = Some(inner.exec(c"DROP TABLE t"));
        // It has no error to answer with.
        inner.clear_update_hook();
    });
    db.exec(c"INSERT INTO t VALUES (1)").unwrap();
    assert_eq!(result.borrow_mut().take(), Some(Err(Error::Restricted)));
    assert!(panicked().contains("must not call the library"));
    db.exec(c"INSERT INTO t VALUES (1)").unwrap();
    assert_eq!(result.borrow_mut().take(), Some(Err(Error::Restricted)));
    db.clear_update_hook();
}

#[test]
fn a_hook_uses_numbers_of_another_statement() {
    // Closures own what they use, and a statement borrows its database.
    let db: &'static Database = Box::leak(Box::new(memory()));
    db.exec(c"CREATE TABLE t (x)").unwrap();
    let (mut row, mut other) = ["SELECT 7", "SELECT ?1"]
        .map(|sql| db.prepare(sql).unwrap().0.expect("a statement"))
        .into();
    assert!(row.step().unwrap());
    let seen = Rc::new(Cell::new(0));
    let sum = seen.clone();
    db.update_hook(move |_, _, _, _| {
        other.bind_int64(1, 5).unwrap();
        sum.set(sum.get() + row.column_int64(0));
    });
    db.exec(c"INSERT INTO t VALUES (1), (2)").unwrap();
    assert_eq!(seen.get(), 14);
    db.clear_update_hook();
}

#[test]
fn frames_in_the_log_are_told() {
    let directory = Directory::new("wal");
    let db = Rc::new(Database::open(&directory.file("a.db")).unwrap());
    db.exec(c"PRAGMA journal_mode = WAL; CREATE TABLE t (x)")
        .unwrap();
    let log = Rc::new(RefCell::new(Vec::new()));
    let (seen, inner) = (log.clone(), db.clone());
    db.wal_hook(move |database, name, pages| {
        let attached = database.exec(c"DETACH main");
        assert_eq!(attached, Err(Error::Restricted));
        assert_eq!(inner.wal_checkpoint(None), Err(Error::Restricted));
        seen.borrow_mut().push((name.to_owned(), pages > 0));
        0
    });
    db.exec(c"INSERT INTO t VALUES (1)").unwrap();
    assert_eq!(*log.borrow(), [(c"main".to_owned(), true)]);
    db.wal_hook(|_, _, _| raw::SQLITE_FULL);
    let error = db.exec(c"INSERT INTO t VALUES (1)").unwrap_err();
    assert_eq!(error.code(), Some(raw::SQLITE_FULL));
    db.wal_hook(|_, _, _| panic!("in the log"));
    db.exec(c"INSERT INTO t VALUES (1)").unwrap();
    assert_eq!(panicked(), "in the log");
    // This takes the place of the hook without a word.
    db.wal_autocheckpoint(1).unwrap();
    db.exec(c"INSERT INTO t VALUES (1)").unwrap();
    db.clear_wal_hook();
    db.exec(c"INSERT INTO t VALUES (1)").unwrap();
    assert_eq!(Rc::strong_count(&log), 1);
}

#[test]
fn statements_are_traced() {
    let db = memory();
    let log = Rc::new(RefCell::new(Vec::new()));
    let seen = log.clone();
    let all = raw::SQLITE_TRACE_STMT | raw::SQLITE_TRACE_ROW | raw::SQLITE_TRACE_PROFILE;
    let all = u32::try_from(all).unwrap();
    let tracing = db
        .trace_v2(all, move |event| {
            seen.borrow_mut().push(event);
            0
        })
        .unwrap();
    db.exec(c"SELECT 1").unwrap();
    assert_eq!(*log.borrow(), [1, 4, 2]);
    drop(tracing);
    assert_eq!(Rc::strong_count(&log), 1);
    let tracing = db.trace_v2(all, |_| panic!("in a trace")).unwrap();
    db.exec(c"SELECT 1").unwrap();
    assert_eq!(panicked(), "in a trace");
    drop(tracing);
    // These would make SQLite call it as the callback of sqlite3_trace.
    for mask in [0x10, 0x40, 0x80, u32::MAX] {
        let refused = db.trace_v2(mask, |_| 0);
        assert!(matches!(refused, Err(Error::OutOfRange { .. })));
    }
}

#[test]
fn statements_are_traced_as_long_ago() {
    let db = memory();
    let log = Rc::new(RefCell::new(Vec::new()));
    let seen = log.clone();
    db.trace(move |sql| seen.borrow_mut().push(sql.map(CStr::to_owned)));
    db.exec(c"SELECT 1").unwrap();
    let seen = log.clone();
    // Only one of the two is called.
    db.profile(move |sql, _| seen.borrow_mut().push(sql.map(CStr::to_owned)));
    db.exec(c"SELECT 2").unwrap();
    let expected = [c"SELECT 1", c"SELECT 2"].map(|sql| Some(sql.to_owned()));
    assert_eq!(*log.borrow(), expected);
    db.clear_profile();
    db.trace(|_| panic!("in a trace"));
    db.exec(c"SELECT 3").unwrap();
    assert_eq!(panicked(), "in a trace");
    db.clear_trace();
    assert_eq!(Rc::strong_count(&log), 1);
    // One registers over the other, and its end takes both away.
    db.profile(|_, _| panic!("in a profile"));
    let tracing = db.trace_v2(1, |_| 0).unwrap();
    db.trace(|_| {});
    db.exec(c"SELECT 4").unwrap();
    drop(tracing);
    db.exec(c"SELECT 5").unwrap();
    assert_eq!(last_error::take().map(|error| error.code()), None);
}

#[test]
fn an_authorizer_denies() {
    let db = memory();
    db.exec(c"CREATE TABLE t (x)").unwrap();
    let life = Life::default();
    let held = life.clone();
    db.set_authorizer(move |action, first, _, _, _| {
        let _ = &held;
        match (action, first) {
            (raw::SQLITE_READ, Some(table)) if table == c"t" => raw::SQLITE_DENY,
            _ => raw::SQLITE_OK,
        }
    })
    .unwrap();
    let denied = db.exec(c"SELECT x FROM t").unwrap_err();
    assert_eq!(denied.code(), Some(raw::SQLITE_AUTH));
    db.exec(c"SELECT 1").unwrap();
    db.set_authorizer(|_, _, _, _, _| panic!("in an authorizer"))
        .unwrap();
    assert_eq!(life.closures(), 0);
    let denied = db.exec(c"SELECT x FROM t").unwrap_err();
    assert_eq!(denied.code(), Some(raw::SQLITE_AUTH));
    assert_eq!(panicked(), "in an authorizer");
    // What is none of the three answers is an error, not a surprise.
    db.set_authorizer(|_, _, _, _, _| 77).unwrap();
    assert!(db.exec(c"SELECT x FROM t").is_err());
    db.clear_authorizer().unwrap();
    db.exec(c"SELECT x FROM t").unwrap();
}

#[test]
fn who_is_busy_may_wait() {
    let directory = Directory::new("busy");
    let file = directory.file("a.db");
    let (db, other) = (
        Database::open(&file).unwrap(),
        Database::open(&file).unwrap(),
    );
    other.exec(c"BEGIN EXCLUSIVE").unwrap();
    let life = Life::default();
    let (held, times) = (life.clone(), Rc::new(Cell::new(0)));
    let count = times.clone();
    let waiting = db
        .busy_handler(move |time| {
            let _ = &held;
            count.set(time);
            c_int::from(time < 3)
        })
        .unwrap();
    let busy = db.exec(c"BEGIN EXCLUSIVE").unwrap_err();
    assert_eq!(busy.code(), Some(raw::SQLITE_BUSY));
    assert_eq!(times.get(), 3);
    // Another one takes its place; the end of the first is not the end of that.
    let giving_up = db.busy_handler(|_| panic!("when busy")).unwrap();
    assert_eq!(life.closures(), 0);
    drop(waiting);
    assert!(db.exec(c"BEGIN EXCLUSIVE").is_err());
    assert_eq!(panicked(), "when busy");
    drop(giving_up);
    assert!(db.exec(c"BEGIN EXCLUSIVE").is_err());
    let waiting = db.busy_handler(|_| panic!("not called")).unwrap();
    db.busy_timeout(1).unwrap();
    assert!(db.exec(c"BEGIN EXCLUSIVE").is_err());
    db.clear_busy_handler().unwrap();
    drop(waiting);
    assert!(last_error::take().is_none());
}

#[test]
fn progress_is_interrupted() {
    let db = memory();
    let seen = Life::default();
    let held = seen.clone();
    let interrupting = db.progress_handler(1, move || {
        let _ = &held;
        1
    });
    let question = c"SELECT count(*) FROM sqlite_schema";
    let interrupted = db.exec(question).unwrap_err();
    assert_eq!(interrupted.code(), Some(raw::SQLITE_INTERRUPT));
    drop(interrupting);
    assert_eq!(seen.closures(), 0);
    db.exec(question).unwrap();
    let panicking = db.progress_handler(1, || panic!("in progress"));
    assert!(db.exec(question).is_err());
    assert_eq!(panicked(), "in progress");
    drop(panicking);
    // A leaked registration stays, and its closure goes with the connection.
    let held = seen.clone();
    std::mem::forget(db.progress_handler(1, move || {
        let _ = &held;
        0
    }));
    db.exec(question).unwrap();
    drop(db);
    assert_eq!(seen.closures(), 0);
}

#[test]
fn a_registration_cannot_end_in_its_own_callback() {
    let db: &'static Database = Box::leak(Box::new(memory()));
    let place = Rc::new(RefCell::new(None));
    let calls = Rc::new(Cell::new(0));
    let (own, count) = (place.clone(), calls.clone());
    let registration = db.progress_handler(1, move || {
        drop(own.borrow_mut().take());
        count.set(count.get() + 1);
        0
    });
    *place.borrow_mut() = Some(registration);
    let question = c"SELECT count(*) FROM sqlite_schema";
    db.exec(question).unwrap();
    assert!(place.borrow().is_none());
    let before = calls.get();
    assert!(before > 0);
    // It stays, with its closure.
    db.exec(question).unwrap();
    assert!(calls.get() > before);
    // SAFETY: it came from a box, and nobody uses it any more.
    drop(unsafe { Box::from_raw(std::ptr::from_ref(db).cast_mut()) });
    assert_eq!(Rc::strong_count(&calls), 1);
}

#[test]
fn free_pages_are_kept_or_not() {
    let life = Life::default();
    let db = memory();
    db.exec(c"PRAGMA auto_vacuum = 1; CREATE TABLE t (x)")
        .unwrap();
    let pages = || ask(&db, "PRAGMA page_count").unwrap().unwrap();
    let fill = c"INSERT INTO t VALUES (zeroblob(100000)); DELETE FROM t";
    let calls = Rc::new(Cell::new(0));
    let (held, count) = (life.clone(), calls.clone());
    db.autovacuum_pages(move |name, all, free, size| {
        let _ = &held;
        assert_eq!(name, c"main");
        assert!(all > free && size > 0);
        count.set(count.get() + 1);
        0
    })
    .unwrap();
    let before = pages();
    db.exec(fill).unwrap();
    assert!(calls.get() > 0);
    assert_ne!(pages(), before);
    db.autovacuum_pages(|_, _, _, _| panic!("when vacuuming"))
        .unwrap();
    assert_eq!(life.closures(), 0);
    db.exec(fill).unwrap();
    assert_eq!(panicked(), "when vacuuming");
    assert_ne!(pages(), before);
    let held = life.clone();
    db.autovacuum_pages(move |_, _, _, _| {
        let _ = &held;
        u32::MAX
    })
    .unwrap();
    db.exec(fill).unwrap();
    assert_eq!(pages(), before);
    drop(db);
    assert_eq!(life.closures(), 0);
}
