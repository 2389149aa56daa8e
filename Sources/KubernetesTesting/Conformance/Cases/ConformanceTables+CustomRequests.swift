extension ConformanceTables {
  /// Bodies, names, schemas and forms of answers of custom resources.
  // table: ext /apis/conformance.example.com/v1
  static let customRequests = #"""
    @ gadget {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"name":"$1"$3},"spec":$2}
    # unknown fields are pruned with a warning
    POST gadgets gadget(pruned | {"size":1,"shape":"round","free":{"kept":true}})
    POST gadgets?fieldValidation=Ignore gadget(pruned2 | {"size":1,"shape":"round"})
    POST gadgets?fieldValidation=Strict gadget(pruned3 | {"size":1,"shape":"round"})
    POST gadgets?fieldValidation=Nonsense gadget(pruned4 | {"size":1})
    POST gadgets {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"name":"top","nonsense":1},"spec":{"size":1},"more":{"a":1}}
    POST gadgets?fieldValidation=Strict {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"name":"top2","nonsense":1},"spec":{"size":1,"parts":[{"name":"a","x":1}]},"more":{"a":1}}
    PUT gadgets/pruned gadget(pruned | {"size":2,"shape":"round"} | ,"resourceVersion":"{1.metadata.resourceVersion}")
    PATCH:merge gadgets/pruned {"spec":{"shape":"round"}}
    PATCH:merge gadgets/pruned?fieldValidation=Strict {"spec":{"shape":"round"}}
    PATCH:json gadgets/pruned?fieldValidation=Strict [{"op":"add","path":"/spec/shape","value":"x"}]
    PATCH:apply gadgets/pruned?fieldManager=m gadget(pruned | {"size":2,"shape":"round"})
    PATCH:apply gadgets/pruned?fieldManager=m&fieldValidation=Strict gadget(pruned | {"size":2,"shape":"round"})
    ## repeated fields
    POST gadgets {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"name":"twice"},"spec":{"size":1,"size":2}}
    POST gadgets?fieldValidation=Strict {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"name":"twice2"},"spec":{"size":1,"size":2}}
    POST gadgets?fieldValidation=Ignore {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"name":"twice3"},"spec":{"size":1,"size":2}}
    # repeated fields of patches
    POST gadgets gadget(a | {"size":1})
    PATCH:merge gadgets/a {"spec":{"label":"a","label":"b"}}
    PATCH:merge gadgets/a?fieldValidation=Strict {"spec":{"label":"a","label":"c"}}
    PATCH:merge gadgets/a?fieldValidation=Ignore {"spec":{"label":"a","label":"d"}}
    PATCH:merge gadgets/a?fieldValidation=Strict {"spec":{"label":"a","label":"c"},"nonsense":1}
    PATCH:json gadgets/a [{"op":"add","path":"/spec/label","value":"e","value":"f","more":1}]
    PATCH:json gadgets/a?fieldValidation=Strict [{"op":"add","path":"/spec/label","value":"e","value":"g","more":1}]
    PATCH:json gadgets/a?fieldValidation=Strict [{"op":"add","path":"/spec/size","value":-1},{"op":"add","path":"/nonsense","value":1,"more":1}]
    PATCH:apply gadgets/a?fieldManager=m {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"name":"a"},"spec":{"size":1,"tags":["x"],"tags":["y"]}}
    PATCH:apply gadgets/a?fieldManager=m&fieldValidation=Strict {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"name":"a"},"spec":{"size":1,"tags":["x"],"tags":["z"]}}
    PATCH:merge gadgets/a/scale {"spec":{"replicas":2,"replicas":3}}
    PATCH:merge gadgets/a/scale?fieldValidation=Strict {"spec":{"replicas":2,"replicas":3}}
    # the last finalizer goes by an apply, or with a status
    PATCH:apply gadgets/a?fieldManager=m gadget(a | {"size":1} | ,"finalizers":["example.com/f"])
    DELETE gadgets/a
    PATCH:apply gadgets/a/status?fieldManager=m {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"name":"a"},"status":{"note":"x"}}
    PATCH:apply gadgets/a?fieldManager=m gadget(a | {"size":1})
    GET gadgets/a
    # JSON patches that count from the end
    POST gadgets gadget(a | {"size":1,"tags":["a","b","c"]})
    PATCH:json gadgets/a [{"op":"replace","path":"/spec/tags/-1","value":"d"}]
    PATCH:json gadgets/a [{"op":"add","path":"/spec/tags/-1","value":"e"}]
    PATCH:json gadgets/a [{"op":"remove","path":"/spec/tags/-2"}]
    PATCH:json gadgets/a [{"op":"remove","path":"/spec/tags/01"}]
    PATCH:json gadgets/a [{"op":"remove","path":"/spec/tags/-9"}]
    PATCH:json gadgets/a [{"op":"test","path":"/spec/tags/-1","value":"e"},{"op":"add","path":"/spec/parts","value":[{"name":"a"},{"name":"b"}]},{"op":"add","path":"/spec/parts/-1/count","value":5}]
    PATCH:json gadgets/a [{"op":"copy","from":"/spec/parts/-1/name","path":"/spec/label"},{"op":"move","from":"/spec/parts/-2","path":"/spec/parts/-"}]
    PATCH:json gadgets/a [{"op":"test","path":"/spec/tags/-9","value":"e"}]
    # JSON patches that copy and copy
    POST gadgets gadget(a | {"size":1,"free":{"x":{"a":"0123456789"}}})
    PATCH:json gadgets/a [{"op":"copy","from":"/spec/free","path":"/spec/free/k1"},{"op":"copy","from":"/spec/free","path":"/spec/free/k2"},{"op":"copy","from":"/spec/free","path":"/spec/free/k3"}]
    PATCH:json gadgets/a [{"op":"copy","from":"/spec/free","path":"/spec/free/c0"},{"op":"copy","from":"/spec/free","path":"/spec/free/c1"},{"op":"copy","from":"/spec/free","path":"/spec/free/c2"},{"op":"copy","from":"/spec/free","path":"/spec/free/c3"},{"op":"copy","from":"/spec/free","path":"/spec/free/c4"},{"op":"copy","from":"/spec/free","path":"/spec/free/c5"},{"op":"copy","from":"/spec/free","path":"/spec/free/c6"},{"op":"copy","from":"/spec/free","path":"/spec/free/c7"},{"op":"copy","from":"/spec/free","path":"/spec/free/c8"},{"op":"copy","from":"/spec/free","path":"/spec/free/c9"},{"op":"copy","from":"/spec/free","path":"/spec/free/c10"},{"op":"copy","from":"/spec/free","path":"/spec/free/c11"},{"op":"copy","from":"/spec/free","path":"/spec/free/c12"},{"op":"copy","from":"/spec/free","path":"/spec/free/c13"},{"op":"copy","from":"/spec/free","path":"/spec/free/c14"},{"op":"copy","from":"/spec/free","path":"/spec/free/c15"},{"op":"copy","from":"/spec/free","path":"/spec/free/c16"},{"op":"copy","from":"/spec/free","path":"/spec/free/c17"},{"op":"copy","from":"/spec/free","path":"/spec/free/c18"},{"op":"copy","from":"/spec/free","path":"/spec/free/c19"},{"op":"copy","from":"/spec/free","path":"/spec/free/c20"},{"op":"copy","from":"/spec/free","path":"/spec/free/c21"},{"op":"copy","from":"/spec/free","path":"/spec/free/c22"},{"op":"copy","from":"/spec/free","path":"/spec/free/c23"},{"op":"copy","from":"/spec/free","path":"/spec/free/c24"},{"op":"copy","from":"/spec/free","path":"/spec/free/c25"},{"op":"copy","from":"/spec/free","path":"/spec/free/c26"},{"op":"copy","from":"/spec/free","path":"/spec/free/c27"},{"op":"copy","from":"/spec/free","path":"/spec/free/c28"},{"op":"copy","from":"/spec/free","path":"/spec/free/c29"},{"op":"copy","from":"/spec/free","path":"/spec/free/c30"},{"op":"copy","from":"/spec/free","path":"/spec/free/c31"},{"op":"copy","from":"/spec/free","path":"/spec/free/c32"},{"op":"copy","from":"/spec/free","path":"/spec/free/c33"},{"op":"copy","from":"/spec/free","path":"/spec/free/c34"},{"op":"copy","from":"/spec/free","path":"/spec/free/c35"},{"op":"copy","from":"/spec/free","path":"/spec/free/c36"},{"op":"copy","from":"/spec/free","path":"/spec/free/c37"},{"op":"copy","from":"/spec/free","path":"/spec/free/c38"},{"op":"copy","from":"/spec/free","path":"/spec/free/c39"}]
    # values are checked by the schema
    POST gadgets gadget(checked | {})
    POST gadgets gadget(checked | {"size":0})
    POST gadgets gadget(checked | {"size":101})
    POST gadgets gadget(checked | {"size":"1"})
    POST gadgets gadget(checked | {"size":1.5})
    POST gadgets gadget(checked | {"size":null})
    POST gadgets gadget(checked | {"size":1,"color":"green"})
    POST gadgets gadget(checked | {"size":1,"color":null})
    POST gadgets gadget(checked2 | {"size":1,"label":"A"})
    POST gadgets gadget(checked2 | {"size":1,"label":"abcdef"})
    POST gadgets gadget(checked2 | {"size":1,"map":{"a":"b"}})
    POST gadgets gadget(checked2 | {"size":1,"parts":[{"count":1}]})
    POST gadgets gadget(checked2 | {"size":1,"parts":[{"name":"a"},{"name":"a"}]})
    POST gadgets gadget(checked2 | {"size":1,"tags":["a","a"]})
    POST gadgets gadget(checked2 | {"size":1,"parts":[{"name":"a"},{"name":"b"},{"name":"c"},{"name":"d"}]})
    POST gadgets gadget(checked2 | {"size":1,"parts":"text"})
    POST gadgets gadget(checked2 | "text")
    POST gadgets gadget(checked2 | null)
    POST gadgets gadget(checked2 | {"size":0,"color":"green","label":"ABCDEFG","tags":[1]})
    PATCH:merge gadgets/checked {"spec":{"size":0}}
    PATCH:merge gadgets/checked/status {"status":{"size":"text"}}
    ## bodies that are no gadgets
    POST gadgets {"kind":
    POST gadgets {"kind":"Other","apiVersion":"conformance.example.com/v1","metadata":{"name":"other"}}
    POST gadgets {"kind":"Gadget","apiVersion":"conformance.example.com/v2","metadata":{"name":"other"}}
    POST gadgets {"kind":"Gadget","apiVersion":"other/v1","metadata":{"name":"other"}}
    POST gadgets {"kind":"Gadget","metadata":{"name":"other"},"spec":{"size":1}}
    POST gadgets {"apiVersion":"conformance.example.com/v1","metadata":{"name":"other"},"spec":{"size":1}}
    POST gadgets {"metadata":{"name":"other"},"spec":{"size":1}}
    POST gadgets []
    POST gadgets "text"
    POST gadgets 5
    POST gadgets null
    POST gadgets {}
    POST gadgets
    POST:text gadgets text
    POST:cbor gadgets text
    POST:none gadgets gadget(none | {"size":1})
    POST:yaml gadgets {kind: Gadget, apiVersion: conformance.example.com/v1, metadata: {name: yaml}, spec: {size: 1}}
    POST:yaml gadgets {kind: [
    ~message the text of YAML's parser
    POST gadgets {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":"text","spec":{"size":1}}
    POST gadgets {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"name":5},"spec":{"size":1}}
    POST gadgets {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"name":"x","labels":{"a":5}},"spec":{"size":1}}
    POST gadgets {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"name":"x","finalizers":"text"},"spec":{"size":1}}
    POST gadgets {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"name":"x","creationTimestamp":"text"},"spec":{"size":1}}
    ## names and metadata
    POST gadgets gadget(Bad_Name | {"size":1})
    POST gadgets {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{},"spec":{"size":1}}
    POST gadgets {"kind":"Gadget","apiVersion":"conformance.example.com/v1","spec":{"size":1}}
    POST gadgets {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"generateName":"gen-"},"spec":{"size":1}}
    POST gadgets {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"generateName":"Bad_"},"spec":{"size":1}}
    ~message the generated name is part of the text
    POST gadgets gadget(meta | {"size":1} | ,"labels":{"bad key":"x"})
    POST gadgets gadget(meta | {"size":1} | ,"labels":{"a":"bad value"})
    POST gadgets gadget(meta | {"size":1} | ,"labels":{"a/b/c":"x"})
    POST gadgets gadget(meta | {"size":1} | ,"labels":{"":"x"})
    POST gadgets gadget(meta | {"size":1} | ,"annotations":{"bad key":"x"})
    POST gadgets gadget(meta | {"size":1} | ,"finalizers":["nonsense"])
    POST gadgets gadget(meta1 | {"size":1} | ,"finalizers":["a b/c"])
    POST gadgets gadget(meta2 | {"size":1} | ,"finalizers":["orphan","foregroundDeletion"])
    POST gadgets gadget(meta | {"size":1} | ,"namespace":"elsewhere")
    POST gadgets gadget(meta | {"size":1} | ,"resourceVersion":"12")
    POST gadgets gadget(meta3 | {"size":1} | ,"uid":"mine","creationTimestamp":"2001-01-01T00:00:00Z","generation":7,"selfLink":"/x","deletionTimestamp":"2001-01-01T00:00:00Z","deletionGracePeriodSeconds":5)
    POST gadgets gadget(meta4 | {"size":1} | ,"ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"a","uid":""}])
    POST gadgets gadget(meta4 | {"size":1} | ,"ownerReferences":[{"apiVersion":"v1","kind":"","name":"","uid":"x"}])
    POST gadgets gadget(meta4 | {"size":1} | ,"ownerReferences":[{"apiVersion":"","kind":"ConfigMap","name":"a","uid":"x"}])
    POST gadgets gadget(meta4 | {"size":1} | ,"ownerReferences":[{"apiVersion":"v1","kind":"Event","name":"a","uid":"x"}])
    ~message the text prints a Go structure
    POST gadgets gadget(meta5 | {"size":1} | ,"ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"a","uid":"x","controller":true},{"apiVersion":"v1","kind":"ConfigMap","name":"b","uid":"y","controller":true}])
    ~message the text prints a Go structure
    POST gadgets gadget(meta6 | {"size":1} | ,"ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"a","uid":"x","controller":true},{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"b","uid":"y","blockOwnerDeletion":false}])
    POST gadgets gadget(meta7 | {"size":1} | ,"ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"a","uid":"x"},{"apiVersion":"v1","kind":"ConfigMap","name":"a","uid":"x"}])
    # how answers are shown
    POST gadgets gadget(a | {"size":1,"color":"blue"})
    GET:table gadgets/a
    GET:table gadgets
    GET:table gadgets?includeObject=None
    GET:table gadgets?includeObject=Object
    GET:table gadgets?includeObject=Nonsense
    GET:partial gadgets/a
    GET:partials gadgets
    GET:partials gadgets/a
    GET:partial gadgets
    GET:html gadgets
    GET:html gadgets/a
    GET:any gadgets/a
    GET:badtable gadgets
    GET:fallback gadgets
    GET:proto gadgets/a
    POST:table gadgets gadget(b | {"size":1})
    PATCH:merge:table gadgets/b {"spec":{"size":2}}
    DELETE:table gadgets/b
    GET gadgets/a?pretty=true
    """#
}
