/* Written by ffi-gen 0.1.0. Changes by hand are lost when it is written again. */
#ifndef DEMO_H
#define DEMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Facts for ffi-gen, nothing for a compiler: see `ffi-gen annotations-header`. */
#ifndef FFI_ANNOTATIONS_H
#if defined(__clang__) && defined(__has_attribute)
#if __has_attribute(annotate)
#define FFI_ANNOTATIONS_ARE_KEPT 1
#endif
#endif
#ifdef FFI_ANNOTATIONS_ARE_KEPT
#define FFI_HANDLE(...) __attribute__((annotate("ffi:handle(destroy = " #__VA_ARGS__ ")")))
#define FFI_SEND __attribute__((annotate("ffi:send")))
#define FFI_SYNC __attribute__((annotate("ffi:sync")))
#define FFI_CONSUMES(...) __attribute__((annotate("ffi:consumes(" #__VA_ARGS__ ")")))
#define FFI_EXCLUSIVE(...) __attribute__((annotate("ffi:exclusive(" #__VA_ARGS__ ")")))
#define FFI_CALLBACK(...) __attribute__((annotate("ffi:callback(" #__VA_ARGS__ ")")))
#define FFI_ERROR(name) __attribute__((annotate("ffi:error(convention = " #name ")")))
#define FFI_OWNED __attribute__((annotate("ffi:returns_owned")))
#define FFI_RETURNS_OWNED(...) __attribute__((annotate("ffi:returns_owned(destroy = " #__VA_ARGS__ ")")))
#define FFI_BORROWS(...) __attribute__((annotate("ffi:borrows(" #__VA_ARGS__ ")")))
#define FFI_OUT __attribute__((annotate("ffi:out")))
#define FFI_INOUT __attribute__((annotate("ffi:inout")))
#define FFI_NULLABLE __attribute__((annotate("ffi:nullable")))
#define FFI_NONNULL __attribute__((annotate("ffi:nonnull")))
#define FFI_LEN(elements) __attribute__((annotate("ffi:len(count = " #elements ")")))
#define FFI_BYTES(bytes) __attribute__((annotate("ffi:bytes(count = " #bytes ")")))
#define FFI_UTF8 __attribute__((annotate("ffi:utf8")))
#define FFI_NUL_TERMINATED __attribute__((annotate("ffi:nul_terminated")))
#define FFI_RENAME(name) __attribute__((annotate("ffi:rename(\"" #name "\")")))
#define FFI_TAG(...) __attribute__((annotate("ffi:tag(" #__VA_ARGS__ ")")))
#else
#define FFI_HANDLE(...)
#define FFI_SEND
#define FFI_SYNC
#define FFI_CONSUMES(...)
#define FFI_EXCLUSIVE(...)
#define FFI_CALLBACK(...)
#define FFI_ERROR(name)
#define FFI_OWNED
#define FFI_RETURNS_OWNED(...)
#define FFI_BORROWS(...)
#define FFI_OUT
#define FFI_INOUT
#define FFI_NULLABLE
#define FFI_NONNULL
#define FFI_LEN(elements)
#define FFI_BYTES(bytes)
#define FFI_UTF8
#define FFI_NUL_TERMINATED
#define FFI_RENAME(name)
#define FFI_TAG(...)
#endif
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** A point in the plane. */
typedef struct demo_point {
    /** To the right. */
    double x;
    /** Upwards. */
    double y;
} demo_point;

/** Which way something turns. */
typedef enum demo_turn {
    /** Against the clock. */
    DEMO_TURN_LEFT = 1,
    /** With the clock. */
    DEMO_TURN_RIGHT = 2
} demo_turn;

/** A side of a line, in one byte. */
typedef uint8_t demo_side;

/** On it. */
#define DEMO_SIDE_ON 0

/** Beside it. */
#define DEMO_SIDE_BESIDE 1

/**
 * The sum of two numbers. It panics where the sum is too large.
 *
 * After a failure it is `-1`, and the last error says why.
 */
int32_t demo_add(int32_t a, int32_t b)
    FFI_RENAME(add);

/**
 * Turns a point by a quarter.
 *
 * Returns 0 on success, and anything else on failure.
 */
int demo_turned(demo_point point, demo_turn turn, demo_point *out FFI_OUT)
    FFI_ERROR(nonzero) FFI_RENAME(turned);

