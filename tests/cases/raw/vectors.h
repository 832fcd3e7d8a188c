/* Vectors of a compiler extension. */
typedef float float4 __attribute__((vector_size(16)));
typedef int int8v __attribute__((ext_vector_type(8)));

float4 add(float4 a, float4 b);
void add_in_place(float4 *a, const float4 *b);
struct matrix { float4 rows[4]; };
struct matrix identity(void);
void multiply(struct matrix *a, const struct matrix *b);
struct mixed { char c; int8v v; };
