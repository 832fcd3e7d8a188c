/* A record of 4 GiB and one that no machine holds. */
struct buffer { char bytes[1ul << 32]; };
struct larger { struct buffer buffers[16]; int last; };
void fill(struct buffer *buffer);
struct buffer copy(struct buffer buffer);
extern char arena[1ul << 40];
