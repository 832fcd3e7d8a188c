/* Records that refer to themselves and to each other. */
struct list { struct list *next, **previous; struct list *(*clone)(struct list *); };
struct a;
struct b { struct a *a; };
struct a { struct b b; struct a *self[2]; };
typedef struct tree tree;
struct tree { tree *left, *right; union { tree *parent; struct { tree *root; }; }; };
struct holder;
typedef void (*recursive)(struct holder *);
struct holder { recursive run; };
