/* What cannot be translated is named, with the reason. */
#include <stdarg.h>
static inline int inline_helper(int x) { return x + 1; }
long double extended(long double x);
typedef float vec4 __attribute__((vector_size(16)));
vec4 vector_add(vec4 a, vec4 b);
extern _Thread_local int per_thread;
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define INIT { 0, 0 }
#define EMPTY
#define DECLARE int declared
#define EXPORT __attribute__((visibility("default")))
#define LOOP do { } while (0)
#define UNKNOWN some_unknown_name
#define CALL undeclared_function(3)
__attribute__((preserve_most)) void other_convention(void);
_Complex double rotate(_Complex double z);
