#ifndef CALLOCATIONS_H
#define CALLOCATIONS_H

#include <stddef.h>

/// Blocks that malloc and its relatives have handed out so far, in all threads; growing a block in realloc counts as one.
/// 0 for ever where they are not counted (other C libraries than glibc).
size_t allocations_count(void);
/// The bytes of those blocks, as asked for.
size_t allocations_bytes(void);

#endif
