#include "handles.h"

#include <stdatomic.h>
#include <stdlib.h>

/* Tests run side by side, so every count is atomic. */

struct lid {
  int turns;
};

struct crate {
  int *value;
  struct lid lid;
};

struct label {
  crate *on;
  crate *and_on;
  int text;
};

struct note {
  int value;
};

static atomic_int crates, labels, ports, mills, fonts;

crate *crate_new(int value) {
  crate *self = malloc(sizeof *self);
  if (self == NULL)
    return NULL;
  self->value = malloc(sizeof *self->value);
  *self->value = value;
  self->lid.turns = 0;
  atomic_fetch_add(&crates, 1);
  return self;
}

int crate_open(int value, crate **out) {
  *out = crate_new(value);
  return value < 0;
}

int crate_get(const crate *self) { return *self->value; }

void crate_set(crate *self, int value) { *self->value = value; }

void crate_free(crate *self) {
  if (self == NULL)
    return;
  atomic_fetch_sub(&crates, 1);
  free(self->value);
  free(self);
}

int crate_alive(void) { return atomic_load(&crates); }

int crate_close(crate *self) {
  if (*self->value == 7)
    return 1;
  crate_free(self);
  return 0;
}

void crate_swallow(crate *self, crate *other) {
  if (other == NULL)
    return;
  *self->value += *other->value;
  crate_free(other);
}

const int *crate_view(const crate *self) { return self->value; }

void crate_refill(crate *self, int value) {
  /* The new memory is got first, so that it is surely elsewhere. */
  int *other = malloc(sizeof *other);
  *other = value;
  free(self->value);
  self->value = other;
}

static int shared_value = 100;
static crate shared = {&shared_value, {0}};
const crate *crate_shared(void) { return &shared; }

label *crate_stick(crate *self, int text) {
  label *made = malloc(sizeof *made);
  made->on = self;
  made->and_on = NULL;
  made->text = text;
  atomic_fetch_add(&labels, 1);
  return made;
}

label *label_tie(crate *a, crate *b) {
  label *made = crate_stick(a, *a->value + *b->value);
  made->and_on = b;
  return made;
}

label *crate_pin(crate *self, int text) { return crate_stick(self, text); }

label *crate_span(crate *self, crate *other) { return label_tie(self, other); }

label *label_copy(label *self) { return crate_stick(self->on, self->text); }

int label_text(const label *self) { return self->text; }

crate *label_crate(label *self) { return self->on; }

void label_free(label *self) {
  /* A label that outlives its crate would write into memory that is gone. */
  *self->on->value += 1;
  if (self->and_on != NULL)
    *self->and_on->value += 1;
  atomic_fetch_sub(&labels, 1);
  free(self);
}

int label_alive(void) { return atomic_load(&labels); }

void label_refill(label *self, int value) { crate_refill(self->on, value); }

note *crate_note(crate *self) {
  note *made = malloc(sizeof *made);
  made->value = *self->value;
  return made;
}

int note_value(const note *self) { return self->value; }

void note_free(note *self) { free(self); }

void note_keep(note *self) { free(self); }

lid *crate_lid(crate *self) { return &self->lid; }

void lid_turn(lid *self) { self->turns++; }

int lid_turns(const lid *self) { return self->turns; }

session session_new(void) { return calloc(1, sizeof(int)); }

int session_open(session *out) {
  *out = session_new();
  return *out == NULL;
}

int session_count(session self) { return *(int *)self; }

void session_free(session self) { free(self); }

int session_add(void *self, int by) { return *(int *)self += by; }

void *session_twin(void *self) {
  int *made = session_new();
  *made = *(int *)self;
  return made;
}

void session_join(session self, session other) {
  if (other == NULL)
    return;
  *(int *)self += *(int *)other;
  free(other);
}

int session_weigh(void *box) { return crate_get(box); }

/* Port n is cell n; what is in it is -1 while it is closed. */
static atomic_int cells[64];

port port_try(int wanted) {
  if (wanted < 0 || wanted >= 64)
    return -2;
  atomic_store(&cells[wanted], wanted);
  atomic_fetch_add(&ports, 1);
  return wanted;
}

port port_open(int wanted) {
  port made = port_try(wanted);
  return made < 0 ? -1 : made;
}

int port_get(port self) { return atomic_load(&cells[self]); }

void port_put(port self, int value) { atomic_store(&cells[self], value); }

void port_reset(port self) { atomic_store(&cells[self], 0); }

void port_close(port self) {
  atomic_store(&cells[self], -1);
  atomic_fetch_sub(&ports, 1);
}

int port_alive(void) { return atomic_load(&ports); }

dock dock_main(void) { return 63; }

int dock_get(dock self) { return self + 1; }

