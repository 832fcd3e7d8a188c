/* Complex numbers. */
#include <complex.h>

double complex rotate(double complex z, double by);
float _Complex rotatef(float _Complex z);
void fft(double complex *values, int count);
struct impedance { double complex value; int port; };
struct impedance parallel(struct impedance a, struct impedance b);
long double _Complex precise(void);
