/*
 * ffi_annotations.h - facts about ownership, for headers that ffi-gen reads.
 *
 * Printed by `ffi-gen annotations-header`. Include it, annotate, and nothing changes for a compiler: only clang keeps
 * the facts, and only where it knows the attribute.
 *
 *     typedef struct FFI_HANDLE(thing_free) thing thing;
 *
 *     FFI_RETURNS_OWNED(thing_free) thing *thing_new(const char *name FFI_UTF8);
 *     FFI_CONSUMES(t) void thing_free(thing *t);
 *     FFI_BORROWS(t) FFI_NULLABLE const char *thing_name(const thing *t);
 *     FFI("error(convention = errno)") int thing_read(thing *t, FFI_OUT FFI_BYTES(size) void *buffer, size_t size);
 *
 * On a parameter or a field a fact is about it, on a function about its result; `FFI` takes any fact, or several
 * separated by commas. What a short form takes first, its name says: a destructor, what adds an owner and what takes one
 * away, parameters. More of the fact may follow:
 *
 *     typedef struct FFI_REFCOUNTED(node_ref, node_unref, atomic = true) FFI_SEND FFI_SYNC node node;
 *     typedef int FFI_HANDLE(file_close, invalid = -1) file;
 *
 * Short forms put their arguments into the text themselves: a macro that hands its arguments to
 * another one would turn `errno` into `(*__errno_location ())`.
 */
#ifndef FFI_ANNOTATIONS_H
#define FFI_ANNOTATIONS_H

#if defined(__clang__) && defined(__has_attribute)
#if __has_attribute(annotate)
#define FFI_ANNOTATIONS_ARE_KEPT 1
#endif
#endif

#ifdef FFI_ANNOTATIONS_ARE_KEPT

/* Any fact: FFI("borrows(x: p)"). */
#define FFI(facts) __attribute__((annotate("ffi:" facts)))

/* Types. */
#define FFI_HANDLE(...) __attribute__((annotate("ffi:handle(destroy = " #__VA_ARGS__ ")")))
#define FFI_REFCOUNTED(up, ...) __attribute__((annotate("ffi:refcounted(retain = " #up ", release = " #__VA_ARGS__ ")")))
#define FFI_SEND __attribute__((annotate("ffi:send")))
#define FFI_SYNC __attribute__((annotate("ffi:sync")))

/* Functions: what happens to parameters, by their names. */
#define FFI_CONSUMES(...) __attribute__((annotate("ffi:consumes(" #__VA_ARGS__ ")")))
#define FFI_RETAINS(...) __attribute__((annotate("ffi:retains(" #__VA_ARGS__ ")")))
#define FFI_EXCLUSIVE(...) __attribute__((annotate("ffi:exclusive(" #__VA_ARGS__ ")")))
#define FFI_INVALIDATES(...) __attribute__((annotate("ffi:invalidates(" #__VA_ARGS__ ")")))
#define FFI_CALLBACK(...) __attribute__((annotate("ffi:callback(" #__VA_ARGS__ ")")))
#define FFI_ERROR(name) __attribute__((annotate("ffi:error(convention = " #name ")")))
#define FFI_EXITS(how) __attribute__((annotate("ffi:exits(by = " #how ")")))
#define FFI_MAIN_THREAD __attribute__((annotate("ffi:main_thread")))
#define FFI_MUST_USE __attribute__((annotate("ffi:must_use")))
#define FFI_KEEP_UNSAFE(reason) __attribute__((annotate("ffi:keep_unsafe(" #reason ")")))

/* Functions, about their result, and parameters, about what they receive. */
#define FFI_OWNED __attribute__((annotate("ffi:returns_owned")))
#define FFI_RETURNS_OWNED(...) __attribute__((annotate("ffi:returns_owned(destroy = " #__VA_ARGS__ ")")))
#define FFI_BORROWS(...) __attribute__((annotate("ffi:borrows(" #__VA_ARGS__ ")")))
#define FFI_COPIED __attribute__((annotate("ffi:copied")))

/* Parameters. */
#define FFI_OUT __attribute__((annotate("ffi:out")))
#define FFI_INOUT __attribute__((annotate("ffi:inout")))
#define FFI_FIXED(expression) __attribute__((annotate("ffi:fixed(value = \"" #expression "\")")))
#define FFI_DEFAULT(expression) __attribute__((annotate("ffi:default(value = \"" #expression "\")")))

/* Parameters, fields, and functions about their result. */
#define FFI_NULLABLE __attribute__((annotate("ffi:nullable")))
#define FFI_NONNULL __attribute__((annotate("ffi:nonnull")))
#define FFI_UNIQUE __attribute__((annotate("ffi:unique")))
#define FFI_IS(type) __attribute__((annotate("ffi:is(type = \"" #type "\")")))
#define FFI_LEN(elements) __attribute__((annotate("ffi:len(count = " #elements ")")))
#define FFI_BYTES(bytes) __attribute__((annotate("ffi:bytes(count = " #bytes ")")))
#define FFI_ZERO_TERMINATED __attribute__((annotate("ffi:zero_terminated")))
#define FFI_UTF8 __attribute__((annotate("ffi:utf8")))
#define FFI_UTF16 __attribute__((annotate("ffi:utf16")))
#define FFI_PATH __attribute__((annotate("ffi:is_path")))
#define FFI_NUL_TERMINATED __attribute__((annotate("ffi:nul_terminated")))

/* Anything. */
#define FFI_RENAME(name) __attribute__((annotate("ffi:rename(\"" #name "\")")))
#define FFI_SKIP __attribute__((annotate("ffi:skip")))
#define FFI_TAG(...) __attribute__((annotate("ffi:tag(" #__VA_ARGS__ ")")))

#else

#define FFI(facts)
#define FFI_HANDLE(...)
#define FFI_REFCOUNTED(up, ...)
#define FFI_SEND
#define FFI_SYNC
#define FFI_CONSUMES(...)
#define FFI_RETAINS(...)
#define FFI_EXCLUSIVE(...)
#define FFI_INVALIDATES(...)
#define FFI_CALLBACK(...)
#define FFI_ERROR(name)
#define FFI_EXITS(how)
#define FFI_MAIN_THREAD
#define FFI_MUST_USE
#define FFI_KEEP_UNSAFE(reason)
#define FFI_OWNED
#define FFI_RETURNS_OWNED(...)
#define FFI_BORROWS(...)
#define FFI_COPIED
#define FFI_OUT
#define FFI_INOUT
#define FFI_FIXED(expression)
#define FFI_DEFAULT(expression)
#define FFI_NULLABLE
#define FFI_NONNULL
#define FFI_UNIQUE
#define FFI_IS(type)
#define FFI_LEN(elements)
#define FFI_BYTES(bytes)
#define FFI_ZERO_TERMINATED
#define FFI_UTF8
#define FFI_UTF16
#define FFI_PATH
#define FFI_NUL_TERMINATED
#define FFI_RENAME(name)
#define FFI_SKIP
#define FFI_TAG(...)

#endif

#endif
