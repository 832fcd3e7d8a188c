//! Orders of text.

use super::{Life, ask, memory, panicked};
use sqlite::{Error, raw};
use std::{
    cell::RefCell,
    ffi::{CString, c_int},
    rc::Rc,
};

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
        log.borrow_mut().push(replaced);
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
    assert_eq!(*codes.borrow(), [Err(Error::Restricted)]);
    db.create_collation(c"c", raw::SQLITE_UTF8, |_, _| 0)
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
fn a_collation_is_asked_for_when_it_is_needed() {
    let db = memory();
    let life = Life::default();
    let (held, wanted) = (life.clone(), Rc::new(RefCell::new(Vec::new())));
    let names = wanted.clone();
    db.collation_needed(move |db, _, name| {
        let _ = &held;
        // A statement is being prepared with what there is.
        let made = db.create_collation(name, raw::SQLITE_UTF8, |_, _| 0);
        assert_eq!(made, Err(Error::Restricted));
        assert_eq!(db.exec(c"SELECT 1"), Err(Error::Restricted));
        names.borrow_mut().push(name.to_owned());
    })
    .unwrap();
    let question = "SELECT 'a' < 'b' COLLATE any";
    assert!(ask(&db, question).is_err());
    for name in wanted.take() {
        db.create_collation(&name, raw::SQLITE_UTF8, |a, b| b.cmp(a) as c_int)
            .unwrap();
    }
    assert_eq!(ask(&db, question).unwrap().as_deref(), Some("0"));
    db.collation_needed(|_, _, _| panic!("when needed"))
        .unwrap();
    assert_eq!(life.closures(), 0);
    assert!(ask(&db, "SELECT 'a' < 'b' COLLATE other").is_err());
    assert_eq!(panicked(), "when needed");
    let held = life.clone();
    let names = wanted.clone();
    db.collation_needed16(move |_, _, name| {
        let _ = &held;
        names
            .borrow_mut()
            .push(CString::new(String::from_utf16(name).unwrap()).unwrap());
    })
    .unwrap();
    assert!(ask(&db, "SELECT 'a' < 'b' COLLATE other").is_err());
    assert_eq!(wanted.take(), [c"other".to_owned()]);
    drop(db);
    assert_eq!(life.closures(), 0);
}

/// Found by an attack: the collation of a statement that is being prepared was replaced in copies that it had.
#[test]
fn the_collations_of_a_statement_stay_while_it_is_prepared() {
    let db = memory();
    db.exec("PRAGMA encoding = 'UTF-16le'; CREATE TABLE t (a); INSERT INTO t VALUES ('a'), ('b')")
        .unwrap();
    db.collation_needed(|db, _, _| {
        for name in [c"foo", c"bar"] {
            let _ = db.create_collation(name, raw::SQLITE_UTF8, |a, b| a.cmp(b) as c_int);
        }
    })
    .unwrap();
    let question = "SELECT a FROM t WHERE a COLLATE foo > 'a' UNION ALL SELECT a FROM t WHERE a COLLATE bar > 'a'";
    assert!(ask(&db, question).is_err());
}
