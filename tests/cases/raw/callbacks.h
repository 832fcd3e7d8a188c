/* Functions that call back. */
#include <stddef.h>

typedef int (*compare_fn)(const void *a, const void *b, void *data);
typedef void visit_fn(int depth, void *data);

struct visitor {
    void (*enter)(struct visitor *self, const char *name);
    visit_fn *leave;
    compare_fn compare[2];
    void (**table)(int);
};

void sort(void *base, size_t count, size_t size, compare_fn compare, void *data);
void walk(visit_fn visit, void *data);
void on_exit_call(void (*hook)(int status, void (*next)(int)));
compare_fn get_compare(int kind);
compare_fn *all_compares(void);
extern compare_fn default_compare;
