#include "names.h"

#include <stdlib.h>
#include <string.h>

struct thing {
  int value;
};
struct thing_ref {
  thing *of;
};
struct option {
  int value;
};
struct FnOnce {
  thing *of;
};
struct text_free {
  int count;
};

static text_free frees;

thing *thing_new(int value) {
  thing *it = malloc(sizeof *it);
  if (it != NULL)
    it->value = value;
  return it;
}
void thing_destroy(thing *it) { free(it); }

f *f_new(int value) { return (f *)thing_new(value); }
void f_destroy(f *it) { free(it); }
f *f_each(f *it, void (*visit)(void *data, int value), void *data) {
  visit(data, ((thing *)it)->value);
  return it;
}

thing_ref *thing_ref_new(thing *of) {
  thing_ref *it = malloc(sizeof *it);
  if (it != NULL)
    it->of = of;
  return it;
}
void thing_ref_destroy(thing_ref *it) { free(it); }
int thing_ref_get(thing_ref *it) { return it->of->value; }

option *option_new(int value) {
  option *it = malloc(sizeof *it);
  if (it != NULL)
    it->value = value;
  return it;
}
void option_destroy(option *it) { free(it); }
int option_get(option *it) { return it->value; }

FnOnce *once_new(thing *of) {
  FnOnce *it = malloc(sizeof *it);
  if (it != NULL)
    it->of = of;
  return it;
}
void once_destroy(FnOnce *it) { free(it); }
int once_get(FnOnce *it) { return it->of->value; }

int text_free_count(text_free *it) { return it->count; }
text_free *thing_frees(thing *it) {
  (void)it;
  return &frees;
}

int thing_as_ptr(thing *it) { return it->value + 1; }
int thing_from_ptr(thing *it) { return it->value + 2; }
int thing_from_raw(thing *it) { return it->value + 3; }
int thing_into_raw(thing *it) { return it->value + 4; }
int thing_deref(thing *it) { return it->value + 5; }
int thing_clone(thing *it) { return it->value + 6; }
int thing_drop(thing *it) { return it->value + 7; }
int thing_fmt(thing *it) { return it->value + 8; }
int thing_type(thing *it) { return it->value + 9; }
int thing_self(thing *it) { return it->value + 10; }
int thing_fooBar(thing *it) { return it->value + 11; }
int thing_foo_bar(thing *it) { return it->value + 12; }
int drop(int x) { return -x; }
int size_of_val(int x) { return x + 1; }

int thing_result(thing *it, int *result, int scope) {
  *result = it->value + scope;
  return 0;
}
int thing_many(thing *it, int *object, int *used, int *outcome, int *bound, int *drop) {
  *object = it->value + 1;
  *used = it->value + 2;
  *outcome = it->value + 3;
  *bound = it->value + 4;
  *drop = it->value + 5;
  return 0;
}
int thing_sum(thing *it, const unsigned char *data, int n, int data_len) {
  int sum = it->value + 1000 * data_len;
  for (int i = 0; i < n; i++)
    sum += data[i];
  return sum;
}
int thing_limit(thing *it) { return it->value; }
int thing_nth(thing *it, int bound) { return it->value - bound; }
int thing_bytes(thing *it, const short *size_of_val, unsigned long n) {
  (void)it;
  (void)size_of_val;
  return (int)n;
}
char *thing_text(thing *it) {
  char *text = malloc(2);
  if (text != NULL) {
    text[0] = (char)('0' + it->value);
    text[1] = 0;
  }
  return text;
}
void text__free(char *text) { free(text); }
