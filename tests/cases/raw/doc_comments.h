/** Opens a thing.
 *
 * The name is copied. For example:
 *
 *     thing *t = thing_open("x");
 *
 * @param name  the name, not NULL
 * @param flags see #THING_FAST & <b>others</b>
 * @return the thing, or NULL; free it with thing_close()
 */
struct thing *thing_open(const char *name, int flags);

/// Closes a thing.
/// Second line with `code` and [brackets] and *stars*.
void thing_close(struct thing *t);

/*!
 * \brief Counts things.
 * \deprecated Use thing_total() instead.
 */
int thing_count(void);

//! A total.
int thing_total(void);

/* Not a documentation comment. */
int undocumented(void);

int trailing(void); /**< Documented behind. */

/** A pair.
 *  - first item
 *  - second item
 */
struct pair {
    int a; /**< The first. */
    /** The second. */
    int b;
    int c; ///< The third.
};

/** Levels. */
enum level {
    LOW, /**< Low. */
    /** High. */
    HIGH,
};

/** The greatest. */
#define GREATEST 100

/** ```
 * unclosed fence
 */
int fence(void);

/** Looks like an end: *\/ and a http://example.com/path link. */
int odd(void);
