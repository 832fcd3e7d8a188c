#include <stdint.h>
#define ZERO 0
#define DECIMAL 2147483647
#define TOO_BIG_FOR_INT 2147483648
#define HEX_INT 0x7fffffff
#define HEX_UNSIGNED 0x80000000
#define OCTAL 0755
#define BINARY 0b1010
#define ZERO_UL 0UL
#define ONE_ULL 1ull
#define LONG 5L
#define MINUS_ONE (-1)
#define ALL_ONES (~0U)
#define MASK (1u << 31)
#define SHIFTED (1 << 4 | 1 << 2)
#define BIG UINT64_MAX
#define SMALL INT64_MIN
#define SIZE_LIKE ((size_t)-1)
#define MIXED_SIGNS (-1 < 1u)
#define CONDITIONAL (1 ? -1 : 2u)
#define NARROW ((unsigned char)300)
#define NARROW_SIGNED ((signed char)200)
#define WIDE_CAST ((int64_t)1 << 40)
#define TRUTH ((_Bool)5)
#define COMMA (1, 2)
#define SIZE_OF_INT sizeof(int)
#define SIZE_OF_RECORD sizeof(struct point)
struct point { int x, y; };
enum { ANONYMOUS_A = 3, ANONYMOUS_B = -4 };
#define FROM_ENUMERATOR (ANONYMOUS_A + 1)
#define SAME_AS_ENUMERATOR ANONYMOUS_B
#define VERSION_MAJOR 3
#define VERSION_MINOR 14
#define VERSION (VERSION_MAJOR * 1000 + VERSION_MINOR)
typedef unsigned short port_t;
#define DEFAULT_PORT ((port_t)8080)
#define IS_NEW (VERSION >= 3000)
