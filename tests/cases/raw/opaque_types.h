/* Records that nobody sees inside of. */
struct connection;
typedef struct connection connection;
typedef struct statement_ *statement;
typedef union value value;
struct never_used;
connection *connect_to(const char *address);
statement prepare(connection *connection);
value *value_of(statement statement, struct undeclared *other);
void take_opaque(struct connection connection);
union only_declared_union;
void untyped(void *context, union only_declared_union *u);
