/* Different things whose Rust names would be the same. */
enum color { RED };
enum color_RED { color_RED_LIGHT };
struct outer {
    struct { int x; } inner;
    union { int i; float f; } value;
};
struct outer_inner { int y; };
struct outer__inner { int z; };
struct fields {
    unsigned a : 3;
    unsigned set_a : 3;
    unsigned b : 2;
    int new;
};
int fields_new(void);
struct point { int x; };
typedef int point;
int take(struct point *first, point second);
struct $ { int $x, $$; };
int $_(int $);
