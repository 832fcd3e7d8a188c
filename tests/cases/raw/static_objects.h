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
const int external_answer = 43;
static const size_t length = sizeof(letters);
