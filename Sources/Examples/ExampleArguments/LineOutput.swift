public import Foundation

/// Where a program writes its lines: at once, also into a pipe, and with an error when they cannot be written.
public struct LineOutput: Sendable {
  /// What was to be written has not arrived: the reader of a pipe has gone, or a disk is full.
  public struct Failure: Error, CustomStringConvertible {
    /// What the system says.
    public var reason: String
    /// A sentence for people.
    public var description: String { "the output cannot be written: \(reason)" }
  }

  private let put: @Sendable (Data) throws -> Void

  /// An output that gives what is written to a closure.
  public init(_ put: @escaping @Sendable (Data) throws -> Void) { self.put = put }

  /// The standard output of the program; it is not buffered.
  public static let standard = LineOutput { try FileHandle.standardOutput.write(contentsOf: $0) }

  /// The standard error of the program; it is not buffered. Whoever says there why the program ends has nobody left to
  /// tell when that fails, too.
  public static let error = LineOutput { try FileHandle.standardError.write(contentsOf: $0) }

  /// Writes bytes as they are.
  ///
  /// - Throws: ``Failure``.
  public func write(_ data: Data) throws {
    do { try put(data) } catch { throw Failure(reason: error.localizedDescription) }
  }

  /// Writes a text as it is, nothing for an empty one.
  ///
  /// - Throws: ``Failure``.
  public func write(_ text: String) throws {
    if !text.isEmpty { try write(Data(text.utf8)) }
  }

  /// Writes a text and a line feed.
  ///
  /// - Throws: ``Failure``.
  public func line(_ text: String) throws { try write(Data("\(text)\n".utf8)) }
}
