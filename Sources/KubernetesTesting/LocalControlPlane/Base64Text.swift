#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The text's UTF-8 bytes in base 64, on one line.
func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
