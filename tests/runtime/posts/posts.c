#include "posts.h"

#include <pthread.h>
#include <stdlib.h>

typedef int (*got_fn)(void *data, int letter);
struct post {
  int letters;
  got_fn on, first, last, notified, sort, weigh, tally;
  void *on_data, *data, *notified_data, *sort_data, *weigh_data, *tally_data;
  void (*notified_end)(void *data);
  void (*sort_end)(void *data);
  void (*once[64])(void *data, int letter);
  void *once_data[64];
  int onces;
  post *next;
};
struct stamp {
  int count;
};

static _Thread_local int sorting;
static int disturbed, alive;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void enter(void) {
  if (sorting) {
    pthread_mutex_lock(&lock);
    disturbed++;
    pthread_mutex_unlock(&lock);
  }
}

/* The last one that ended is the next one that begins, on whatever thread. */
static post *unused;
post *post_new(void) {
  pthread_mutex_lock(&lock);
  post *it = unused;
  if (it != NULL)
    unused = it->next;
  pthread_mutex_unlock(&lock);
  if (it == NULL)
    it = malloc(sizeof(post));
  if (it != NULL)
    *it = (post){0};
  return it;
}
static void run_once(post *self, int letter) {
  while (self->onces > 0) {
    int i = --self->onces;
    self->once[i](self->once_data[i], letter);
  }
}
static void end(void (*how)(void *data), void *data) {
  if (how != NULL) {
    sorting++;
    how(data);
    sorting--;
  }
}
void post_free(post *self) {
  enter();
  run_once(self, -1);
  if (self->notified_end != NULL)
    self->notified_end(self->notified_data);
  end(self->sort_end, self->sort_data);
  pthread_mutex_lock(&lock);
  self->next = unused;
  unused = self;
  pthread_mutex_unlock(&lock);
}
static int fire(got_fn call, void *data, int letter) { return call == NULL ? 0 : call(data, letter); }
int post_send(post *self, int letter) {
  enter();
  self->letters++;
  run_once(self, letter);
  int sum = fire(self->on, self->on_data, letter);
  sum += fire(self->first, self->data, letter);
  sum += fire(self->notified, self->notified_data, letter);
  sorting++;
  sum += fire(self->sort, self->sort_data, letter);
  sum += fire(self->weigh, self->weigh_data, letter);
  sum += fire(self->tally, self->tally_data, letter);
  sorting--;
  sum += fire(self->last, self->data, letter);
  return sum;
}
int post_letters(post *self) {
  enter();
  return self->letters;
}
void post_on(post *self, int (*got)(void *data, int letter), void *data) {
  enter();
  self->on = got;
  self->on_data = data;
}
void post_set_data(post *self, void *data) { self->data = data; }
void post_set_first(post *self, int (*got)(void *data, int letter)) {
  enter();
  self->first = got;
}
void post_set_last(post *self, int (*got)(void *data, int letter)) {
  enter();
  self->last = got;
}
void post_notify(post *self, int (*got)(void *data, int letter), void *data, void (*destroy)(void *data)) {
  enter();
  void (*was)(void *) = self->notified_end;
  void *was_data = self->notified_data;
  self->notified = got;
  self->notified_data = data;
  self->notified_end = destroy;
  if (was != NULL)
    was(was_data);
}
void post_once(post *self, void (*got)(void *data, int letter), void *data) {
  enter();
  if (self->onces == 64)
    abort();
  self->once[self->onces] = got;
  self->once_data[self->onces++] = data;
}
void post_sort(post *self, int (*sort)(void *data, int letter), void *data, void (*destroy)(void *data)) {
  enter();
  end(self->sort_end, self->sort_data);
  self->sort = sort;
  self->sort_data = data;
  self->sort_end = destroy;
}
void post_weigh(post *self, int (*weigh)(void *data, int letter), void *data) {
  enter();
  self->weigh = weigh;
  self->weigh_data = data;
}
void post_tally(post *self, int (*tally)(void *data, int letter), void *data) {
  self->tally = tally;
  self->tally_data = data;
}
int post_open(post *self) { return self->letters; }
int posts_disturbed(void) {
  pthread_mutex_lock(&lock);
  int count = disturbed;
  pthread_mutex_unlock(&lock);
  return count;
}

stamp *stamp_new(void) {
  stamp *it = calloc(1, sizeof(stamp));
  if (it != NULL) {
    it->count = 1;
    alive++;
  }
  return it;
}
stamp *stamp_ref(stamp *self) {
  self->count++;
  return self;
}
void stamp_unref(stamp *self) {
  enter();
  if (--self->count == 0) {
    alive--;
    free(self);
  }
}
int stamps(void) { return alive; }
