/* The limits of the standard headers, by other names. */
#include <limits.h>
#include <stddef.h>
#include <stdint.h>

#define ID_MAX UINT64_MAX
#define ID_NONE INT64_MIN
#define LENGTH_MAX SIZE_MAX
#define NO_POSITION ((size_t)-1)
#define SMALL_MAX INT8_MAX
#define FLAGS_ALL UINT8_MAX
#define BIG UINT64_C(1000000000000)
#define BITS (sizeof(uint64_t) * CHAR_BIT)
#define LOWEST INT_MIN
#define EPOCH INTMAX_C(-62135596800)
