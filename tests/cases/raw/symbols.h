/* Names in the object file that differ from those in C. */
int real_open(const char *path) __asm__("open64");
extern int renamed_global __asm__("the_global");
int __attribute__((weak)) weak_function(void);
extern const char version[];
extern const int limits[4];
extern int counters[];
extern const char *const names[2];
extern struct opaque *current;
extern void (*hook)(int);
__attribute__((ms_abi)) int windows_call(int a, double b);
void literal(void) __asm__("\x01literal");
int same(void) __asm__("same");
extern int table_size __asm__("_table_size$internal");
