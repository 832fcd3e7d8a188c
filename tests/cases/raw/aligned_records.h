struct __attribute__((aligned(64))) cache_line {
    int owner;
};

struct holder {
    char first;
    int second __attribute__((aligned(16)));
    struct cache_line line;
};

typedef int aligned_int __attribute__((aligned(32)));

struct uses_aligned_typedef {
    char first;
    aligned_int second;
};
