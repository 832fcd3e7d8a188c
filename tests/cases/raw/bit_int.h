/* Integers of any width, which Rust does not have. */
_BitInt(7) by_value(_BitInt(7));
extern unsigned _BitInt(128) wide;
struct bit_int {
    _BitInt(3) small;
    _BitInt(200) large;
    unsigned _BitInt(17) narrow : 9;
    int after : 3;
};
int behind_pointer(struct bit_int *, _BitInt(33) *);
