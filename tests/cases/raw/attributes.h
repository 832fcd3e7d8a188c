/* Attributes that say something about a declaration. */
#include <stddef.h>

void *allocate(size_t size) __attribute__((malloc, alloc_size(1), warn_unused_result));
int check(const char *text) __attribute__((nonnull(1), pure));
int old(void) __attribute__((deprecated("use check")));
int weak_one(void) __attribute__((weak));
extern int hidden __attribute__((visibility("hidden")));
struct __attribute__((deprecated)) legacy { int x; };
union __attribute__((transparent_union)) address { int *i; char *c; };
int connect_any(union address address);
int unavailable(void) __attribute__((unavailable));
void cleanup_me(int *x) __attribute__((constructor));
