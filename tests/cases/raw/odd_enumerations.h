/* Enumerations whose type or values are unusual. */
enum e1 { E1A = 1, E1B = E1A, E1C = -1 };
enum e2 { E2A = 0xffffffff };
enum e3 { E3A = -1, E3B = 0xffffffff };
enum e4 { E4 = 1ull<<63 };
enum e5 { E5A = -1, E5B = 0x7fffffffffffffff };
enum __attribute__((packed)) e6 { E6A = 200 };
enum __attribute__((packed)) e7 { E7A = -1, E7B = 300 };
enum e9 { E9 = sizeof(int), E9B = 'a', E9C = (char)200 };
enum fwd;
enum fwd *pf(enum fwd *);
enum { anon1, anon2 } anon_var;
typedef enum { T_A } T;
extern enum e1 g1[3];
enum e1 (*fe)(enum e2);
enum e_self { S1, S2 = S1 + 1, S3 = sizeof(enum e1) };
#define X1 E1C
#define X2 ((enum e1)5)
#define X3 (E2A + 1)
#define X4 (E3B)
#define X5 E4
#define X6 (T)0
