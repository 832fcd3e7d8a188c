#include "calls.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

typedef int (*ring_fn)(void *data, int event);
typedef struct slot {
  ring_fn call;
  void *data;
  void (*destroy)(void *data);
  int key;
  char name[16];
  void *other;
} slot;
typedef struct slots {
  slot *all;
  size_t count;
} slots;
typedef struct once {
  void (*done)(void *data, int event);
  void (*text)(const char *text, void *data);
  void *data;
  bool good;
} once;

struct clapper {
  int swings;
};
struct ringing {
  void *data;
  int event;
  int answer;
};
struct tower {
  slots bells;
};
struct bell {
  char *name;
  int count;
  bool locked;
  int next;
  bell *before;
  clapper clappers[3];
  slot notified, kept, on, events[4], every, hail, listen, checked, pair[2], viewed;
  int every_n;
  struct {
    void (*call)(ringing *now);
    void *data;
    void (*destroy)(void *data);
  } from;
  slots added, watched, caught, named, followers;
  once *later;
  size_t laters;
  void *data;
  ring_fn start, end;
  int (*text)(void *data, const char *text);
};

/* The bells of this thread. */
static _Thread_local bell *bells;

static void push(slots *of, slot it) {
  of->all = realloc(of->all, (of->count + 1) * sizeof(slot));
  if (of->all == NULL)
    abort();
  of->all[of->count++] = it;
}
static void drop(slots *of, size_t index) {
  of->count--;
  for (size_t i = index; i < of->count; i++)
    of->all[i] = of->all[i + 1];
}
static int fire(slot it, int event) { return it.call == NULL ? 0 : it.call(it.data, event); }
/* What is removed meanwhile is not called; what is added meanwhile is. */
static int fire_all(slots *of, int event) {
  int sum = 0;
  for (size_t i = 0; i < of->count; i++)
    sum += fire(of->all[i], event);
  return sum;
}
static void end_slot(slot *it) {
  slot was = *it;
  *it = (slot){0};
  if (was.destroy != NULL)
    was.destroy(was.data);
}

bell *bell_new(void) {
  bell *it = calloc(1, sizeof(bell));
  if (it == NULL)
    return NULL;
  it->name = malloc(5);
  if (it->name == NULL)
    abort();
  memcpy(it->name, "bell", 5);
  it->next = 100;
  it->before = bells;
  bells = it;
  return it;
}

static void run_later(bell *self, int event) {
  once *all = self->later;
  size_t count = self->laters;
  self->later = NULL;
  self->laters = 0;
  for (size_t i = 0; i < count; i++) {
    if (all[i].done != NULL)
      all[i].done(all[i].data, event);
    else
      all[i].text(all[i].good ? "g\xc3\xb6od" : "b\xff" "d", all[i].data);
  }
  free(all);
}

void bell_free(bell *self) {
  for (bell **at = &bells; *at != NULL; at = &(*at)->before)
    if (*at == self) {
      *at = self->before;
      break;
    }
  run_later(self, -1);
  end_slot(&self->notified);
  end_slot(&self->kept);
  if (self->from.destroy != NULL)
    self->from.destroy(self->from.data);
  free(self->added.all);
  free(self->watched.all);
  free(self->caught.all);
  free(self->named.all);
  free(self->followers.all);
  free(self->later);
  free(self->name);
  free(self);
}

int bell_ring(bell *self, int event) {
  int sum = 0;
  self->count++;
  run_later(self, event);
  sum += fire(self->notified, event);
  sum += fire(self->kept, event);
  if (self->from.call != NULL) {
    ringing now = {self->from.data, event, 0};
    self->from.call(&now);
    sum += now.answer;
  }
  sum += fire(self->on, event);
  if (event >= 0 && event < 4)
    sum += fire(self->events[event], event);
  if (self->every_n != 0 && event % self->every_n == 0)
    sum += fire(self->every, event);
  sum += fire_all(&self->added, event);
  sum += fire_all(&self->watched, event);
  sum += fire_all(&self->caught, event);
  sum += fire_all(&self->named, event);
  sum += fire(self->listen, event);
  sum += fire(self->checked, event);
  sum += fire_all(&self->followers, event);
  sum += fire(self->pair[0], event) + fire(self->pair[1], event);
  if (self->start != NULL)
    sum += self->start(self->data, event);
  if (self->text != NULL) {
    /* A copy: whoever is told may rename the bell. */
    size_t size = strlen(self->name) + 1;
    char *name = malloc(size);
    if (name == NULL)
      abort();
    memcpy(name, self->name, size);
    sum += self->text(self->data, name);
    free(name);
  }
  if (self->end != NULL)
    sum += self->end(self->data, event);
  return sum;
}
/* Whether a bell is still there: the others may end it. */
static bool is_there(bell *it) {
  for (bell *at = bells; at != NULL; at = at->before)
    if (at == it)
      return true;
  return false;
}
int calls_ring_all(int event) {
  int sum = 0;
  bell *all[64];
  size_t count = 0;
  for (bell *at = bells; at != NULL && count < 64; at = at->before)
    all[count++] = at;
  for (size_t i = 0; i < count; i++) {
    if (is_there(all[i]))
      sum += fire(all[i]->on, event);
    if (is_there(all[i]))
      sum += fire(all[i]->listen, event);
  }
  return sum;
}
int bell_count(bell *self) { return self->count; }
const char *bell_name(bell *self) { return self->name; }
void bell_rename(bell *self, const char *name) {
  free(self->name);
  self->name = malloc(strlen(name) + 1);
  if (self->name == NULL)
    abort();
  memcpy(self->name, name, strlen(name) + 1);
}

