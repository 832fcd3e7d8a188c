//! `infer`, `explain`, `dump --resolved` and `--trust inferred` from outside.

use expect_test::{Expect, expect};
use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

const HEADER: &str = r#"
typedef struct db db;
typedef struct row row;
#define DB_OK 0
/** Opens a database.
 * @param[out] out receives it; close it with db_close()
 * @param mode may be NULL
 * @return 0 on success, an error code otherwise */
int db_open(const char *path, const char *mode, db **out);
void db_close(db *d);
row *db_first(db *);
row *row_new(db *owner);
/** Returns: (transfer full) (nullable): a copy */
row *row_copy(row *r);
void row_free(row *r);
const char *row_text(const row *r);
int row_write(row *r, void *buffer, unsigned long size);
void db_on_change(db *d, void (*callback)(void *data), void *data);
int db_version(void);
"#;

fn ffi_gen(directory: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ffi-gen"))
        .args(arguments)
        .current_dir(directory)
        .output()
        .expect("the command runs")
}

fn directory_with(header: &str) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("db.h"), header).unwrap();
    directory
}

fn prints(output: &Output, expected: &Expect) {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{errors}");
    expected.assert_eq(&String::from_utf8_lossy(&output.stdout));
}

#[test]
fn a_draft_says_what_is_known_why_and_what_is_not() {
    let directory = directory_with(HEADER);
    prints(
        &ffi_gen(directory.path(), &["infer", "db.h"]),
        &expect![[r##"
            # A draft of who owns what, made by `ffi-gen infer` from attributes, comments, names and types. Read it as a reviewer:
            # an entry vouches for its function, and also for what it does not say (a handle is borrowed for the call and not null, a
            # number may have any value). What is commented out is doubtful, and `unknown` says what to find out.

            [library]
            name = "db"
            strip = ["DB_"]

            [error.status]
            ok = ["DB_OK"]
            # unknown: `codes`, the constants that name errors, and `message`, the function that explains one

            # ---- db ------------------------------------------------------------------------------------------------------------

            [type.db]
            strip = ["db_"]
            facts = [
                "handle(destroy = db_close)",                  # comment, db.h:6: “close it with db_close()”
            ]

            [fn.db_open]
            facts = [
                "nullable(mode)",                              # comment, db.h:7: “may be NULL”
                "error(convention = status)",                  # comment, db.h:8: “0 on success, an error code otherwise”
                "nul_terminated(path)",                        # type: `const char *` with no length beside it
                "nul_terminated(mode)",                        # type: `const char *` with no length beside it
                "returns_owned(out)",                          # type: `db **` receives a thing that can be destroyed
            ]

            # [fn.db_first]
            # params = ["db"]
            # facts = [
            #     "borrows(db)",                                 # name: `first` in its name hands out what is there
            # ]
            # unknown: how to mend this: `db_first` lends a `row` that somebody else may destroy

            [fn.row_new]
            facts = [
                "returns_owned(@return)",                      # name: `new` in its name makes a new one
                "borrows(@return: owner)",                     # name: made from `owner`; to assume that it needs it alive is never wrong, only narrow
            ]

            # [fn.db_on_change]
            # facts = []
            # unknown: when `callback` is called, with which data, and until when
            # unknown: how far `data` may be read or written, and whether it is kept

            [fn.db_close]
            facts = [
                "consumes(d)",                                 # name: it ends what it is given
            ]

            # ---- row -----------------------------------------------------------------------------------------------------------

            [type.row]
            strip = ["row_"]
            facts = [
                "handle(destroy = row_free)",                  # name: `row_free` takes one and its name says that it ends it
            ]

            [fn.row_copy]
            facts = [
                "returns_owned(@return)",                      # doc tag, db.h:13: “(transfer full)”; also name
                "borrows(@return: r)",                         # type: a copy may need alive what `r` needs, and so must not outlive it
            ]

            [fn.row_text]
            facts = [
                "nul_terminated(@return)",                     # type: text with no length beside it
                "copied(@return)",                             # type: `const char *` is not the caller's to free; how long it lives is not said, so it is copied
            ]

            # [fn.row_write]
            # facts = [
            #     # "bytes(buffer, count = size)",               # doubtful, type: `size` follows it
            # ]
            # unknown: how far `buffer` may be read or written, and whether it is kept

            [fn.row_free]
            facts = [
                "consumes(r)",                                 # name: it ends what it is given
            ]

            # ---- functions of no type ------------------------------------------------------------------------------------------

            [fn.db_version]
            facts = []
        "##]],
    );
}

#[test]
fn a_draft_is_accepted_as_it_is_and_its_entries_are_safe() {
    let directory = directory_with(HEADER);
    let path = directory.path();
    let run = |arguments: &[&str]| {
        let output = ffi_gen(path, arguments);
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{errors}");
        errors
    };
    run(&["infer", "db.h", "-o", "db.ffi.toml"]);
    let said = run(&["generate", "db.h", "--contract", "db.ffi.toml", "-o", "out"]);
    assert_eq!(said, "wrote out/db.rs\n");
    // What a person brings into canonical form stays readable.
    run(&["fmt", "db.ffi.toml"]);
    run(&[
        "generate",
        "db.h",
        "--contract",
        "db.ffi.toml",
        "-o",
        "out",
        "--check",
    ]);
}

#[test]
fn what_a_person_decided_stays_and_what_is_new_is_added_to_its_group() {
    let directory = directory_with(HEADER);
    let path = directory.path().join("db.ffi.toml");
    let reviewed = r#"# Mine.
[library]
name = "base"

# ---- db
[type.db]   # the handle
rename = "Base"
facts = ["handle(destroy = db_close)"]

[fn.db_open]
facts = ["nul_terminated(path)", "fixed(mode, value = \"NULL\")", "returns_owned(out, always = true)", "error(convention = nonzero)"] # as the manual says

# [fn.db_first]
# unknown: I do not know yet

# The end.
"#;
    fs::write(&path, reviewed).unwrap();
    let output = ffi_gen(directory.path(), &["infer", "db.h", "-o", "db.ffi.toml"]);
    assert_eq!(output.status.code(), Some(0));
    let joined = fs::read_to_string(&path).unwrap();
    let mut rest = joined.as_str();
    for line in reviewed.lines() {
        let found = rest
            .find(line)
            .unwrap_or_else(|| panic!("{line} is lost:\n{joined}"));
        rest = &rest[found + line.len()..];
    }
    assert_eq!(joined.matches("[fn.db_open]").count(), 1);
    assert_eq!(joined.matches("[fn.db_first]").count(), 1);
    let place = |text: &str| {
        joined
            .find(text)
            .unwrap_or_else(|| panic!("{text} is not there:\n{joined}"))
    };
    assert!(place("[fn.db_open]") < place("[fn.db_close]"));
    // A second time there is nothing to add.
    ffi_gen(directory.path(), &["infer", "db.h", "-o", "db.ffi.toml"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), joined);
}

/// The header, beside the contract that was inferred of it.
fn drafted() -> tempfile::TempDir {
    let directory = directory_with(HEADER);
    ffi_gen(directory.path(), &["infer", "db.h", "-o", "db.ffi.toml"]);
    directory
}

#[test]
fn explain_shows_where_facts_come_from_and_what_the_function_becomes() {
    let directory = drafted();
    let path = directory.path();
    let explained = ffi_gen(
        path,
        &["explain", "db.h", "db_open", "--contract", "db.ffi.toml"],
    );
    prints(
        &explained,
        &expect![[r#"
        db_open (db.h:9)
          int db_open(const char *path, const char *mode, db **out)

          nullable(mode)
            side file, db.ffi.toml:23: the side file says so
            also comment, db.h:7 (88 %): “may be NULL”

          error(convention = status)
            side file, db.ffi.toml:24: the side file says so
            also comment, db.h:8 (86 %): “0 on success, an error code otherwise”

          nul_terminated(path)
            side file, db.ffi.toml:25: the side file says so
            also type, db.h:9 (88 %): `const char *` with no length beside it

          nul_terminated(mode)
            side file, db.ffi.toml:26: the side file says so
            also type, db.h:9 (88 %): `const char *` with no length beside it

          returns_owned(out)
            side file, db.ffi.toml:27: the side file says so
            also type, db.h:9 (82 %): `db **` receives a thing that can be destroyed

          out(out)
            doc tag, db.h:6 (95 %): the comment marks it so

          safe:
            db_open as open, constructor of db
              in  path: text that ends with a zero
              in  mode: text that ends with a zero, or nothing
              arg #2: the address of out #2
              out #2: db, owned by the caller
              error(status)
    "#]],
    );
    prints(
        &ffi_gen(path, &["explain", "db.h", "row"]),
        &expect![[r#"
        row (db.h:3)
          struct row

          handle(destroy = row_free)
            name, db.h:15 (95 %): `row_free` takes one and its name says that it ends it
          may be ended by row_free (100 %)
    "#]],
    );
    let unknown = ffi_gen(path, &["explain", "db.h", "db_opne"]);
    assert_eq!(unknown.status.code(), Some(1));
    expect![[r#"
        error[F0613]: the header declares no function and no type `db_opne`
    "#]]
    .assert_eq(&String::from_utf8_lossy(&unknown.stderr));
}

#[test]
fn what_may_be_kept_is_asked_for() {
    let directory = directory_with(
        "typedef struct t t;\nt *t_new(void);\nvoid t_free(t *x);\n\
         /** Reads from here; the text must remain valid until the end. */\n\
         void t_from(t *x, const char *text);\n\
         void t_set_name(t *x, const char *name);\n\
         void t_print(t *x, const char *name);\n",
    );
    let output = ffi_gen(directory.path(), &["infer", "db.h"]);
    let draft = String::from_utf8_lossy(&output.stdout).into_owned();
    for unknown in [
        "# unknown: until when `text` is kept: the comment says “remain valid”; `retains(text, until = …)`",
        "# unknown: whether `set` keeps `name`; if so, `retains(name, …)`",
    ] {
        assert!(draft.contains(unknown), "{draft}");
    }
    assert!(draft.contains("\n[fn.t_print]"), "{draft}");
}

#[test]
fn two_claims_of_one_rank_that_disagree_are_shown_both() {
    let directory = directory_with(
        "typedef struct t t;\nvoid t_free(t *x);\n\
         /** Makes one. The returned object must be freed with t_free().\n * @return the object, which must not be freed */\n\
         t *t_get(void);\n",
    );
    let output = ffi_gen(directory.path(), &["explain", "db.h", "t_get"]);
    assert_eq!(output.status.code(), Some(1));
    expect![[r#"
        error[F0611]: two claims about `t_get` disagree, and neither is stronger
         --> ./db.h:4:12
          |
        4 |  * @return the object, which must not be freed */
          |            ^^^^^^^^^^^^^^^^^^^^^^ `borrows(@return: @static)`
          |
          = note: `borrows(@return: @static)`, comment db.h:4: “the object, which must not be freed”
          = note: `returns_owned(@return)`, comment db.h:3: “The returned object must be freed with t_free().”
          = help: say in the side file which one is right: what stands there outranks both
    "#]].assert_eq(&String::from_utf8_lossy(&output.stderr));
    // A draft asks the person; nothing is decided by it.
    let output = ffi_gen(directory.path(), &["infer", "db.h"]);
    assert_eq!(output.status.code(), Some(0));
    let draft = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(draft.contains("# [fn.t_get]"), "{draft}");
}

#[test]
fn the_resolved_contract_in_words_of_no_language() {
    let directory = drafted();
    let path = directory.path();
    let summary = ffi_gen(
        path,
        &["dump", "db.h", "--resolved", "--contract", "db.ffi.toml"],
    );
    prints(
        &summary,
        &expect![[r#"
            library db

            handle db as db
              ends: db_close
              parent: counts its children, and is leaked rather than ended under them
              thread(the one that made it)

            handle row as row
              ends: row_free
              child: the parent must not end while a child is there, leaked ones included
              parent: counts its children, and is leaked rather than ended under them
              thread(the one that made it)

            convention status
              success: one of DB_OK

            db_open as open, constructor of db
              in  path: text that ends with a zero
              in  mode: text that ends with a zero, or nothing
              arg #2: the address of out #2
              out #2: db, owned by the caller
              error(status)

            db_close as close, method of db
              in  d: db, given away
              moved_on(d, always)

            row_new as row_new, method of db
              in  owner: db, lent
              out result: row, owned by the caller, or nothing
              keeps_alive(result, owner)

            row_copy as copy, method of row
              in  r: row, lent
              out result: row, owned by the caller, or nothing
              keeps_alive(result, r)

            row_free as free, method of row
              in  r: row, given away
              moved_on(r, always)

            row_text as text, method of row
              in  r: row, lent
              out result: bytes, copied at once, or nothing
              extent(result, to the first zero)

            db_version as db_version, function
              out result: int

            not reviewed: 3 functions
        "#]],
    );
}

#[test]
fn trust_in_what_is_inferred_is_said_aloud() {
    let directory = directory_with(HEADER);
    let path = directory.path();
    let output = ffi_gen(
        path,
        &["generate", "db.h", "--trust", "inferred", "-o", "out"],
    );
    assert_eq!(output.status.code(), Some(0));
    expect![[r#"
        wrote out/db.rs
        warning[F0612]: 9 entries are trusted that nobody has reviewed
         |
         = note: a wrong guess makes the safe API unsound: a double free, a use after free
         = help: for anything but an experiment, review what `ffi-gen infer` writes and use `--contract`
    "#]].assert_eq(&String::from_utf8_lossy(&output.stderr));
    let written = fs::read_to_string(path.join("out/db.rs")).unwrap();
    let head: Vec<&str> = written.lines().skip(1).take(2).collect();
    expect![[r#"
        // NOT REVIEWED: made with `--trust inferred`, from a draft that nobody has looked at. A wrong guess about who owns what
        // makes this API unsound."#]].assert_eq(&head.join("\n"));
    assert!(written.contains("pub struct Db"), "{written}");
}

#[test]
fn json_lines_for_programs() {
    let directory = directory_with(HEADER);
    let output = ffi_gen(directory.path(), &["infer", "db.h", "--format", "json"]);
    prints(
        &output,
        &expect![[r#"
            {"symbol":"db_open","returns":{"ownership":"unknown","destroy":null,"nullable":null,"confidence":0.0,"reason":"the result is no pointer"},"params":[{"name":"path","transfer":"borrow","nullable":null,"direction":"in","len":null,"callback":null},{"name":"mode","transfer":"borrow","nullable":true,"direction":"in","len":null,"callback":null},{"name":"out","transfer":"unknown","nullable":null,"direction":"out","len":null,"callback":null}]}
            {"symbol":"db_close","returns":{"ownership":"unknown","destroy":null,"nullable":null,"confidence":0.0,"reason":"the result is no pointer"},"params":[{"name":"d","transfer":"consume","nullable":null,"direction":"in","len":null,"callback":null}]}
            {"symbol":"db_first","returns":{"ownership":"borrowed","destroy":null,"nullable":null,"confidence":0.82,"reason":"name: `first` in its name hands out what is there"},"params":[{"name":"db","transfer":"borrow","nullable":null,"direction":"in","len":null,"callback":null}]}
            {"symbol":"row_new","returns":{"ownership":"owned","destroy":"row_free","nullable":null,"confidence":0.92,"reason":"name: `new` in its name makes a new one"},"params":[{"name":"owner","transfer":"borrow","nullable":null,"direction":"in","len":null,"callback":null}]}
            {"symbol":"row_copy","returns":{"ownership":"owned","destroy":"row_free","nullable":true,"confidence":0.95,"reason":"doc tag: “(transfer full)”"},"params":[{"name":"r","transfer":"borrow","nullable":null,"direction":"in","len":null,"callback":null}]}
            {"symbol":"row_free","returns":{"ownership":"unknown","destroy":null,"nullable":null,"confidence":0.0,"reason":"the result is no pointer"},"params":[{"name":"r","transfer":"consume","nullable":null,"direction":"in","len":null,"callback":null}]}
            {"symbol":"row_text","returns":{"ownership":"borrowed","destroy":null,"nullable":null,"confidence":0.86,"reason":"type: `const char *` is not the caller's to free; how long it lives is not said, so it is copied"},"params":[{"name":"r","transfer":"borrow","nullable":null,"direction":"in","len":null,"callback":null}]}
            {"symbol":"row_write","returns":{"ownership":"unknown","destroy":null,"nullable":null,"confidence":0.0,"reason":"the result is no pointer"},"params":[{"name":"r","transfer":"borrow","nullable":null,"direction":"in","len":null,"callback":null},{"name":"buffer","transfer":"unknown","nullable":null,"direction":"in","len":"size","callback":null},{"name":"size","transfer":"borrow","nullable":null,"direction":"in","len":null,"callback":null}]}
            {"symbol":"db_on_change","returns":{"ownership":"unknown","destroy":null,"nullable":null,"confidence":0.0,"reason":"the result is no pointer"},"params":[{"name":"d","transfer":"borrow","nullable":null,"direction":"in","len":null,"callback":null},{"name":"callback","transfer":"unknown","nullable":null,"direction":"in","len":null,"callback":{"data":"data","scope":"unknown"}},{"name":"data","transfer":"unknown","nullable":null,"direction":"in","len":null,"callback":null}]}
            {"symbol":"db_version","returns":{"ownership":"unknown","destroy":null,"nullable":null,"confidence":0.0,"reason":"the result is no pointer"},"params":[]}
            {"type":"db","destroy":"db_close","candidates":["db_close"],"retain":null,"release":null}
            {"type":"row","destroy":"row_free","candidates":["row_free"],"retain":null,"release":null}
        "#]],
    );
}

#[test]
fn attributes_of_clang_and_tags_of_callbacks_are_evidence() {
    let directory = directory_with(
        r#"
typedef struct db db;
struct page { unsigned long count; int rows[] __attribute__((counted_by(count))); };
void db_close(db *d);
db *_Nonnull db_open(const char *_Nonnull path, db *_Nullable near);
void *db_block(unsigned long n) __attribute__((ownership_returns(malloc, 1)));
void db_give(void *block) __attribute__((ownership_takes(malloc, 1)));
void db_lend(db *d, void *block) __attribute__((ownership_holds(malloc, 2)));
unsigned long page_count(struct page *p);
/** db_each:
 * @d: a database
 * @visit: (scope call) (closure data): is called
 * @data: its data
 */
void db_each(db *d, void (*visit)(void *data), void *data);
/** db_watch:
 * @d: a database
 * @visit: (scope notified) (destroy done): is called
 * @data: (closure): its data
 * @done: ends it
 */
void db_watch(db *d, void (*visit)(void *data), void *data, void (*done)(void *data));
"#,
    );
    let mut told = String::new();
    for symbol in [
        "page", "db_open", "db_block", "db_give", "db_lend", "db_each", "db_watch",
    ] {
        let output = ffi_gen(directory.path(), &["explain", "db.h", symbol]);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let is_fact = |line: &&str| line.starts_with("  ") && !line.starts_with("   ");
        let facts = text.lines().filter(is_fact).skip(1);
        let facts = facts.filter(|line| !line.contains("stays unsafe"));
        told += &facts
            .map(|fact| format!("{symbol}: {}\n", fact.trim()))
            .collect::<String>();
    }
    expect![[r#"
        page: len(rows, count = count)
        db_open: nonnull(@return)
        db_open: nonnull(#0)
        db_open: nullable(#1)
        db_open: returns_owned(@return)
        db_open: borrows(@return: near)
        db_open: nul_terminated(path)
        db_block: returns_owned
        db_give: consumes(#0)
        db_lend: retains(#1)
        db_each: callback(visit, data = data, scope = call)
        db_watch: callback(visit, data = data, scope = notified, destroy = done)
    "#]]
    .assert_eq(&told);
}
