import ExampleArguments

/// What went wrong in a command that goes on with the next object.
struct Failures: Error {
  private(set) var errors: [any Error] = []

  /// Does one of several things; its failure does not keep the others from being done.
  mutating func collect(_ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch let error as CancellationError {
      throw error
    } catch let error as LineOutput.Failure {
      throw error  // Nobody would see what becomes of the others.
    } catch let error as Failures {
      errors += error.errors
    } catch {
      errors.append(error)
    }
  }

  /// Throws what has gone wrong, if anything has.
  func check() throws {
    if !errors.isEmpty { throw self }
  }
}

/// A failure that is no server's, in the words that are shown.
struct Complaint: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}
