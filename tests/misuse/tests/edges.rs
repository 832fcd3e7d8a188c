//! Arguments at the edge of what the types allow, and errors half-way: none of it reaches memory that it should not.
//! The tests say what comes back; whether more happened is for valgrind to see.
#![forbid(unsafe_code)]

use sqlite::{Database, Statement, StatementRef, StringBuilder, raw};
use std::mem;

type Tested = Result<(), Box<dyn std::error::Error>>;

const INDICES: [i32; 6] = [i32::MIN, -1, 0, 1, 2, i32::MAX];

fn prepare<'d>(
    database: &'d Database,
    sql: &str,
) -> Result<Statement<'d>, Box<dyn std::error::Error>> {
    Ok(database.prepare(sql)?.0.ok_or("no statement in the text")?)
}

/// Reads a column in every way there is.
fn read(statement: &mut StatementRef<'_>, index: i32) -> String {
    let mut seen = format!(
        "{} {} {} {} {:?} {:?} {:?} {:?} ",
        statement.column_type(index),
        statement.column_int(index),
        statement.column_double(index),
        statement.column_bytes(index),
        statement.column_name(index),
        statement.column_decltype(index),
        statement.column_table_name(index),
        statement.column_text(index),
    );
    seen += &format!("{:?} ", statement.column_text16(index));
    seen += &format!("{:?} ", statement.column_blob(index));
    seen += &format!("{} ", statement.column_bytes16(index));
    let value = statement.column_value(index).dup();
    if let Some(mut value) = value {
        seen += &format!("{:?} ", value.blob());
        seen += &format!("{:?} ", value.numeric_type());
        seen += &format!("{:?} ", value.text16be());
        seen += &format!("{:?} ", value.text16le());
        seen += &format!("{:?} ", value.text16());
        seen += &format!("{:?} ", value.text());
        seen += &format!("{} {}", value.bytes(), value.bytes16());
    }
    seen
}

#[test]
fn indices_are_anything() -> Tested {
    let database = Database::open(":memory:")?;
    let mut statement = prepare(&database, "SELECT ?1, 'b'")?;
    for index in INDICES {
        let bound = [
            statement.bind_int(index, 1),
            statement.bind_text(index, "a"),
            statement.bind_blob(index, &[]),
            statement.bind_zeroblob(index, i32::MIN),
            statement.bind_zeroblob64(index, 3),
            statement.bind_null(index),
        ];
        assert!(bound.iter().all(|bound| bound.is_ok() == (index == 1)));
        assert_eq!(
            statement.bind_parameter_name(index).is_some(),
            index == 1,
            "{index}"
        );
    }
    for ran in 0..3 {
        for index in INDICES {
            // Before, at and after the only row.
            assert_eq!(
                statement.column_text(index)?.is_some(),
                ran == 1 && index == 1
            );
            read(&mut statement, index);
        }
        if ran < 2 {
            assert_eq!(statement.step()?, ran == 0);
        }
    }
    Ok(())
}

#[test]
fn values_are_read_in_every_way() -> Tested {
    for encoding in [
        "PRAGMA encoding = 'UTF-8'",
        "PRAGMA encoding = 'UTF-16le'",
        "PRAGMA encoding = 'UTF-16be'",
    ] {
        let database = Database::open(":memory:")?;
        database.exec(encoding)?;
        database.exec("CREATE TABLE t (a, b)")?;
        database.exec(
            "INSERT INTO t VALUES (1, x'01'), (1.5, x'010203'), ('', x''), (NULL, zeroblob(5))",
        )?;
        database.exec("INSERT INTO t VALUES (char(0x10ffff, 0, 0xd800), cast(x'ff00d8' as text)), ('9e999', 'x')")?;
        let mut statement = prepare(
            &database,
            "SELECT a, b, a || b, substr(b, 2), cast(b AS TEXT) FROM t",
        )?;
        while statement.step()? {
            for index in -1..6 {
                let seen = [read(&mut statement, index), read(&mut statement, index)];
                assert!(seen.iter().all(|seen| !seen.is_empty()));
            }
        }
    }
    Ok(())
}

