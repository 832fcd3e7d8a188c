#include "workers.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int calls;

struct worker {
  pthread_t thread;
  int stops;
  int (*call)(void *data, int event);
  void *data;
  int (*once)(void *data, int event);
  void *once_data;
  void (*once_destroy)(void *data);
};

static void *run(void *it) {
  worker *self = it;
  for (;;) {
    pthread_mutex_lock(&lock);
    int stops = self->stops;
    int (*call)(void *, int) = self->call;
    void *data = self->data;
    int (*once)(void *, int) = self->once;
    pthread_mutex_unlock(&lock);
    if (stops)
      return NULL;
    /* Here another one may take its place. */
    sched_yield();
    if (call != NULL)
      call(data, 1);
    if (once != NULL) {
      once(self->once_data, 2);
      pthread_mutex_lock(&lock);
      calls++;
      self->once_destroy(self->once_data);
      self->once = NULL;
      pthread_mutex_unlock(&lock);
    }
  }
}
worker *worker_new(void) {
  worker *it = calloc(1, sizeof(worker));
  if (it != NULL && pthread_create(&it->thread, NULL, run, it) != 0)
    abort();
  return it;
}
void worker_free(worker *self) {
  pthread_mutex_lock(&lock);
  self->stops = 1;
  pthread_mutex_unlock(&lock);
  pthread_join(self->thread, NULL);
  if (self->once != NULL)
    self->once_destroy(self->once_data);
  free(self);
}
void worker_on(worker *self, int (*call)(void *data, int event), void *data) {
  pthread_mutex_lock(&lock);
  self->call = call;
  self->data = data;
  pthread_mutex_unlock(&lock);
}
void worker_once(worker *self, int (*call)(void *data, int event), void *data, void (*destroy)(void *data)) {
  pthread_mutex_lock(&lock);
  if (self->once != NULL)
    abort();
  self->once = call;
  self->once_data = data;
  self->once_destroy = destroy;
  pthread_mutex_unlock(&lock);
}
void worker_wait(worker *self) {
  for (int waits = 1; waits;) {
    pthread_mutex_lock(&lock);
    waits = self->once != NULL;
    pthread_mutex_unlock(&lock);
    sched_yield();
  }
}
int workers_calls(void) {
  pthread_mutex_lock(&lock);
  int all = calls;
  pthread_mutex_unlock(&lock);
  return all;
}

struct unit {
  int number;
};
static int (*ever)(void *data, int event);
static void *ever_data;
static void (*ever_destroy)(void *data);
unit *unit_new(void) { return calloc(1, sizeof(unit)); }
void unit_free(unit *self) { free(self); }
void unit_ever(unit *self, int (*call)(void *data, int event), void *data) {
  (void)self;
  ever = call;
  ever_data = data;
}
int unit_fire(unit *self) { return ever == NULL ? self->number : ever(ever_data, 1); }
void unit_notify(unit *self, int (*call)(void *data, int event), void *data, void (*destroy)(void *data)) {
  if (ever_destroy != NULL)
    ever_destroy(ever_data);
  unit_ever(self, call, data);
  ever_destroy = destroy;
}
int unit_watch(unit *self, int (*call)(void *data, int event), void *data) {
  unit_ever(self, call, data);
  return 1;
}
void units_unwatch(int id) {
  if (id == 1)
    ever = NULL;
}
