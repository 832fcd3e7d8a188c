/* A tag that a parameter list is first to mention names a type of its own. */
void early(struct late *p);
int other(struct late *a, struct late *b, enum mode { MODE } *mode);
struct late { int x; };
struct late *use(struct late *p);
void third(struct defined_inside { int q; } *p);
struct defined_inside;
struct defined_inside *outside(void);
enum mode { OTHER = 5 };
enum mode current(void);
#define SIZE sizeof(struct late)
