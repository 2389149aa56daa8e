import Kubernetes

func compareQuantities(_ text: String, _ requests: [Quantity]) throws -> Int64? {
  let request: Quantity = "500m"
  let limit = try Quantity(parsing: text)
  let total = requests.reduce(.zero, +)
  if request <= limit, let millis = total.milliValue { return millis }
  return nil
}

func unavailable(_ maxUnavailable: IntOrString, of replicas: Int) throws -> Int {
  let unavailable = try maxUnavailable.scaledValue(of: replicas, rounding: .down)
  return unavailable
}
