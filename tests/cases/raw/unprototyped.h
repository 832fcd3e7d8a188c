/* Functions declared without a prototype, as before 1989. */
int old_style();
void *old_alloc();
struct handler { int (*run)(); void (*done)(void); };
typedef char *(*formatter)();
int modern(void);
