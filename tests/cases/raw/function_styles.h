/* Every way to declare a function. */
#include <stddef.h>
#include <stdarg.h>

int no_prototype();
int nothing(void);
int unnamed(int, const char *, size_t);
int arrays(int values[4], const char names[][16], double matrix[3][3]);
int function_parameter(int callback(int, int), void *data);
extern int printf_like(const char *format, ...) __attribute__((format(printf, 1, 2)));
int vprintf_like(const char *format, va_list arguments);
_Noreturn void stop(int code);
void leave(void) __attribute__((noreturn));
int (*returns_callback(int which))(const char *);
typedef int operation(int, int);
operation add, subtract;
operation *choose(const char *name);
const volatile int *qualified(const char *const *names, volatile int *out, char *restrict buffer);
_Bool truth(_Bool);

/* More arguments than are named. */
enum option { OPTION_URL = 10002, OPTION_TIMEOUT = 13 };
struct handle;
int set_option(struct handle *handle, enum option option, ...);
typedef int (*logger)(int level, const char *format, ...);
void set_logger(logger logger);
struct saved { va_list arguments; };
