/* Names that are ordinary in C and reserved in Rust. */
struct type {
    int match, impl, self, Self, super, crate;
    struct type *ref;
    unsigned fn : 2, move : 3;
};

enum mod { async = 1, dyn, yield };

int loop(int in, int mut, int self, struct type *type);
extern int unsafe;
#define where 5
typedef int gen;
