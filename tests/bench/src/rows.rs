//! Inserting and reading rows: raw, safe and rusqlite, in turns, in CPU time.

use super::loops::text;
use sqlite::{Database, raw};
use std::{ptr, time::Duration};

const ROWS: i64 = 100_000;
const ROUNDS: usize = 45;
const INSERT: &str = "INSERT INTO t VALUES (?1, ?2)";
const SELECT: &str = "SELECT i, s FROM t";
const CREATE: &str = "CREATE TABLE t (i INTEGER, s TEXT); BEGIN";

/// One way to work: its name, and a function that inserts and reads all rows and returns the time of each.
type Way = (&'static str, fn() -> (Duration, Duration));

/// Prints the table.
pub(crate) fn print() {
    let ways: [Way; 3] = [
        ("raw", with_raw),
        ("safe", with_safe),
        ("rusqlite", with_rusqlite),
    ];
    let mut times: [Vec<(f64, f64)>; 3] = Default::default();
    for round in 0..ROUNDS {
        // Each goes first as often as the others.
        for turn in 0..ways.len() {
            let index = (round + turn) % ways.len();
            let (insert, read) = ways[index].1();
            times[index].push((insert.as_secs_f64(), read.as_secs_f64()));
        }
    }
    println!("\n{ROWS} rows       insert ms        x    read ms        x");
    for (index, (name, _)) in ways.iter().enumerate() {
        let time = |part: Part| median(times[index].iter().map(|time| part(time) * 1e3));
        // Each beside the raw one of its round: what slows a round down slows all of it.
        let ratio = |part: Part| {
            let pairs = times[index].iter().zip(&times[0]);
            median(pairs.map(|(time, raw)| part(time) / part(raw)))
        };
        let (insert, read): (Part, Part) = (|time| time.0, |time| time.1);
        println!(
            "{name:<16} {:>9.2} {:>8.3}  {:>9.2} {:>8.3}",
            time(insert),
            ratio(insert),
            time(read),
            ratio(read),
        );
    }
}

/// One of the times of a round.
type Part = fn(&(f64, f64)) -> f64;

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The CPU time of a piece of work.
fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = cpu_time();
    let result = work();
    (cpu_time() - start, result)
}

fn cpu_time() -> Duration {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: the place is valid; the clock exists on every Unix.
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut time) };
    let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
    Duration::new(seconds, u32::try_from(time.tv_nsec).unwrap_or(0))
}

fn name(row: i64) -> &'static str {
    [
        "Mercury", "Venus", "Earth", "Mars", "Jupiter", "Saturn", "Uranus", "Neptune",
    ][row as usize % 8]
}

fn check(sum: i64, letters: usize) {
    assert_eq!(sum, ROWS * (ROWS - 1) / 2);
    assert!(letters > 0);
}

/// Without mutexes, as rusqlite opens it: one thread uses the connection.
fn open() -> Database {
    let flags = raw::SQLITE_OPEN_READWRITE
        | raw::SQLITE_OPEN_CREATE
        | raw::SQLITE_OPEN_NOMUTEX
        | raw::SQLITE_OPEN_URI;
    Database::open_v2(":memory:", flags, None).expect("a database in memory opens")
}

fn with_safe() -> (Duration, Duration) {
    let database = open();
    database
        .exec("CREATE TABLE t (i INTEGER, s TEXT); BEGIN")
        .expect("the table is new");
    let (insert, ()) = timed(|| {
        let (statement, _) = database.prepare(INSERT).expect("the statement is SQL");
        let mut statement = statement.expect("the text is not empty");
        for row in 0..ROWS {
            statement.bind_int64(1, row).expect("the parameter exists");
            statement
                .bind_text(2, name(row))
                .expect("the parameter exists");
            statement.step().expect("the row is inserted");
            statement.reset().expect("the row was inserted");
        }
    });
    let (read, (sum, letters)) = timed(|| {
        let (statement, _) = database.prepare(SELECT).expect("the statement is SQL");
        let mut statement = statement.expect("the text is not empty");
        let (mut sum, mut letters) = (0, 0);
        while statement.step().expect("the rows are there") {
            sum += statement.column_int64(0);
            letters += statement
                .column_text(1)
                .expect("the text is UTF-8")
                .map_or(0, str::len);
        }
        (sum, letters)
    });
    check(sum, letters);
    (insert, read)
}

