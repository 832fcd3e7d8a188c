typedef int (*compare_fn)(const void *a, const void *b);
typedef void (*log_fn)(void *data, int level, const char *format, ...);

struct vtable {
    int (*open)(struct vtable *self, const char *path);
    void (*close)(struct vtable *self);
    compare_fn compare;
    void (*(*find)(int))(int);
    int (*table[4])(void);
};

void sort(void *base, unsigned long count, unsigned long size, compare_fn compare);
void set_log(log_fn log, void *data);
void at_exit(void (*function)(void));
