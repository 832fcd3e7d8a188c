/* Functions that call back and pass no data: each closure is a C function of its own. */
#ifndef GONGS_H
#define GONGS_H

#include <stdbool.h>

typedef struct gong gong;

gong *gong_new(void);
void gong_free(gong *self);
/* Until the gong ends; another one takes its place. */
void gong_listen(gong *self, int (*ring)(int event));
/* The sum of what is answered. */
int gong_strike(gong *self, int event);
/* Until it is called with a null pointer. */
void gong_scale(gong *self, double (*scale)(double of, unsigned char part, bool half, float more));
double gong_loudness(gong *self, double of);
/* As many as one likes, until they are removed. Beyond two it fails. */
int gong_add(gong *self, signed char (*hear)(const char *text, short count));
void gong_remove(gong *self, signed char (*hear)(const char *text, short count));
int gong_say(gong *self, const char *text, short count);
/* For ever. */
void gongs_ever(void (*tick)(void));
void gongs_tick(void);

#endif
