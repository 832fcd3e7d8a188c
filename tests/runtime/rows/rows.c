#include "rows.h"

#include <stdlib.h>
#include <string.h>

const void *rows_find(const void *rows, size_t count, size_t size, bool (*is)(const void *row, void *data),
                      void *data) {
  const char *at = rows;
  for (size_t i = 0; i < count; i++, at += size)
    if (is(at, data))
      return at;
  return NULL;
}
void rows_sort(void *rows, size_t count, size_t size, int (*compare)(const void *a, const void *b)) {
  char *first = rows;
  char *copy = malloc(size + 1);
  if (copy == NULL)
    abort();
  for (size_t i = 1; i < count; i++) {
    memcpy(copy + 1, first + i * size, size);
    size_t to = i;
    while (to > 0 && compare(first + (to - 1) * size, copy + 1) > 0) {
      memcpy(first + to * size, first + (to - 1) * size, size);
      to--;
    }
    memcpy(first + to * size, copy + 1, size);
  }
  free(copy);
}
void rows_fill(void *rows, size_t count, size_t size, unsigned char byte) { memset(rows, byte, count * size); }
size_t rows_count(const void *row, const void *rows, size_t count, size_t size) {
  const char *at = rows;
  size_t found = 0;
  for (size_t i = 0; i < count; i++, at += size) {
    size_t same = 0;
    while (same < size && at[same] == (row == NULL ? 0 : ((const char *)row)[same]))
      same++;
    found += same == size;
  }
  return found;
}
