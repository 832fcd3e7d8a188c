//! Closures that SQLite calls: each callback of the contract, what happens when it panics, when it is replaced, and when
//! it calls SQLite.

use ffi_runtime::last_error::{self, PANICKED};
use sqlite::{Database, Error, raw};
use std::{
    cell::{Cell, RefCell},
    ffi::{CStr, CString, c_int},
    path::PathBuf,
    rc::Rc,
};

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

#[test]
fn exec_calls_a_closure_for_each_row() {
    let db = memory();
    let mut rows = Vec::new();
    db.exec_with(
        c"SELECT 1 AS a, NULL AS b UNION SELECT 2, 'x'",
        |values, names| {
            let name = names.get(0).map(|name| name.to_string_lossy().into_owned());
            let values: Vec<Option<CString>> =
                values.iter().map(|v| v.map(CStr::to_owned)).collect();
            rows.push((name, values));
            0
        },
    )
    .unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!(
        rows[0],
        (Some("a".to_owned()), vec![Some(c"1".to_owned()), None])
    );
    assert_eq!(rows[1].1[1], Some(c"x".to_owned()));
    let stopped = db.exec_with(c"SELECT 1", |_, _| 1).unwrap_err();
    assert_eq!(stopped.code(), Some(raw::SQLITE_ABORT));
    // The names come without values.
    db.exec(c"PRAGMA empty_result_callbacks = 1").unwrap();
    let mut sizes = (9, 9);
    db.exec_with(c"SELECT 1 AS a WHERE 0", |values, names| {
        sizes = (values.len(), names.len());
        0
    })
    .unwrap();
    assert_eq!(sizes, (0, 1));
}

#[test]
fn a_row_may_use_the_connection() {
    let db = memory();
    db.exec(c"CREATE TABLE t (x); INSERT INTO t VALUES (1), (2)")
        .unwrap();
    let mut sum = 0;
    db.exec_with(c"SELECT x FROM t", |_, _| {
        db.exec_with(c"SELECT sum(x) FROM t", |values, _| {
            sum += values
                .get(0)
                .unwrap()
                .to_str()
                .unwrap()
                .parse::<i32>()
                .unwrap();
            0
        })
        .unwrap();
        assert!(db.exec(c"DROP TABLE t").is_err());
        0
    })
    .unwrap();
    assert_eq!(sum, 6);
}

#[test]
fn a_panic_in_a_row_goes_on_behind_sqlite() {
    let db = memory();
    let panic = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        db.exec_with(c"SELECT 1", |_, _| panic!("in a row"))
    }));
    assert_eq!(
        *panic.unwrap_err().downcast_ref::<&str>().unwrap(),
        "in a row"
    );
    db.exec(c"SELECT 1").unwrap();
}

#[test]
fn a_function_is_freed_once_with_its_database() {
    let life = Life::default();
    let db = memory();
    let held = life.clone();
    db.create_function(c"twice", 1, raw::SQLITE_UTF8, move |context, mut values| {
        let _ = &held;
        let value = values.get(0).expect("one argument");
        context.result_int64(2 * value.int64());
    })
    .unwrap();
    assert_eq!(ask(&db, "SELECT twice(21)").unwrap().as_deref(), Some("42"));
    assert_eq!(life.closures(), 1);
    drop(db);
    assert_eq!(life.closures(), 0);
}

#[test]
fn a_function_under_three_encodings_is_freed_once() {
    let life = Life::default();
    let db = memory();
    for _ in 0..2 {
        let held = life.clone();
        db.create_function(c"f", 0, raw::SQLITE_ANY, move |context, _| {
            let _ = &held;
            context.result_null();
        })
        .unwrap();
        assert_eq!(life.closures(), 1);
    }
    let held = life.clone();
    db.create_function(c"f", 0, raw::SQLITE_UTF16LE, move |_, _| {
        let _ = &held;
    })
    .unwrap();
    assert_eq!(life.closures(), 2);
    db.close().unwrap();
    assert_eq!(life.closures(), 0);
}

#[test]
fn a_function_that_is_refused_is_freed() {
    let life = Life::default();
    let db = memory();
    let long = CString::new(vec![b'f'; 300]).unwrap();
    for (name, arguments) in [(c"f", 5000), (c"f", -2), (&*long, 1)] {
        let held = life.clone();
        let refused = db.create_function(name, arguments, raw::SQLITE_UTF8, move |_, _| {
            let _ = &held;
        });
        assert_eq!(refused.unwrap_err().code(), Some(raw::SQLITE_MISUSE));
        assert_eq!(life.closures(), 0);
    }
}

