#include "handles.h"

#include <stdatomic.h>
#include <stdlib.h>

/* Tests run side by side, so every count is atomic. */

struct box {
  int value;
};

static atomic_int boxes;

box *box_new(int value) {
  box *self = malloc(sizeof *self);
  if (self == NULL)
    return NULL;
  self->value = value;
  atomic_fetch_add(&boxes, 1);
  return self;
}

int box_get(const box *self) { return self->value; }

void box_set(box *self, int value) { self->value = value; }

void box_free(box *self) {
  atomic_fetch_sub(&boxes, 1);
  free(self);
}

int box_alive(void) { return atomic_load(&boxes); }
