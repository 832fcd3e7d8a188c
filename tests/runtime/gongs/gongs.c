#include "gongs.h"

#include <stddef.h>
#include <stdlib.h>

struct gong {
  int (*ring)(int event);
  double (*scale)(double of, unsigned char part, bool half, float more);
  signed char (*hear[2])(const char *text, short count);
};

gong *gong_new(void) { return calloc(1, sizeof(gong)); }
void gong_free(gong *self) { free(self); }
void gong_listen(gong *self, int (*ring)(int event)) { self->ring = ring; }
int gong_strike(gong *self, int event) { return self->ring == NULL ? 0 : self->ring(event); }
void gong_scale(gong *self, double (*scale)(double of, unsigned char part, bool half, float more)) {
  self->scale = scale;
}
double gong_loudness(gong *self, double of) {
  return self->scale == NULL ? of : self->scale(of, 250, true, 0.5f);
}
int gong_add(gong *self, signed char (*hear)(const char *text, short count)) {
  for (int i = 0; i < 2; i++)
    if (self->hear[i] == NULL) {
      self->hear[i] = hear;
      return 0;
    }
  return 1;
}
void gong_remove(gong *self, signed char (*hear)(const char *text, short count)) {
  for (int i = 0; i < 2; i++)
    if (self->hear[i] == hear)
      self->hear[i] = NULL;
}
int gong_say(gong *self, const char *text, short count) {
  int sum = 0;
  for (int i = 0; i < 2; i++)
    if (self->hear[i] != NULL)
      sum += self->hear[i](text, count);
  return sum;
}

static void (*ever)(void);
void gongs_ever(void (*tick)(void)) { ever = tick; }
void gongs_tick(void) {
  if (ever != NULL)
    ever();
}
