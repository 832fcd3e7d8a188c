/* Functions that say in `errno` or in a message of the library's why they failed, and others that overwrite both. */
#ifndef CLOBBER_H
#define CLOBBER_H

/* Each function fails with the number it is given, unless that is 0. Each that ends something overwrites what is said. */

typedef struct part part;
typedef struct piece piece;
typedef struct shelf shelf;

/* Made in place. */
typedef struct slot {
    int number;
} slot;

int slot_init(slot *self, int with);
/* What `slot_done` fails with. */
void slot_refuse(slot *self, int with);
/* Ends it in any case. */
int slot_done(slot *self);

/* Hands out a part in any case. */
int part_open(int with, part **out);
/* The same, with a message. */
int part_ask(int with, part **out);
part *part_new(void);
void part_free(part *self);
/* Ends it unless it fails. */
int part_close(part *self, int with);
/* The same, with a message. */
int part_finish(part *self, int with);
/* The same, with a message in a record. */
int part_burn(part *self, int with);
int part_name(part *self, const char *path, int with);
long part_read(part *self, char *buffer, unsigned short size, int with);

piece *part_piece(part *self);
/* Ends it, and fails as the part was told to. */
int piece_end(piece *self);
void part_refuse(part *self, int with);

shelf *shelf_new(void);
void shelf_free(shelf *self);
int shelf_lay(shelf *self, part *what, int with);
void shelf_clear(shelf *self);

/* Why the last call failed. */
const char *last_words(void);
/* The same; null when none has. */
typedef struct verdict {
    int number;
    char *type;
} verdict;
const verdict *last_verdict(void);
int parts(void);

#endif
