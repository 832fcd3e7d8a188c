/* Functions that call back: when, with which data, until when. Everything stays on the thread of its object. */
#ifndef CALLS_H
#define CALLS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct bell bell;
/* A part of a bell. */
typedef struct clapper clapper;
/* What a bell is called with while it rings. */
typedef struct ringing ringing;
/* Something that bells hang in. */
typedef struct tower tower;
/* Another view of a bell: it has the same address. */
typedef struct view view;

typedef struct point {
  int x;
  int y;
} point;

bell *bell_new(void);
void bell_free(bell *self);
/* Calls everything that is registered with the bell, and gives it the event. The sum of what they answer. */
int bell_ring(bell *self, int event);
/* Rings every bell that there is: no object is needed for it. */
int calls_ring_all(int event);
/* How often it was rung. An exclusive use. */
int bell_count(bell *self);
const char *bell_name(bell *self);
void bell_rename(bell *self, const char *name);

/* ---- for the time of the call ---- */
/* Stops at the first answer that is not 0, which it returns. */
int bell_each(bell *self, int count, int (*visit)(void *data, int i), void *data);
/* Two functions that share one pointer. */
void bell_swing(bell *self, int count, void (*to)(void *data, int i), void (*fro)(void *data, int i), void *data);
/* The same, in another place. */
int bell_sway(bell *self, int (*to)(void *data), int (*fro)(int i, const void *data), void *data);
/* Nothing is passed on. */
void calls_sort(int *items, size_t count, int (*compare)(const int *a, const int *b));
/* Calls its function, and those of every `calls_within` that has not returned yet, outermost first. */
int calls_within(int depth, int (*step)(int depth));
/* Calls it on so many threads at once; the sum of the answers. */
int calls_on_threads(int threads, int times, int (*work)(void *data, int thread), void *data);

/* ---- what a callback is given ---- */
typedef void (*seer)(const char *, const char *, const unsigned char *, size_t, const int *, int, const point *, bool,
                     void *);
void bell_show(bell *self, bool all, seer see, void *data);
/* Text that may be none: `good` says whether it is UTF-8. 0 when the callback was told. */
int bell_tell(bell *self, bool good, int (*hear)(const char *text, void *data), void *data);
void bell_clappers(bell *self, void (*see)(bell *of, clapper *const *all, int count, clapper *one, void *data),
                   void *data);
void clapper_swing(clapper *self);
int clapper_swings(clapper *self);
void calls_words(void (*see)(const char *const *some, int count, const char *const *others, void *data),
                 void *data);

/* ---- once, later ---- */
/* When the bell is rung, or with -1 when it ends. A failure registers nothing. */
int bell_later(bell *self, bool fail, void (*done)(void *data, int event), void *data);
/* As before, but a failure calls it at once, with -2. */
int bell_later_anyway(bell *self, bool fail, void (*done)(void *data, int event), void *data);
/* When the bell is rung, with text that is UTF-8 or not. */
void bell_later_text(bell *self, bool good, void (*done)(const char *text, void *data), void *data);
/* On a thread of its own. */
int calls_on_worker(bool fail, void (*done)(void *data, int status), void *data);
/* Waits for all of these. */
void calls_join(void);

/* ---- until the library says so ---- */
/* Takes the place of the one before, which is freed. A failure frees it, too. */
int bell_notify(bell *self, bool fail, int (*ring)(void *data, int event), void *data, void (*destroy)(void *data));
/* Frees it first, and forgets it then. */
void bell_spend(bell *self);
/* As before, but a failure does not free it. */
int bell_notify_kept(bell *self, bool fail, int (*ring)(void *data, int event), void *data,
                     void (*destroy)(void *data));
/* Its data is told by another function. */
void bell_notify_from(bell *self, void (*ring)(ringing *now), void *data, void (*destroy)(void *data));
void *ringing_data(ringing *now);
int ringing_event(ringing *now);
void ringing_answer(ringing *now, int answer);

/* ---- until another function is called ---- */
/* The same one: a null pointer takes it away, another function takes its place. */
void bell_on(bell *self, int (*ring)(void *data, int event), void *data);
/* The same one, for each of four events. */
void bell_on_event(bell *self, int event, int (*ring)(void *data, int event), void *data);
/* The same one; what is said last holds. */
void bell_on_every(bell *self, int n, int (*ring)(void *data, int event), void *data);
/* As many as one likes. */
void bell_add(bell *self, int (*ring)(void *data, int event), void *data);
void bell_remove(bell *self, int (*ring)(void *data, int event), void *data);
/* Told apart by a number. A bell that is locked keeps them. */
int bell_watch(bell *self, int event, int (*ring)(void *data, int event), void *data);
int bell_unwatch(bell *self, int id);
void bell_lock(bell *self, bool locked);
/* Told apart by the event, which is no status. */
int bell_catch(bell *self, int event, int (*ring)(void *data, int event), void *data);
void bell_uncatch(bell *self, int event);
/* Told apart by a name. */
void bell_call(bell *self, const char *name, int (*ring)(void *data, int event), void *data);
/* As before, by a name that is UTF-8. */
void bell_call_text(bell *self, const char *name, int (*ring)(void *data, int event), void *data);
void bell_uncall(bell *self, const char *name);
/* Of two objects. */
tower *tower_new(void);
void tower_free(tower *self);
void tower_hang(tower *self, bell *it, int (*ring)(void *data, int event), void *data);
void tower_take(tower *self, bell *it);
/* Of no object. */
void calls_set_log(void (*log)(const char *text, void *data), void *data);
void calls_log(const char *text);

/* ---- until the object ends ---- */
void bell_listen(bell *self, int (*ring)(void *data, int event), void *data);
/* Calls it at once, too, while it may set another one. */
void bell_hail(bell *self, int (*ring)(void *data, int event), void *data);
/* What is hailed answers. */
int bell_hailed(bell *self, int event);
int bell_listen_checked(bell *self, bool fail, int (*ring)(void *data, int event), void *data);
/* Beside all others. */
void bell_follow(bell *self, int (*ring)(void *data, int event), void *data);
/* Two at once, each with its own data. */
void bell_pair(bell *self, int (*first)(void *data, int event), void *first_data,
               int (*second)(void *data, int event), void *second_data);
/* One pointer for the data of all of these. */
void bell_set_data(bell *self, void *data);
void bell_set_handlers(bell *self, int (*start)(void *data, int event), int (*end)(void *data, int event));
int bell_set_text(bell *self, bool fail, int (*text)(void *data, const char *text));
/* The same object, seen as something else that ends before it. */
view *view_of(bell *self);
void view_free(view *self);
void view_listen(view *self, int (*ring)(void *data, int event), void *data);
int view_ring(view *self, int event);

/* ---- for ever ---- */
void calls_ever(int (*ring)(void *data, int event), void *data);
int calls_fire(int event);

#endif