int bell_each(bell *self, int count, int (*visit)(void *data, int i), void *data) {
  (void)self;
  for (int i = 0; i < count; i++) {
    int answer = visit(data, i);
    if (answer != 0)
      return answer;
  }
  return 0;
}
void bell_swing(bell *self, int count, void (*to)(void *data, int i), void (*fro)(void *data, int i), void *data) {
  (void)self;
  for (int i = 0; i < count; i++) {
    to(data, i);
    fro(data, i);
  }
}
int bell_sway(bell *self, int (*to)(void *data), int (*fro)(int i, const void *data), void *data) {
  (void)self;
  return to(data) + fro(3, data);
}
void calls_sort(int *items, size_t count, int (*compare)(const int *a, const int *b)) {
  for (size_t i = 1; i < count; i++)
    for (size_t j = i; j > 0 && compare(&items[j - 1], &items[j]) > 0; j--) {
      int item = items[j];
      items[j] = items[j - 1];
      items[j - 1] = item;
    }
}

static _Thread_local int (*within[8])(int);
static _Thread_local int depth_within;
int calls_within(int depth, int (*step)(int depth)) {
  if (depth_within == 8)
    return -1;
  within[depth_within++] = step;
  int sum = 0;
  for (int i = 0; i < depth_within; i++)
    sum += within[i](depth);
  depth_within--;
  return sum;
}

typedef struct task {
  int (*work)(void *data, int thread);
  void (*done)(void *data, int status);
  void *data;
  int thread, times, sum;
} task;
static void *run_task(void *it) {
  task *self = it;
  for (int i = 0; i < self->times; i++)
    self->sum += self->work(self->data, self->thread);
  return NULL;
}
int calls_on_threads(int threads, int times, int (*work)(void *data, int thread), void *data) {
  pthread_t ids[16];
  task tasks[16];
  int sum = 0;
  if (threads < 0 || threads > 16)
    return -1;
  for (int i = 0; i < threads; i++) {
    tasks[i] = (task){.work = work, .data = data, .thread = i, .times = times};
    if (pthread_create(&ids[i], NULL, run_task, &tasks[i]) != 0)
      abort();
  }
  for (int i = 0; i < threads; i++) {
    pthread_join(ids[i], NULL);
    sum += tasks[i].sum;
  }
  return sum;
}

void bell_show(bell *self, bool all, seer see, void *data) {
  static const unsigned char start[] = {1, 0, 255};
  static const int numbers[] = {7, -7};
  static const point at = {3, 4};
  if (all)
    see("b\xff", self->name, start, 3, numbers, 2, &at, true, data);
  else
    see(NULL, NULL, NULL, 0, NULL, -1, NULL, false, data);
}
int bell_tell(bell *self, bool good, int (*hear)(const char *text, void *data), void *data) {
  (void)self;
  return hear(good ? "g\xc3\xb6od" : "b\xff" "d", data);
}
void bell_clappers(bell *self, void (*see)(bell *of, clapper *const *all, int count, clapper *one, void *data),
                   void *data) {
  clapper *all[] = {&self->clappers[0], &self->clappers[1]};
  see(self, all, 2, &self->clappers[2], data);
}
void clapper_swing(clapper *self) { self->swings++; }
int clapper_swings(clapper *self) { return self->swings; }
void calls_words(void (*see)(const char *const *some, int count, const char *const *others, void *data),
                 void *data) {
  const char *some[] = {"one", NULL, "three"};
  const char *others[] = {"four", "five", NULL};
  see(some, 3, others, data);
}

