int ********deep(char *****names);
typedef int t0;
typedef t0 t1;
typedef t1 *t2;
typedef t2 t3[3];
typedef const t3 t4;
struct uses { t4 values; t3 *pointer; };
void pass(t3 array, t4 *pointer);
