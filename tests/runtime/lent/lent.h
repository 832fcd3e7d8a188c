/* Results that are less than they seem: text that is not there, what is left of text, children that come back. */
#ifndef LENT_H
#define LENT_H

typedef struct parent parent;
typedef struct child child;

parent *parent_new(void);
void parent_free(parent *it);
child *child_new(parent *of, int stubborn);
int child_stubborn(child *it);
/* A child, if there is to be one. */
child *parent_lend(parent *it, int has_one);
void child_free(child *it);
/* Fails once for each time that the child is stubborn, and leaves it where it is. */
int child_end(child *it);
int parent_take(parent *it, child *taken);

/* Writes a copy of the name, or nothing, and is content with either. */
int parent_name(parent *it, int has_one, char **name);
void name_free(char *name);

/* What is left after the first `count` characters of both texts; null when `count` is negative. */
int skip(const char *a, const char *b, int count, const char **rest_of_a, const char **rest_of_b);
/* What is left after the first word. */
int word(const char *text, int n, const char **rest);

#endif
