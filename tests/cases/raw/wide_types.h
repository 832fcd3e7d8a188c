/* Types with and without a counterpart in Rust. */
__int128 wide(unsigned __int128 x);
struct numbers {
    __int128 i;
    long double ld;
    _Complex float cf;
    _Complex double cd;
    _Float16 half;
};
typedef float vec4 __attribute__((vector_size(16)));
struct with_vector { vec4 v; int tag; };
void by_pointer(long double *x, vec4 *v, const _Complex float *c, struct numbers *n);
struct numbers by_value(struct numbers n);
