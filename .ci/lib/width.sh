# How many tests are under way at once. Sourced. With all of them begun at once, which is what happens otherwise, a test
# with a limit of time waits for its turn longer than for its matter.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=${SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH:-8}
