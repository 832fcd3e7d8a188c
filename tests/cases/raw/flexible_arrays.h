/* Records that end in an array of any length, in all three spellings. */
#include <stdint.h>

struct packet { uint32_t length; uint8_t data[]; };
struct old_packet { uint16_t length; struct packet *parts[0]; };
struct very_old { int count; char text[1]; };
struct pairs { int count; struct { int key; double value; } items[]; };
union either { int zero[0]; long value; };
struct empty {};
struct packet *packet_new(uint32_t length);
struct of_records { int count; struct packet *packets[]; };
struct __attribute__((packed)) packed_tail { char tag; int items[]; };
