/* What the programs beside it declare wrongly. */
#include <stddef.h>
#define THING_MAX 8
typedef struct thing thing;
typedef struct size {
    unsigned width;
    unsigned height;
} size;
thing *thing_new(const char *name, int flags);
void thing_free(thing *self);
size thing_size(const thing *self);
long thing_count(const thing *self);
int thing_print(const thing *self, const char *format, ...);
void thing_each(thing *self, int (*call)(void *data, int index), void *data);
