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

struct __attribute__((packed)) bmp_header {
    char magic[2];
    uint32_t file_size;
    uint16_t reserved[2];
    uint32_t offset;
};

struct partly {
    char kind;
    uint64_t value __attribute__((packed));
    uint32_t after;
};

/* Packed and aligned at once, which no one Rust attribute says. */
struct __attribute__((packed, aligned(2))) audio_spec {
    uint8_t channels;
    uint32_t rate;
    uint16_t format;
};

struct __attribute__((packed)) outer {
    char tag;
    struct audio_spec spec;
    struct __attribute__((aligned(8))) { int x; } point;
};

struct __attribute__((packed, aligned(16))) vector { float v[3]; };

struct __attribute__((packed)) holds_aligned { char c; struct vector vector; };
int write_header(const struct bmp_header *header);
