/* Objects that free closures when they end, in the middle of their own tables. */
#ifndef ENDS_H
#define ENDS_H

typedef struct chime chime;
typedef struct house house;
typedef struct door door;

/* Counted; the last owner's release frees the closure first, and takes the chime out of the list after that. */
chime *chime_new(void);
chime *chime_ref(chime *self);
void chime_unref(chime *self);
void chime_notify(chime *self, int (*ring)(void *data, int event), void *data, void (*destroy)(void *data));

/* A house owns its doors, and ends them. */
house *house_new(void);
void house_free(house *self);
door *door_new(void);
void door_free(door *self);
void door_notify(door *self, int (*ring)(void *data, int event), void *data, void (*destroy)(void *data));
void house_take(house *self, door *of);
/* A sign over the doors, until it is taken down, with which the doors go, too. */
void house_sign(house *self, const char *sign);
void house_unsign(house *self);

/* A number that stands for an object. */
typedef int lamp;
lamp lamp_new(void);
void lamp_free(lamp self);
void lamp_notify(lamp self, int (*ring)(void *data, int event), void *data, void (*destroy)(void *data));

/* Rings whatever is in the list. */
int ends_ring_all(void);

/* Children and their second faces, which have their addresses. */
typedef struct tree tree;
typedef struct node node;
typedef struct face face;
tree *tree_new(int number);
void tree_free(tree *self);
node *node_new(tree *self);
void node_free(node *self);
face *face_new(node *self);
void face_free(face *self);
/* The numbers of the trees of all nodes. */
int ends_sum(void);

#endif
