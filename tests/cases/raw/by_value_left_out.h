/* Records whose parts Rust would put into other registers than C does. */
struct apart { float a; float b __attribute__((aligned(8))); };
struct __attribute__((packed, aligned(2))) packed_even { char a; int b; char c; };
struct only_long_double { long double value; };

struct apart change_apart(struct apart value);
struct packed_even change_packed_even(struct packed_even value);
struct only_long_double change_long_double(struct only_long_double value);
void call_apart(void (*callback)(struct apart value));

/* By pointer all of them travel alike. */
void fill(struct apart *apart, struct packed_even *even, struct only_long_double *value);
