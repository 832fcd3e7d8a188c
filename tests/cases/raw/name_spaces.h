/* C has a name space for tags, one for ordinary names, and macros stand above both. */
struct stat { int size; };
int stat(const char *path, struct stat *result);

struct event;
typedef int event;
event next_event(struct event *source);

enum level { LOW, HIGH };
#define LOW LOW
#define HIGH 7
void level(enum level level);

union value { int i; };
#define value 3

typedef struct node node;
struct node { node *next; };

int open(const char *path);
#define open open_v2
int open_v2(const char *path);

typedef struct { int x; } size;
int size_of(size size);
