/* Objects that go from thread to thread, some with a thread of their own. */
#ifndef WORKERS_H
#define WORKERS_H

typedef struct worker worker;
typedef struct unit unit;

worker *worker_new(void);
/* Stops the thread, and waits for it. */
void worker_free(worker *self);
/* Called on the worker's thread, again and again, until another one takes its place; that does not wait. */
void worker_on(worker *self, int (*call)(void *data, int event), void *data);
/* Called on the worker's thread, once; that frees it, with the lock of all workers. */
void worker_once(worker *self, int (*call)(void *data, int event), void *data, void (*destroy)(void *data));
/* Waits until nothing is to be called once. Takes the lock of all workers. */
void worker_wait(worker *self);
/* Takes the lock of all workers. */
int workers_calls(void);

/* Units know nothing of each other, but for what is called in every `unit_fire`, for ever. */
unit *unit_new(void);
void unit_free(unit *self);
void unit_ever(unit *self, int (*call)(void *data, int event), void *data);
int unit_fire(unit *self);
/* As before, until the library says so. */
void unit_notify(unit *self, int (*call)(void *data, int event), void *data, void (*destroy)(void *data));
/* As before, until another function is called, with what this one returned. */
int unit_watch(unit *self, int (*call)(void *data, int event), void *data);
void units_unwatch(int id);

#endif
