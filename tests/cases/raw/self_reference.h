typedef struct list list;
struct list {
    list *next;
    struct list *previous;
    struct tree *root;
    void (*visit)(struct list *self, list **all);
};
struct tree {
    struct tree *children[2];
    list *items;
};
typedef struct ring *ring;
struct ring { ring next; };
