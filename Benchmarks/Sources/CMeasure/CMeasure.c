#include "CMeasure.h"

#if defined(__linux__)
#include <malloc.h>

size_t measure_heap_bytes(void) {
  struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

void measure_trim(void) { malloc_trim(0); }
#else
#include <malloc/malloc.h>

size_t measure_heap_bytes(void) { return mstats().bytes_used; }

void measure_trim(void) { malloc_zone_pressure_relief(NULL, 0); }
#endif
