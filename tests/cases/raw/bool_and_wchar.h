/* The small standard types. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uchar.h>
#include <wchar.h>

bool toggle(bool on, _Bool *other);
wchar_t widen(char c, signed char s, unsigned char u);
size_t lengths(const wchar_t *wide, const char16_t *utf16, const char32_t *utf32);
ptrdiff_t distance(intptr_t a, uintptr_t b, intmax_t c, uint_fast16_t d, int_least8_t e);
short shorts(unsigned short a, long long b, unsigned long long c, max_align_t *most);
#define ENABLED true
#define DISABLED false