#[test]
fn a_function_in_use_is_not_replaced() {
    let life = Life::default();
    let db = memory();
    let held = life.clone();
    db.create_function(c"f", 0, raw::SQLITE_UTF8, move |context, _| {
        context.result_int(i32::try_from(held.closures()).unwrap());
    })
    .unwrap();
    let (statement, _) = db.prepare("SELECT f() UNION ALL SELECT 2").unwrap();
    let mut statement = statement.unwrap();
    assert!(statement.step().unwrap());
    let held = life.clone();
    let refused = db.create_function(c"f", 0, raw::SQLITE_UTF8, move |_, _| {
        let _ = &held;
    });
    assert_eq!(refused.unwrap_err().code(), Some(raw::SQLITE_BUSY));
    assert_eq!(life.closures(), 1);
}

#[test]
fn a_function_that_panics_answers_null() {
    let db = memory();
    db.create_function(c"f", -1, raw::SQLITE_UTF8, |_, _| panic!("in a function"))
        .unwrap();
    assert_eq!(ask(&db, "SELECT f(1, 2)").unwrap(), None);
    assert_eq!(panicked(), "in a function");
}

#[test]
fn a_function_cannot_use_its_connection() {
    let db = Rc::new(memory());
    let inner = db.clone();
    let refused = Rc::new(RefCell::new(Vec::new()));
    let log = refused.clone();
    db.create_function(c"f", 0, raw::SQLITE_UTF8, move |context, _| {
        let mut log = log.borrow_mut();
        log.push(inner.exec(c"SELECT 1").err());
        log.push(context.database().exec(c"SELECT 1").err());
        log.push(inner.prepare("SELECT 1").err());
        let replaced = inner.create_function(c"f", 0, raw::SQLITE_UTF8, |_, _| ());
        log.push(replaced.err());
        log.push(inner.set_authorizer(|_, _, _, _, _| 0).err());
        context.result_int(1);
    })
    .unwrap();
    assert_eq!(ask(&db, "SELECT f()").unwrap().as_deref(), Some("1"));
    assert_eq!(*refused.borrow(), vec![Some(Error::Restricted); 5]);
    // A cycle: the function has the database that has the function.
    db.create_function(c"f", 0, raw::SQLITE_UTF8, |_, _| ())
        .unwrap();
    assert_eq!(Rc::strong_count(&db), 1);
}

#[test]
fn a_function_answers_in_every_way() {
    let db = memory();
    db.create_function(c"f", 1, raw::SQLITE_UTF8, |context, mut values| {
        let value = values.get(0).unwrap();
        let copy = value.dup();
        let number = value.int();
        let done = match number {
            0 => context.result_text("text"),
            1 => context.result_text16(&"text".encode_utf16().collect::<Vec<_>>()),
            2 => context.result_text16le(b"t\0e\0x\0t\0\0"),
            3 => context.result_text16be(b"\0t\0e\0x\0t"),
            4 => context.result_text64("text"),
            5 => context.result_blob(b"text"),
            6 => context.result_blob64(b""),
            7 => context.result_error("no"),
            8 => context.result_error16(&[110, 111]),
            9 => context.result_zeroblob64(u64::MAX),
            10 => context.result_error_code(raw::SQLITE_SCHEMA),
            11 => context.result_error_code(raw::SQLITE_BUSY),
            _ => Ok(()),
        };
        match number {
            9 => assert_eq!(done.unwrap_err().code(), Some(raw::SQLITE_TOOBIG)),
            10 => assert!(matches!(done, Err(Error::OutOfRange { .. }))),
            _ => done.unwrap(),
        }
        match number {
            20 => context.result_double(0.5),
            21 => context.result_int(-1),
            22 => context.result_zeroblob(-1),
            23 => context.result_zeroblob(2),
            24 => context.result_null(),
            25 => context.result_value(&copy.unwrap()),
            26 => context.result_subtype(u32::MAX),
            27 => context.result_error_toobig(),
            28 => context.result_error_nomem(),
            29 => {
                let mut text = sqlite::StringBuilder::new(None).unwrap();
                text.append("built").unwrap();
                context.result_str(&text);
                text.append(", and more").unwrap();
            }
            30 => {
                context.result_str(&sqlite::StringBuilder::new(None).unwrap());
                assert_eq!(context.vtab_nochange(), 0);
            }
            _ => {}
        }
    })
    .unwrap();
    let answer = |number: i32| ask(&db, &format!("SELECT quote(f({number}))"));
    let texts = [0, 1, 2, 3, 4].map(|number| answer(number).unwrap().unwrap());
    assert_eq!(texts, ["'text'"; 5]);
    assert_eq!(answer(5).unwrap().unwrap(), "X'74657874'");
    assert_eq!(answer(6).unwrap().unwrap(), "X''");
    for number in [7, 8] {
        let error = answer(number).unwrap_err();
        assert_eq!(error.message(), Some(c"no"));
    }
    assert_eq!(answer(9).unwrap_err().code(), Some(raw::SQLITE_TOOBIG));
    assert_eq!(answer(10).unwrap().unwrap(), "NULL");
    assert_eq!(answer(11).unwrap_err().code(), Some(raw::SQLITE_BUSY));
    let values = [20, 21, 22, 23, 24, 25, 26, 29, 30].map(|n| answer(n).unwrap().unwrap());
    let expected = [
        "0.5", "-1", "X''", "X'0000'", "NULL", "25", "NULL", "'built'", "''",
    ];
    assert_eq!(values, expected);
    assert_eq!(answer(27).unwrap_err().code(), Some(raw::SQLITE_TOOBIG));
    assert_eq!(answer(28).unwrap_err().code(), Some(raw::SQLITE_NOMEM));
}

