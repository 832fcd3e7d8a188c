/* Functions called in other ways. */
int __attribute__((ms_abi)) on_windows(int a, int b);
typedef int (__attribute__((ms_abi)) *windows_fn)(void *);
void set_windows(windows_fn run);
int __attribute__((sysv_abi)) as_usual(int a);
__attribute__((vectorcall)) double fast(double a);
int __attribute__((ms_abi)) on_windows_more(int a, ...);
__attribute__((preserve_most)) void hook(void);
