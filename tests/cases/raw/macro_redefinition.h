/* The last definition counts, and #undef takes one away. */
#define LEVEL 1
#define DERIVED (LEVEL + 10)
#undef LEVEL
#define LEVEL 2
#define GONE 1
#undef GONE
#define KIND_TEXT "first"
#undef KIND_TEXT
#define KIND_TEXT 5
#ifdef GONE
int not_here(void);
#endif
#if LEVEL == 2
int here(void);
#endif
