/* Every form in which data, text, arguments and errors cross the border, on a store that keeps nothing but bytes. */
#ifndef DATA_H
#define DATA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct store store;

/* What went wrong, as an object that the caller frees. */
typedef struct fault fault;

/* A point, by value, by reference and by address. */
typedef struct point {
    int x;
    int y;
} point;

/* Settings with nothing but plain fields. */
typedef struct settings {
    int level;
    bool loud;
    double scale;
} settings;

enum colour { COLOUR_RED = 1, COLOUR_GREEN = 2, COLOUR_BLUE = 4 };

/* The results of most functions. */
typedef enum status {
    STATUS_OK = 0,
    STATUS_AGAIN = 1,
    STATUS_BROKEN = 2,
    STATUS_FULL = 3
} status;

#define DIGEST_LENGTH 4
#define MODE_PLAIN 7
#define RET_ROW 100
#define RET_DONE 101
#define RET_BAD 102

store *store_new(void);
void store_free(store *s);

/* -------- Extents of arguments -------- */

int64_t sum(const int32_t *values, size_t count);
int64_t sum_of_bytes(const int32_t *values, size_t bytes);
int64_t dot(const int32_t *a, const int32_t *b, int count);
int64_t dot_maybe(const int32_t *a, const int32_t *b, int count);
void fill(uint8_t *buffer, size_t count, uint8_t with);
void negate(int32_t *values, unsigned count);
uint32_t sum_small(const uint8_t *bytes, unsigned char count);
void digest(const void *data, size_t size, uint8_t *out);
int64_t sum_optional(const int32_t *values, size_t count);
void store_export(const store *s, uint8_t *buffer);
size_t store_size(const store *s);
int sum_points(const point *points, size_t count);
int first_zero(const int32_t *values);
size_t count_texts(const char *const *texts);
size_t join_texts(const char **texts, size_t count, char *buffer, size_t size);

/* -------- How much was written -------- */

int store_read(const store *s, uint8_t *buffer, size_t *size);
long store_take(store *s, void *buffer, size_t size);
int store_copy(const store *s, uint16_t *units, size_t capacity, size_t *written);
int lie_about_size(uint8_t *buffer, size_t *size);
int write_text(char *buffer, size_t size, bool valid);

/* -------- Moving pointers -------- */

int inflate(const uint8_t **next_in, size_t *avail_in, uint8_t **next_out, size_t *avail_out);
uint32_t read_varint(const uint8_t **in, size_t count);
int parse_bytes(const uint8_t *bytes, size_t count, int *value, const uint8_t **rest);
int parse_utf8(const char *text, int count, int *value, const char **rest);
int parse_utf16(const uint16_t *text, size_t bytes, int *value, const uint16_t **rest);
int parse_text(const char *text, int *value, const char **rest);

/* -------- Text -------- */

size_t text_length(const char *text);
size_t counted_length(const char *text, size_t count);
size_t utf8_length(const char *text);
size_t utf8_length_or(const char *text, size_t otherwise);
const char *utf8_after(const char *text, const char *start);
int store_end(store *s, const char *why);
size_t utf16_length(const uint16_t *text);
size_t optional_length(const char *text);
int path_is_absolute(const char *path);
int store_name(store *s, const char *text, size_t count);
const char *store_get_name(const store *s);
const char *store_text(const store *s);
const uint16_t *store_name16(const store *s);
const void *store_odd16(const store *s);
const char *store_path(const store *s);
char *store_duplicate(const store *s);
uint8_t *store_bytes(const store *s, size_t *count);
uint16_t *store_duplicate16(const store *s);
void block_free(void *block);
/* How many blocks of this thread's have not been freed. */
int blocks_alive(void);
const int32_t *primes(void);
const uint8_t *magic(void);
const uint8_t *store_view(const store *s);
const uint16_t *store_halves(const store *s, size_t *bytes);

/* -------- Values -------- */

point point_add(point a, point b);
void point_move(point *p, const settings *how);
bool point_parse(const char *text, point *out);
const point *store_origin(const store *s);
void counter_next(int *counter, bool *even);
enum colour colour_next(enum colour c);
void colour_of(int index, enum colour *out);
int has_colour(enum colour c);
float half(double x);
int settings_level(const settings *s);
int wrapped(int value, int mode, unsigned all, const char *nothing, enum colour c, double factor, bool yes);
int with_defaults(int a, int b, enum colour c, const char *text);
int store_at(const store *s, int index);

/* -------- Errors -------- */

int fails_nonzero(int with);
int fails_zero(int with);
bool fails_bool(bool well);
long fails_negative(long with);
const char *fails_null(bool well);
int fails_errno(int with);
store *fails_errno_null(bool well);
status fails_status(status with, int *out);
int fails_ret(int with);
int fails_macro(int with);
const char *status_text(status s);
int store_fail(store *s, int with);
const char *store_message(const store *s);
bool store_fail_bool(store *s, bool well);
const char *last_message(void);
int fails_asked(store *s, int with);
int store_code(const store *s, int result);

/* Each of these hands out a block when it fails, too; how long it is then, nobody says. */
int store_run(store *s, int with, char **why);
int store_pack(store *s, int with, uint16_t **units, size_t *count);
int store_seek(int with, const char **where);
bool store_say(bool well, char **text);

int store_try(store *s, int with, fault **why);
store *store_open(const char *name, fault **why);
void store_check(store *s, uint8_t *bytes, unsigned char count, fault **why);
void fault_free(fault *f);
const char *fault_message(const fault *f);
int fault_code(const fault *f);

#endif
