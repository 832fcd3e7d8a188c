/* 128-bit integers. */
__int128 multiply(long a, long b);
unsigned __int128 square(unsigned long a);
struct wide { unsigned __int128 value; char tag; };
struct wide *wide_new(void);
struct wide widen(struct wide value);
typedef __int128 i128_t;
void store(i128_t *into);
#define BIG (((unsigned __int128)1) << 100)
