import Testing

/// All tests against real sockets, one after the other: beside three hundred others on two cores, limits of time would
/// measure the machine.
@Suite(.serialized) enum LoopbackTests {}
