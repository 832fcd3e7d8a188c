/* The interface of one.h, written by somebody else. */
#include <stdint.h>

struct meter;
struct sample;

/** Puts samples. */
int meter_put(struct meter *, struct sample const *, int);

typedef struct meter meter;

/** Ends a meter. */
void meter_free(meter *which);

#define METER_VERSION 1

typedef struct sample {
    int64_t at;  /**< When. */
    float level; /**< How much. */
} sample;
