/* The last definition counts, and what is undefined is gone. */
#define LIMIT 10
#define DOUBLE_LIMIT (LIMIT * 2)
#undef LIMIT
#define LIMIT 20
#define GONE 1
#undef GONE
#define REPEATED 5
#define REPEATED 5
#define SELF SELF
#define A B
#define B A
#ifdef LIMIT
#define CHOSEN 1
#else
#define CHOSEN 0
#endif
#define KIND_TEXT "first"
#undef KIND_TEXT
#define KIND_TEXT 5
#ifdef GONE
int not_here(void);
#endif
#if LIMIT == 20
int here(void);
#endif
int repeated(int x);
int repeated(int x);
extern int repeated(int x);
struct later;
struct later;
struct later { int x; };