int port_finish(port self) {
  if (atomic_load(&cells[self]) == 7)
    return -1;
  port_close(self);
  return 0;
}

int mill_init(mill *self, int turns) {
  if (turns < 0)
    return -1;
  self->buffer = malloc(16);
  self->self = self;
  self->turns = turns;
  atomic_fetch_add(&mills, 1);
  return 0;
}

/* A mill that was moved stands still. */
int mill_turn(mill *self) { return self->self == self ? ++self->turns : -1; }

void mill_done(mill *self) {
  free(self->buffer);
  atomic_fetch_sub(&mills, 1);
}

int mill_alive(void) { return atomic_load(&mills); }

struct list {
  void *items[8];
  int count;
};

list *list_new(void) { return calloc(1, sizeof(list)); }

int list_push(list *self, int *item) {
  int *copy = malloc(sizeof *copy);
  *copy = *item;
  self->items[self->count++] = copy;
  return self->count;
}

int list_count(const list *self) { return self->count; }

void list_free_items(void *item) { free(item); }

void list_free(list *self, int flags, void (*free_item)(void *)) {
  for (int i = 0; flags == LIST_DEEP && i < self->count; i++)
    free_item(self->items[i]);
  free(self);
}

struct part {
  int size;
};

struct pool {
  part parts[4];
};

pool *pool_new(void) { return calloc(1, sizeof(pool)); }

void pool_free(pool *self) { free(self); }

part *pool_take(pool *self) { return &self->parts[0]; }

int part_size(const part *self) { return self->size; }

void pool_give(pool *self, part *back) { self->parts[0] = *back; }

struct font {
  atomic_int owners;
  int size;
};

font *font_new(int size) {
  font *self = malloc(sizeof *self);
  atomic_init(&self->owners, 1);
  self->size = size;
  atomic_fetch_add(&fonts, 1);
  return self;
}

font *font_ref(font *self) {
  atomic_fetch_add(&self->owners, 1);
  return self;
}

void font_unref(font *self) {
  if (atomic_fetch_sub(&self->owners, 1) > 1)
    return;
  atomic_fetch_sub(&fonts, 1);
  free(self);
}

int font_size(const font *self) { return self->size; }

int font_owners(const font *self) { return atomic_load(&((font *)self)->owners); }

static font basic = {1, 10};
const font *font_default(void) { return &basic; }

int font_alive(void) { return atomic_load(&fonts); }

struct glyph {
  font *of;
};

glyph *font_glyph(font *self) {
  glyph *made = malloc(sizeof *made);
  made->of = font_ref(self);
  return made;
}

int glyph_size(const glyph *self) { return self->of->size; }

void glyph_free(glyph *self) {
  font_unref(self->of);
  free(self);
}

int shape_corners(const shape *self) { return self->corners; }

void shape_round(shape *self) { self->corners = 0; }

named *named_new(int id, int corners) {
  named *self = malloc(sizeof *self);
  self->id = id;
  self->base.corners = corners;
  return self;
}

int named_id(const named *self) { return self->id; }

void named_free(named *self) { free(self); }

struct desk {
  const crate *on;
};

desk *desk_new(void) { return calloc(1, sizeof(desk)); }

void desk_free(desk *self) { free(self); }

void desk_put(desk *self, const crate *what) { self->on = what; }

void desk_clear(desk *self) { self->on = NULL; }

int desk_look(const desk *self) { return self->on == NULL ? -1 : crate_get(self->on); }

void desk_lay(desk *self, const crate *what) { self->on = what; }

static atomic_int running;

int engine_start(void) {
  atomic_store(&running, 1);
  return 0;
}

void engine_stop(void) { atomic_store(&running, 0); }

int engine_speed(void) { return atomic_load(&running) ? 50 : -1; }

struct window {
  int width;
};

window *window_new(int width) {
  window *self = malloc(sizeof *self);
  self->width = width;
  return self;
}

int window_width(const window *self) { return self->width; }

void window_free(window *self) { free(self); }

int screen_count(void) { return 2; }

struct odd {
  int value;
};

odd *odd_new(int value) {
  odd *self = malloc(sizeof *self);
  self->value = value;
  return self;
}

int odd_get(const odd *self) { return self->value; }

long double odd_free(odd *self) {
  free(self);
  return 1.5L;
}

char *odd_text(const odd *self) {
  char *text = malloc(2);
  text[0] = (char)('0' + self->value);
  text[1] = 0;
  return text;
}

long double odd_text_free(char *text) {
  free(text);
  return 1.5L;
}

int probe_peek(const crate *self) { return *self->value; }

int probe_poke(crate *self, int *how) { return *self->value += *how; }

int probe_count(const crate *self, void *reserved) {
  return *self->value + (reserved == NULL ? 0 : 1000);
}

int probe_hidden(void) { return 0; }
