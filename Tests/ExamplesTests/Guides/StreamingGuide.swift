import Foundation
import Kubernetes

func readLog(_ client: ClusterClient) async throws {
  let pods = client.coreV1.pods(in: "web")
  for try await line in try await pods.logs(of: "web-0", PodLogOptions(follow: true, tailLines: 10)).lines {
    print(line)
  }
}

func runCommand(_ pods: ResourceClient<CoreV1.Pod>) async throws {
  let result = try await pods.run("web-0", ["cat", "/etc/hostname"], container: "main")
  print(result.exitCode, result.stdout.text)
}

func useShell(_ pods: ResourceClient<CoreV1.Pod>) async throws -> Int {
  let code = try await pods.exec("web-0", ["sh"], ExecOptions(stdin: true, tty: true)) { session in
    try await session.resize(width: 80, height: 24)
    try await session.write("ls -l; exit\n")  // without an exit the shell waits for more, and the loop with it
    for try await output in session.output { FileHandle.standardOutput.write(Data(output.bytes.array)) }
    return try await session.exitCode()
  }
  return code
}

func forwardPort(_ pods: ResourceClient<CoreV1.Pod>) async throws {
  try await pods.portForward("web-0", port: 8080) { stream in
    try await stream.write(Bytes("GET / HTTP/1.0\r\n\r\n"))
    while let bytes = try await stream.read() { print(bytes.text) }
  }
}
