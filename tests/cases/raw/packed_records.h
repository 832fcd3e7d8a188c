/* A wire format: fields where Rust would not put them. */
#include <stdint.h>

#pragma pack(push, 1)
typedef struct wire_header {
    uint8_t version;
    uint32_t length;
    uint16_t kind : 3, flags : 13;
    uint64_t checksum;
} wire_header;
#pragma pack(pop)

struct __attribute__((packed)) gap {
    char tag;
    double value;
};

struct __attribute__((packed, aligned(2))) gap_aligned {
    char tag;
    int value;
};

struct mixed {
    char tag;
    int value __attribute__((packed));
    int other;
};

#pragma pack(push, 2)
struct two {
    char tag;
    long value;
    int flexible[];
};
#pragma pack(pop)
