/* Functions that do not return. */
#include <stdnoreturn.h>

_Noreturn void die(int code);
noreturn void give_up(void);
void fail(const char *format, ...) __attribute__((__noreturn__));
[[noreturn]] void stop(void);
__attribute__((__noreturn__)) int never(void);
typedef void (*fatal_fn)(const char *) __attribute__((__noreturn__));
void set_fatal(fatal_fn fatal);
