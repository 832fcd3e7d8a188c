#include "hubs.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

typedef struct entry {
  int (*call)(void *data, int event);
  int (*two)(void *data, int event);
  void *data;
  void (*destroy)(void *data);
  void (*once)(hub *of, void *data);
  int id;
  /* How many threads are in it. */
  int running;
  /* Removed. */
  int gone;
  struct entry *next;
} entry;

struct hub {
  pthread_t thread;
  pthread_mutex_t lock;
  pthread_cond_t changed;
  entry *entries;
  entry on;
  int stops, id;
  unsigned long turns;
};

/* What is never freed can still be found. */
static void **remembered;
static size_t memories;
static pthread_mutex_t memory_lock = PTHREAD_MUTEX_INITIALIZER;
static void remember(void *data) {
  pthread_mutex_lock(&memory_lock);
  remembered = realloc(remembered, (memories + 1) * sizeof(void *));
  if (remembered == NULL)
    abort();
  remembered[memories++] = data;
  pthread_mutex_unlock(&memory_lock);
}

/* With the lock, which is given up while it calls. */
static int call_all(hub *self, int event, int own) {
  int sum = 0;
  if (self->on.call != NULL) {
    int (*call)(void *, int) = self->on.call;
    void *data = self->on.data;
    pthread_mutex_unlock(&self->lock);
    sum += call(data, event);
    pthread_mutex_lock(&self->lock);
  }
  for (entry *at = self->entries; at != NULL;) {
    if (at->gone || (at->once != NULL && !own)) {
      at = at->next;
      continue;
    }
    at->running++;
    if (at->once != NULL)
      at->gone = 1;
    pthread_mutex_unlock(&self->lock);
    if (at->once != NULL) {
      at->once(self, at->data);
    } else {
      sum += at->call(at->data, event);
      if (at->two != NULL)
        sum += at->two(at->data, event);
    }
    pthread_mutex_lock(&self->lock);
    entry *next = at->next;
    at->running--;
    pthread_cond_broadcast(&self->changed);
    at = next;
  }
  return sum;
}
static void *run(void *it) {
  hub *self = it;
  pthread_mutex_lock(&self->lock);
  while (!self->stops) {
    call_all(self, -1, 1);
    self->turns++;
    pthread_cond_broadcast(&self->changed);
    pthread_mutex_unlock(&self->lock);
    sched_yield();
    pthread_mutex_lock(&self->lock);
  }
  pthread_mutex_unlock(&self->lock);
  return NULL;
}
hub *hub_new(void) {
  hub *it = calloc(1, sizeof(hub));
  if (it == NULL)
    return NULL;
  pthread_mutex_init(&it->lock, NULL);
  pthread_cond_init(&it->changed, NULL);
  if (pthread_create(&it->thread, NULL, run, it) != 0)
    abort();
  return it;
}
void hub_free(hub *self) {
  pthread_mutex_lock(&self->lock);
  self->stops = 1;
  pthread_mutex_unlock(&self->lock);
  pthread_join(self->thread, NULL);
  while (self->entries != NULL) {
    entry *at = self->entries;
    self->entries = at->next;
    if (at->once != NULL && !at->gone)
      at->once(self, at->data);
    if (at->destroy != NULL && !at->gone)
      at->destroy(at->data);
    free(at);
  }
  pthread_mutex_destroy(&self->lock);
  pthread_cond_destroy(&self->changed);
  free(self);
}
void hub_turn(hub *self) {
  pthread_mutex_lock(&self->lock);
  /* The one that goes on already may have passed what was added. */
  unsigned long wanted = self->turns + 2;
  while (self->turns < wanted)
    pthread_cond_wait(&self->changed, &self->lock);
  pthread_mutex_unlock(&self->lock);
}
int hub_push(hub *self, int event) {
  pthread_mutex_lock(&self->lock);
  int sum = call_all(self, event, 0);
  pthread_mutex_unlock(&self->lock);
  return sum;
}
static int add(hub *self, entry with) {
  entry *it = malloc(sizeof(entry));
  if (it == NULL)
    abort();
  pthread_mutex_lock(&self->lock);
  *it = with;
  it->id = ++self->id;
  it->next = self->entries;
  self->entries = it;
  int id = it->id;
  pthread_mutex_unlock(&self->lock);
  return id;
}
static void take(hub *self, int id, int waits) {
  pthread_mutex_lock(&self->lock);
  entry *it = self->entries;
  while (it != NULL && it->id != id)
    it = it->next;
  if (it == NULL)
    abort();
  it->gone = 1;
  while (waits && it->running > 0)
    pthread_cond_wait(&self->changed, &self->lock);
  /* A thread that is in it goes on from there: it stays until the hub ends. */
  if (it->running == 0) {
    entry **at = &self->entries;
    while (*at != it)
      at = &(*at)->next;
    *at = it->next;
    free(it);
  }
  pthread_mutex_unlock(&self->lock);
}
int hub_add(hub *self, int (*call)(void *data, int event), void *data) {
  return add(self, (entry){.call = call, .data = data});
}
void hub_remove(hub *self, int id) { take(self, id, 1); }
int hub_add_quick(hub *self, int (*call)(void *data, int event), void *data) {
  remember(data);
  return add(self, (entry){.call = call, .data = data});
}
void hub_remove_quick(hub *self, int id) { take(self, id, 0); }
void hub_follow(hub *self, int (*call)(void *data, int event), void *data) {
  add(self, (entry){.call = call, .data = data});
}
void hub_on(hub *self, int (*call)(void *data, int event), void *data) {
  remember(data);
  pthread_mutex_lock(&self->lock);
  self->on.call = call;
  self->on.data = data;
  pthread_mutex_unlock(&self->lock);
}
void hub_notify(hub *self, int (*call)(void *data, int event), void *data, void (*destroy)(void *data)) {
  add(self, (entry){.call = call, .data = data, .destroy = destroy});
}
void hub_both(hub *self, int (*one)(void *data, int event), int (*two)(void *data, int event), void *data,
              void (*destroy)(void *data)) {
  add(self, (entry){.call = one, .two = two, .data = data, .destroy = destroy});
}
void hub_once(hub *self, void (*call)(hub *of, void *data), void *data) {
  add(self, (entry){.once = call, .data = data});
}