#[test]
fn an_answer_that_is_too_long_is_an_error() {
    let db = memory();
    db.limit(raw::SQLITE_LIMIT_LENGTH, 1000);
    db.create_function(c"f", 1, raw::SQLITE_UTF8, |context, mut values| {
        let text = "x".repeat(1001);
        match values.get(0).unwrap().int() {
            0 => context.result_text(&text).unwrap(),
            1 => context.result_blob64(text.as_bytes()).unwrap(),
            2 => context.result_zeroblob(1001),
            _ => {
                let mut built = sqlite::StringBuilder::new(None).unwrap();
                built.append(&text).unwrap();
                context.result_str(&built);
            }
        }
    })
    .unwrap();
    for number in 0..4 {
        let error = ask(&db, &format!("SELECT f({number})")).unwrap_err();
        assert_eq!(error.code(), Some(raw::SQLITE_TOOBIG));
    }
}

#[test]
fn functions_that_stay_for_ever_are_leaked() {
    let db = memory();
    let life = Life::default();
    let held = life.clone();
    db.create_function_for_ever(c"f", 0, raw::SQLITE_UTF8, move |context, _| {
        let _ = &held;
        context.result_int(1);
    })
    .unwrap();
    let name: Vec<u16> = "g\0".encode_utf16().collect();
    let held = life.clone();
    db.create_function16_for_ever(&name, 0, raw::SQLITE_UTF16, move |context, _| {
        let _ = &held;
        context.result_int(2);
    })
    .unwrap();
    assert_eq!(
        ask(&db, "SELECT f() || g()").unwrap().as_deref(),
        Some("12")
    );
    drop(db);
    assert_eq!(life.closures(), 2);
}

/// Sums what it is given, in an aggregate or over a window; panics where `bad` says so.
fn create_sum(db: &Database, life: &Life, bad: &'static str) {
    let sum = Rc::new(Cell::new(0));
    let (a, b, c, d) = (sum.clone(), sum.clone(), sum.clone(), sum);
    let held = life.clone();
    db.create_window_function(
        c"total_of",
        1,
        raw::SQLITE_UTF8,
        move |_, mut values| {
            let _ = &held;
            assert!(bad != "step", "in step");
            a.set(a.get() + values.get(0).unwrap().int64());
        },
        move |context| {
            assert!(bad != "final", "in final");
            context.result_int64(b.take());
        },
        move |context| {
            assert!(bad != "value", "in value");
            context.result_int64(c.get());
        },
        move |_, mut values| {
            assert!(bad != "inverse", "in inverse");
            d.set(d.get() - values.get(0).unwrap().int64());
        },
    )
    .unwrap();
}

#[test]
fn a_window_function_is_four_closures() {
    let life = Life::default();
    let db = memory();
    create_sum(&db, &life, "");
    db.exec(c"CREATE TABLE t (x); INSERT INTO t VALUES (1), (2), (4)")
        .unwrap();
    assert_eq!(
        ask(&db, "SELECT total_of(x) FROM t").unwrap().as_deref(),
        Some("7")
    );
    // No step comes before the end.
    assert_eq!(
        ask(&db, "SELECT total_of(x) FROM t WHERE 0")
            .unwrap()
            .as_deref(),
        Some("0")
    );
    let window = "SELECT group_concat(s) FROM (SELECT total_of(x) OVER (ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s FROM t)";
    assert_eq!(ask(&db, window).unwrap().as_deref(), Some("1,3,6"));
    for (bad, question, answer) in [
        ("step", "SELECT total_of(x) FROM t", Some("0")),
        ("final", "SELECT total_of(x) FROM t", None),
        ("value", window, None),
        ("inverse", window, Some("1,3,7")),
    ] {
        create_sum(&db, &life, bad);
        assert_eq!(life.closures(), 1);
        assert_eq!(ask(&db, question).unwrap().as_deref(), answer);
        assert_eq!(panicked(), format!("in {bad}"));
    }
    drop(db);
    assert_eq!(life.closures(), 0);
}

