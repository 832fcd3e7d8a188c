#include "lent.h"

#include <stdlib.h>
#include <string.h>

struct parent {
  int unused;
};
struct child {
  int stubborn;
};

parent *parent_new(void) { return calloc(1, sizeof(parent)); }
void parent_free(parent *it) { free(it); }

child *child_new(parent *of, int stubborn) {
  (void)of;
  child *it = malloc(sizeof *it);
  if (it != NULL)
    it->stubborn = stubborn;
  return it;
}
int child_stubborn(child *it) { return it->stubborn; }
child *parent_lend(parent *it, int has_one) {
  return has_one ? child_new(it, 7) : NULL;
}
void child_free(child *it) { free(it); }

int child_end(child *it) {
  if (it->stubborn-- > 0)
    return 1;
  free(it);
  return 0;
}
int parent_take(parent *it, child *taken) {
  (void)it;
  return child_end(taken);
}

int parent_name(parent *it, int has_one, char **name) {
  (void)it;
  if (has_one) {
    *name = malloc(5);
    if (*name == NULL)
      return 1;
    memcpy(*name, "name", 5);
  }
  return 0;
}
void name_free(char *name) { free(name); }

int skip(const char *a, const char *b, int count, const char **rest_of_a, const char **rest_of_b) {
  *rest_of_a = count < 0 ? NULL : a + count;
  *rest_of_b = count < 0 ? NULL : b + count;
  return count;
}

int word(const char *text, int n, const char **rest) {
  int used = 0;
  while (text != NULL && used < n && text[used] != ' ')
    used++;
  *rest = text == NULL ? NULL : text + used;
  return used;
}
