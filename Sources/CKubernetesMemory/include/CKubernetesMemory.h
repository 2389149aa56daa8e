#ifndef CKUBERNETESMEMORY_H
#define CKUBERNETESMEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/// Asks the processor to fetch the cache line of an address, and does not wait for it. A hint: any address will do.
static inline void kubernetes_prefetch(const void *address) { __builtin_prefetch(address); }

/// Whether some bytes are the same.
__attribute__((pure)) static inline bool kubernetes_is_same(const void *a, const void *b, size_t count) {
  return memcmp(a, b, count) == 0;
}

#endif
