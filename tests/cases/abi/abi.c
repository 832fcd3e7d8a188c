#include "abi.h"
#include <stdarg.h>
#include <stddef.h>

static struct byte twist_byte(struct byte v) { v.a++; return v; }
static struct three twist_three(struct three v) { v.a[0]++; v.a[1] += 2; v.a[2] += 3; return v; }
static struct two_ints twist_two_ints(struct two_ints v) { v.a++; v.b += 2; return v; }
static struct two_longs twist_two_longs(struct two_longs v) { v.a++; v.b += 2; return v; }
static struct float1 twist_float1(struct float1 v) { v.a++; return v; }
static struct floats2 twist_floats2(struct floats2 v) { v.a++; v.b += 2; return v; }
static struct floats3 twist_floats3(struct floats3 v) { v.a++; v.b += 2; v.c += 3; return v; }
static struct floats4 twist_floats4(struct floats4 v) { for (int i = 0; i < 4; i++) v.a[i] += i + 1; return v; }
static struct double1 twist_double1(struct double1 v) { v.a++; return v; }
static struct doubles2 twist_doubles2(struct doubles2 v) { v.a++; v.b += 2; return v; }
static struct int_float twist_int_float(struct int_float v) { v.a++; v.b += 2; return v; }
static struct long_double twist_long_double(struct long_double v) { v.a++; v.b += 2; return v; }
static struct double_byte twist_double_byte(struct double_byte v) { v.a++; v.b += 2; return v; }
static struct big twist_big(struct big v) { v.a++; v.b += 2; v.c += 3; return v; }
static struct doubles3 twist_doubles3(struct doubles3 v) { v.a++; v.b += 2; v.c += 3; return v; }
static struct nested twist_nested(struct nested v) { v.a = twist_int_float(v.a); v.b.x += 3; v.b.y += 4; return v; }
static struct flags twist_flags(struct flags v) { v.a++; v.b += 2; v.c += 3; v.d += 4; return v; }
static struct packed twist_packed(struct packed v) { v.a++; v.b += 2; v.c += 3; return v; }
static struct packed_small twist_packed_small(struct packed_small v) { v.a++; v.b += 2; return v; }
static struct aligned twist_aligned(struct aligned v) { v.a++; return v; }
static struct wide twist_wide(struct wide v) { v.a++; return v; }
#define TWIST_BYTES(name, count) \
    static struct name twist_##name(struct name v) { for (int i = 0; i < count; i++) v.a[i] += i + 1; return v; }
TWIST_BYTES(five, 5)
TWIST_BYTES(seven, 7)
TWIST_BYTES(nine, 9)
TWIST_BYTES(fifteen, 15)
TWIST_BYTES(sixteen, 16)
TWIST_BYTES(seventeen, 17)
static struct float_int twist_float_int(struct float_int v) { v.a++; v.b += 2; return v; }
static struct floats_int twist_floats_int(struct floats_int v) { v.a++; v.b += 2; v.c += 3; return v; }
static struct int_doubles twist_int_doubles(struct int_doubles v) { v.a[0]++; v.a[1] += 2; v.b += 3; return v; }
static struct complex_float twist_complex_float(struct complex_float v) { v.a = ~v.a; v.b += 2; return v; }

static uint64_t sum_of_bytes(const void *value, size_t size) {
    uint64_t sum = 0;
    for (size_t i = 0; i < size; i++) sum += ((const unsigned char *)value)[i] * (i + 1);
    return sum;
}

#define DEFINE_RECORD(name) \
    struct name change_##name(int before, struct name value, double after) { \
        return before == 7 && after == 0.5 ? twist_##name(value) : value; \
    } \
    struct name call_##name(struct name (*callback)(void *, struct name), void *data, struct name value) { \
        return callback(data, twist_##name(value)); \
    } \
    uint64_t late_##name(int64_t a, int64_t b, int64_t c, int64_t d, int64_t e, struct name value, int64_t f) { \
        int others = a == 1 && b == 2 && c == 3 && d == 4 && e == 5 && f == 6; \
        return others ? sum_of_bytes(&value, sizeof value) : 0; \
    }
FOR_EACH_RECORD(DEFINE_RECORD)

struct double_float change_double_float(struct double_float v) { v.a++; v.b += 2; return v; }
struct shifted change_shifted(struct shifted v) { v.a++; v.b += 2; return v; }

struct pointers change_pointers(struct pointers value) { value.a += value.b(1); return value; }
union number change_number(union number value, int to_double) {
    union number result;
    if (to_double) result.d = (double)value.i; else result.i = (int64_t)value.d;
    return result;
}
union floats change_floats(union floats value) { value.b[0]++; value.b[1] += 2; return value; }
enum color next_color(enum color color) { return color == RED ? GREEN : color == GREEN ? BLUE : RED; }
enum small next_small(enum small small) { return small == SMALL_A ? SMALL_B : SMALL_A; }
_Bool negate(_Bool value) { return !value; }
_Complex double conjugate(_Complex double value) { return ~value; }
_Complex float conjugate_float(_Complex float value) { return ~value; }
__int128 shift(__int128 value, int by) { return value << by; }
__int128 seventh(int64_t a, int64_t b, int64_t c, int64_t d, int64_t e, __int128 f, int64_t g) {
    return a + b + c + d + e == 15 && g == 7 ? f + 1 : 0;
}
double ninth(double a, double b, double c, double d, double e, double f, double g, struct floats4 h, double i) {
    return a + b + c + d + e + f + g == 28 && i == 9 ? h.a[0] + 10 * h.a[1] + 100 * h.a[2] + 1000 * h.a[3] : 0;
}
uint8_t narrow(uint8_t a, int8_t b, uint16_t c, int16_t d) { return (uint8_t)(a + b + c + d); }

int64_t sum(int count, ...) {
    va_list arguments;
    va_start(arguments, count);
    int64_t total = 0;
    for (int i = 0; i < count; i++) total += va_arg(arguments, int64_t);
    va_end(arguments);
    return total;
}

double sum_doubles(int count, ...) {
    va_list arguments;
    va_start(arguments, count);
    double total = 0;
    for (int i = 0; i < count; i++) total += va_arg(arguments, double);
    va_end(arguments);
    return total;
}

int32_t sum_items(const struct flexible *flexible) {
    int32_t total = 0;
    for (int32_t i = 0; i < flexible->count; i++) total += flexible->items[i];
    return total;
}

int for_each(const int *items, unsigned count, int (*visit)(int item, void *data), void *data) {
    for (unsigned i = 0; i < count; i++) {
        int stop = visit(items[i], data);
        if (stop) return stop;
    }
    return 0;
}

static int add(int a, int b) { return a + b; }
static int multiply(int a, int b) { return a * b; }
operation *find_operation(char name) { return name == '+' ? add : name == '*' ? multiply : NULL; }
int by_other_name(int value) { return -value; }

int counter = 41;
const int table[4] = {1, 2, 4, 8};
const char *const greeting = "hello";
struct two_ints origin = {3, 4};
int renamed = 9;
int read_counter(void) { return counter; }
int read_renamed(void) { return renamed; }
