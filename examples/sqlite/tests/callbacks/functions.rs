//! Functions of SQL, of one value and over a window.

use super::{Life, OnDrop, ask, memory, panicked};
use sqlite::{Database, Error, raw};
use std::{
    cell::{Cell, RefCell},
    ffi::{CString, c_int},
    rc::Rc,
};

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
