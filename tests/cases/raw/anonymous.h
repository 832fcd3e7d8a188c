/* Records and enums without names. */
struct event {
    int kind;
    union {
        struct { int x, y; } motion;
        struct { unsigned key : 8; unsigned down : 1; };
        double value;
    };
    struct { struct { int deep; } level; } nested[2];
    enum { IDLE, BUSY = 4 } state;
};

typedef struct { float r, g, b; } rgb;
typedef enum { MODE_A, MODE_B } mode_t_;
typedef union { int i; float f; } *number;
extern struct { int major, minor; } version;
enum { LIMIT = 128, NEGATIVE = -1 };
rgb mix(rgb a, rgb b);
