typedef void (*destructor_t)(void *);
#define STATIC ((destructor_t)0)
#define TRANSIENT ((destructor_t)-1)
#define NOTHING ((void *)0)
#define FAILED ((void *)-1)
#define INVALID_HANDLE ((const struct handle *)(unsigned long)-2)
struct handle;
extern int counter;
#define COUNTER_ADDRESS (&counter)
