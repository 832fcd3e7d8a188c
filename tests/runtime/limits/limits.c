#include "limits.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct gate {
  const char *kept;
};
struct permit {
  int owners;
};
struct refusal {
  int number;
};

static _Thread_local int within, disturbed;
static void called(void) {
  if (within)
    disturbed++;
}
int limits_disturbed(void) { return disturbed; }

/* What is never freed can still be found. */
static void *memories[64];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static void swap(void *was, void *is) {
  int at = 0;
  pthread_mutex_lock(&lock);
  while (at < 64 && memories[at] != was)
    at++;
  if (at == 64)
    abort();
  memories[at] = is;
  pthread_mutex_unlock(&lock);
}
static void *remember(void *it) {
  if (it == NULL)
    abort();
  swap(NULL, it);
  return it;
}
static void forget(void *it) {
  swap(it, NULL);
  free(it);
}

gate *gate_new(void) {
  called();
  return remember(calloc(1, sizeof(gate)));
}
void gate_free(gate *self) {
  called();
  forget(self);
}
int gate_each(gate *self, int (*call)(void *data, int i), void *data) {
  (void)self;
  called();
  within++;
  int answer = call(data, 1);
  within--;
  return answer;
}
char *gate_text(gate *self) {
  (void)self;
  called();
  return remember(strdup("text"));
}
void gate_text_free(char *text) {
  called();
  forget(text);
}
void gate_keep(gate *self, const char *text) {
  called();
  self->kept = text;
}
void gate_unkeep(gate *self) {
  called();
  self->kept = NULL;
}
permit *permit_new(void) {
  called();
  permit *it = remember(malloc(sizeof(permit)));
  it->owners = 1;
  return it;
}
permit *permit_ref(permit *self) {
  called();
  self->owners++;
  return self;
}
void permit_unref(permit *self) {
  called();
  if (--self->owners == 0)
    forget(self);
}
token token_new(void) {
  called();
  return 3;
}
void token_free(token self) {
  (void)self;
  called();
}
const char *refusal_message(const refusal *self) {
  (void)self;
  called();
  return "a refusal";
}
void refusal_free(refusal *self) {
  called();
  forget(self);
}
int gate_fail(gate *self, refusal **error) {
  (void)self;
  called();
  *error = remember(calloc(1, sizeof(refusal)));
  return 1;
}
