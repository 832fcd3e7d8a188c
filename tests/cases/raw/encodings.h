/** Größe €.
 *  Second line.
 */
int with_crlf(void);
/** Latin-1: gr��e. */
int not_utf8(void);
int größe(int ä);
#define TEXT "€"
