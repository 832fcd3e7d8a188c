//! A side file against a header: what it may name, and what is said of what it may not.

use expect_test::{Expect, expect};
use ffi_gen::{
    annotation,
    diagnostic::{Color, Diagnostics, render},
    frontend::{Header, Input},
    pipeline,
    resolve::Selection,
};

const HEADER: &str = r#"
typedef struct thing thing;
typedef struct other other;
typedef int thing_fd;
typedef void (*thing_visitor)(void *data, const thing *found);
struct thing_buffer { unsigned char *next; unsigned left; union { int code; float value; }; };
enum { THING_OK, THING_BUSY };
#define THING_DONE 100
#define THING_E_FIRST 1
typedef unsigned long thing_size;
thing *thing_new(const char *name, thing_size length);
void thing_free(thing *t);
void other_free(other *o);
int thing_open(const char *path, thing **out);
thing_fd thing_fd_open(const char *path);
void thing_fd_close(int fd);
thing *thing_ref(thing *t);
int thing_step(thing *);
const char *thing_text(thing *t, int index);
int thing_read(thing *t, void *buffer, thing_size *length);
int thing_each(thing *t, thing_visitor visit, void *data);
int thing_set(thing *t, int option, ...);
const char *thing_message(thing *t);
void thing_write(thing *t, const char *text, double size);
#define thing_dispose thing_free
static inline void thing_vanish(thing *t) { thing_free(t); }
static inline int thing_count(thing *t) { return thing_step(t); }
void thing_old();
"#;

/// What is said of a side file for [`HEADER`].
fn complaints(side_file: &str) -> String {
    let input = Input {
        headers: vec![Header::Stdin(HEADER.into())],
        ..Input::default()
    };
    let mut diagnostics = Diagnostics::default();
    let (resolved, _) = pipeline::resolve(&input, &Selection::default(), None, &mut diagnostics)
        .expect("the header is right");
    let mut contract = resolved.contract().clone();
    let file = contract.add_source("thing.ffi.toml".into(), side_file.as_bytes());
    let overlay = annotation::overlay::read(file, contract.sources(), &mut diagnostics);
    annotation::check(&overlay, &contract, &mut diagnostics);
    render(&diagnostics, contract.sources(), Color::Never)
}

fn complains(side_file: &str, expected: &Expect) {
    expected.assert_eq(&complaints(side_file));
}

#[test]
fn what_is_right_is_not_complained_about() {
    let text = complaints(
        r#"
        [type.thing]
        facts = ["refcounted(retain = thing_ref, release = thing_dispose, atomic = true)"]
        [type.thing_fd]
        facts = ["handle(destroy = thing_fd_close, invalid = -1)"]
        [type."struct thing_buffer"]
        facts = ["bytes(next, count = left)", "nullable(next)", "skip(code)"]
        [fn.thing_new]
        facts = ["returns_owned", "bytes(name, count = length)", "nullable(@return)"]
        [fn.thing_open]
        facts = ["returns_owned(out)", "borrows(@static)", "is_path(#0)", "error(convention = status)"]
        [fn.thing_fd_open]
        facts = ["returns_owned(destroy = thing_fd_close)", "error(convention = negative)"]
        [fn.thing_step]
        params = ["it"]
        facts = ["exclusive(it)", "error(convention = row)", "invalidates(@parent(it))"]
        [fn.thing_text]
        facts = ["borrows(t)", "bytes(@return, count = \"thing_step(t)\")", "range(index, below = THING_DONE)"]
        [fn.thing_read]
        facts = ["out(buffer)", "bytes(buffer, count = length)", "written(buffer, count = @return)", "inout(length)"]
        [fn.thing_each]
        facts = ["callback(visit, data = data, scope = call, on_panic = \"-THING_BUSY\")", "borrows(visit.found: t)"]
        [callback.thing_visitor]
        params = ["data", "found"]
        facts = ["nonnull(found)"]
        [fn.thing_set]
        facts = ["case(option = THING_DONE, arg = \"const char *\")"]
        [fn.thing_message]
        facts = ["copied", "nul_terminated(@return)", "returns_owned(t, destroy = free)"]
        [fn."thing_f*"]
        reviewed = true
        [error.status]
        ok = ["THING_OK"]
        message = "thing_message(thing)"
        codes = ["THING_E_*", "THING_OK..THING_BUSY"]
        [error.row]
        ok = { THING_DONE = false, THING_OK = true }
        "#,
    );
    assert_eq!(text, "");
}

