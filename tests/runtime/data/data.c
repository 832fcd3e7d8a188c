#include "data.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct store {
    uint8_t bytes[64];
    size_t size;
    char name[32];
    uint16_t name16[32];
    point origin;
    char message[32];
};

struct fault {
    int code;
    char *message;
};

store *store_new(void) {
    store *s = calloc(1, sizeof *s);
    s->origin.x = 3;
    s->origin.y = 4;
    return s;
}

void store_free(store *s) { free(s); }

int64_t sum(const int32_t *values, size_t count) {
    int64_t total = 0;
    for (size_t i = 0; i < count; i++) total += values[i];
    return total;
}

int64_t sum_of_bytes(const int32_t *values, size_t bytes) { return sum(values, bytes / sizeof *values); }

int64_t dot(const int32_t *a, const int32_t *b, int count) {
    int64_t total = 0;
    for (int i = 0; i < count; i++) total += (int64_t)a[i] * b[i];
    return total;
}

int64_t dot_maybe(const int32_t *a, const int32_t *b, int count) {
    int64_t total = 0;
    for (int i = 0; i < count; i++) total += (int64_t)(a ? a[i] : 1) * b[i];
    return total;
}

void fill(uint8_t *buffer, size_t count, uint8_t with) { memset(buffer, with, count); }

void negate(int32_t *values, unsigned count) {
    for (unsigned i = 0; i < count; i++) values[i] = -values[i];
}

uint32_t sum_small(const uint8_t *bytes, unsigned char count) {
    uint32_t total = 0;
    for (unsigned i = 0; i < count; i++) total += bytes[i];
    return total;
}

void digest(const void *data, size_t size, uint8_t *out) {
    const uint8_t *bytes = data;
    memset(out, 0, DIGEST_LENGTH);
    for (size_t i = 0; i < size; i++) out[i % DIGEST_LENGTH] ^= bytes[i];
}

int64_t sum_optional(const int32_t *values, size_t count) { return values ? sum(values, count) : -1; }

void store_export(const store *s, uint8_t *buffer) { memcpy(buffer, s->bytes, s->size); }

size_t store_size(const store *s) { return s->size; }

int sum_points(const point *points, size_t count) {
    int total = 0;
    for (size_t i = 0; i < count; i++) total += points[i].x * points[i].y;
    return total;
}

int first_zero(const int32_t *values) {
    int i = 0;
    while (values[i]) i++;
    return i;
}

size_t count_texts(const char *const *texts) {
    size_t count = 0;
    while (texts[count]) count++;
    return count;
}

size_t join_texts(const char **texts, size_t count, char *buffer, size_t size) {
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(texts[i]);
        if (used + length > size) break;
        memcpy(buffer + used, texts[i], length);
        used += length;
    }
    return used;
}

int store_read(const store *s, uint8_t *buffer, size_t *size) {
    if (*size < s->size) {
        *size = s->size;
        return 0;
    }
    memcpy(buffer, s->bytes, s->size);
    *size = s->size;
    return 0;
}

long store_take(store *s, void *buffer, size_t size) {
    if (s->size == 0) {
        errno = EPIPE;
        return -1;
    }
    size_t taken = size < s->size ? size : s->size;
    memcpy(buffer, s->bytes, taken);
    s->size = 0;
    return (long)taken;
}

int store_copy(const store *s, uint16_t *units, size_t capacity, size_t *written) {
    *written = s->size;
    for (size_t i = 0; i < s->size && i < capacity; i++) units[i] = s->bytes[i];
    return s->size > 32;
}

int lie_about_size(uint8_t *buffer, size_t *size) {
    (void)buffer;
    *size += 1000;
    return 0;
}

int write_text(char *buffer, size_t size, bool valid) {
    const char *text = valid ? "caf\xc3\xa9" : "caf\xe9";
    size_t length = strlen(text);
    if (length > size) return -1;
    memcpy(buffer, text, length);
    return (int)length;
}

int inflate(const uint8_t **next_in, size_t *avail_in, uint8_t **next_out, size_t *avail_out) {
    while (*avail_in && *avail_out >= 2) {
        (*next_out)[0] = (*next_out)[1] = **next_in;
        *next_in += 1;
        *avail_in -= 1;
        *next_out += 2;
        *avail_out -= 2;
    }
    return 0;
}

