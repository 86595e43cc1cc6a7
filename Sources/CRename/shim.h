#pragma once
#include <fcntl.h>
// glibc's renameat2 (rename(2)), which its header declares only for programs that ask for GNU extensions.
extern int renameat2(int, const char *, int, const char *, unsigned int);

/// Lets two names change places atomically; 0, or -1 and `errno`.
static inline int probity_exchange(const char *one, const char *other) {
    return renameat2(AT_FDCWD, one, AT_FDCWD, other, 1u << 1);
}
