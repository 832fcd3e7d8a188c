//! The reference of a small header, and of a large one.

use expect_test::expect;
use ffi_gen::Builder;
use ffi_gen_markdown::Reference;
use std::fs;

const HEADER: &str = r#"
/** A lamp, somewhere. */
typedef struct lamp lamp;

/** Where a lamp stands. */
typedef struct lamp_place {
    double x; /**< east | west */
    unsigned floor : 4;
    unsigned is_outside : 1;
} lamp_place;

enum lamp_colour { LAMP_RED = 1, LAMP_GREEN };

#define LAMP_MAX 64
#define LAMP_MOST LAMP_MAX

/** Makes a *new* lamp.
 * @param name   what to call it
 * @returns null if there are LAMP_MAX */
lamp *lamp_new(const char *name);
void lamp_free(lamp *self);
lamp_place lamp_where(const lamp *self);
int lamp_say(lamp *self, const char *format, ...);
"#;

const CONTRACT: &str = r#"
[library]
name = "lamp"

[type.lamp]
facts = ["handle(destroy = lamp_free)"]

[fn.lamp_new]
facts = ["returns_owned", "utf8(name)", "nul_terminated(name)"]

[fn.lamp_say]
facts = []
"#;

#[test]
fn a_library_is_described() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    fs::write(path("lamp.h"), HEADER).expect("a header");
    fs::write(path("lamp.ffi.toml"), CONTRACT).expect("a contract");
    let bindings = Builder::new(path("lamp.h"))
        .contract(path("lamp.ffi.toml"))
        .backend(Reference::new("lamp"))
        .generate()
        .unwrap_or_else(|error| panic!("{error}"));
    expect![[r#"
        # lamp

        ## Functions

        ### `lamp_new`

        Makes a \*new\* lamp.

        - `name`: what to call it

        - returns: null if there are LAMP\_MAX

        ```c
        lamp *lamp_new(const char *name);
        ```

        - `returns_owned`
        - `utf8(name)`
        - `nul_terminated(name)`

        ### `lamp_free`

        ```c
        void lamp_free(lamp *self);
        ```

        ### `lamp_where`

        ```c
        lamp_place lamp_where(const lamp *self);
        ```

        ### `lamp_say`

        ```c
        int lamp_say(lamp *self, const char *format, ...);
        ```

        - not safe: it takes any number of arguments
        - not safe: how far \`format\` may be read or written is not said (missing: \`bytes(format, count = …)\`)

        ## Types

        ### `lamp`

        A lamp, somewhere.

        Only the library sees into it.

        - `handle(destroy = lamp_free)`

        ### `lamp_place`

        Where a lamp stands.

        16 bytes, aligned to 8.

        | at | field | |
        |---|---|---|
        | 0 | `double x` | east \| west |
        | 8 | `unsigned int floor : 4` |  |
        | 8 | `unsigned int is_outside : 1` |  |

        ### `lamp_colour`

        | | | |
        |---|---|---|
        | `LAMP_RED` | 1 |  |
        | `LAMP_GREEN` | 2 |  |

        ## Constants

        ### `LAMP_MAX`

        `64`

        ### `LAMP_MOST`

        `64`
    "#]].assert_eq(&bindings.text());
}

#[test]
fn every_function_of_a_large_header_has_its_place() {
    let bindings = Builder::new("<sqlite3.h>").backend(Reference::new("sqlite"));
    let text = bindings
        .generate()
        .unwrap_or_else(|error| panic!("{error}"))
        .text();
    for heading in [
        "### `sqlite3_open_v2`",
        "### `sqlite3_mprintf`",
        "### `SQLITE_ROW`",
    ] {
        assert!(text.contains(heading), "{heading} is missing");
    }
}
