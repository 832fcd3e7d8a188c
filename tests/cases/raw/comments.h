/** \file
 * The whole header.
 */

/** Opens a thing.
 *
 * \param name  Where it is.
 * \param[in,out] count  How many there are; may be <NULL>.
 * \return the thing, or `NULL` [on failure].
 * \note Free it with thing_free().
 */
struct thing *thing_open(const char *name, int *count);

/// Ends a thing.
/// Twice is an error.
void thing_free(struct thing *thing);

/*! Qt style.
    @code
    int x = thing_size(NULL);
    @endcode
    @deprecated Use another one.
*/
int thing_size(const struct thing *thing);

//! A measure.
struct measure {
    int length; /**< In metres. */
    int width;  ///< In metres as well.
    /** Not documented further:
     *   - first
     *   - second
     */
    int weight;
};

/* An ordinary comment. */
enum unit {
    UNIT_METRE, /*!< One. */
    UNIT_FOOT   //!< Another.
};

#define LIMIT 3 /**< The most. */
/** Tricky text: *\/ and ``` and # and \n and "quotes" and a url http://example.org/a_b_c. */
extern int tricky;
