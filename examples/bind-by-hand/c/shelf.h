/* A small library of C: shelves of books. */
#ifndef SHELF_H
#define SHELF_H

#include <stddef.h>
#include <stdint.h>

#define SHELF_OK 0
#define SHELF_FULL 1
#define SHELF_MISSING 2

typedef struct shelf shelf;
typedef struct book book;

typedef struct shelf_space {
    size_t used;
    size_t left;
} shelf_space;

/* A shelf with room for `room` books; null where there is no memory. */
shelf *shelf_new(size_t room);
/* Ends a shelf and its books. */
void shelf_free(shelf *self);
/* Puts a copy of the title on the shelf. */
int shelf_put(shelf *self, const char *title, uint32_t year);
/* The book at `index`, which the shelf keeps; null where there is none. */
const book *shelf_at(const shelf *self, size_t index);
/* Takes a book off the shelf: it is the caller's. */
int shelf_take(shelf *self, const char *title, book **out);
shelf_space shelf_measure(const shelf *self);
/* The sum of the years that `keep` says are to be counted. */
uint64_t shelf_sum(const shelf *self, int (*keep)(void *data, uint32_t year), void *data);

const char *book_title(const book *self);
uint32_t book_year(const book *self);
void book_free(book *self);

/* How many of the years are leap years. */
size_t shelf_leap_years(const uint32_t *years, size_t count);

#endif
