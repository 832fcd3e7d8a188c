/* 4 GiB. */
struct huge {
    char bytes[4294967296];
    int tail;
};
void fill(struct huge *huge);
