#include "shelf.h"

#include <stdlib.h>
#include <string.h>

struct book {
    uint32_t year;
    char *title;
};

struct shelf {
    size_t room;
    size_t used;
    book **books;
};

shelf *shelf_new(size_t room) {
    shelf *self = calloc(1, sizeof *self);
    if (!self) return NULL;
    self->books = calloc(room ? room : 1, sizeof *self->books);
    if (!self->books) {
        free(self);
        return NULL;
    }
    self->room = room;
    return self;
}

void book_free(book *self) {
    if (!self) return;
    free(self->title);
    free(self);
}

void shelf_free(shelf *self) {
    if (!self) return;
    for (size_t i = 0; i < self->used; i++) book_free(self->books[i]);
    free(self->books);
    free(self);
}

int shelf_put(shelf *self, const char *title, uint32_t year) {
    if (self->used == self->room) return SHELF_FULL;
    book *added = malloc(sizeof *added);
    char *copy = malloc(strlen(title) + 1);
    if (!added || !copy) {
        free(added);
        free(copy);
        return SHELF_FULL;
    }
    added->title = strcpy(copy, title);
    added->year = year;
    self->books[self->used++] = added;
    return SHELF_OK;
}

const book *shelf_at(const shelf *self, size_t index) {
    return index < self->used ? self->books[index] : NULL;
}

int shelf_take(shelf *self, const char *title, book **out) {
    for (size_t i = 0; i < self->used; i++) {
        if (strcmp(self->books[i]->title, title) == 0) {
            *out = self->books[i];
            self->used--;
            memmove(&self->books[i], &self->books[i + 1], (self->used - i) * sizeof *self->books);
            return SHELF_OK;
        }
    }
    return SHELF_MISSING;
}

shelf_space shelf_measure(const shelf *self) {
    shelf_space space = {self->used, self->room - self->used};
    return space;
}

uint64_t shelf_sum(const shelf *self, int (*keep)(void *data, uint32_t year), void *data) {
    uint64_t sum = 0;
    for (size_t i = 0; i < self->used; i++) {
        if (keep(data, self->books[i]->year)) sum += self->books[i]->year;
    }
    return sum;
}

const char *book_title(const book *self) { return self->title; }
uint32_t book_year(const book *self) { return self->year; }

size_t shelf_leap_years(const uint32_t *years, size_t count) {
    size_t leaps = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t year = years[i];
        leaps += (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    }
    return leaps;
}
