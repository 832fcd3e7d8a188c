/* Names that mean something else in Rust, or that its bindings use for their own ends. */
#ifndef NAMES_H
#define NAMES_H

/* ---- names of types: each pair would be one name in Rust ---- */

typedef struct thing thing;
typedef struct thing_ref thing_ref;
typedef struct option option;
typedef struct FnOnce FnOnce;
typedef struct text_free text_free;
/* What a type parameter is called. */
typedef struct f f;

thing *thing_new(int value);
void thing_destroy(thing *it);
thing_ref *thing_ref_new(thing *it);
void thing_ref_destroy(thing_ref *it);
int thing_ref_get(thing_ref *it);
option *option_new(int value);
void option_destroy(option *it);
int option_get(option *it);
FnOnce *once_new(thing *it);
void once_destroy(FnOnce *it);
int once_get(FnOnce *it);
f *f_new(int value);
void f_destroy(f *it);
f *f_each(f *it, void (*visit)(void *data, int value), void *data);
int text_free_count(text_free *it);
text_free *thing_frees(thing *it);

/* ---- names of methods ---- */

int thing_as_ptr(thing *it);
int thing_from_ptr(thing *it);
int thing_from_raw(thing *it);
int thing_into_raw(thing *it);
int thing_deref(thing *it);
int thing_clone(thing *it);
int thing_drop(thing *it);
int thing_fmt(thing *it);
int thing_type(thing *it);
int thing_self(thing *it);
int thing_fooBar(thing *it);
int thing_foo_bar(thing *it);
int drop(int x);
int size_of_val(int x);

/* ---- names of variables: those of bodies ---- */

/* Counts from `scope` on; the result says that it went well. */
int thing_result(thing *it, int *result, int scope);
int thing_many(thing *it, int *object, int *used, int *outcome, int *bound, int *drop);
/* The sum of `data`, and a thousand times `data_len`. */
int thing_sum(thing *it, const unsigned char *data, int n, int data_len);
int thing_limit(thing *it);
int thing_nth(thing *it, int bound);
/* How many bytes a few numbers have. */
int thing_bytes(thing *it, const short *size_of_val, unsigned long n);
char *thing_text(thing *it);
void text__free(char *text);

#endif
