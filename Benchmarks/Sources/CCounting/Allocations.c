#include "CCounting.h"

#include <stdatomic.h>

static atomic_size_t count;
static atomic_size_t bytes;

size_t counting_allocations(void) { return atomic_load(&count); }
size_t counting_bytes(void) { return atomic_load(&bytes); }

#if defined(__GLIBC__)
#include <errno.h>

// A program's own malloc goes before that of the C library, for every library of the process. These count and pass on.

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static void counted(size_t size) {
  atomic_fetch_add_explicit(&count, 1, memory_order_relaxed);
  atomic_fetch_add_explicit(&bytes, size, memory_order_relaxed);
}

void *malloc(size_t size) {
  counted(size);
  return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
  counted(number * size);
  return __libc_calloc(number, size);
}

void *realloc(void *block, size_t size) {
  counted(size);
  return __libc_realloc(block, size);
}

void *memalign(size_t alignment, size_t size) {
  counted(size);
  return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **block, size_t alignment, size_t size) {
  void *made = memalign(alignment, size);
  if (made == NULL) return ENOMEM;
  *block = made;
  return 0;
}
#endif