#[test]
fn what_is_left_of_a_script_is_on_a_boundary() -> Tested {
    let database = Database::open(":memory:")?;
    let scripts = [
        "",
        " ",
        ";",
        "--",
        "SELECT 'é'; é",
        "SELECT 1;\0é",
        "\0",
        "SELECT 1\0",
        "é",
        "/*",
        "SELECT 1;;;😀",
    ];
    for script in scripts {
        for from in (0..=script.len()).filter(|at| script.is_char_boundary(*at)) {
            if let Ok((_, rest)) = database.prepare(&script[from..]) {
                assert!(script[from..].ends_with(rest), "{script:?} from {from}");
            }
        }
        let units: Vec<u16> = script.encode_utf16().collect();
        for from in 0..=units.len() {
            if let Ok((_, rest)) = database.prepare16(&units[from..]) {
                assert!(units[from..].ends_with(rest), "{script:?} from {from}");
            }
        }
    }
    // Halves of pairs, in and at the end of a text.
    let odd = [0xd800, 0x20, 0x3b, 0xdc00, 0x3b, 0xd800];
    for until in 0..=odd.len() {
        let _ = database.prepare16(&odd[..until]);
        let quoted: Vec<u16> = "SELECT '"
            .encode_utf16()
            .chain(odd)
            .chain([0x27, 0x3b, 0xd800])
            .collect();
        // Half a pair takes the quote after it for its other half.
        let Ok((statement, rest)) = database.prepare16(&quoted) else {
            continue;
        };
        assert!(quoted.ends_with(rest));
        let mut statement = statement.ok_or("nothing")?;
        assert!(statement.step()?);
        read(&mut statement, 0);
    }
    Ok(())
}

#[test]
fn text_is_bound_with_all_that_is_in_it() -> Tested {
    let database = Database::open(":memory:")?;
    let mut statement = prepare(&database, "SELECT ?, length(?1)")?;
    for text in ["", "\0", "a\0b", "é\0", "😀"] {
        statement.bind_text(1, text)?;
        assert!(statement.step()?);
        assert_eq!(statement.column_text(0)?, Some(text));
        read(&mut statement, 0);
        statement.reset()?;
        let units: Vec<u16> = text.encode_utf16().collect();
        statement.bind_text16(1, &units)?;
        assert!(statement.step()?);
        assert_eq!(statement.column_text16(0)?, Some(&units[..]));
        statement.reset()?;
        statement.bind_blob(1, text.as_bytes())?;
        assert!(statement.step()?);
        let blob = statement.column_blob(0).unwrap_or_default();
        assert_eq!(blob, text.as_bytes());
        read(&mut statement, 0);
        statement.reset()?;
    }
    // Text that is none.
    statement.bind_blob(1, &[0xff, 0xfe, 0xfd])?;
    assert!(statement.step()?);
    assert!(statement.column_text(0).is_err());
    Ok(())
}

#[test]
fn sizes_are_checked() -> Tested {
    let database = Database::open(":memory:")?;
    let mut statement = prepare(&database, "SELECT ?")?;
    assert!(statement.bind_zeroblob64(1, u64::MAX).is_err());
    statement.bind_zeroblob(1, i32::MAX)?;
    // Too large to be made, which is an error of its own.
    assert!(statement.step().is_err() || statement.column_blob(0).is_none());
    assert_eq!(database.limit(raw::SQLITE_LIMIT_LENGTH, 0), 1_000_000_000);
    assert!(statement.reset().is_ok() || statement.reset().is_ok());
    let long = "a".repeat(100);
    assert!(statement.bind_text(1, &long).is_err());
    for limit in 0..32 {
        database.limit(limit, i32::MIN);
        database.limit(limit, 1);
        database.limit(limit, i32::MAX);
    }
    for (op, reset) in [(i32::MIN, 1), (-1, 0), (5, 1), (i32::MAX, 0)] {
        let _ = sqlite::status(op, reset, sqlite::initialize()?);
    }
    for reset in [i32::MIN, 0, 1] {
        let _ = database.lookaside_used(reset);
    }
    for code in [i32::MIN, -1, 0, 12345, i32::MAX] {
        assert!(sqlite::errstr(code).is_some());
    }
    assert_eq!(sqlite::compileoption_get(i32::MIN), None);
    sqlite::randomness(&mut [])?;
    Ok(())
}

