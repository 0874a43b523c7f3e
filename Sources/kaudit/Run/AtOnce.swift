import Dispatch
import Synchronization

/// Does two things that do not wait for each other, at the same time where there are two cores.
func atOnce<First: Sendable, Second: Sendable>(
  _ first: @Sendable () -> First, _ second: @Sendable () -> Second
) -> (First, Second) {
  let one = Mutex<First?>(nil)
  let other = Mutex<Second?>(nil)
  DispatchQueue.concurrentPerform(iterations: 2) { place in
    if place == 0 {
      let result = first()
      one.withLock { $0 = result }
    } else {
      let result = second()
      other.withLock { $0 = result }
    }
  }
  return (one.withLock { $0 } ?? first(), other.withLock { $0 } ?? second())
}

/// Gives up what was large, beside whatever comes next: nobody waits for its memory, which goes with the program anyway.
func letGo<Value: Sendable>(_ value: consuming Value) {
  let box = Box(value)
  DispatchQueue.global().async { withExtendedLifetime(box) {} }
}

private final class Box<Value: Sendable>: Sendable {
  private let value: Value
  init(_ value: consuming Value) { self.value = value }
}
