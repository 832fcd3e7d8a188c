//! Closures that SQLite calls.

use sqlite::{Database, raw};
use std::{cell::RefCell, rc::Rc};

fn memory() -> Database {
    Database::open(c"").expect("a database in memory")
}

#[test]
fn exec_calls_a_closure_for_each_row() {
    let db = memory();
    let mut rows = Vec::new();
    db.exec_with(
        c"SELECT 1 AS a, NULL AS b UNION SELECT 2, 'x'",
        |values, names| {
            let name = names.get(0).map(|name| name.to_string_lossy().into_owned());
            rows.push((
                name,
                values
                    .iter()
                    .map(|v| v.map(|v| v.to_owned()))
                    .collect::<Vec<_>>(),
            ));
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
}

#[test]
fn a_panic_goes_on_behind_sqlite() {
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
fn a_function_is_written_in_rust_and_freed_with_its_database() {
    let counter = Rc::new(());
    let db = memory();
    let held = counter.clone();
    db.create_function(c"twice", 1, raw::SQLITE_UTF8, move |context, mut values| {
        let _ = &held;
        let value = values.get(0).expect("one argument");
        context.result_int64(2 * value.int64());
    })
    .unwrap();
    let (mut statement, _) = db.prepare("SELECT twice(21)").unwrap();
    let statement = statement.as_mut().unwrap();
    assert!(statement.step().unwrap());
    assert_eq!(statement.column_int64(0), 42);
    assert_eq!(Rc::strong_count(&counter), 2);
    drop(db.prepare("SELECT 1"));
}

#[test]
fn hooks_are_replaced_and_cleared() {
    let db = memory();
    let log = Rc::new(RefCell::new(Vec::new()));
    db.exec(c"CREATE TABLE t (x)").unwrap();
    for name in ["first", "second"] {
        let log = log.clone();
        db.update_hook(move |_, _, table, row| {
            log.borrow_mut().push((name, table.to_owned(), row));
        });
    }
    assert_eq!(Rc::strong_count(&log), 2);
    db.exec(c"INSERT INTO t VALUES (1)").unwrap();
    assert_eq!(*log.borrow(), [("second", c"t".to_owned(), 1)]);
    db.clear_update_hook();
    assert_eq!(Rc::strong_count(&log), 1);
}

#[test]
fn a_registration_ends_with_its_value() {
    let db = memory();
    let seen = Rc::new(());
    let held = seen.clone();
    let interrupting = db.progress_handler(1, move || {
        let _ = &held;
        1
    });
    assert!(db.exec(c"SELECT count(*) FROM sqlite_schema").is_err());
    drop(interrupting);
    assert_eq!(Rc::strong_count(&seen), 1);
    db.exec(c"SELECT count(*) FROM sqlite_schema").unwrap();
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
    });
    db.exec(c"INSERT INTO t VALUES (1)").unwrap();
    assert_eq!(
        result.borrow_mut().take(),
        Some(Err(sqlite::Error::Restricted))
    );
    db.clear_update_hook();
}

#[test]
fn a_collation_orders_rows() {
    let db = memory();
    db.create_collation(c"backwards", raw::SQLITE_UTF8, |a, b| b.cmp(a) as i32)
        .unwrap();
    let mut rows = String::new();
    db.exec_with(
        c"SELECT column1 FROM (VALUES ('a'), ('c'), ('b')) ORDER BY column1 COLLATE backwards",
        |values, _| {
            rows += &values.get(0).unwrap().to_string_lossy();
            0
        },
    )
    .unwrap();
    assert_eq!(rows, "cba");
}
