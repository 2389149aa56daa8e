import Foundation

func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

func base64(_ bytes: some Sequence<UInt8>) -> String { Data(bytes).base64EncodedString() }
