#ifndef CMEASURE_H
#define CMEASURE_H

#include <stddef.h>

/// Bytes that malloc has handed out and not got back, mapped blocks included.
size_t measure_heap_bytes(void);
/// Gives free memory back to the system.
void measure_trim(void);
/// Sends bytes to ourselves over TCP on the loopback interface, without TLS, and returns how many came. One at a time.
size_t measure_loopback(const void *bytes, size_t count);

#endif
