/* Initialisers in braces, of the record that the macro's name means. */

#include <stddef.h>

typedef enum { MODE_OFF, MODE_ON = 3, MODE_UNSET = -1 } lib_mode;
typedef int (*lib_callback)(void *payload);

typedef struct {
    const char *host;
    unsigned short port;
} lib_address;

typedef struct lib_options {
    unsigned version;
    lib_mode mode;
    _Bool strict;
    double ratio;
    lib_callback callback;
    void *payload;
    const char *name;
    lib_address address;
    lib_address others[2];
    unsigned char key[4];
    int type;
} lib_options;

#define LIB_OPTIONS_VERSION 2
#define LIB_OPTIONS_INIT {LIB_OPTIONS_VERSION, MODE_ON, 1, .5, NULL, NULL, "a \"name\"", {"localhost", 80}}
/** What C calls the same thing by another name. */
#define LIB_OPTIONS_DEFAULT LIB_OPTIONS_INIT
#define LIB_OPTIONS_ZERO { 0 }
#define LIB_ADDRESS_INIT {.port = 443, .host = "example.org"}
#define LIB_DESIGNATED ((lib_options){ .others[1].port = 1, {1, 2, 3}, .mode = MODE_UNSET, .key[3] = 9, .version = -1 })

/* Braces left out, and words that are one in the record's name. */
struct _LibQueue { int *head, *tail; struct { int x, y; } at; char text[6]; union { float f; int i; } last; };
typedef struct _LibQueue LibQueue;
#define LIB_QUEUE_INIT { NULL, NULL, 1, 2, "abc" }
#define INIT_LIB_QUEUE { (int *)8, (int *)-1, {3, 4}, "abcdef", {1.5f} }

typedef struct { unsigned a : 3, : 2, b : 9; signed c : 4; int d; } lib_flags_t;
#define LIB_FLAGS_INIT { 5, 257, -2, 7 }

struct lib_hidden_flags { int kind; struct { unsigned on : 1; struct { unsigned level : 7; } only[1]; }; };
#define LIB_HIDDEN_FLAGS_INIT { 1, .on = 1, .only[0].level = 100 }

union lib_value { long number; char text[8]; };
#define LIB_VALUE_INIT { 42 }
#define LIB_VALUE_ZERO { .text = { 0 } }

struct lib_point { int x, y; };
#define LIB_POINT_INIT { 1, 2 }
struct lib_lines { struct lib_point points[2]; unsigned short widths[40]; };
#define LIB_LINES_INIT { {{1, 2}, {3, 4}}, {[0] = 1, [39] = 65535} }

#pragma pack(push, 1)
struct lib_packed { char c; int i; union { struct { short low, high; }; int both; }; };
#pragma pack(pop)
#define LIB_PACKED_INIT { 1, 2, .high = 3 }
#define LIB_PACKED_HIDDEN_INIT { 1 }

/* An operator of the preprocessor is no part of the value. */
#define LIB_DEPRECATED _Pragma("GCC warning \"old\"")
#define LIB_OLD_POINT_INIT LIB_DEPRECATED { 1, 2 }
#define LIB_OLD_NUMBER LIB_DEPRECATED 12
struct lib_old_point { int x, y; };

/* What is left out. */
#define LIB_UNKNOWN_INIT { 0 }
#define LIB_NEGATIVE_POINT_INIT { -1, 2 }
struct lib_negative_point { unsigned x, y; };
#define LIB_SMALL_MEMBER_INIT { 1 }
union lib_small_member { char small; long large; };
#define LIB_HANDLER_INIT { (lib_callback)1 }
struct lib_handler { lib_callback callback; };
struct lib_pair { int a, b; };
struct libpair { int a, b; };
#define LIB_PAIR_INIT { 1, 2 }

/* Names that collide with Rust's, and null pointers and text of several types. */
typedef struct Option { const void *self; char *type; const signed char *None; void (*fn)(void); } Option;
#define OPTION_INIT { "self", "type\0more", 0, 0 }
#define OPTION_EMPTY { .fn = (void *)0 }
typedef struct { char name[4][8]; wchar_t wide[3]; float ratios[2]; long long big; unsigned long long top; } lib_table;
#define LIB_TABLE_INIT { {"one", {"two"}, {'x', 'y'}}, L"ab", {1, -0.0f}, -9223372036854775807LL - 1, ~0ull }
