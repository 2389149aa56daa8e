internal import CKubernetesCurl
internal import KubernetesCore

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// How the loop's thread waits for sockets: the platform's part, and all of it.
protocol CurlPoller: AnyObject {
  /// Ends a wait. The only call that other threads make; never after ``close()``.
  func wake()
  /// Waits for sockets, libcurl's timer, a wake-up, or `limit` milliseconds (nil: for ever; 0: only looks). True when
  /// libcurl has something to do.
  func wait(limit: Int?) -> Bool
  /// Lets libcurl do it.
  func dispatch()
  /// Waits, once, also for a socket that libcurl has left to us; what it waited for before is replaced.
  func watch(_ socket: Int32, reading: Bool, writing: Bool)
  /// Waits for a socket no more.
  func forget(_ socket: Int32)
  /// The watched sockets that were found ready since the last call.
  func takeReady() -> [Int32]
  /// Releases what the poller holds.
  func close()
}

/// - Throws: ``TransportError`` when the process has no file descriptors left.
func makePoller(
  _ multi: UnsafeMutableRawPointer, _ eventLoop: CurlTransportConfiguration.EventLoop
) throws -> any CurlPoller {
  #if os(Linux)
    if eventLoop == .platform { return try EpollPoller(multi) }
  #endif
  return PortablePoller(multi)
}

/// libcurl's own poll: walks every handle on every turn.
final class PortablePoller: CurlPoller {
  private let multi: UnsafeMutableRawPointer
  private var watched: [Int32: Int16] = [:]
  private var ready: [Int32] = []

  init(_ multi: UnsafeMutableRawPointer) { self.multi = multi }

  func wake() { curl_multi_wakeup(multi) }

  func wait(limit: Int?) -> Bool {
    var sockets = watched.map { curl_waitfd(fd: $0.key, events: $0.value, revents: 0) }
    curl_multi_poll(multi, &sockets, UInt32(sockets.count), Int32(clamping: limit ?? 60_000), nil)
    for socket in sockets where socket.revents != 0 {
      watched[socket.fd] = nil
      ready.append(socket.fd)
    }
    return true
  }

  func watch(_ socket: Int32, reading: Bool, writing: Bool) {
    let events = (reading ? Int16(CURL_WAIT_POLLIN) : 0) | (writing ? Int16(CURL_WAIT_POLLOUT) : 0)
    watched[socket] = events == 0 ? nil : events
  }

  func forget(_ socket: Int32) {
    watched[socket] = nil
    ready.removeAll { $0 == socket }
  }

  func takeReady() -> [Int32] {
    defer { ready.removeAll(keepingCapacity: true) }
    return ready
  }

  func dispatch() {
    var running: Int32 = 0
    curl_multi_perform(multi, &running)
  }

  func close() {}
}

