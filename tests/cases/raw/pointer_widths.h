/* Pointers of another width than the target's. */
typedef int __attribute__((address_space(270))) *narrow;
struct both { narrow at; int *usual; };
int by_value(narrow at);
int by_pointer(narrow *at);
/* This one has the usual width. */
int segment(char __attribute__((address_space(256))) *at);
