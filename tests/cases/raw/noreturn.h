/* Functions that do not return. */

_Noreturn void die(int code);
void fail(const char *format, ...) __attribute__((noreturn));
[[noreturn]] void stop(void);
__attribute__((__noreturn__)) void halt(void);
typedef void (*fatal_fn)(const char *) __attribute__((noreturn));
void set_fatal(fatal_fn fatal);
/* A result that never comes does not matter. */
__attribute__((noreturn)) int never(void);
