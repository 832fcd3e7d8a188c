struct packet {
    int kind;
    union {
        struct {
            short width, height;
        };
        struct {
            unsigned char bytes[4];
        } raw;
        enum { INNER_A, INNER_B } choice;
    };
    struct {
        int x, y;
    } points[2], *more;
    struct tagged_inside {
        int depth;
    } tagged;
};

typedef struct {
    union {
        int as_int;
        float as_float;
    } u;
} variant_t;

typedef enum { ALPHA, BETA } greek_t;
typedef union { int i; void *p; } word_t, *word_ptr;
