/* Records and fields with more alignment than their parts need. */
struct __attribute__((aligned(64))) cache_line {
    unsigned char bytes[48];
};

struct counters {
    long hits;
    long misses __attribute__((aligned(32)));
    _Alignas(16) char name[10];
};

typedef int aligned_int __attribute__((aligned(16)));

struct with_aligned_int {
    char before;
    aligned_int value;
};

typedef struct __attribute__((aligned)) { char c; } widest;

struct holder { char first; int second __attribute__((aligned(16))); struct cache_line line; };
struct lines { struct cache_line first; char last; };
void touch(struct cache_line *line, aligned_int *value);
