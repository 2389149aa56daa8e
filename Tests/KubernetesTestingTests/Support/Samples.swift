/// Objects that several tests use.
enum Samples {
  static let deployment =
    #"{"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"web"},"spec":{"replicas":2,"selector":{"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web"}},"spec":{"containers":[{"name":"web","image":"nginx:1"}]}}}}"#

  static func pod(
    _ name: String, node: String? = nil, owner: (kind: String, name: String, uid: String)? = nil
  ) -> String {
    let nodeName = node.map { #","nodeName":"\#($0)""# } ?? ""
    let owners = owner.map {
      #","ownerReferences":[{"apiVersion":"v1","kind":"\#($0.kind)","name":"\#($0.name)","uid":"\#($0.uid)","controller":true,"blockOwnerDeletion":true}]"#
    }
    return
      #"{"kind":"Pod","apiVersion":"v1","metadata":{"name":"\#(name)"\#(owners ?? "")},"spec":{"containers":[{"name":"c","image":"i:1"}]\#(nodeName)}}"#
  }

  static let widgets = #"""
    {"kind":"CustomResourceDefinition","apiVersion":"apiextensions.k8s.io/v1","metadata":{"name":"widgets.example.com"},
     "spec":{"group":"example.com","scope":"Namespaced",
      "names":{"plural":"widgets","singular":"widget","kind":"Widget","shortNames":["wd"]},
      "versions":[{"name":"v1","served":true,"storage":true,
       "subresources":{"status":{},"scale":{"specReplicasPath":".spec.size","statusReplicasPath":".status.size"}},
       "additionalPrinterColumns":[{"name":"Size","type":"integer","jsonPath":".spec.size"}],
       "schema":{"openAPIV3Schema":{"type":"object","properties":{
        "spec":{"type":"object","required":["size"],"properties":{
          "size":{"type":"integer","minimum":1},"color":{"type":"string","default":"red","enum":["red","blue"]},
          "parts":{"type":"array","x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],
            "items":{"type":"object","required":["name"],"properties":{"name":{"type":"string"},"count":{"type":"integer"}}}}}},
        "status":{"type":"object","properties":{"size":{"type":"integer"}}}}}}}]}}
    """#
}
