/* Floating-point constants. */
#define PI 3.14159265358979323846
#define HALF .5f
#define WHOLE 2.
#define SMALL 1e-300
#define HUGE_ 1e309
#define HEX 0x1.8p3
#define NEGATIVE_ZERO -0.0
#define RATIO (1.0 / 3)
#define SINGLE_RATIO (1.0f / 3.0f)
#define TRUNCATED ((int)2.9)
#define MIXED (1 + 0.5f)
#define AS_FLOAT ((float)0.1)
#define INFINITE (1.0 / 0.0)
#define UNDEFINED (0.0 / 0.0)
#define LONG_ONE 1.0L