#[test]
fn names_that_the_header_does_not_have() {
    complains(
        r#"
        [type.thnig]
        [fn.thing_nw]
        [fn.thing]
        [fn."other_x*"]
        reviewed = true
        [callback.thing_visiter]
        [type.thing]
        facts = ["handle(destroy = thing_fre)", "extends(base = \"othr\")"]
        [fn.thing_set]
        facts = ["case(option = THING_DUNE, arg = \"int\")"]
        [fn.thing_open]
        facts = ["error(convention = statsu)", "bytes(path, count = \"thing_sept(path)\")"]
        [error.status]
        ok = ["THING_KO"]
        message = "thing_message(thong)"
        codes = ["THING_X_*"]
        "#,
        &expect![[r#"
            error[F0522]: no type of the header is `thnig`
             --> thing.ffi.toml:2:15
              |
            2 |         [type.thnig]
              |               ^^^^^ selects nothing
              |
              = help: did you mean `thing`?

            error[F0522]: no function of the header is `thing_nw`
             --> thing.ffi.toml:3:13
              |
            3 |         [fn.thing_nw]
              |             ^^^^^^^^ selects nothing
              |
              = help: did you mean `thing_new`?

            error[F0522]: no function of the header is `thing`
             --> thing.ffi.toml:4:13
              |
            4 |         [fn.thing]
              |             ^^^^^ selects nothing
              |
              = help: write it under `[type.NAME]`

            error[F0522]: no function of the header is `other_x*`
             --> thing.ffi.toml:5:13
              |
            5 |         [fn."other_x*"]
              |             ^^^^^^^^^^ selects nothing

            error[F0522]: no callback type of the header is `thing_visiter`
             --> thing.ffi.toml:7:19
              |
            7 |         [callback.thing_visiter]
              |                   ^^^^^^^^^^^^^ selects nothing
              |
              = help: did you mean `thing_visitor`?

            error[F0521]: the header declares no function `thing_fre`
             --> thing.ffi.toml:9:36
              |
            9 |         facts = ["handle(destroy = thing_fre)", "extends(base = \"othr\")"]
              |                                    ^^^^^^^^^ not declared
              |
              = help: did you mean `thing_free`?

            error[F0521]: the header declares no type `othr`
             --> thing.ffi.toml:9:67
              |
            9 |         facts = ["handle(destroy = thing_fre)", "extends(base = \"othr\")"]
              |                                                                   ^^^^ not declared
              |
              = help: did you mean `other`?

            error[F0521]: the header declares no constant `THING_DUNE`
              --> thing.ffi.toml:11:33
               |
            11 |         facts = ["case(option = THING_DUNE, arg = \"int\")"]
               |                                 ^^^^^^^^^^ not declared
               |
               = help: did you mean `THING_DONE`?

            error[F0521]: no convention is called `statsu`
              --> thing.ffi.toml:13:38
               |
            13 |         facts = ["error(convention = statsu)", "bytes(path, count = \"thing_sept(path)\")"]
               |                                      ^^^^^^ not declared
               |
               = help: did you mean `status`?

            error[F0521]: the header declares no function `thing_sept`
              --> thing.ffi.toml:13:71
               |
            13 |         facts = ["error(convention = statsu)", "bytes(path, count = \"thing_sept(path)\")"]
               |                                                                       ^^^^^^^^^^ not declared
               |
               = help: did you mean `thing_set`?

            error[F0521]: the header declares no constant `THING_KO`
              --> thing.ffi.toml:15:16
               |
            15 |         ok = ["THING_KO"]
               |                ^^^^^^^^ not declared
               |
               = help: did you mean `THING_OK`?

            error[F0522]: no constant of the header is `THING_X_*`
              --> thing.ffi.toml:17:19
               |
            17 |         codes = ["THING_X_*"]
               |                   ^^^^^^^^^ selects nothing

            error[F0521]: the header declares no type `thong`
              --> thing.ffi.toml:16:34
               |
            16 |         message = "thing_message(thong)"
               |                                  ^^^^^ not declared
               |
               = help: did you mean `thing`?
        "#]],
    );
}

#[test]
fn positions_that_do_not_exist() {
    complains(
        r#"
        [fn.thing_step]
        facts = ["exclusive(stmt)"]
        [fn.thing_text]
        params = ["it"]
        facts = ["utf8(nowhere)"]
        [fn.thing_read]
        facts = ["nullable(bufer)", "out(#3)", "len(buffer, count = len)", "nullable(t.next)"]
        [fn.thing_each]
        facts = ["callback(visit, data = user, scope = call)"]
        [type."struct thing_buffer"]
        facts = ["nullable(netx)", "bytes(next, count = lft)", "nullable(@return)"]
        "#,
        &expect![[r#"
            error[F0523]: `thing_step` has no parameter `stmt`
             --> thing.ffi.toml:3:29
              |
            3 |         facts = ["exclusive(stmt)"]
              |                             ^^^^ unknown
              |
              = help: the header leaves parameters unnamed: name them with `params = ["…"]`, or write `#0`

            error[F0524]: `params` names 1 of the 2 parameters of `thing_text`
             --> thing.ffi.toml:4:13
              |
            4 |         [fn.thing_text]
              |             ^^^^^^^^^^

            error[F0523]: `thing_read` has no parameter `bufer`
             --> thing.ffi.toml:8:28
              |
            8 |         facts = ["nullable(bufer)", "out(#3)", "len(buffer, count = len)", "nullable(t.next)"]
              |                            ^^^^^ unknown
              |
              = help: did you mean `buffer`?

            error[F0523]: the last parameter of `thing_read` is `#2`
             --> thing.ffi.toml:8:42
              |
            8 |         facts = ["nullable(bufer)", "out(#3)", "len(buffer, count = len)", "nullable(t.next)"]
              |                                          ^^ unknown

            error[F0523]: `thing_read` has no parameter `len`
             --> thing.ffi.toml:8:69
              |
            8 |         facts = ["nullable(bufer)", "out(#3)", "len(buffer, count = len)", "nullable(t.next)"]
              |                                                                     ^^^ unknown
              |
              = help: known are `t`, `buffer` and `length`

            error[F0523]: no field `next` is known, here of `thing_read`
             --> thing.ffi.toml:8:88
              |
            8 |         facts = ["nullable(bufer)", "out(#3)", "len(buffer, count = len)", "nullable(t.next)"]
              |                                                                                        ^^^^ unknown

            error[F0523]: `thing_each` has no parameter `user`
              --> thing.ffi.toml:10:42
               |
            10 |         facts = ["callback(visit, data = user, scope = call)"]
               |                                          ^^^^ unknown
               |
               = help: known are `t`, `visit` and `data`

            error[F0523]: there is no field `netx`, here of `thing_buffer`
              --> thing.ffi.toml:12:28
               |
            12 |         facts = ["nullable(netx)", "bytes(next, count = lft)", "nullable(@return)"]
               |                            ^^^^ unknown
               |
               = help: did you mean `next`?

            error[F0523]: there is no field `lft`, here of `thing_buffer`
              --> thing.ffi.toml:12:57
               |
            12 |         facts = ["nullable(netx)", "bytes(next, count = lft)", "nullable(@return)"]
               |                                                         ^^^ unknown
               |
               = help: did you mean `left`?

            error[F0523]: `@return` is of a function, and `thing_buffer` is a type
              --> thing.ffi.toml:12:74
               |
            12 |         facts = ["nullable(netx)", "bytes(next, count = lft)", "nullable(@return)"]
               |                                                                          ^^^^^^^ unknown
        "#]],
    );
}

#[test]
fn types_that_cannot_be_what_is_said() {
    complains(
        r#"
        [type.other]
        facts = ["handle(destroy = thing_free)"]
        [fn.thing_text]
        facts = ["nullable(index)", "returns_owned(index)"]
        [fn.thing_step]
        facts = ["returns_owned", "utf8"]
        [fn.thing_free]
        facts = ["borrows(t)", "copied"]
        [fn.thing_new]
        facts = ["out(name)", "len(length, count = 3)", "returns_owned(destroy = other_free)"]
        [fn.thing_write]
        facts = ["bytes(text, count = size)", "callback(text, scope = call)", "case(option = THING_OK, arg = \"int\")"]
        "#,
        &expect![[r#"
            error[F0525]: `thing_free` does not take a `other`
             --> thing.ffi.toml:3:36
              |
            3 |         facts = ["handle(destroy = thing_free)"]
              |                                    ^^^^^^^^^^ has no such parameter

            error[F0525]: `index` of `thing_text` is an integer, and `nullable` needs a pointer
             --> thing.ffi.toml:5:28
              |
            5 |         facts = ["nullable(index)", "returns_owned(index)"]
              |                            ^^^^^ an integer

            error[F0525]: `index` of `thing_text` is an integer, and `returns_owned` needs a pointer or a handle
             --> thing.ffi.toml:5:52
              |
            5 |         facts = ["nullable(index)", "returns_owned(index)"]
              |                                                    ^^^^^ an integer

            error[F0525]: `@return` of `thing_step` is an integer, and `returns_owned` needs a pointer or a handle
             --> thing.ffi.toml:7:19
              |
            7 |         facts = ["returns_owned", "utf8"]
              |                   ^^^^^^^^^^^^^ an integer

            error[F0525]: `@return` of `thing_step` is an integer, and `utf8` needs a pointer
             --> thing.ffi.toml:7:36
              |
            7 |         facts = ["returns_owned", "utf8"]
              |                                    ^^^^ an integer

            error[F0525]: `@return` of `thing_free` is nothing, and `borrows` needs a pointer, a handle or a structure
             --> thing.ffi.toml:9:19
              |
            9 |         facts = ["borrows(t)", "copied"]
              |                   ^^^^^^^^^^ nothing

            error[F0525]: `@return` of `thing_free` is nothing, and `copied` needs a pointer
             --> thing.ffi.toml:9:33
              |
            9 |         facts = ["borrows(t)", "copied"]
              |                                 ^^^^^^ nothing

            error[F0525]: `name` of `thing_new` is a pointer to const, and `out` needs a pointer to what may be written
              --> thing.ffi.toml:11:23
               |
            11 |         facts = ["out(name)", "len(length, count = 3)", "returns_owned(destroy = other_free)"]
               |                       ^^^^ a pointer to const

            error[F0525]: `length` of `thing_new` is an integer, and `len` needs a pointer
              --> thing.ffi.toml:11:36
               |
            11 |         facts = ["out(name)", "len(length, count = 3)", "returns_owned(destroy = other_free)"]
               |                                    ^^^^^^ an integer

            error[F0525]: `other_free` does not take what `thing_new` hands out
              --> thing.ffi.toml:11:82
               |
            11 |         facts = ["out(name)", "len(length, count = 3)", "returns_owned(destroy = other_free)"]
               |                                                                                  ^^^^^^^^^^ has no such parameter

            error[F0525]: `size` of `thing_write` is a floating-point number, and `bytes` needs an integer or a pointer to one
              --> thing.ffi.toml:13:39
               |
            13 |         facts = ["bytes(text, count = size)", "callback(text, scope = call)", "case(option = THING_OK, arg = \"int\")"]
               |                                       ^^^^ a floating-point number

            error[F0525]: `text` of `thing_write` is a pointer to const, and `callback` needs a function pointer
              --> thing.ffi.toml:13:57
               |
            13 |         facts = ["bytes(text, count = size)", "callback(text, scope = call)", "case(option = THING_OK, arg = \"int\")"]
               |                                                         ^^^^ a pointer to const

            error[F0525]: `thing_write` takes no further arguments
              --> thing.ffi.toml:13:80
               |
            13 |         facts = ["bytes(text, count = size)", "callback(text, scope = call)", "case(option = THING_OK, arg = \"int\")"]
               |                                                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ not variadic
        "#]],
    );
}

#[test]
fn facts_that_contradict_each_other() {
    complains(
        r#"
        [type.thing]
        facts = ["handle(destroy = thing_free)", "refcounted(retain = thing_ref, release = thing_free)"]
        [fn.thing_new]
        facts = ["returns_owned", "borrows(@static)", "nullable(@return)", "nonnull"]
        [fn.thing_text]
        facts = ["utf8(@return)", "utf16(@return)", "exclusive(t)", "consumes(#0)"]
        [fn.thing_open]
        facts = ["returns_owned(out, destroy = thing_free)", "returns_owned(out, destroy = free)"]
        "#,
        &expect![[r#"
            error[F0526]: `handle` and `refcounted` contradict each other
             --> thing.ffi.toml:3:51
              |
            3 |         facts = ["handle(destroy = thing_free)", "refcounted(retain = thing_ref, release = thing_free)"]
              |                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ cannot hold as well
              |
              = note: it is also said that `handle(destroy = thing_free)`

            error[F0526]: `returns_owned` and `borrows` of `@return` contradict each other
             --> thing.ffi.toml:5:36
              |
            5 |         facts = ["returns_owned", "borrows(@static)", "nullable(@return)", "nonnull"]
              |                                    ^^^^^^^^^^^^^^^^ cannot hold as well
              |
              = note: it is also said that `returns_owned`

            error[F0526]: `nullable` and `nonnull` of `@return` contradict each other
             --> thing.ffi.toml:5:77
              |
            5 |         facts = ["returns_owned", "borrows(@static)", "nullable(@return)", "nonnull"]
              |                                                                             ^^^^^^^ cannot hold as well
              |
              = note: it is also said that `nullable(@return)`

            error[F0526]: `utf8` and `utf16` of `@return` contradict each other
             --> thing.ffi.toml:7:36
              |
            7 |         facts = ["utf8(@return)", "utf16(@return)", "exclusive(t)", "consumes(#0)"]
              |                                    ^^^^^^^^^^^^^^ cannot hold as well
              |
              = note: it is also said that `utf8(@return)`

            error[F0526]: `exclusive` and `consumes` of `#0` contradict each other
             --> thing.ffi.toml:7:70
              |
            7 |         facts = ["utf8(@return)", "utf16(@return)", "exclusive(t)", "consumes(#0)"]
              |                                                                      ^^^^^^^^^^^^ cannot hold as well
              |
              = note: it is also said that `exclusive(t)`

            error[F0526]: `returns_owned` names two destructors of `out`
             --> thing.ffi.toml:9:63
              |
            9 |         facts = ["returns_owned(out, destroy = thing_free)", "returns_owned(out, destroy = free)"]
              |                                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ cannot hold as well
              |
              = note: it is also said that `returns_owned(out, destroy = thing_free)`
        "#]],
    );
}

#[test]
fn functions_that_nobody_can_call() {
    complains(
        r#"
        [type.thing]
        facts = ["handle(destroy = thing_vanish)"]
        [type.other]
        facts = ["refcounted(retain = thing_old, release = other_free)"]
        [fn.thing_text]
        facts = ["borrows(t)", "bytes(@return, count = \"thing_count(t)\")"]
        [fn.thing_new]
        facts = ["returns_owned(destroy = \"thing_vanish(@self)\")"]
        "#,
        &expect![[r#"
            warning[F0527]: `thing_vanish` cannot be called, so `thing` can be borrowed and not owned
             --> thing.ffi.toml:3:36
              |
            3 |         facts = ["handle(destroy = thing_vanish)"]
              |                                    ^^^^^^^^^^^^ left out
              |
              = note: it is static: its body is compiled where it is used and has no symbol
              = help: compile a function of your own that does nothing but call `thing_vanish`, declare it in a header that is read, too, and name it here

            warning[F0527]: `thing_old` cannot be called, so `other` can be borrowed and not owned
             --> thing.ffi.toml:5:39
              |
            5 |         facts = ["refcounted(retain = thing_old, release = other_free)"]
              |                                       ^^^^^^^^^ left out
              |
              = note: it has no prototype, so what arguments it takes is unknown; with `-- -std=c23` it takes none

            warning[F0527]: `thing_count` cannot be called, so `thing_text` stays unsafe
             --> thing.ffi.toml:7:58
              |
            7 |         facts = ["borrows(t)", "bytes(@return, count = \"thing_count(t)\")"]
              |                                                          ^^^^^^^^^^^ left out
              |
              = note: it is static: its body is compiled where it is used and has no symbol
              = help: compile a function of your own that does nothing but call `thing_count`, declare it in a header that is read, too, and name it here

            warning[F0527]: `thing_vanish` cannot be called, so `thing_new` stays unsafe
             --> thing.ffi.toml:9:45
              |
            9 |         facts = ["returns_owned(destroy = \"thing_vanish(@self)\")"]
              |                                             ^^^^^^^^^^^^ left out
              |
              = note: it is static: its body is compiled where it is used and has no symbol
              = help: compile a function of your own that does nothing but call `thing_vanish`, declare it in a header that is read, too, and name it here
        "#]],
    );
}
