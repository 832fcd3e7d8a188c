/* Functions that share a name in C and have symbols of their own. */
#define OVERLOADABLE __attribute__((__overloadable__))

struct point { int x, y; };

int OVERLOADABLE area(int side);
double area(double side) __attribute__((overloadable));
/** One of them may be an ordinary function. */
float area(float side);
int area(struct point from, struct point to) __attribute__((overloadable));
int area(int side) __attribute__((overloadable));
int area_2(void);
int renamed(int) __attribute__((overloadable)) __asm__("renamed_to_this");
typedef int type_of_that_name;
int type_of_that_name_2(void);
int own(struct of_prototype *of) __attribute__((overloadable));
