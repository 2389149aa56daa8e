/// The cases, by what they need of a server.
public enum ConformanceSuite {
  /// Custom resources of the definition ``definition``: what an API server of 1.36 answers.
  public static let customResources = ConformanceCase.parse(customTable)

  /// ConfigMaps, pods and services: what API servers of all supported versions answer.
  public static let builtIn = ConformanceCase.parse(builtInTable)

  /// The path under which the custom resources of ``definition`` are served.
  public static let customResourceBase = "/apis/conformance.example.com/v1"

  /// The definition of the custom resources, as JSON.
  public static let definition = #"""
    {"kind":"CustomResourceDefinition","apiVersion":"apiextensions.k8s.io/v1","metadata":{"name":"gadgets.conformance.example.com"},"spec":{"group":"conformance.example.com","scope":"Namespaced","names":{"plural":"gadgets","singular":"gadget","kind":"Gadget","listKind":"GadgetList"},"versions":[{"name":"v1","served":true,"storage":true,"subresources":{"status":{},"scale":{"specReplicasPath":".spec.size","statusReplicasPath":".status.size"}},"schema":{"openAPIV3Schema":{"type":"object","properties":{"spec":{"type":"object","required":["size"],"properties":{"size":{"type":"integer","minimum":1,"maximum":100},"color":{"type":"string","default":"red","enum":["red","blue"]},"label":{"type":"string","pattern":"^[a-z]+$","maxLength":5},"tags":{"type":"array","x-kubernetes-list-type":"set","items":{"type":"string"}},"free":{"type":"object","x-kubernetes-preserve-unknown-fields":true},"map":{"type":"object","additionalProperties":{"type":"integer"}},"parts":{"type":"array","maxItems":3,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name"],"properties":{"name":{"type":"string"},"count":{"type":"integer"}}}}}},"status":{"type":"object","properties":{"size":{"type":"integer"},"note":{"type":"string"}}}}}}}]}}
    """#

  private static func gadget(_ name: String, _ spec: String, _ more: String = "") -> String {
    #"{"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"name":"\#(name)"\#(more)},"spec":\#(spec)}"#
  }

  private static let customTable = """
    # a gadget is created, read, listed and deleted
    POST gadgets \(gadget("crud", #"{"size":1}"#))
    GET gadgets/crud
    GET gadgets?fieldSelector=metadata.name%3Dcrud
    POST gadgets \(gadget("crud", #"{"size":1}"#))
    DELETE gadgets/crud
    GET gadgets/crud
    DELETE gadgets/crud
    # unknown fields are pruned with a warning
    POST gadgets \(gadget("pruned", #"{"size":1,"shape":"round","free":{"kept":true}}"#))
    POST gadgets?fieldValidation=Ignore \(gadget("pruned2", #"{"size":1,"shape":"round"}"#))
    POST gadgets?fieldValidation=Strict \(gadget("pruned3", #"{"size":1,"shape":"round"}"#))
    POST gadgets?fieldValidation=Nonsense \(gadget("pruned4", #"{"size":1}"#))
    # values are checked by the schema
    POST gadgets \(gadget("checked", #"{}"#))
    POST gadgets \(gadget("checked", #"{"size":0}"#))
    POST gadgets \(gadget("checked", #"{"size":101}"#))
    POST gadgets \(gadget("checked", #"{"size":"1"}"#))
    POST gadgets \(gadget("checked", #"{"size":1,"color":"green"}"#))
    POST gadgets \(gadget("checked", #"{"size":1,"label":"A"}"#))
    POST gadgets \(gadget("checked", #"{"size":1,"label":"abcdef"}"#))
    POST gadgets \(gadget("checked", #"{"size":1,"map":{"a":"b"}}"#))
    POST gadgets \(gadget("checked", #"{"size":1,"parts":[{"count":1}]}"#))
    POST gadgets \(gadget("checked", #"{"size":1,"parts":[{"name":"a"},{"name":"a"}]}"#))
    POST gadgets \(gadget("checked", #"{"size":1,"tags":["a","a"]}"#))
    POST gadgets \(gadget("checked", #"{"size":1,"parts":[{"name":"a"},{"name":"b"},{"name":"c"},{"name":"d"}]}"#))
    # bodies that are no gadgets
    POST gadgets {"kind":
    POST gadgets {"kind":"Other","apiVersion":"conformance.example.com/v1","metadata":{"name":"other"}}
    POST gadgets {"kind":"Gadget","apiVersion":"conformance.example.com/v2","metadata":{"name":"other"}}
    POST:text gadgets text
    # names and metadata
    POST gadgets \(gadget("Bad_Name", #"{"size":1}"#))
    POST gadgets {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{},"spec":{"size":1}}
    POST gadgets {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"generateName":"gen-"},"spec":{"size":1}}
    POST gadgets \(gadget("meta", #"{"size":1}"#, #","labels":{"bad key":"x"}"#))
    POST gadgets \(gadget("meta", #"{"size":1}"#, #","labels":{"a":"bad value"}"#))
    POST gadgets \(gadget("meta", #"{"size":1}"#, #","finalizers":["nonsense"]"#))
    POST gadgets \(gadget("meta", #"{"size":1}"#, #","namespace":"elsewhere""#))
    # a dry run stores nothing
    POST gadgets?dryRun=All \(gadget("dry", #"{"size":1}"#))
    GET gadgets/dry
    POST gadgets?dryRun=Some \(gadget("dry", #"{"size":1}"#))
    # updates need a version, and count generations
    POST gadgets \(gadget("updated", #"{"size":1}"#))
    PUT gadgets/updated \(gadget("updated", #"{"size":2}"#))
    PUT gadgets/updated \(gadget("updated", #"{"size":2}"#, #","resourceVersion":"1""#))
    PUT gadgets/updated \(gadget("other", #"{"size":2}"#))
    PATCH:merge gadgets/updated {"spec":{"size":2}}
    PATCH:merge gadgets/updated {"metadata":{"labels":{"a":"b"}}}
    PATCH:merge gadgets/updated {"spec":{"size":2}}
    PATCH:merge gadgets/updated {"spec":{"size":0}}
    PATCH:merge gadgets/updated {"metadata":{"resourceVersion":"1"}}
    PATCH:json gadgets/updated [{"op":"replace","path":"/spec/size","value":3},{"op":"add","path":"/spec/tags","value":["x"]}]
    PATCH:json gadgets/updated [{"op":"test","path":"/spec/size","value":4}]
    PATCH:json gadgets/updated [{"op":"remove","path":"/spec/absent"}]
    PATCH:strategic gadgets/updated {"spec":{"size":2}}
    PATCH gadgets/updated {"spec":{"size":2}}
    PATCH:merge gadgets/absent {"spec":{"size":2}}
    # status and scale are apart
    POST gadgets {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"name":"parts"},"spec":{"size":1},"status":{"size":9}}
    PATCH:merge gadgets/parts {"status":{"size":9}}
    PATCH:merge gadgets/parts/status {"status":{"size":2},"spec":{"size":7}}
    GET gadgets/parts/status
    GET gadgets/parts/scale
    PATCH:merge gadgets/parts/scale {"spec":{"replicas":4}}
    GET gadgets/parts
    GET gadgets/parts/nonsense
    # server-side apply
    PATCH:apply gadgets/applied?fieldManager=one \(gadget("applied", #"{"size":1,"parts":[{"name":"a","count":1}],"tags":["x"]}"#))
    PATCH:apply gadgets/applied?fieldManager=two \(gadget("applied", #"{"size":2,"parts":[{"name":"a","count":2}]}"#))
    PATCH:apply gadgets/applied?fieldManager=two \(gadget("applied", #"{"size":1,"parts":[{"name":"b","count":2}],"tags":["y"]}"#))
    PATCH:apply gadgets/applied?fieldManager=one \(gadget("applied", #"{"size":1,"color":"blue"}"#))
    PATCH:apply gadgets/applied?fieldManager=two&force=true \(gadget("applied", #"{"size":3}"#))
    PATCH:merge gadgets/applied {"spec":{"label":"abc"}}
    PATCH:apply gadgets/applied?fieldManager=one \(gadget("applied", #"{"size":3,"label":"x"}"#))
    PATCH:apply gadgets/applied \(gadget("applied", #"{"size":3}"#))
    PATCH:apply gadgets/applied?fieldManager=one {"spec":{"size":3}}
    PATCH:apply gadgets/applied?fieldManager=one \(gadget("other", #"{"size":3}"#))
    PATCH:merge gadgets/applied?force=true {}
    # deletions wait for finalizers and insist on preconditions
    POST gadgets \(gadget("held", #"{"size":1}"#, #","finalizers":["example.com/hold"]"#))
    DELETE gadgets/held {"preconditions":{"uid":"nope"}}
    DELETE gadgets/held {"preconditions":{"resourceVersion":"1"}}
    DELETE gadgets/held
    PATCH:merge gadgets/held {"metadata":{"finalizers":["example.com/hold","example.com/more"]}}
    PATCH:merge gadgets/held {"metadata":{"finalizers":null}}
    GET gadgets/held
    DELETE gadgets/held?dryRun=x
    # lists refuse what makes no sense
    GET gadgets?limit=x
    GET gadgets?continue=abcd.
    GET gadgets?resourceVersion=abc
    GET gadgets?resourceVersionMatch=Exact
    GET gadgets?resourceVersionMatch=Nonsense&resourceVersion=1
    GET gadgets?resourceVersionMatch=Exact&resourceVersion=0
    GET gadgets?labelSelector=a%3D%3D%3D
    GET gadgets?labelSelector=a%20in%20x
    GET gadgets?fieldSelector=spec.x%3D1
    GET gadgets?watch=1&resourceVersionMatch=NotOlderThan
    GET gadgets?watch=1&sendInitialEvents=true
    # lists select and page
    POST gadgets \(gadget("list-a", #"{"size":1}"#, #","labels":{"app":"x","list":"yes"}"#))
    POST gadgets \(gadget("list-b", #"{"size":1}"#, #","labels":{"app":"y","list":"yes"}"#))
    POST gadgets \(gadget("list-c", #"{"size":1}"#, #","labels":{"list":"yes"}"#))
    GET gadgets?labelSelector=list%3Dyes
    GET gadgets?labelSelector=list%3Dyes,app
    GET gadgets?labelSelector=list%3Dyes,!app
    GET gadgets?labelSelector=list%3Dyes,app%20notin%20(x)
    GET gadgets?labelSelector=list%3Dyes&limit=2
    WATCH gadgets?watch=1&timeoutSeconds=1&labelSelector=list%3Dyes
    DELETE gadgets?labelSelector=list%3Dyes
    GET gadgets?labelSelector=list%3Dyes
    """

  private static func map(_ name: String, _ more: String = "") -> String {
    #"{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"\#(name)"}\#(more)}"#
  }

  private static let builtInTable = """
    # a config map is created, read, changed and deleted
    POST configmaps \(map("crud", #","data":{"b":"2","a":"1"}"#))
    GET configmaps/crud
    POST configmaps \(map("crud"))
    PUT configmaps/crud \(map("crud", #","data":{"a":"1"}"#))
    PATCH:merge configmaps/crud {"data":{"c":"3"}}
    PATCH:strategic configmaps/crud {"data":{"c":null}}
    PATCH:json configmaps/crud [{"op":"add","path":"/data/d","value":"4"}]
    PATCH:json configmaps/crud [{"op":"test","path":"/data/d","value":"5"}]
    DELETE configmaps/crud
    GET configmaps/crud
    # conflicts and preconditions
    POST configmaps \(map("conflict"))
    PUT configmaps/conflict {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"conflict","resourceVersion":"1"}}
    PUT configmaps/conflict \(map("other"))
    DELETE configmaps/conflict {"kind":"DeleteOptions","apiVersion":"v1","preconditions":{"uid":"nope"}}
    DELETE configmaps/conflict
    # bodies that are not right
    POST configmaps {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"Bad_Name"}}
    POST configmaps {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"key"},"data":{"bad key":"x"}}
    POST configmaps {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"ns","namespace":"elsewhere"}}
    # paths that are not there
    GET /api/v1/namespaces/{ns}/nonsense
    GET configmaps/absent
    DELETE configmaps/absent
    PATCH:merge configmaps/absent {}
    GET /api/v1/namespaces/absent-namespace
    # deletions wait for finalizers
    POST configmaps {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"held","finalizers":["example.com/hold"]}}
    DELETE configmaps/held
    PATCH:merge configmaps/held {"metadata":{"finalizers":null}}
    GET configmaps/held
    # immutable config maps stay as they are
    POST configmaps \(map("fixed", #","data":{"a":"1"},"immutable":true"#))
    PATCH:merge configmaps/fixed {"data":{"a":"2"}}
    PATCH:merge configmaps/fixed {"metadata":{"labels":{"a":"b"}}}
    DELETE configmaps/fixed
    """
}
