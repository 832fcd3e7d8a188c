/* Functions with a body: called through the bindings, they show whether the bindings are right. */
#include <stdint.h>

struct byte { int8_t a; };
struct three { uint8_t a[3]; };
struct two_ints { int32_t a, b; };
struct two_longs { int64_t a, b; };
struct float1 { float a; };
struct floats2 { float a, b; };
struct floats3 { float a, b, c; };
struct floats4 { float a[4]; };
struct double1 { double a; };
struct doubles2 { double a, b; };
struct int_float { int32_t a; float b; };
struct long_double { int64_t a; double b; };
struct double_byte { double a; int8_t b; };
struct big { int64_t a, b, c; };
struct doubles3 { double a, b, c; };
struct pointers { const char *a; int (*b)(int); };
struct nested { struct int_float a; struct { int16_t x, y; } b; };
struct flags { uint32_t a : 3, b : 13, c : 16; uint64_t d : 40; };
struct __attribute__((packed)) packed { int8_t a; int32_t b; double c; };
struct __attribute__((packed)) packed_small { int8_t a; int32_t b; };
struct __attribute__((aligned(16))) aligned { int32_t a; };
struct wide { __int128 a; };
struct five { uint8_t a[5]; };
struct seven { uint8_t a[7]; };
struct nine { uint8_t a[9]; };
struct fifteen { uint8_t a[15]; };
struct sixteen { uint8_t a[16]; };
struct seventeen { uint8_t a[17]; };
struct float_int { float a; int32_t b; };
struct double_float { double a; float b; };
struct floats_int { float a, b; int32_t c; };
struct int_doubles { int32_t a[2]; double b; };
struct __attribute__((packed)) shifted { int8_t a; float b; };
struct complex_float { _Complex float a; int32_t b; };
struct flexible { int32_t count; int32_t items[]; };
union number { int64_t i; double d; };
union floats { float a; float b[2]; };
enum color { RED, GREEN = 5, BLUE = -1 };
enum __attribute__((packed)) small { SMALL_A, SMALL_B = 200 };

/* Each takes its value between others, changes every field, and returns it. */
#define FOR_EACH_RECORD(X) \
    X(byte) X(three) X(two_ints) X(two_longs) X(float1) X(floats2) X(floats3) X(floats4) X(double1) X(doubles2) \
    X(int_float) X(long_double) X(double_byte) X(big) X(doubles3) X(nested) X(flags) X(packed) X(packed_small) \
    X(aligned) X(wide) X(five) X(seven) X(nine) X(fifteen) X(sixteen) X(seventeen) X(float_int) X(floats_int) \
    X(int_doubles) X(complex_float)

struct double_float change_double_float(struct double_float value);
struct shifted change_shifted(struct shifted value);

#define DECLARE_RECORD(name) \
    struct name change_##name(int before, struct name value, double after); \
    struct name call_##name(struct name (*callback)(void *, struct name), void *data, struct name value); \
    uint64_t late_##name(int64_t a, int64_t b, int64_t c, int64_t d, int64_t e, struct name value, int64_t f);
FOR_EACH_RECORD(DECLARE_RECORD)

struct pointers change_pointers(struct pointers value);
union number change_number(union number value, int to_double);
union floats change_floats(union floats value);
enum color next_color(enum color color);
enum small next_small(enum small small);
_Bool negate(_Bool value);
_Complex double conjugate(_Complex double value);
_Complex float conjugate_float(_Complex float value);
__int128 shift(__int128 value, int by);
__int128 seventh(int64_t a, int64_t b, int64_t c, int64_t d, int64_t e, __int128 f, int64_t g);
double ninth(double a, double b, double c, double d, double e, double f, double g, struct floats4 h, double i);
uint8_t narrow(uint8_t a, int8_t b, uint16_t c, int16_t d);

int64_t sum(int count, ...);
double sum_doubles(int count, ...);
int32_t sum_items(const struct flexible *flexible);
int for_each(const int *items, unsigned count, int (*visit)(int item, void *data), void *data);
typedef int operation(int, int);
operation *find_operation(char name);
int by_other_name(int value) __asm__("the_real_name");

extern int counter;
extern const int table[4];
extern const char *const greeting;
extern struct two_ints origin;
extern int renamed __asm__("the_real_variable");
int read_counter(void);
int read_renamed(void);
