/* An interface, as the program was built for it. */
#include <stdint.h>

typedef struct sample {
    int64_t at;
    float level;
} sample;

typedef struct meter meter;

void meter_free(meter *m);
int meter_put(meter *m, const sample *samples, int count);