#[test]
fn what_a_closure_drops_may_call_sqlite() {
    let db = Rc::new(memory());
    let answers = Rc::new(RefCell::new(Vec::new()));
    // Each is dropped when another takes its place, which SQLite does before it has forgotten the old one.
    let inner = db.clone();
    let log = answers.clone();
    let guard = OnDrop(move || {
        let question = "SELECT 'a' < 'b' COLLATE c";
        log.borrow_mut().push(ask(&inner, question).unwrap());
        inner
            .create_collation(c"c", raw::SQLITE_UTF8, |_, _| 0)
            .unwrap();
        log.borrow_mut().push(ask(&inner, question).unwrap());
    });
    db.create_collation(c"c", raw::SQLITE_UTF8, move |_, _| {
        let _ = &guard;
        0
    })
    .unwrap();
    db.create_collation(c"c", raw::SQLITE_UTF8, |a, b| a.cmp(b) as c_int)
        .unwrap();
    let inner = db.clone();
    let log = answers.clone();
    let guard = OnDrop(move || {
        log.borrow_mut().push(ask(&inner, "SELECT f()").unwrap());
        inner
            .create_function(c"f", 0, raw::SQLITE_ANY, |context, _| context.result_int(3))
            .unwrap();
        log.borrow_mut().push(ask(&inner, "SELECT f()").unwrap());
    });
    db.create_function(c"f", 0, raw::SQLITE_ANY, move |_, _| {
        let _ = &guard;
    })
    .unwrap();
    db.create_function(c"f", 0, raw::SQLITE_ANY, |context, _| context.result_int(2))
        .unwrap();
    let inner = db.clone();
    let log = answers.clone();
    let guard = OnDrop(move || {
        inner.autovacuum_pages(|_, _, _, _| 0).unwrap();
        log.borrow_mut().push(None);
    });
    db.autovacuum_pages(move |_, _, _, _| {
        let _ = &guard;
        0
    })
    .unwrap();
    db.clear_autovacuum_pages().unwrap();
    let answers = answers.borrow();
    let answers: Vec<Option<&str>> = answers.iter().map(Option::as_deref).collect();
    assert_eq!(answers, [Some("1"), Some("0"), Some("2"), Some("3"), None]);
    assert_eq!(Rc::strong_count(&db), 1);
}

#[test]
fn a_closure_may_own_the_last_database() {
    let life = Life::default();
    let (outer, inner) = (memory(), memory());
    let held = life.clone();
    inner
        .create_function(c"g", 0, raw::SQLITE_UTF8, move |_, _| {
            let _ = &held;
        })
        .unwrap();
    outer
        .create_function(c"f", 0, raw::SQLITE_UTF8, move |_, _| {
            let _ = &inner;
        })
        .unwrap();
    assert_eq!(life.closures(), 1);
    drop(outer);
    assert_eq!(life.closures(), 0);
}

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

#[test]
fn a_collation_orders_rows() {
    let db = memory();
    let life = Life::default();
    let held = life.clone();
    db.create_collation(c"backwards", raw::SQLITE_UTF8, move |a, b| {
        let _ = &held;
        b.cmp(a) as c_int
    })
    .unwrap();
    let question =
        c"SELECT column1 FROM (VALUES ('a'), ('c'), ('b')) ORDER BY column1 COLLATE backwards";
    let ordered = || {
        let mut rows = String::new();
        db.exec_with(question, |values, _| {
            rows += &values.get(0).unwrap().to_string_lossy();
            0
        })
        .unwrap();
        rows
    };
    assert_eq!(ordered(), "cba");
    db.create_collation(c"backwards", raw::SQLITE_UTF8, |_, _| panic!("in an order"))
        .unwrap();
    assert_eq!(life.closures(), 0);
    assert_eq!(ordered().len(), 3);
    assert_eq!(panicked(), "in an order");
    let held = life.clone();
    let refused = db.create_collation(c"backwards", 99, move |_, _| {
        let _ = &held;
        0
    });
    assert_eq!(refused.unwrap_err().code(), Some(raw::SQLITE_MISUSE));
    // A failure may mean that SQLite has it all the same: it is leaked.
    assert_eq!(life.closures(), 1);
}

