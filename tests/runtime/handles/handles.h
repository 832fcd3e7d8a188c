/* A library of handles: one little family of functions for each ownership fact. */
#ifndef HANDLES_H
#define HANDLES_H

/* ---- crate: a pointer handle with a destructor, and children of all sorts ---- */

typedef struct crate crate;

/* Makes a crate with a number in it. */
crate *crate_new(int value);
/* As crate_new, but a negative number is refused, with a crate that only says so. */
int crate_open(int value, crate **out);
int crate_get(const crate *self);
void crate_set(crate *self, int value);
void crate_free(crate *self);
/* How many crates are alive. */
int crate_alive(void);
/* Ends the crate unless there is a 7 in it. */
int crate_close(crate *self);
/* Takes what is in `other`, which is gone afterwards, if there is one. */
void crate_swallow(crate *self, crate *other);
/* What is in the crate, to be read until it is emptied or filled anew. */
const int *crate_view(const crate *self);
/* Fills the crate anew: the old view is gone. */
void crate_refill(crate *self, int value);
/* The one crate that all share. */
const crate *crate_shared(void);

/* A label sticks to its crate, which must not end before it. */
typedef struct label label;
label *crate_stick(crate *self, int text);
/* A label on two crates. */
label *label_tie(crate *a, crate *b);
/* A label for a moment. */
label *crate_pin(crate *self, int text);
/* A label for a moment, on two crates that nobody else uses meanwhile. */
label *crate_span(crate *self, crate *other);
/* Another one for the crate of `self`. */
label *label_copy(label *self);
int label_text(const label *self);
crate *label_crate(label *self);
void label_free(label *self);
int label_alive(void);
/* Writes a new number into the crate, whose view is gone. */
void label_refill(label *self, int value);

/* A note outlives its crate without harm. */
typedef struct note note;
note *crate_note(crate *self);
int note_value(const note *self);
void note_free(note *self);
/* Takes a note away for good. */
void note_keep(note *self);

/* ---- lid: the part of a crate that nobody else can reach ---- */

typedef struct lid lid;
lid *crate_lid(crate *self);
void lid_turn(lid *self);
int lid_turns(const lid *self);

/* ---- session: a void pointer by another name ---- */

typedef void *session;
session session_new(void);
int session_open(session *out);
int session_count(session self);
void session_free(session self);
/* The same in a function that forgot the name. */
int session_add(void *self, int by);
void *session_twin(void *self);
/* Adds what is in the other one, which is gone afterwards, if there is one. */
void session_join(session self, session other);
/* The crate of a session, untyped. */
int session_weigh(void *box);

/* ---- port: an integer ---- */

typedef int port;
port port_open(int wanted);
/* Fails with a negative number. */
port port_try(int wanted);
int port_get(port self);
void port_put(port self, int value);
void port_reset(port self);
void port_close(port self);
int port_alive(void);
/* Ends the port unless there is a 7 in it. */
int port_finish(port self);

/* A dock is only ever borrowed. */
typedef int dock;
dock dock_main(void);
int dock_get(dock self);

/* ---- mill: made in place ---- */

typedef struct mill {
  void *buffer;
  struct mill *self;
  int turns;
} mill;
int mill_init(mill *self, int turns);
int mill_turn(mill *self);
void mill_done(mill *self);
int mill_alive(void);

/* ---- list: a destructor that takes more ---- */

typedef struct list list;
list *list_new(void);
int list_push(list *self, int *item);
int list_count(const list *self);
void list_free_items(void *item);
void list_free(list *self, int flags, void (*free_item)(void *));
#define LIST_DEEP 2

/* A pool gets its parts back, so a part does not know how to end alone. */
typedef struct pool pool;
typedef struct part part;
pool *pool_new(void);
void pool_free(pool *self);
part *pool_take(pool *self);
int part_size(const part *self);
void pool_give(pool *self, part *back);

/* ---- font: counted ---- */

typedef struct font font;
font *font_new(int size);
font *font_ref(font *self);
void font_unref(font *self);
int font_size(const font *self);
int font_owners(const font *self);
const font *font_default(void);
int font_alive(void);

/* A glyph is a part of a counted thing that it keeps alive itself. */
typedef struct glyph glyph;
glyph *font_glyph(font *self);
int glyph_size(const glyph *self);
void glyph_free(glyph *self);

/* ---- shape: one thing that stands for another ---- */

typedef struct shape shape;
struct shape {
  int corners;
};
typedef struct named {
  int id;
  shape base;
} named;
int shape_corners(const shape *self);
void shape_round(shape *self);
named *named_new(int id, int corners);
int named_id(const named *self);
void named_free(named *self);

/* ---- desk: keeps what it is given ---- */

typedef struct desk desk;
desk *desk_new(void);
void desk_free(desk *self);
void desk_put(desk *self, const crate *what);
void desk_clear(desk *self);
int desk_look(const desk *self);
void desk_lay(desk *self, const crate *what);

/* ---- engine: a library that must be set up, and a window of the main thread ---- */

int engine_start(void);
void engine_stop(void);
int engine_speed(void);
typedef struct window window;
window *window_new(int width);
int window_width(const window *self);
void window_free(window *self);
int screen_count(void);

/* ---- odd: its destructor is one that Rust cannot call ---- */

typedef struct odd odd;
odd *odd_new(int value);
int odd_get(const odd *self);
long double odd_free(odd *self);
char *odd_text(const odd *self);
long double odd_text_free(char *text);

/* ---- probe: kept unsafe, left out ---- */

int probe_peek(const crate *self);
int probe_poke(crate *self, int *how);
int probe_count(const crate *self, void *reserved);
int probe_hidden(void);

#endif
