/* Character constants. */
#include <stddef.h>

#define LETTER 'a'
#define NEWLINE '\n'
#define QUOTE '\''
#define HIGH '\xff'
#define OCTAL '\101'
#define ZERO '\0'
#define FOUR_CC 'RIFF'
#define WIDE L'\u20ac'
#define UTF16 u'\u00e9'
#define UTF32 U'\U0001F600'
#define AS_BYTE ((unsigned char)'\x80')
#define ESCAPE '\e'
