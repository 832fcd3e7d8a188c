#include "clobber.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

struct part {
    int pieces;
    int refuses;
};

struct piece {
    part *whole;
};

struct shelf {
    part *what;
};

/* Tests run side by side; each has its own last words. */
static _Thread_local char words[32] = "";
static _Thread_local int alive = 0;

static int fails(int with) {
    if (with == 0) {
        return 0;
    }
    errno = with;
    snprintf(words, sizeof words, "failed with %d", with);
    return -1;
}

static void overwrite(void) {
    errno = 99;
    snprintf(words, sizeof words, "overwritten");
}

int slot_init(slot *self, int with) {
    self->number = 0;
    return fails(with);
}

void slot_refuse(slot *self, int with) {
    self->number = with;
}

int slot_done(slot *self) {
    overwrite();
    return fails(self->number);
}

part *part_new(void) {
    alive++;
    return calloc(1, sizeof(part));
}

int part_open(int with, part **out) {
    *out = part_new();
    return fails(with);
}

int part_ask(int with, part **out) {
    return part_open(with, out);
}

void part_free(part *self) {
    free(self);
    alive--;
    overwrite();
}

int part_close(part *self, int with) {
    if (with == 0) {
        part_free(self);
    }
    return fails(with);
}

int part_finish(part *self, int with) {
    return part_close(self, with);
}

int part_burn(part *self, int with) {
    return part_close(self, with);
}

int part_name(part *self, const char *path, int with) {
    (void)self;
    (void)path;
    return fails(with);
}

long part_read(part *self, char *buffer, unsigned short size, int with) {
    (void)self;
    if (size > 0) {
        buffer[0] = 'x';
    }
    return fails(with) < 0 ? -1 : 1;
}

piece *part_piece(part *self) {
    piece *made = calloc(1, sizeof(piece));
    made->whole = self;
    self->pieces++;
    return made;
}

int piece_end(piece *self) {
    int with = self->whole->refuses;
    self->whole->pieces--;
    free(self);
    overwrite();
    return fails(with);
}

void part_refuse(part *self, int with) {
    self->refuses = with;
}

shelf *shelf_new(void) {
    return calloc(1, sizeof(shelf));
}

void shelf_free(shelf *self) {
    free(self);
    overwrite();
}

int shelf_lay(shelf *self, part *what, int with) {
    self->what = what;
    return fails(with);
}

void shelf_clear(shelf *self) {
    self->what = NULL;
    overwrite();
}

const char *last_words(void) {
    return words;
}

const verdict *last_verdict(void) {
    static _Thread_local verdict last;
    last.type = words;
    return &last;
}

int parts(void) {
    return alive;
}
