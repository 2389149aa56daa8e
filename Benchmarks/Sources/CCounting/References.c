#include "CCounting.h"

#include <stdatomic.h>

#if defined(__linux__) && defined(__x86_64__)
atomic_size_t counting_retain_calls;
atomic_size_t counting_release_calls;

// A program's own swift_retain goes before that of the Swift runtime. These count and pass on, to where the runtime keeps
// the address of its function; they touch no register but r11, which every calling convention that the runtime uses gives
// away. A function in C would not do: callers rely on registers that C may change.
__asm__(
    ".text\n"
    ".globl swift_retain\n"
    ".type swift_retain, @function\n"
    "swift_retain:\n"
    "  lock incq counting_retain_calls(%rip)\n"
    "  movq _swift_retain@GOTPCREL(%rip), %r11\n"
    "  jmpq *(%r11)\n"
    ".size swift_retain, .-swift_retain\n"
    ".globl swift_release\n"
    ".type swift_release, @function\n"
    "swift_release:\n"
    "  lock incq counting_release_calls(%rip)\n"
    "  movq _swift_release@GOTPCREL(%rip), %r11\n"
    "  jmpq *(%r11)\n"
    ".size swift_release, .-swift_release\n");

size_t counting_retains(void) { return atomic_load(&counting_retain_calls); }
size_t counting_releases(void) { return atomic_load(&counting_release_calls); }
#else
size_t counting_retains(void) { return 0; }
size_t counting_releases(void) { return 0; }
#endif
