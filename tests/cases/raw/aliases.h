/* Macros that are other names. */
int open_v2(const char *name, int flags);
#define open_latest open_v2
struct session { int id; };
typedef struct session session_t;
#define connection_t session_t
#define session_struct struct session
typedef unsigned int uint;
#define my_uint uint
#define my_long unsigned long
enum mode { MODE_FAST, MODE_SLOW };
#define MODE_DEFAULT MODE_FAST
extern int global_state;
#define state global_state
#define chain open_latest
