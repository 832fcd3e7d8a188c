/* Bit-fields of every integer type, between ordinary fields. */
#include <stdbool.h>

enum parity { PARITY_NONE, PARITY_ODD, PARITY_EVEN };

struct uart_config {
    unsigned baud_divisor : 20;
    unsigned : 4;
    unsigned char data_bits : 4;
    signed char gain : 3;
    bool loopback : 1;
    enum parity parity : 2;
    unsigned long long : 0;
    long long timeout : 40;
    unsigned long long all : 64;
    int address;
    char : 0;
    short tail : 5;
};

union flags {
    unsigned value;
    struct {
        unsigned ready : 1;
        unsigned error : 1;
        unsigned code : 6;
    };
};