fn with_raw() -> (Duration, Duration) {
    let database = open();
    database
        .exec("CREATE TABLE t (i INTEGER, s TEXT); BEGIN")
        .expect("the table is new");
    let prepare = |sql: &str| {
        let mut statement = ptr::null_mut();
        let len = i32::try_from(sql.len()).expect("the text is short");
        // SAFETY: the database is open, and the text has `len` bytes.
        let code = unsafe {
            raw::sqlite3_prepare_v2(
                database.as_ptr(),
                sql.as_ptr().cast(),
                len,
                &mut statement,
                ptr::null_mut(),
            )
        };
        assert_eq!(code, raw::SQLITE_OK);
        statement
    };
    let (insert, ()) = timed(|| {
        let statement = prepare(INSERT);
        for row in 0..ROWS {
            let text = name(row);
            let len = i32::try_from(text.len()).expect("the text is short");
            // SAFETY: the statement lives until it is finalized, below; the text has `len` bytes and is copied.
            unsafe {
                assert_eq!(raw::sqlite3_bind_int64(statement, 1, row), raw::SQLITE_OK);
                let transient = raw::SQLITE_TRANSIENT();
                let code =
                    raw::sqlite3_bind_text(statement, 2, text.as_ptr().cast(), len, transient);
                assert_eq!(code, raw::SQLITE_OK);
                let code = raw::sqlite3_step(statement);
                assert!(code == raw::SQLITE_DONE || code == raw::SQLITE_ROW);
                assert_eq!(raw::sqlite3_reset(statement), raw::SQLITE_OK);
            }
        }
        // SAFETY: nobody uses the statement after this.
        unsafe { raw::sqlite3_finalize(statement) };
    });
    let (read, (sum, letters)) = timed(|| {
        let statement = prepare(SELECT);
        let (mut sum, mut letters) = (0, 0);
        loop {
            // SAFETY: the statement lives until it is finalized, below.
            match unsafe { raw::sqlite3_step(statement) } {
                raw::SQLITE_ROW => {}
                raw::SQLITE_DONE => break,
                code => panic!("code {code}"),
            }
            // SAFETY: as above.
            sum += unsafe { raw::sqlite3_column_int64(statement, 0) };
            letters += text(statement, 1)
                .expect("the text is UTF-8")
                .map_or(0, str::len);
        }
        // SAFETY: nobody uses the statement after this.
        unsafe { raw::sqlite3_finalize(statement) };
        (sum, letters)
    });
    check(sum, letters);
    (insert, read)
}

fn with_rusqlite() -> (Duration, Duration) {
    let database = rusqlite::Connection::open_in_memory().expect("a database in memory opens");
    database.execute_batch(CREATE).expect("the table is new");
    let (insert, ()) = timed(|| {
        let mut statement = database.prepare(INSERT).expect("the statement is SQL");
        for row in 0..ROWS {
            statement
                .execute((row, name(row)))
                .expect("the row is inserted");
        }
    });
    let (read, (sum, letters)) = timed(|| {
        let mut statement = database.prepare(SELECT).expect("the statement is SQL");
        let mut rows = statement.query(()).expect("the query runs");
        let (mut sum, mut letters) = (0, 0);
        while let Some(row) = rows.next().expect("the rows are there") {
            sum += row.get::<_, i64>(0).expect("the column is a number");
            let text = row.get_ref(1).expect("the column exists");
            letters += text.as_str().expect("the column is text").len();
        }
        (sum, letters)
    });
    check(sum, letters);
    (insert, read)
}
