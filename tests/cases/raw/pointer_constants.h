/* Constants that are pointers: what Rust can hold is a constant, the rest a function. */
#include <stddef.h>

struct handle;
typedef void (*destructor_t)(void *);

#define STATIC ((destructor_t)0)
#define TRANSIENT ((destructor_t)-1)
#define NO_HANDLE ((struct handle *)0)
#define BAD_HANDLE ((struct handle *)-1)
#define MAP_FAILED_ ((void *)-1)
#define REGISTERS ((volatile unsigned *)0x40000000)
#define NOTHING NULL
#define DEFAULT_NAME ((const char *)0)
#define ERROR_CALL ((int (*)(const char *, int))1)
#define AS_INTEGER ((size_t)(void *)16)

int bind(struct handle *handle, const void *value, destructor_t destructor);
