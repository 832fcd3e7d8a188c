/* The same interface later: a sample has grown. */
#include <stdint.h>

typedef struct sample {
    int64_t at;
    float level;
    uint32_t flags;
    int32_t source;
} sample;

typedef struct meter meter;

void meter_free(meter *m);
int meter_put(meter *m, const sample *samples, int count);
