/* Enums that say their type. */
#include <stdint.h>

enum byte_kind : uint8_t { KIND_LOW, KIND_HIGH = 255 };
enum offset : int64_t { OFFSET_NONE = -1, OFFSET_FAR = 0x7fffffffffffffff };
enum on_off : _Bool { OFF, ON };
enum declared_only : unsigned short;
struct packed_kinds { enum byte_kind a, b; enum offset at; enum on_off on; };
enum byte_kind kind_of(enum offset offset, enum declared_only later);
