/* Functions that no library holds. */
static inline int twice(int x) { return 2 * x; }
static int thrice(int x) { return 3 * x; }
inline int only_inline(int x) { return x; }
extern inline int also_compiled(int x) { return x; }
__attribute__((always_inline)) static inline void nothing(void) { }
int ordinary(int x);
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define EMPTY_CALL()
