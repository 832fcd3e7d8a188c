/* Variables. */
#include <stdint.h>

extern int counter;
extern const char *const version_text;
extern const char build_id[];
extern double matrix[3][4];
extern const uint8_t table[256];
extern struct config { int verbose; } config;
extern const struct config *current;
extern volatile unsigned status;
extern void (*hook)(int);
extern struct opaque hidden;
extern int unknown_length[][2];
extern _Thread_local int per_thread;
extern __thread int per_thread_too;
int defined_here = 3;