#[test]
fn a_collation_that_runs_is_not_replaced() {
    let db = Rc::new(memory());
    let inner = db.clone();
    let codes = Rc::new(RefCell::new(Vec::new()));
    let log = codes.clone();
    let compare = move |_: &[u8], _: &[u8]| {
        let replaced = inner.create_collation(c"c", raw::SQLITE_UTF8, |_, _| 0);
        log.borrow_mut().push(replaced.unwrap_err().code());
        let used = inner.exec(c"SELECT 1");
        assert_eq!(used, Err(Error::Restricted));
        0
    };
    db.create_collation(c"c", raw::SQLITE_UTF8, compare)
        .unwrap();
    assert_eq!(
        ask(&db, "SELECT 'a' = 'b' COLLATE c").unwrap().as_deref(),
        Some("1")
    );
    assert_eq!(*codes.borrow(), [Some(raw::SQLITE_BUSY)]);
    db.create_collation(c"c", raw::SQLITE_UTF8, |_, _| 0)
        .unwrap();
    assert_eq!(Rc::strong_count(&db), 1);
}

#[test]
fn a_failure_of_memory_does_not_free_a_collation_that_is_used() {
    let db = Rc::new(memory());
    db.create_collation(c"c", raw::SQLITE_UTF16LE, |_, _| 0)
        .unwrap();
    let inner = db.clone();
    db.create_function(c"f", 0, raw::SQLITE_UTF8, move |context, _| {
        // More than there is: SQLite remembers that until the statement ends.
        context.result_error_nomem();
        let text = Box::new([7; 50]);
        let _ = inner.create_collation(c"c", raw::SQLITE_UTF8, move |a, b| {
            assert_eq!(text[49], 7);
            a.cmp(b) as c_int
        });
    })
    .unwrap();
    assert!(db.exec(c"SELECT f()").is_err());
    assert_eq!(
        ask(&db, "SELECT 'a' < 'b' COLLATE c").unwrap().as_deref(),
        Some("1")
    );
    db.create_function(c"f", 0, raw::SQLITE_UTF8, |_, _| ())
        .unwrap();
    assert_eq!(Rc::strong_count(&db), 1);
}

#[test]
fn collations_that_stay_for_ever_are_leaked() {
    let db = memory();
    let life = Life::default();
    let held = life.clone();
    db.create_collation_for_ever(c"c", raw::SQLITE_UTF8, move |a, b| {
        let _ = &held;
        b.cmp(a) as c_int
    })
    .unwrap();
    let name: Vec<u16> = "d\0".encode_utf16().collect();
    let held = life.clone();
    db.create_collation16_for_ever(&name, raw::SQLITE_UTF16, move |a, b| {
        let _ = &held;
        assert_eq!((a.len() % 2, b.len() % 2), (0, 0));
        b.cmp(a) as c_int
    })
    .unwrap();
    for name in ["c", "d"] {
        let question = format!("SELECT 'a' < 'b' COLLATE {name}");
        assert_eq!(ask(&db, &question).unwrap().as_deref(), Some("0"));
    }
    drop(db);
    assert_eq!(life.closures(), 2);
}

#[test]
fn a_collation_is_made_when_it_is_needed() {
    let db = memory();
    let life = Life::default();
    let held = life.clone();
    db.collation_needed(move |db, _, name| {
        let _ = &held;
        assert_eq!(name, c"any");
        assert_eq!(db.exec(c"SELECT 1"), Err(Error::Restricted));
        db.create_collation(name, raw::SQLITE_UTF8, |a, b| b.cmp(a) as c_int)
            .unwrap();
    })
    .unwrap();
    assert_eq!(
        ask(&db, "SELECT 'a' < 'b' COLLATE any").unwrap().as_deref(),
        Some("0")
    );
    db.collation_needed(|_, _, _| panic!("when needed"))
        .unwrap();
    assert_eq!(life.closures(), 0);
    assert!(ask(&db, "SELECT 'a' < 'b' COLLATE other").is_err());
    assert_eq!(panicked(), "when needed");
    let held = life.clone();
    db.collation_needed16(move |db, _, name| {
        let _ = &held;
        let name = CString::new(String::from_utf16(name).unwrap()).unwrap();
        db.create_collation(&name, raw::SQLITE_UTF8, |a, b| b.cmp(a) as c_int)
            .unwrap();
    })
    .unwrap();
    assert_eq!(
        ask(&db, "SELECT 'a' < 'b' COLLATE other")
            .unwrap()
            .as_deref(),
        Some("0")
    );
    drop(db);
    assert_eq!(life.closures(), 0);
}
