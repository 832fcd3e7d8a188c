/* Functions that take more arguments. */
#include <stdarg.h>

enum option { OPTION_URL = 10002, OPTION_TIMEOUT = 13 };
struct handle;

int set_option(struct handle *handle, enum option option, ...);
int log_line(const char *format, ...) __attribute__((format(printf, 1, 2)));
typedef int (*logger)(int level, const char *format, ...);
void set_logger(logger logger);
int log_line_v(const char *format, va_list arguments);
struct saved { va_list arguments; };
