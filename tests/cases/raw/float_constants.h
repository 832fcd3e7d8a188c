#define PI 3.14159265358979323846
#define HALF_F 0.5f
#define TENTH_F 0.1f
#define EXPONENT 1e-300
#define HEX_FLOAT 0x1.8p3
#define NEGATIVE (-2.5)
#define WHOLE 1e10
#define RATIO (1.0 / 3)
#define AS_FLOAT ((float)0.1)
#define FROM_INT ((double)3)
#define INFINITE (1.0 / 0.0)
#define LONG_DOUBLE 1.0L
#define TRUNCATED ((int)3.99)