/**
 * Moves a point in place.
 *
 * Returns 0 on success, and anything else on failure.
 */
int demo_move_by(demo_point *point FFI_INOUT, const demo_point *by)
    FFI_ERROR(nonzero) FFI_RENAME(move_by);

/**
 * On which side of a line through the origin a point lies.
 *
 * After a failure it is `Side::On`, and the last error says why.
 */
demo_side demo_side_of(demo_point point)
    FFI_RENAME(side_of);

/**
 * The middle of some points.
 *
 * `points` has `points_len` elements.
 * Returns 0 on success, and anything else on failure.
 */
int demo_middle(
    const demo_point *points FFI_LEN(points_len),
    size_t points_len,
    demo_point *out FFI_OUT)
    FFI_ERROR(nonzero) FFI_RENAME(middle);

/**
 * Doubles numbers in place.
 *
 * `numbers` has `numbers_len` elements.
 * Returns 0 on success, and anything else on failure.
 */
int demo_double(int32_t *numbers FFI_INOUT FFI_LEN(numbers_len), size_t numbers_len)
    FFI_ERROR(nonzero) FFI_RENAME(double);

/**
 * A text in capitals; nothing in is nothing out.
 *
 * `text` is UTF-8.
 * `text` ends with a NUL.
 * `text` may be null.
 * The caller owns `*out` and frees it with `demo_free`.
 * `*out` is UTF-8.
 * `*out` ends with a NUL.
 * `*out` may be null.
 * Returns 0 on success, and anything else on failure.
 */
int demo_shout(
    const char *text FFI_UTF8 FFI_NUL_TERMINATED FFI_NULLABLE,
    char **out FFI_RETURNS_OWNED(demo_free) FFI_UTF8 FFI_NUL_TERMINATED FFI_NULLABLE)
    FFI_ERROR(nonzero) FFI_RENAME(shout);

/**
 * How many bytes a text has, of whatever encoding.
 *
 * `text` ends with a NUL.
 * Returns 0 on success, and anything else on failure.
 */
int demo_bytes_of(const char *text FFI_NUL_TERMINATED, size_t *out FFI_OUT)
    FFI_ERROR(nonzero) FFI_RENAME(bytes_of);

/**
 * The first word of a text.
 *
 * The text has `*out_len` bytes, and no NUL at its end.
 *
 * Nobody may change what `text` leads to while the result is used.
 *
 * `text` is UTF-8.
 * `text` ends with a NUL.
 * The result is UTF-8.
 * The result has `out_len` bytes.
 * The result must not outlive `text`.
 * Returns null on failure.
 */
const char *demo_first_word(const char *text FFI_UTF8 FFI_NUL_TERMINATED, size_t *out_len FFI_OUT)
    FFI_UTF8 FFI_BYTES(out_len) FFI_BORROWS(text) FFI_ERROR(null) FFI_RENAME(first_word);

/**
 * The letter that follows another.
 *
 * Returns 0 on success, and anything else on failure.
 */
int demo_next_letter(uint32_t letter, uint32_t *out FFI_OUT)
    FFI_ERROR(nonzero) FFI_RENAME(next_letter);

/**
 * The version of the library.
 *
 * The result ends with a NUL.
 * The result lives as long as the program.
 * Returns null on failure.
 */
const char *demo_version(void)
    FFI_NUL_TERMINATED FFI_BORROWS(@static) FFI_ERROR(null) FFI_RENAME(version);

/**
 * A stack of numbers.
 *
 * Whoever owns one ends it with `demo_stack_free`.
 * It may be moved to another thread.
 * Several threads may use it at once.
 */
typedef struct FFI_HANDLE(demo_stack_free) FFI_SEND FFI_SYNC FFI_RENAME(Stack) demo_stack demo_stack;

/** Ends a `demo_stack`. Null is none. What goes wrong becomes the last error. */
void demo_stack_free(demo_stack *self);

/**
 * An empty stack with a name.
 *
 * `name` is UTF-8.
 * `name` ends with a NUL.
 * The caller owns `*out`.
 * Returns 0 on success, and anything else on failure.
 */
int demo_stack_new(
    const char *name FFI_UTF8 FFI_NUL_TERMINATED,
    demo_stack **out FFI_OWNED FFI_NONNULL)
    FFI_ERROR(nonzero);

