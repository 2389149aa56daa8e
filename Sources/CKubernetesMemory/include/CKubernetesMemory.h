#ifndef CKUBERNETESMEMORY_H
#define CKUBERNETESMEMORY_H

/// Asks the processor to fetch the cache line of an address, and does not wait for it. A hint: any address will do.
static inline void kubernetes_prefetch(const void *address) { __builtin_prefetch(address); }

#endif