#if os(Linux)
  /// epoll under `curl_multi_socket_action`; libcurl's timer is the timeout of `epoll_wait`. Costs nothing for streams
  /// that are idle.
  final class EpollPoller: CurlPoller {
    private let multi: UnsafeMutableRawPointer
    private let epoll: Int32
    private let event: Int32
    private var events = [epoll_event](repeating: epoll_event(), count: 256)
    private var ready = 0
    /// Sockets that libcurl has left to us.
    private var watched: Set<Int32> = []
    private var readyWatched: [Int32] = []
    /// When libcurl wants to be called, in milliseconds of the monotonic clock.
    private var deadline: UInt64?

    init(_ multi: UnsafeMutableRawPointer) throws {
      self.multi = multi
      epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
      event = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
      guard epoll >= 0, event >= 0 else {
        if epoll >= 0 { Glibc.close(epoll) }
        if event >= 0 { Glibc.close(event) }
        throw TransportError(.other, "no file descriptors left for the transport's event loop", isBeforeResponse: true)
      }
      var interest = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(fd: event))
      epoll_ctl(epoll, EPOLL_CTL_ADD, event, &interest)
      // The loop owns the poller and closes the multi first, so it is alive in every callback.
      let context = Unmanaged.passUnretained(self).toOpaque()
      _ = kc_multi_set_socket(
        multi,
        { _, socket, what, context, _ in
          Unmanaged<EpollPoller>.fromOpaque(context!).takeUnretainedValue().interest(socket, what)
          return 0
        }, context)
      _ = kc_multi_set_timer(
        multi,
        { _, milliseconds, context in
          let poller = Unmanaged<EpollPoller>.fromOpaque(context!).takeUnretainedValue()
          poller.deadline = milliseconds < 0 ? nil : kc_monotonic_milliseconds() + UInt64(milliseconds)
          return 0
        }, context)
    }

    func wake() { eventfd_write(event, 1) }

    /// libcurl may not be called from here: only the set of sockets changes.
    private func interest(_ socket: Int32, _ what: Int32) {
      var interest = epoll_event(events: 0, data: epoll_data_t(fd: socket))
      if what == CURL_POLL_REMOVE {
        epoll_ctl(epoll, EPOLL_CTL_DEL, socket, &interest)
        return
      }
      if what & CURL_POLL_IN != 0 { interest.events |= EPOLLIN.rawValue }
      if what & CURL_POLL_OUT != 0 { interest.events |= EPOLLOUT.rawValue }
      // A socket number may be known from an earlier connection.
      if epoll_ctl(epoll, EPOLL_CTL_MOD, socket, &interest) != 0 {
        epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &interest)
      }
    }

    func watch(_ socket: Int32, reading: Bool, writing: Bool) {
      var interest = epoll_event(events: EPOLLONESHOT.rawValue, data: epoll_data_t(fd: socket))
      if reading { interest.events |= EPOLLIN.rawValue }
      if writing { interest.events |= EPOLLOUT.rawValue }
      if epoll_ctl(epoll, EPOLL_CTL_MOD, socket, &interest) != 0 {
        epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &interest)
      }
      watched.insert(socket)
    }

    func forget(_ socket: Int32) {
      var interest = epoll_event(events: 0, data: epoll_data_t(fd: socket))
      epoll_ctl(epoll, EPOLL_CTL_DEL, socket, &interest)
      watched.remove(socket)
      readyWatched.removeAll { $0 == socket }
    }

    func takeReady() -> [Int32] {
      defer { readyWatched.removeAll(keepingCapacity: true) }
      return readyWatched
    }

    func wait(limit: Int?) -> Bool {
      var timeout = limit
      if let deadline {
        let now = kc_monotonic_milliseconds()
        let left = deadline > now ? Int(deadline - now) : 0
        timeout = timeout.map { min($0, left) } ?? left
      }
      ready = max(0, Int(epoll_wait(epoll, &events, Int32(events.count), timeout.map { Int32(clamping: $0) } ?? -1)))
      return ready > 0 || isDue
    }

    private var isDue: Bool {
      guard let deadline else { return false }
      return deadline <= kc_monotonic_milliseconds()
    }

    func dispatch() {
      var running: Int32 = 0
      for index in 0..<ready {
        let socket = events[index].data.fd
        let mask = events[index].events
        if socket == event {
          var count: UInt64 = 0
          eventfd_read(event, &count)
          continue
        }
        if watched.contains(socket) {
          readyWatched.append(socket)
          continue
        }
        var action: Int32 = 0
        if mask & EPOLLIN.rawValue != 0 { action |= CURL_CSELECT_IN }
        if mask & EPOLLOUT.rawValue != 0 { action |= CURL_CSELECT_OUT }
        if mask & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { action |= CURL_CSELECT_ERR }
        curl_multi_socket_action(multi, socket, action, &running)
      }
      ready = 0
      // The timer may be set to "now" again by the call; give sockets their turn after a while.
      var turns = 0
      while turns < 64, isDue {
        turns += 1
        deadline = nil
        curl_multi_socket_action(multi, CURL_SOCKET_TIMEOUT, 0, &running)
      }
    }

    func close() {
      Glibc.close(epoll)
      Glibc.close(event)
    }
  }
#endif
