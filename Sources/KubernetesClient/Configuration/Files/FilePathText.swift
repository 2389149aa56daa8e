#if canImport(System)
  internal import System
#else
  internal import SystemPackage
#endif

extension String {
  /// This path, counted from `folder` unless it is absolute, without `.` and `..` in it.
  func path(relativeTo folder: String) -> String {
    FilePath(folder).pushing(FilePath(self)).lexicallyNormalized().string
  }

  /// The folder that this path lies in.
  var folderPath: String { FilePath(self).removingLastComponent().string }
}
