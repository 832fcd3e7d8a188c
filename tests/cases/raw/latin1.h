/** Prix en francs, été ÿ. */
int prix(void);
#define SYMBOL "¤"
#define NAME "café"
/** GrÃ¶ÃŸe. */
int grÃ¶ÃŸe(int Î±);
