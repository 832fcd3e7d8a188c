/* Rows of any type: each function is told how large one is. */
#ifndef ROWS_H
#define ROWS_H

#include <stdbool.h>
#include <stddef.h>

/* The first one that is wanted, or null. */
const void *rows_find(const void *rows, size_t count, size_t size, bool (*is)(const void *row, void *data), void *data);
/* In the order that `compare` tells; never reads beyond its end, whatever that is. It is shown copies that stand anywhere. */
void rows_sort(void *rows, size_t count, size_t size, int (*compare)(const void *a, const void *b));
/* Sets every byte. */
void rows_fill(void *rows, size_t count, size_t size, unsigned char byte);
/* How many rows are the same as `row`, byte for byte. A null pointer is the row of zeros. */
size_t rows_count(const void *row, const void *rows, size_t count, size_t size);

#endif
