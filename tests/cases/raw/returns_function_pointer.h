/* Functions that return functions. */
void (*set_handler(int signal, void (*handler)(int)))(int);
int (*(*pick2(int id))(int))(char);
typedef void (*handler_t)(int);
handler_t previous(int signal);
int (*pick(void))[4];
const char *(*const *names(void))(unsigned);
