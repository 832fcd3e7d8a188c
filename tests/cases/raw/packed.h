/* Records without padding. */
#include <stdint.h>

struct __attribute__((packed)) bmp_header {
    char magic[2];
    uint32_t file_size;
    uint16_t reserved[2];
    uint32_t offset;
};

#pragma pack(push, 2)
typedef struct {
    uint8_t tag;
    uint32_t length;
    double value;
} record_t;
#pragma pack(pop)

struct partly {
    char kind;
    uint64_t value __attribute__((packed));
    uint32_t after;
};

int write_record(const record_t *record);
