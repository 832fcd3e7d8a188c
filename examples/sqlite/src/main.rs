//! SQLite without a line of unsafe code: opens a database in memory, fills a table, asks a question, keeps a blob, makes
//! a backup, and closes when it may.
#![forbid(unsafe_code)]

use sqlite::{Database, Error, raw};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let version = sqlite::libversion().to_string_lossy();
    println!("SQLite {version}");
    let mut database = Database::open(":memory:")?;
    fill(&database)?;
    ask(&database)?;
    keep_a_blob(&database)?;
    back_up(&mut database)?;
    show_an_error(&database);
    close(database)
}

/// Runs every statement of a script; what is left of the text comes back from each call.
fn fill(database: &Database) -> Result<(), Error> {
    let mut script = "CREATE TABLE planet (name TEXT, moons INTEGER, picture BLOB);
                      INSERT INTO planet (name, moons) VALUES ('Earth', 1), ('Mars', 2);";
    while !script.trim().is_empty() {
        let (statement, rest) = database.prepare(script)?;
        if let Some(mut statement) = statement {
            while statement.step()? {}
        }
        script = rest;
    }
    let (statement, _) = database.prepare("INSERT INTO planet (name, moons) VALUES (?, ?)")?;
    let mut statement = statement.expect("the text has a statement");
    for (name, moons) in [("Venus", 0), ("Neptune", 16)] {
        statement.bind_text(1, name)?;
        statement.bind_int64(2, moons)?;
        statement.step()?;
        statement.reset()?;
    }
    Ok(())
}

fn ask(database: &Database) -> Result<(), Box<dyn std::error::Error>> {
    let question = "SELECT name, moons FROM planet WHERE moons > 0 ORDER BY name";
    let (statement, _) = database.prepare(question)?;
    let mut statement = statement.expect("the text has a statement");
    while statement.step()? {
        let name = statement.column_text(0)?.unwrap_or("?");
        println!("{name:<8} {:>2}", statement.column_int64(1));
    }
    Ok(())
}

/// Writes a blob piece by piece and reads it back.
fn keep_a_blob(database: &Database) -> Result<(), Box<dyn std::error::Error>> {
    database.exec("UPDATE planet SET picture = zeroblob(8) WHERE name = 'Earth'")?;
    let writable = 1;
    let blob = database.blob_open("main", "planet", "picture", 1, writable)?;
    blob.write(b"blue", 2)?;
    let mut picture = [0; 8];
    blob.read(&mut picture, 0)?;
    println!(
        "a blob of {} bytes: {}",
        blob.bytes(),
        picture.escape_ascii()
    );
    Ok(blob.close()?)
}

/// Copies the database into another one. The backup lives as long as the closure, and so ends before anyone may use the
/// copy.
fn back_up(database: &mut Database) -> Result<(), Box<dyn std::error::Error>> {
    let mut copy = Database::open(c":memory:")?;
    let pages = copy.backup_from(c"main", database, c"main", |backup| {
        while backup.step(1)? {}
        Ok::<_, Error>(backup.pagecount())
    })??;
    println!("a backup of {pages} pages");
    ask(&copy)
}

fn show_an_error(database: &Database) {
    if let Err(error) = database.prepare("SELECT name FROM star") {
        println!(
            "{error}; the constant is {}",
            error.name().unwrap_or("unknown")
        );
    }
}

/// A connection that is in use is not closed, and comes back.
fn close(database: Database) -> Result<(), Box<dyn std::error::Error>> {
    // A leaked statement does no harm: the connection stays open under it.
    let (statement, _) = database.prepare("SELECT 1")?;
    let leaked = statement.map(sqlite::Statement::into_raw);
    let Err(busy) = database.close() else {
        return Err("closed under a statement".into());
    };
    println!("{busy}");
    assert!(leaked.is_some() && busy.error.code() == Some(raw::SQLITE_BUSY));
    Ok(())
}
