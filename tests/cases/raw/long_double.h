/* What has no counterpart in Rust is left out, and what refers to it only by pointer is not. */
long double precise(void);
void take_precise(double a, long double b);
void fill_precise(long double *into);
struct measurement { int unit; long double value; };
void measure(struct measurement *into);
struct measurement measured(void);
typedef long double real;
extern real global_real;
extern long double reals[2];
#define LONG_PI 3.14L
_Float16 half(void);
__float128 quad(void);
