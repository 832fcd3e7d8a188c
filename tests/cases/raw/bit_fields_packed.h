/* Packed, aligned and straddling bit-fields. */
#include <stdint.h>

struct __attribute__((packed)) can_frame {
    uint16_t id : 11;
    uint16_t remote : 1;
    uint64_t payload : 50;
    uint8_t length : 4;
    int16_t checksum;
};

struct __attribute__((packed, aligned(4))) usb_token {
    unsigned pid : 3;
    unsigned address : 7;
    unsigned endpoint : 4;
    unsigned long long frame : 33;
};

#pragma pack(push, 1)
struct descriptor {
    uint8_t kind;
    uint32_t offset : 24;
    uint32_t flags : 8;
    uint16_t size;
};
#pragma pack(pop)
