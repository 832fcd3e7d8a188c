/* const, volatile, restrict, _Atomic. */
char *copy_text(char *restrict to, const char *restrict from);
volatile int *port(const volatile void *base);
struct shared { _Atomic int count; volatile unsigned flags; int *const fixed; _Atomic(long) *total; };
const int constant_result(void);
int load(const _Atomic int *from);
const char *const *list(char *const *const names);
