/* Objects that go from thread to thread, one thread at a time, and callbacks that must not call back. */
#ifndef POSTS_H
#define POSTS_H

#include <stdbool.h>

typedef struct post post;
/* A counted one. */
typedef struct stamp stamp;

post *post_new(void);
void post_free(post *self);
int post_send(post *self, int letter);
int post_letters(post *self);

/* Until the post ends. Another one takes its place. */
void post_on(post *self, int (*got)(void *data, int letter), void *data);
void post_set_data(post *self, void *data);
void post_set_first(post *self, int (*got)(void *data, int letter));
void post_set_last(post *self, int (*got)(void *data, int letter));
void post_notify(post *self, int (*got)(void *data, int letter), void *data, void (*destroy)(void *data));
void post_once(post *self, void (*got)(void *data, int letter), void *data);

/* What is called here must call nothing that is not reentrant: letters would be lost. */
void post_sort(post *self, int (*sort)(void *data, int letter), void *data, void (*destroy)(void *data));
/* The same; a null pointer takes it away. */
void post_weigh(post *self, int (*weigh)(void *data, int letter), void *data);
/* The same, and may itself be called from anywhere. */
void post_tally(post *self, int (*tally)(void *data, int letter), void *data);
/* May be called from anywhere. */
int post_open(post *self);
/* How often the post was called while it sorted. */
int posts_disturbed(void);

stamp *stamp_new(void);
stamp *stamp_ref(stamp *self);
void stamp_unref(stamp *self);
int stamps(void);

#endif
