/* Functions and variables whose symbol is another. */
int open_file(const char *path) __asm__("open_file_v2");
extern int table_size __asm__("_table_size$internal");
void renamed(void) __asm__("\x01literal");
int same(void) __asm__("same");
