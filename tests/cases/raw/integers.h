/* Integer constants with every suffix and base. */
#define DECIMAL 42
#define NEGATIVE -1
#define HEX 0xFFu
#define OCTAL 0755
#define BINARY 0b1011
#define LONG_ZERO 0UL
#define LONGER 123456789012
#define LL_MIN (-9223372036854775807LL - 1)
#define ULL 0xFFFFFFFFFFFFFFFFull
#define HEX_BECOMES_UNSIGNED 0x80000000
#define DECIMAL_BECOMES_LONG 2147483648
#define SUFFIXED 10Lu
#define PARENTHESISED ((((7))))
#define WITH_COMMENT 5 /* five */
#define CONTINUED \
    (1 << 4)
#define TOO_LARGE 18446744073709551616
#define NOTHING
#define GARBAGE 12abc
