/* C names that are keywords in Rust, and some that no raw identifier can be. */
struct type {
    int match;
    int self;
    int crate;
    struct type *super;
    int async, await, dyn, box, gen;
};

enum loop { fn, impl, mod = 7, Self };

typedef int trait;
typedef struct _ { int _; } underscore;

trait move(struct type *type, enum loop in, int ref, int mut);
int yield(void);
int r(int r);
extern int where;
#define use 1
#define pub "public"
#define true_ 1
#define try (use + 1)