static void add_later(bell *self, once it) {
  self->later = realloc(self->later, (self->laters + 1) * sizeof(once));
  if (self->later == NULL)
    abort();
  self->later[self->laters++] = it;
}
int bell_later(bell *self, bool fail, void (*done)(void *data, int event), void *data) {
  if (fail)
    return 1;
  add_later(self, (once){.done = done, .data = data});
  return 0;
}
int bell_later_anyway(bell *self, bool fail, void (*done)(void *data, int event), void *data) {
  if (fail) {
    done(data, -2);
    return 1;
  }
  return bell_later(self, false, done, data);
}
void bell_later_text(bell *self, bool good, void (*done)(const char *text, void *data), void *data) {
  add_later(self, (once){.text = done, .data = data, .good = good});
}

static pthread_t workers[1024];
static size_t started;
static pthread_mutex_t workers_lock = PTHREAD_MUTEX_INITIALIZER;
static void *run_once(void *it) {
  task *self = it;
  self->done(self->data, 5);
  free(self);
  return NULL;
}
int calls_on_worker(bool fail, void (*done)(void *data, int status), void *data) {
  if (fail)
    return 1;
  task *it = calloc(1, sizeof(task));
  if (it == NULL)
    return 1;
  *it = (task){.done = done, .data = data};
  pthread_mutex_lock(&workers_lock);
  int failed = started == 1024 || pthread_create(&workers[started], NULL, run_once, it) != 0;
  if (!failed)
    started++;
  pthread_mutex_unlock(&workers_lock);
  if (failed)
    free(it);
  return failed;
}
void calls_join(void) {
  pthread_mutex_lock(&workers_lock);
  while (started > 0)
    pthread_join(workers[--started], NULL);
  pthread_mutex_unlock(&workers_lock);
}

static void replace(slot *it, slot with) {
  slot was = *it;
  *it = with;
  if (was.destroy != NULL)
    was.destroy(was.data);
}
int bell_notify(bell *self, bool fail, int (*ring)(void *data, int event), void *data, void (*destroy)(void *data)) {
  if (fail) {
    if (destroy != NULL)
      destroy(data);
    return 1;
  }
  replace(&self->notified, (slot){.call = ring, .data = data, .destroy = destroy});
  return 0;
}
void bell_spend(bell *self) {
  if (self->notified.destroy != NULL)
    self->notified.destroy(self->notified.data);
  self->notified = (slot){0};
}
int bell_notify_kept(bell *self, bool fail, int (*ring)(void *data, int event), void *data,
                     void (*destroy)(void *data)) {
  if (fail)
    return 1;
  replace(&self->kept, (slot){.call = ring, .data = data, .destroy = destroy});
  return 0;
}
void bell_notify_from(bell *self, void (*ring)(ringing *now), void *data, void (*destroy)(void *data)) {
  void (*end)(void *data) = self->from.destroy;
  void *was = self->from.data;
  self->from.call = ring;
  self->from.data = data;
  self->from.destroy = destroy;
  if (end != NULL)
    end(was);
}
void *ringing_data(ringing *now) { return now->data; }
int ringing_event(ringing *now) { return now->event; }
void ringing_answer(ringing *now, int answer) { now->answer = answer; }

