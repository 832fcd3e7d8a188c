/* Macros that name functions, types and variables. */
#include <stdint.h>

int deflate_init_v2(void *stream, int level);
#define deflate_init deflate_init_v2
#define deflate_start deflate_init

typedef uint32_t word_v1;
#define word word_v1
#define byte unsigned char
#define text_pointer const char *
#define count_t struct counter
struct counter { word value; };
extern int last_error_code;
#define last_error last_error_code
#define unknown_alias not_declared_anywhere
#define errno_like (*errno_location())
int *errno_location(void);
