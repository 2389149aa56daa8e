#ifndef CCOUNTING_H
#define CCOUNTING_H

#include <stddef.h>

/// Blocks that malloc and its relatives have handed out so far, in all threads; growing a block in realloc counts as one.
/// 0 for ever where they are not counted (other C libraries than glibc).
size_t counting_allocations(void);
/// The bytes of those blocks, as asked for.
size_t counting_bytes(void);
/// Objects retained so far, in all threads. 0 for ever where it is not counted (other systems than Linux on x86-64).
size_t counting_retains(void);
/// Objects released so far, in all threads. 0 for ever where it is not counted.
size_t counting_releases(void);

#endif