/**
 * Puts a number on top.
 *
 * The call ends everything that was borrowed from `self`; none of it may be an argument.
 * Returns 0 on success, and anything else on failure.
 */
int demo_stack_push(demo_stack *self, int32_t number)
    FFI_EXCLUSIVE(self) FFI_ERROR(nonzero);

/**
 * Takes the number on top away.
 *
 * The call ends everything that was borrowed from `self`; none of it may be an argument.
 * Returns 0 on success, and anything else on failure.
 */
int demo_stack_pop(demo_stack *self, int32_t *out FFI_OUT)
    FFI_EXCLUSIVE(self) FFI_ERROR(nonzero);

/**
 * How many numbers there are.
 *
 * After a failure it is `usize::MAX`, and the last error says why.
 */
size_t demo_stack_len(const demo_stack *self)
    FFI_TAG(reviewed = true);

/**
 * Whether there are none.
 *
 * After a failure it is `true`, and the last error says why.
 */
bool demo_stack_is_empty(const demo_stack *self)
    FFI_TAG(reviewed = true);

/**
 * The name.
 *
 * The text has `*out_len` bytes, and no NUL at its end.
 *
 * The result is UTF-8.
 * The result has `out_len` bytes.
 * The result must not outlive `self`.
 * Returns null on failure.
 */
const char *demo_stack_name(const demo_stack *self, size_t *out_len FFI_OUT)
    FFI_UTF8 FFI_BYTES(out_len) FFI_BORROWS(self) FFI_ERROR(null);

/**
 * All numbers, the last one on top.
 *
 * The result has `out_len` elements.
 * The result must not outlive `self`.
 * Returns null on failure.
 */
const int32_t *demo_stack_numbers(const demo_stack *self, size_t *out_len FFI_OUT)
    FFI_LEN(out_len) FFI_BORROWS(self) FFI_ERROR(null);

/**
 * Puts several numbers on top.
 *
 * The call ends everything that was borrowed from `self`; none of it may be an argument.
 * `numbers` has `numbers_len` elements.
 * Returns 0 on success, and anything else on failure.
 */
int demo_stack_extend(
    demo_stack *self,
    const int32_t *numbers FFI_LEN(numbers_len),
    size_t numbers_len)
    FFI_EXCLUSIVE(self) FFI_ERROR(nonzero);

/**
 * The stack as text.
 *
 * The caller owns the result and frees it with `demo_free`.
 * The result is UTF-8.
 * The result ends with a NUL.
 * Returns null on failure.
 */
char *demo_stack_describe(const demo_stack *self)
    FFI_RETURNS_OWNED(demo_free) FFI_UTF8 FFI_NUL_TERMINATED FFI_ERROR(null);

/**
 * The numbers in order.
 *
 * The caller owns the result and frees it with `demo_free`.
 * The result has `out_len` elements.
 * Returns null on failure.
 */
int32_t *demo_stack_sorted(const demo_stack *self, size_t *out_len FFI_OUT)
    FFI_RETURNS_OWNED(demo_free) FFI_LEN(out_len) FFI_ERROR(null);

/**
 * Calls a function with each number until it answers `false`; how often it was called.
 *
 * `visit` is called only before the call returns.
 * It is given `visit_data`.
 * Returns 0 on success, and anything else on failure.
 */
int demo_stack_each(
    const demo_stack *self,
    bool (*visit)(int32_t, void *),
    void *visit_data,
    size_t *out FFI_OUT)
    FFI_CALLBACK(visit, data = visit_data, scope = call, on_panic = "false") FFI_ERROR(nonzero);

/**
 * Calls a function with each number that is pushed from now on.
 *
 * `watcher_destroy` may be null; it is called with `watcher_data` also when the call fails.
 *
 * The call ends everything that was borrowed from `self`; none of it may be an argument.
 * `watcher` may be called until `watcher_destroy` is, which frees its data.
 * It is given `watcher_data`.
 * Any thread may call it.
 * Returns 0 on success, and anything else on failure.
 */
int demo_stack_watch(
    demo_stack *self,
    void (*watcher)(int32_t, void *),
    void *watcher_data,
    void (*watcher_destroy)(void *))
    FFI_EXCLUSIVE(self)
    FFI_CALLBACK(watcher, data = watcher_data, scope = notified, destroy = watcher_destroy, on_failure = called, threads = any)
    FFI_ERROR(nonzero);

