/* A library of handles: one little family of functions for each ownership fact. */
#ifndef HANDLES_H
#define HANDLES_H

/* ---- box: a pointer handle with a destructor ---- */

typedef struct box box;

/* Makes a box with a number in it. */
box *box_new(int value);
/* What is in it. */
int box_get(const box *self);
/* Puts another number in. */
void box_set(box *self, int value);
void box_free(box *self);
/* How many boxes are alive. */
int box_alive(void);

#endif
