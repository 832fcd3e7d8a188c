/* One name in several of C's name spaces. */
struct stat { long size; };
int stat(const char *path, struct stat *into);

typedef struct node *node;
struct node { node next; };

enum level { level_low, level_high };
typedef unsigned char level;
extern int levels;

enum { VERSION = 3 };
#define VERSION 3
#define MODE_FAST MODE_FAST
enum mode { MODE_FAST = 1, MODE_SLOW };
#define open open64
int open64(const char *path, int flags);
int open(const char *path, int flags);
#define timeout timeout_ms
struct options { int timeout; };
union sigval { int number; void *pointer; };
typedef union sigval sigval;
