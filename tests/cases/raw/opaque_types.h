typedef struct database database;
typedef struct database *database_handle;
struct only_declared;
union only_declared_union;
database *database_open(const char *path);
int database_close(database_handle db, struct only_declared *options);
void untyped(void *context, union only_declared_union *u);
struct empty {};
