/* Packed and aligned at once, which no one Rust attribute says. */
#include <stdint.h>

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
