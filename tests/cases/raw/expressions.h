/* Constants that are computed. */
#define BASE 0x100
#define FLAG(n) (1u << (n))
#define FLAG_A FLAG(0)
#define FLAG_TOP FLAG(31)
#define MASK (FLAG_A | FLAG(4))
#define INVERTED (~MASK)
#define NOT (!BASE)
#define CHOICE (BASE > 10 ? 1ull : -1)
#define MIXED_SIGNS (-1 < 1u)
#define SHIFTED_RIGHT (-8 >> 1)
#define REMAINDER (-7 % 3)
#define QUOTIENT (-7 / 2)
#define WRAPPED (0u - 1u)
#define COMMA_FREE (2 + 3 * 4 - (1, 2))
#define LOGIC (BASE && 0 || 1)
#define PASTE(a, b) a##b
#define PASTED PASTE(0x, ff)
#define TEXT(x) #x
#define STRINGIFIED TEXT(a b)
#define DIVIDES_BY_ZERO (1 / 0)
#define STATEMENT do { } while (0)
#define CALL thing(BASE)
int thing(int);
