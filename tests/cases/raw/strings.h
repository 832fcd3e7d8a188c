/* String constants. */
#include <stddef.h>

#define NAME "sqlite"
#define EMPTY ""
#define JOINED "3." "45" ".0"
#define ESCAPED "tab\there \"quoted\" back\\slash\n"
#define BYTES "\xff\x00\101z"
#define EMBEDDED "a\0b"
#define UNICODE "gr\u00fc\u00df dich"
#define UTF8 u8"\u20ac"
#define WIDE L"wide"
#define UTF16 u"sixteen"
#define UTF32 U"thirty-two"
#define MAJOR "3"
#define FULL NAME "-" MAJOR
#define LENGTH (sizeof NAME - 1)
#define SPLIT "one \
two"
