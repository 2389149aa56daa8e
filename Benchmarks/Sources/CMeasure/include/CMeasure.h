#ifndef CMEASURE_H
#define CMEASURE_H

#include <stddef.h>

/// Bytes that malloc has handed out and not got back, mapped blocks included.
size_t measure_heap_bytes(void);
/// Gives free memory back to the system.
void measure_trim(void);

#endif
