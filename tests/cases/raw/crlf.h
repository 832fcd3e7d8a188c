/* Lines that end as on Windows. */
#define LIMIT 10
#define LONG_LINE (LIMIT + \
    1)
/**
 * Opens.
 * \return nothing
 */
void open_it(int limit);
struct pair {
    int a; /**< First. */
    int b;
};
