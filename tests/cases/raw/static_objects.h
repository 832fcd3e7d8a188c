/* Constants that are objects. */
#include <stddef.h>
#include <stdint.h>

static const int answer = 42;
static const uint64_t large = 0xFFFFFFFFFFFFFFFF;
static const double ratio = 0.25;
static const char *const name = "name";
static const char letters[] = "abc";
static const int primes[] = { 2, 3, 5 };
static const struct pair { int a, b; } pair = { 1, 2 };
static int mutable_one = 1;
static const size_t length = sizeof(letters);
enum level { LOW = 1, HIGH = 9 };
static const enum level usual_level = HIGH;
static const enum level odd_level = (enum level)77;
#define DEFAULT_LEVEL usual_level
#define NAME_AGAIN name
static const volatile int patched_later = 1;
