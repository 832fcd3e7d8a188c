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
