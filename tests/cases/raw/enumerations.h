/* Enums of every kind of value. */
enum state { STOPPED, RUNNING, PAUSED = 10, ENDED };
enum error { ERROR_NONE = 0, ERROR_IO = -5, ERROR_MEMORY, ERROR_LOWEST = -2147483647 - 1 };
enum flags { FLAG_A = 1 << 0, FLAG_B = 1 << 1, FLAG_ALL = FLAG_A | FLAG_B, FLAG_TOP = 0x80000000 };
enum duplicates { FIRST = 1, SECOND = 2, ALIAS = FIRST, LAST = SECOND };
enum wide { WIDE_SMALL = 1, WIDE_BIG = 0x100000000 };
enum __attribute__((packed)) small { SMALL_A, SMALL_B = 200 };
typedef enum state state_t;
typedef enum { INLINE_A } inline_t;
enum forward;
enum unsigned_by_default { U_ZERO, U_ONE };
enum big { BIG_ONE = 0x80000000 };
typedef enum tag_and_typedef { BOTH } tag_and_typedef;
enum { FREE_STANDING = 42 };
struct holder { enum state state; enum error *error; state_t states[3]; };
state_t next(state_t state, enum flags flags);
void take(enum forward *forward, enum small small, enum big big);
