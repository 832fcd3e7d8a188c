/** Adds. */
int add(int a, int b);
