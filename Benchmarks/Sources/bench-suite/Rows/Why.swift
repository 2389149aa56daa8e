/// Why rows are behind, where they are. What is said here comes from profiles of the case (perf, callgrind) or from an
/// experiment; what was not looked into has no reason.
enum Why {
  static let retain = """
    bound by cold memory: a line of the table, the entry, the names and namespaces of both keys, and the object, whose \
    references are counted: eleven cache lines on eight pages, where Go reads seven on four, for its key is one string and \
    it does not touch the object. That the count is written adds nothing: in a loop over 128 MB, independent atomic \
    increments take no longer than independent loads, 11 and 13 ns, and a load that waits for another one 170 to 240
    """
  static let quietWriter = """
    the price of a single read, as without a writer, and of reading the clock; at 100k objects both sides rise with 100k \
    changes a second
    """
  static let touch = """
    bound by cold memory: the entry, the object and its metadata are three allocations, of which a walk reads five cache \
    lines, at 13 ns each when the next ones are fetched ahead; Go follows one pointer to one line
    """
  static let snapshots = """
    about half of it is freeing the versions that were replaced, which Go's collector does beside the writer, on the other \
    core; the rest is cold memory: the key that is compared, the old object, and the entries of two indexes. Each part that \
    is changed is also checked for a snapshot that holds it, and copied if one does: what makes lists and index look-ups free
    """
  static let entry = """
    an entry of its own for each version of an object, with the hash of its key, and lists of entries in parts that \
    snapshots share: 96 bytes are the entry, 20 the table and the list, 18 two indexes
    """
  static let queue = """
    a third is reference counts, of the item's strings and of the task that is asked whether it is cancelled; the rest \
    is three visits under the lock, of which each takes it by one atomic exchange. Go copies a string without counting
    """
  static let duplicate = """
    two fifths are the hash of the string, and the look-up with the comparison that confirms it; the hash is seeded, so that \
    no client can make keys collide, and calculated by multiplications, Go's by the processor's AES
    """
  static let limited = """
    a fifth is the reading of the clock, through an interface and in 128 bits, for the limiter; then the table of \
    failures, which is counted up and cleared again for each item
    """
  static let handOver = """
    waking a waiting task costs 0.3 to 0.5 µs in the Swift runtime, a goroutine 0.2 µs: two tasks that hand one value to \
    and fro with bare continuations, no queue between them, take 0.6 to 0.9 µs for both ways, a third of it in the kernel, \
    which puts a thread of the pool to sleep and wakes it. The queue adds about a half: its visits under the lock, and the \
    cancellation handler of each wait. It shows when items are handed over one by one and no work is done
    """
  static let delayedAdd = """
    a fifth is the table of the items, which grows with them; another fifth the reading of the clock, through an interface, \
    and the arithmetic of durations, which is in 128 bits
    """
  static let machine = """
    neither side's code: here the C library copies and the kernel sends, there Go's own copy and its poller
    """
  static let delays = "most of the time is spent waiting for the last of the delays, 50 ms"
  static let singles = """
    each event crosses from task to task alone; the cost of a crossing is shared by what arrives together
    """
  static let pipeline = "with a single subscriber little is shared: the crossing from task to task is all there is"
  static let merging = """
    changes are merged only when a consumer lags; client-go's DeltaFIFO, which its informers no longer use, always merges
    """
  static let unshared = """
    a fifth of it is the malloc of the C library, for 120 objects, strings and arrays a pod; a sixth checks that the field \
    sets of managed fields are JSON, which Go leaves to whoever reads them; a tenth is the kernel, which gives fresh pages \
    where Go's heap is warm
    """
  static let unsharedBytes = """
    without sharing a pod is about as large as Go's: a quarter is field sets, which both keep as they are; a string of more \
    than 15 bytes takes 33 more than its text
    """
  static let unstructured = """
    bound by the objects that are made and freed, and by the strings that are compared for sharing
    """
  static let writingJSON = """
    a third of it is the kernel, which zeroes fresh pages for 124 MB of output, where Go's heap is warm; most of the rest \
    is one pass over field tables
    """
  static let writingProtobuf = """
    a third of it is the kernel, which zeroes fresh pages for 90 MB of output, where Go's heap is warm; the rest is one \
    pass over field tables, where Go has generated code for each type
    """
  static let server = "bound by the server, which has the same two cores; CPU is what tells the clients apart"
  static let idleWatch = "each watch is a request handle of libcurl with buffers of its own, and a task that waits"
  static let noise = "within what two runs differ"
  static let noOp = """
    what is left is mainly the look-up in the cache, whose keys are compared in cold memory, and a few reference counts; \
    a reconciler that does something hides it
    """
}
