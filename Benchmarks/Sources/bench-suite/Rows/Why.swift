/// Why rows are behind, where they are. What is said here was looked into: with perf or callgrind, or by experiment.
enum Why {
  static let retain = """
    a value that is returned is retained, an atomic on the object's cache line; Go returns a pointer for nothing, and \
    pays when the object is read
    """
  static let quietWriter = """
    the price of a single read, as without a writer; it does not rise with the rate of changes, client-go's does
    """
  static let touch = "each object is retained when it is read, and released afterwards; Go only follows a pointer"
  static let snapshots = """
    parts that a snapshot may still hold are copied before they change, and more so the smaller the batch: it is what \
    makes lists and index look-ups free
    """
  static let entry = "the cached hash of each key, and room to change parts of the tables while snapshots are held"
  static let queue = """
    hashing is seeded SipHash, so that no client can make keys collide; Go's hash is the processor's AES
    """
  static let handOver = """
    waking a waiting task costs about 1 µs in the Swift runtime, a goroutine 0.2 µs; it shows when items are handed over \
    one by one and no work is done
    """
  static let delays = "most of the time is spent waiting for the last of the delays, 50 ms"
  static let singles =
    "each event crosses from task to task alone; the cost of a crossing is shared by what arrives together"
  static let pipeline = "with a single subscriber little is shared: the crossing from task to task is all there is"
  static let merging = """
    changes are merged only when a consumer lags; client-go's DeltaFIFO, which its informers no longer use, always merges
    """
  static let unshared = """
    building every object anew costs an allocation each; Go's allocator is faster, and its collector works on the other \
    core beside the decoder
    """
  static let unsharedBytes = "without sharing a pod is as large as Go's, field by field"
  static let unstructured = "bound by the objects that are made: with nothing shared it is slower still"
  static let writingJSON = "fields are looked up in tables as they are written"
  static let writingProtobuf = """
    Protobuf wants the length of each message before its contents: sizes are computed by the tables in a pass of their \
    own, where Go has generated code for each type
    """
  static let server = "bound by the server, which has the same two cores; CPU is what tells the clients apart"
  static let idleWatch = "each watch is a request handle of libcurl with buffers of its own, and a task that waits"
  static let noise = "within what two runs differ"
  static let noOp = "the cost of a hand-over from queue to worker; with work in the reconciler it disappears"
}