uint32_t read_varint(const uint8_t **in, size_t count) {
    uint32_t value = 0;
    const uint8_t *end = *in + count;
    while (*in < end) {
        uint8_t byte = *(*in)++;
        value = value << 7 | (byte & 0x7f);
        if (!(byte & 0x80)) break;
    }
    return value;
}

int parse_bytes(const uint8_t *bytes, size_t count, int *value, const uint8_t **rest) {
    size_t i = 0;
    *value = 0;
    while (i < count && bytes[i] >= '0' && bytes[i] <= '9') *value = *value * 10 + (bytes[i++] - '0');
    *rest = bytes + i;
    return i == 0;
}

int parse_utf8(const char *text, int count, int *value, const char **rest) {
    return parse_bytes((const uint8_t *)text, (size_t)count, value, (const uint8_t **)rest);
}

int parse_utf16(const uint16_t *text, size_t bytes, int *value, const uint16_t **rest) {
    size_t i = 0;
    *value = 0;
    while (i < bytes / 2 && text[i] >= '0' && text[i] <= '9') *value = *value * 10 + (text[i++] - '0');
    *rest = text + i;
    return i == 0;
}

int parse_text(const char *text, int *value, const char **rest) { return parse_utf8(text, (int)strlen(text), value, rest); }

size_t text_length(const char *text) { return strlen(text); }

size_t counted_length(const char *text, size_t count) { return text[count] == 0 ? count : 0; }

size_t utf8_length(const char *text) {
    size_t count = 0;
    for (; *text; text++) count += (*text & 0xc0) != 0x80;
    return count;
}

size_t utf8_length_or(const char *text, size_t otherwise) { return text ? utf8_length(text) : otherwise; }

const char *utf8_after(const char *text, const char *start) {
    size_t count = strlen(start);
    return strncmp(text, start, count) ? NULL : text + count;
}

/* Needs a reason, without which the store stays. */
int store_end(store *s, const char *why) {
    if (!*why) return 1;
    store_free(s);
    return 0;
}

size_t utf16_length(const uint16_t *text) {
    size_t count = 0;
    while (text[count]) count++;
    return count;
}

size_t optional_length(const char *text) { return text ? strlen(text) : 99; }

int path_is_absolute(const char *path) { return path[0] == '/'; }

int store_name(store *s, const char *text, size_t count) {
    if (count >= sizeof s->name) return 1;
    memset(s->name, 0, sizeof s->name);
    memcpy(s->name, text, count);
    memcpy(s->bytes, text, count);
    s->size = count;
    for (size_t i = 0; i <= count; i++) s->name16[i] = (uint8_t)s->name[i];
    return 0;
}

const char *store_get_name(const store *s) { return s->size ? s->name : NULL; }
const char *store_text(const store *s) { return s->name; }
const uint16_t *store_name16(const store *s) { return s->size ? s->name16 : NULL; }
const void *store_odd16(const store *s) { return (const char *)s->name16 + 1; }
const char *store_path(const store *s) { return s->name; }

/* Tests run side by side, each on a thread of its own. */
static _Thread_local int blocks;

static void *block(size_t size) {
    blocks++;
    return malloc(size);
}

char *store_duplicate(const store *s) {
    if (!s->size) return NULL;
    char *copy = block(strlen(s->name) + 1);
    return strcpy(copy, s->name);
}

uint8_t *store_bytes(const store *s, size_t *count) {
    *count = s->size;
    if (!s->size) return NULL;
    uint8_t *copy = block(s->size);
    return memcpy(copy, s->bytes, s->size);
}

uint16_t *store_duplicate16(const store *s) {
    uint16_t *copy = block(sizeof s->name16);
    return memcpy(copy, s->name16, sizeof s->name16);
}

void block_free(void *block) {
    blocks--;
    /* What is used after it was freed shall be seen. */
    memset(block, '!', 1);
    free(block);
}

int blocks_alive(void) { return blocks; }

const int32_t *primes(void) {
    static const int32_t first[] = {2, 3, 5, 7, 0};
    return first;
}

const uint8_t *magic(void) {
    static const uint8_t bytes[4] = {1, 2, 3, 4};
    return bytes;
}

const uint8_t *store_view(const store *s) { return s->size ? s->bytes : NULL; }

const uint16_t *store_halves(const store *s, size_t *bytes) {
    *bytes = s->size * 2;
    return s->name16;
}

point point_add(point a, point b) {
    point sum = {a.x + b.x, a.y + b.y};
    return sum;
}

