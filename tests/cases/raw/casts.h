/* Constants with a type of their own. */
#include <stdint.h>

typedef uint32_t id_t_;
typedef id_t_ node_id;
enum kind { KIND_A, KIND_B = 5 };

#define ID_INVALID ((node_id)-1)
#define BYTE ((uint8_t)300)
#define SIGNED_BYTE ((int8_t)200)
#define WIDE ((int64_t)1 << 40)
#define AS_ENUM ((enum kind)5)
#define AS_KIND KIND_B
#define AS_BOOL ((_Bool)42)
#define AS_CHAR ((char)0x1ff)
#define FROM_FLOAT ((unsigned)3.99)
#define AS_VOID ((void)0)
#define UNKNOWN_TYPE ((no_such_type)1)