void bell_on(bell *self, int (*ring)(void *data, int event), void *data) {
  self->on = (slot){.call = ring, .data = data};
}
void bell_on_event(bell *self, int event, int (*ring)(void *data, int event), void *data) {
  if (event >= 0 && event < 4)
    self->events[event] = (slot){.call = ring, .data = data};
}
void bell_on_every(bell *self, int n, int (*ring)(void *data, int event), void *data) {
  self->every = (slot){.call = ring, .data = data};
  self->every_n = ring == NULL ? 0 : n;
}
void bell_add(bell *self, int (*ring)(void *data, int event), void *data) {
  push(&self->added, (slot){.call = ring, .data = data});
}
void bell_remove(bell *self, int (*ring)(void *data, int event), void *data) {
  for (size_t i = 0; i < self->added.count; i++)
    if (self->added.all[i].call == ring && self->added.all[i].data == data) {
      drop(&self->added, i);
      return;
    }
  /* Whoever removes what is not there has lost something. */
  abort();
}
static int remove_key(slots *of, int key) {
  for (size_t i = 0; i < of->count; i++)
    if (of->all[i].key == key) {
      drop(of, i);
      return 0;
    }
  return 1;
}
int bell_watch(bell *self, int event, int (*ring)(void *data, int event), void *data) {
  if (event < 0)
    return -1;
  push(&self->watched, (slot){.call = ring, .data = data, .key = self->next});
  return self->next++;
}
static void remember(void *data);
int bell_unwatch(bell *self, int id) {
  for (size_t i = 0; self->locked && i < self->watched.count; i++)
    if (self->watched.all[i].key == id)
      remember(self->watched.all[i].data);
  return self->locked ? 1 : remove_key(&self->watched, id);
}
void bell_lock(bell *self, bool locked) { self->locked = locked; }
int bell_catch(bell *self, int event, int (*ring)(void *data, int event), void *data) {
  if (event < 0)
    return 1;
  push(&self->caught, (slot){.call = ring, .data = data, .key = event});
  return 0;
}
void bell_uncatch(bell *self, int event) {
  if (remove_key(&self->caught, event) != 0)
    abort();
}
void bell_call(bell *self, const char *name, int (*ring)(void *data, int event), void *data) {
  slot it = {.call = ring, .data = data};
  strncpy(it.name, name, sizeof it.name - 1);
  push(&self->named, it);
}
void bell_call_text(bell *self, const char *name, int (*ring)(void *data, int event), void *data) {
  bell_call(self, name, ring, data);
}
void bell_uncall(bell *self, const char *name) {
  for (size_t i = 0; i < self->named.count; i++)
    if (strcmp(self->named.all[i].name, name) == 0) {
      drop(&self->named, i);
      return;
    }
  abort();
}
tower *tower_new(void) { return calloc(1, sizeof(tower)); }
void tower_free(tower *self) {
  free(self->bells.all);
  free(self);
}
void tower_hang(tower *self, bell *it, int (*ring)(void *data, int event), void *data) {
  push(&self->bells, (slot){.other = it});
  push(&it->added, (slot){.call = ring, .data = data, .other = self});
}
void tower_take(tower *self, bell *it) {
  for (size_t i = 0; i < self->bells.count; i++)
    if (self->bells.all[i].other == it) {
      drop(&self->bells, i);
      break;
    }
  for (size_t i = 0; i < it->added.count; i++)
    if (it->added.all[i].other == self) {
      drop(&it->added, i);
      return;
    }
  abort();
}
static void (*log_call)(const char *text, void *data);
static void *log_data;
/* What was ever the data: what is never freed can still be found. */
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
void calls_set_log(void (*log)(const char *text, void *data), void *data) {
  log_call = log;
  log_data = data;
  remember(data);
}
void calls_log(const char *text) {
  if (log_call != NULL)
    log_call(text, log_data);
}

void bell_listen(bell *self, int (*ring)(void *data, int event), void *data) {
  self->listen = (slot){.call = ring, .data = data};
}
void bell_hail(bell *self, int (*ring)(void *data, int event), void *data) {
  self->hail = (slot){.call = ring, .data = data};
  if (ring)
    ring(data, 0);
}
int bell_hailed(bell *self, int event) {
  return self->hail.call ? self->hail.call(self->hail.data, event) : -1;
}
int bell_listen_checked(bell *self, bool fail, int (*ring)(void *data, int event), void *data) {
  if (fail)
    return 1;
  self->checked = (slot){.call = ring, .data = data};
  return 0;
}
void bell_follow(bell *self, int (*ring)(void *data, int event), void *data) {
  push(&self->followers, (slot){.call = ring, .data = data});
}
void bell_pair(bell *self, int (*first)(void *data, int event), void *first_data,
               int (*second)(void *data, int event), void *second_data) {
  self->pair[0] = (slot){.call = first, .data = first_data};
  self->pair[1] = (slot){.call = second, .data = second_data};
}
void bell_set_data(bell *self, void *data) { self->data = data; }
void bell_set_handlers(bell *self, int (*start)(void *data, int event), int (*end)(void *data, int event)) {
  self->start = start;
  self->end = end;
}
int bell_set_text(bell *self, bool fail, int (*text)(void *data, const char *text)) {
  if (fail)
    return 1;
  self->text = text;
  return 0;
}
view *view_of(bell *self) { return (view *)self; }
void view_free(view *self) { ((bell *)self)->viewed = (slot){0}; }
void view_listen(view *self, int (*ring)(void *data, int event), void *data) {
  ((bell *)self)->viewed = (slot){.call = ring, .data = data};
}
int view_ring(view *self, int event) { return fire(((bell *)self)->viewed, event); }

static slots ever;
void calls_ever(int (*ring)(void *data, int event), void *data) { push(&ever, (slot){.call = ring, .data = data}); }
int calls_fire(int event) { return fire_all(&ever, event); }
