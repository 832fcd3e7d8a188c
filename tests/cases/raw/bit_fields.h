/* Bit-fields of every width and signedness, with a gap and a forced boundary. */
#include <stdbool.h>
#include <stdint.h>

struct ip_header {
    unsigned int header_length : 4;
    unsigned int version : 4;
    uint8_t tos;
    uint16_t total_length;
    unsigned int fragment_offset : 13;
    unsigned int flags : 3;
    int : 0;
    int checksum_delta : 5;
    uint64_t timestamp : 40;
    bool urgent : 1;
};

enum channel { CHANNEL_RED, CHANNEL_GREEN, CHANNEL_BLUE = 3 };

union color_word {
    uint32_t word;
    struct {
        enum channel channel : 2;
        uint32_t : 6;
        uint32_t value : 24;
    };
    signed low : 9;
};
