#include <stddef.h>
#include <uchar.h>
#define NAME "library"
#define EMPTY ""
#define JOINED "a" "b" NAME
#define ESCAPES "tab\t quote\" slash\\ nul-free\x41\101\n"
#define EMBEDDED_NUL "a\0b"
#define NOT_UTF8 "\xff\xfe"
#define UNICODE "größe €"
#define UTF8 u8"größe"
#define WIDE L"wide €"
#define UTF16 u"𝄞"
#define UTF32 U"𝄞"
#define PARENTHESES ("in parentheses")
#define POINTER ((const char *)"cast")
#define LETTER 'a'
#define NEWLINE '\n'
#define HIGH_CHAR '\xff'
#define MULTI_CHAR 'ab'
#define WIDE_CHAR L'€'
#define UTF16_CHAR u'é'
#define TO_TEXT_(x) #x
#define TO_TEXT(x) TO_TEXT_(x)
#define STRINGIFIED TO_TEXT(1.2.3)
