/* Objects that several threads use at once, and a thread of the library's own that calls back. */
#ifndef HUBS_H
#define HUBS_H

typedef struct hub hub;

/* Starts a thread that calls whatever is registered, again and again. */
hub *hub_new(void);
/* Stops the thread, and waits for it. */
void hub_free(hub *self);
/* Waits until the thread has gone round once more. */
void hub_turn(hub *self);
/* Calls whatever is registered from here. */
int hub_push(hub *self, int event);

/* Until it is removed, which waits while the thread calls it. */
int hub_add(hub *self, int (*call)(void *data, int event), void *data);
void hub_remove(hub *self, int id);
/* As before, and does not wait. */
int hub_add_quick(hub *self, int (*call)(void *data, int event), void *data);
void hub_remove_quick(hub *self, int id);
/* Until the hub ends. */
void hub_follow(hub *self, int (*call)(void *data, int event), void *data);
/* The same function ends it. */
void hub_on(hub *self, int (*call)(void *data, int event), void *data);
/* Until the library says so, on its own thread. */
void hub_notify(hub *self, int (*call)(void *data, int event), void *data, void (*destroy)(void *data));
/* Two that share their data. */
void hub_both(hub *self, int (*one)(void *data, int event), int (*two)(void *data, int event), void *data,
              void (*destroy)(void *data));
/* Once, on the library's thread, with the hub itself. */
void hub_once(hub *self, void (*call)(hub *of, void *data), void *data);

#endif