/**
 * Puts all numbers of another stack on top, which is used up.
 *
 * The call ends everything that was borrowed from `self`; none of it may be an argument.
 * The callee takes `other`, which must not be used afterwards, and ends everything that was borrowed
 * from it; none of that may be an argument.
 * Returns 0 on success, and anything else on failure.
 */
int demo_stack_append(demo_stack *self, demo_stack *other)
    FFI_EXCLUSIVE(self) FFI_CONSUMES(other) FFI_ERROR(nonzero);

/**
 * A copy under another name.
 *
 * `name` is UTF-8.
 * `name` ends with a NUL.
 * The caller owns the result.
 * Returns null on failure.
 */
demo_stack *demo_stack_copy(const demo_stack *self, const char *name FFI_UTF8 FFI_NUL_TERMINATED)
    FFI_OWNED FFI_ERROR(null);

/**
 * The larger one of two stacks, if the other is there and larger.
 *
 * `other` may be null.
 * Returns 0 on success, and anything else on failure.
 */
int demo_stack_larger(
    const demo_stack *self,
    const demo_stack *other FFI_NULLABLE,
    bool *out FFI_OUT)
    FFI_ERROR(nonzero);

/**
 * The numbers of a stack, one after the other.
 *
 * Only the thread that made one may use it.
 *
 * Whoever owns one ends it with `demo_cursor_free`.
 */
typedef struct FFI_HANDLE(demo_cursor_free) FFI_RENAME(Cursor) demo_cursor demo_cursor;

/**
 * A cursor over the numbers.
 *
 * The caller owns `*out`.
 * `*out` must not outlive `self`, unless it is never used again.
 * Returns 0 on success, and anything else on failure.
 */
int demo_stack_cursor(
    const demo_stack *self,
    demo_cursor **out FFI_OWNED FFI_BORROWS(self, leak_ok = true) FFI_NONNULL)
    FFI_ERROR(nonzero);

/** Ends a `demo_cursor`. Null is none. What goes wrong becomes the last error. */
void demo_cursor_free(demo_cursor *self);

/**
 * The next number.
 *
 * The call ends everything that was borrowed from `self`; none of it may be an argument.
 * Returns 0 on success, and anything else on failure.
 */
int demo_cursor_next(demo_cursor *self, int32_t *out FFI_OUT)
    FFI_EXCLUSIVE(self) FFI_ERROR(nonzero);

/**
 * What is left.
 *
 * The result has `out_len` elements.
 * The result must not outlive what `self` must not outlive.
 * Returns null on failure.
 */
const int32_t *demo_cursor_rest(const demo_cursor *self, size_t *out_len FFI_OUT)
    FFI_LEN(out_len) FFI_BORROWS(@parent(self)) FFI_ERROR(null);

/** Frees text or elements that a function of this library handed out. Null is none. */
void demo_free(void *block);

/** The code of the last error of this thread; 0 where there is none. */
int demo_last_error_code(void)
    FFI_RENAME(last_error_code);

/** How many bytes the message of the last error has, without the NUL. */
size_t demo_last_error_length(void)
    FFI_RENAME(last_error_length);

/**
 * Writes the message of the last error and a NUL, as far as there is room, and returns how long it is.
 *
 * `buffer` has `size` bytes.
 */
size_t demo_last_error_message(char *buffer FFI_OUT FFI_BYTES(size), size_t size)
    FFI_RENAME(last_error_message);

/**
 * As `last_error_message`, and forgets the error. Returns its code; `length` is how long the message is.
 *
 * `buffer` has `size` bytes.
 */
int demo_last_error_take(char *buffer FFI_OUT FFI_BYTES(size), size_t size, size_t *length FFI_OUT)
    FFI_RENAME(last_error_take);

/** Forgets the last error of this thread. */
void demo_last_error_clear(void)
    FFI_RENAME(last_error_clear);

/** What the interface comes down to: another number where two sides do not fit together. */
uint64_t demo_abi_fingerprint(void)
    FFI_RENAME(abi_fingerprint);

/** What `demo_abi_fingerprint` returns where the library is the one that this header is of. */
#define DEMO_ABI_FINGERPRINT 6417160745999944022LL

#ifdef __cplusplus
}
#endif

#endif
