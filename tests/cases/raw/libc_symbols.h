/* What the C library has already, declared again, and something new. */
#include <stdio.h>
#include <string.h>
#include <time.h>

void *memcpy(void *to, const void *from, size_t size);
int printf(const char *format, ...);
FILE *open_log(const char *name, time_t since, struct tm *broken);
size_t write_log(FILE *log, const struct timespec *at);
