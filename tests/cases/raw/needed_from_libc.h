/* What the header needs of libc comes with it; libc's own API does not. */
#include <stdint.h>
#include <time.h>
#include <sys/types.h>
struct log {
    time_t start;
    struct timespec precise;
    uint8_t level;
    size_t length;
    ssize_t result;
    intptr_t cookie;
    off_t offset;
};
int log_write(struct log *log, const void *data, size_t length, uint64_t when);