#[test]
fn a_blob_is_read_and_written_within_its_bounds() -> Tested {
    let database = Database::open(":memory:")?;
    database.exec("CREATE TABLE t (a); INSERT INTO t VALUES (zeroblob(8)), ('text'), (1)")?;
    let blob = database.blob_open("main", "t", "a", 1, 1)?;
    let mut buffer = [1; 9];
    for offset in [i32::MIN, -1, 0, 1, 8, 9, i32::MAX] {
        for len in 0..=9 {
            let inside = offset >= 0 && i64::from(offset) + i64::try_from(len)? <= 8;
            assert_eq!(blob.read(&mut buffer[..len], offset).is_ok(), inside);
            assert_eq!(blob.write(&buffer[..len], offset).is_ok(), inside);
        }
    }
    blob.reopen(2)?;
    assert_eq!(blob.bytes(), 4);
    // A number is no blob: every use is an error from here on.
    assert!(blob.reopen(3).is_err());
    assert!(blob.read(&mut buffer, 0).is_err() && blob.bytes() == 0);
    assert!(blob.reopen(1).is_err());
    assert!(database.blob_open("main", "t", "b", 1, 1).is_err());
    // The row goes while the blob is open.
    let other = database.blob_open("main", "t", "a", 1, 1)?;
    database.exec("DELETE FROM t")?;
    assert!(other.read(&mut buffer[..1], 0).is_err());
    assert!(database.exec("DROP TABLE t").is_ok() || other.close().is_ok());
    Ok(())
}

#[test]
fn handles_of_two_databases_do_not_mix_when_swapped() -> Tested {
    let (first, second) = (Database::open(":memory:")?, Database::open(":memory:")?);
    let (mut a, mut b) = (prepare(&first, "SELECT 1")?, prepare(&second, "SELECT 2")?);
    let places = (a.as_ptr(), b.as_ptr());
    // A reference covers no bytes: swapping what is behind two of them moves nothing.
    mem::swap(&mut *a, &mut *b);
    assert_eq!((a.as_ptr(), b.as_ptr()), places);
    // Owners are swapped as a whole.
    mem::swap(&mut a, &mut b);
    assert_eq!((b.as_ptr(), a.as_ptr()), places);
    assert!(a.step()? && b.step()?);
    assert_eq!((a.column_int(0), b.column_int(0)), (2, 1));
    assert_eq!(a.database().as_ptr(), second.as_ptr());
    Ok(())
}

#[test]
fn a_failed_open_leaves_nothing() {
    for name in ["/", "/no/such/folder/db", "file:x?mode=nothing"] {
        for flags in [
            0,
            raw::SQLITE_OPEN_READONLY | raw::SQLITE_OPEN_URI,
            i32::MIN,
            -1,
        ] {
            let error = Database::open_v2(name, flags, Some("no such vfs")).expect_err("a failure");
            assert!(error.code().is_some());
        }
    }
}

#[test]
fn a_database_changes_under_a_row() -> Tested {
    let database = Database::open(":memory:")?;
    database.exec("CREATE TABLE t (a); INSERT INTO t VALUES ('first'), ('second')")?;
    let mut statement = prepare(&database, "SELECT a FROM t")?;
    assert!(statement.step()?);
    let (text, name) = (statement.column_text(0)?, statement.column_origin_name(0));
    let sql = statement.sql();
    for change in [
        "UPDATE t SET a = 'other' || a",
        "DELETE FROM t",
        "INSERT INTO t VALUES (zeroblob(100000))",
        "ALTER TABLE t RENAME COLUMN a TO b",
        "VACUUM",
        "ROLLBACK",
        "ATTACH ':memory:' AS other",
        "DETACH other",
        "DROP TABLE t",
        "PRAGMA shrink_memory",
        "PRAGMA encoding = 'UTF-16'",
    ] {
        // Whatever the answer is, the row stays as it was read.
        let _ = database.exec(change);
        let _ = database.release_memory();
        assert_eq!(text, Some("first"));
        assert_eq!(sql, Some(c"SELECT a FROM t"));
        assert!(name.is_none_or(|name| name == c"a"));
    }
    database.interrupt();
    assert_eq!(text, Some("first"));
    Ok(())
}

#[test]
fn a_builder_takes_anything() -> Tested {
    let database = Database::open(":memory:")?;
    database.limit(raw::SQLITE_LIMIT_LENGTH, 100);
    let mut builder = StringBuilder::new(Some(&database))?;
    builder.appendchar(i32::MIN, 97);
    builder.appendchar(3, 0);
    builder.appendall(c"");
    builder.append("\0é")?;
    builder.truncate(i32::MIN);
    builder.truncate(i32::MAX);
    assert_eq!(builder.length(), 6);
    assert_eq!(builder.value(), Some(c""));
    builder.append(&"x".repeat(1000))?;
    assert_eq!(builder.errcode(), raw::SQLITE_TOOBIG);
    builder.append("x")?;
    builder.reset();
    assert!(builder.value().is_none());
    drop(database);
    builder.append("after")?;
    assert!(builder.finish().is_none_or(|text| &*text == c"after"));
    Ok(())
}