void point_move(point *p, const settings *how) {
    int level = how ? how->level : 1;
    p->x += level;
    p->y += level;
}

bool point_parse(const char *text, point *out) { return sscanf(text, "%d,%d", &out->x, &out->y) == 2; }

const point *store_origin(const store *s) { return s->size ? &s->origin : NULL; }

void counter_next(int *counter, bool *even) {
    *counter += 1;
    if (even) *even = *counter % 2 == 0;
}

enum colour colour_next(enum colour c) { return c == COLOUR_BLUE ? COLOUR_RED : (enum colour)(c * 2); }
void colour_of(int index, enum colour *out) { *out = (enum colour)(1 << index); }
int has_colour(enum colour c) { return c == COLOUR_RED || c == COLOUR_GREEN || c == COLOUR_BLUE; }
float half(double x) { return (float)(x / 2); }
int settings_level(const settings *s) { return s->loud ? s->level * (int)s->scale : s->level; }

int wrapped(int value, int mode, unsigned all, const char *nothing, enum colour c, double factor, bool yes) {
    return value == -5 && mode == MODE_PLAIN && all == UINT32_MAX && !nothing && c == COLOUR_GREEN && factor == 1.5 && yes;
}

int with_defaults(int a, int b, enum colour c, const char *text) { return a + b * 10 + (int)c * 100 + (text ? 1000 : 0); }
int store_at(const store *s, int index) { return s->bytes[index]; }

int fails_nonzero(int with) { return with; }
int fails_zero(int with) { return with; }
bool fails_bool(bool well) { return well; }
long fails_negative(long with) { return with; }
const char *fails_null(bool well) { return well ? "well" : NULL; }

int fails_errno(int with) {
    errno = with;
    return with ? -1 : 5;
}

store *fails_errno_null(bool well) {
    errno = ENOMEM;
    return well ? store_new() : NULL;
}

status fails_status(status with, int *out) {
    *out = 11;
    return with;
}

int fails_ret(int with) { return with; }
int fails_macro(int with) { return with; }

const char *status_text(status s) {
    static const char *const texts[] = {"fine", "again", "broken", "full"};
    return (unsigned)s < 4 ? texts[s] : NULL;
}

int store_fail(store *s, int with) {
    snprintf(s->message, sizeof s->message, "failed with %d", with);
    return with;
}

const char *store_message(const store *s) { return s->message; }

bool store_fail_bool(store *s, bool well) {
    strcpy(s->message, "not well");
    return well;
}

const char *last_message(void) { return "the last message"; }

int fails_asked(store *s, int with) {
    s->origin.x = with * 2;
    return with;
}

int store_code(const store *s, int result) { return s->origin.x + result; }

static void fail(fault **why, int code, const char *message) {
    if (!why) return;
    *why = malloc(sizeof **why);
    (*why)->code = code;
    (*why)->message = strcpy(malloc(strlen(message) + 1), message);
}

int store_run(store *s, int with, char **why) {
    if (with == 0) return 0;
    sprintf(s->message, "%d is too much", with);
    *why = strcpy(block(32), with < 0 ? "a warning" : s->message);
    return with < 0 ? 0 : with;
}

int store_pack(store *s, int with, uint16_t **units, size_t *count) {
    *units = memcpy(block(sizeof s->name16), s->name16, sizeof s->name16);
    if (with) {
        *count = (size_t)-1;
        return with;
    }
    *count = s->size;
    return 0;
}

int store_seek(int with, const char **where) {
    *where = strcpy(block(8), "here");
    errno = with;
    return with ? -1 : 0;
}

bool store_say(bool well, char **text) {
    *text = memcpy(block(4), well ? "yes" : "\xff\xff\xff", 4);
    return well;
}

int store_try(store *s, int with, fault **why) {
    if (with < 0) fail(why, with, "less than nothing");
    return (int)s->size + with;
}

store *store_open(const char *name, fault **why) {
    if (!*name) {
        fail(why, 2, "no name");
        return NULL;
    }
    store *s = store_new();
    store_name(s, name, strlen(name));
    return s;
}

void store_check(store *s, uint8_t *bytes, unsigned char count, fault **why) {
    (void)s;
    if (count && bytes[0]) fail(why, bytes[0], "bad byte");
}

void fault_free(fault *f) {
    free(f->message);
    free(f);
}

const char *fault_message(const fault *f) { return f->message; }
int fault_code(const fault *f) { return f->code; }
