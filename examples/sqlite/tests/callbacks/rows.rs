//! `exec`, which calls a closure for each row.

use super::memory;
use sqlite::raw;
use std::ffi::{CStr, CString};

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
