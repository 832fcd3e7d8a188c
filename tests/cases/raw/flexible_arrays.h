#include <stddef.h>
struct message { size_t length; char text[]; };
struct old_style { int count; int items[1]; };
struct zero_length { int count; int items[0]; };
struct of_records { int count; struct message *messages[]; };
struct __attribute__((packed)) packed_tail { char tag; int items[]; };
