/* Arrays as parameters, fields, results and elements. */
typedef int row[4];
struct grid { row rows[3]; const int fixed[2]; char names[2][8]; int *pointers[5]; int (*to_row)[4]; };
void fill(int values[], int count);
void fill_static(int values[static 4], const row *rows);
void fill_matrix(double matrix[][4], int n);
int (*first_row(struct grid *grid))[4];
void take_const(const int values[3], char *const names[]);
extern const row origin;
