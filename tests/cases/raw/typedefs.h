/* Typedefs of typedefs, and of everything else. */
typedef int base;
typedef base level1;
typedef level1 level2;
typedef const level2 *level3;
typedef level3 table[4];
typedef table tables[2];
typedef base base;
typedef void nothing;
typedef nothing *anything;
typedef struct point { level2 x, y; } point, *point_ptr;
typedef const point *const fixed_point;
typedef int function(level2, nothing *);
typedef char name[32];
level2 use(tables all, const name text, function *call, fixed_point at);
function declared_by_typedef;
void take_array(table t, level2 n[3]);
