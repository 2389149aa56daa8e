/// Makes the optimizer believe that `value` is used.
@inline(never)
public func keep<Value>(_ value: borrowing Value) where Value: ~Copyable {
  withExtendedLifetime(value) {}
}
