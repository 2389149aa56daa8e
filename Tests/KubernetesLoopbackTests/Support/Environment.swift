#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Only for processes of one test: the environment is not guarded against other threads.
func setEnvironment(_ name: String, _ value: String) { setenv(name, value, 1) }

/// Ends the process with its exit handlers, as returning from `main` does.
func leaveProcess() -> Never { exit(EXIT_SUCCESS) }
