extension ConformanceTables {
  /// Custom resources, as an API server of 1.36 serves them: verbs, patches, subresources, deletions.
  // table: ext /apis/conformance.example.com/v1
  static let custom = #"""
    @ gadget {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"name":"$1"$3},"spec":$2}
    # a gadget is created, read, listed and deleted
    POST gadgets gadget(crud | {"size":1})
    GET gadgets/crud
    GET gadgets?fieldSelector=metadata.name%3Dcrud
    POST gadgets gadget(crud | {"size":1})
    DELETE gadgets/crud
    GET gadgets/crud
    DELETE gadgets/crud
    GET gadgets
    # a dry run stores nothing
    POST gadgets?dryRun=All gadget(dry | {"size":1})
    GET gadgets/dry
    POST gadgets?dryRun=Some gadget(dry | {"size":1})
    POST gadgets gadget(dry | {"size":1})
    PATCH:merge gadgets/dry?dryRun=All {"spec":{"size":2}}
    PATCH:apply gadgets/dry?dryRun=All&fieldManager=m gadget(dry | {"size":1})
    DELETE gadgets/dry?dryRun=All
    DELETE gadgets?dryRun=All
    DELETE gadgets/dry?dryRun=x
    GET gadgets/dry
    # updates need a version, and count generations
    POST gadgets gadget(updated | {"size":1})
    PUT gadgets/updated gadget(updated | {"size":2})
    PUT gadgets/updated gadget(updated | {"size":2} | ,"resourceVersion":"1")
    PUT gadgets/updated gadget(updated | {"size":2} | ,"resourceVersion":"abc")
    PUT gadgets/updated gadget(other | {"size":2})
    PUT gadgets/updated gadget(updated | {"size":2} | ,"resourceVersion":"{1.metadata.resourceVersion}")
    PUT gadgets/updated gadget(updated | {"size":2} | ,"resourceVersion":"{1.metadata.resourceVersion}","uid":"nope")
    PUT gadgets/updated gadget(updated | {"size":2} | ,"resourceVersion":"{6.metadata.resourceVersion}","uid":"nope")
    PUT gadgets/updated gadget(updated | {"size":2} | ,"resourceVersion":"{6.metadata.resourceVersion}","namespace":"other")
    PUT gadgets/updated {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"resourceVersion":"{6.metadata.resourceVersion}"},"spec":{"size":2}}
    PUT gadgets/absent gadget(absent | {"size":2})
    PUT gadgets/absent gadget(absent | {"size":2} | ,"resourceVersion":"1")
    PUT gadgets/absent gadget(absent | {"size":2} | ,"uid":"nope")
    PUT gadgets gadget(updated | {"size":2})
    POST gadgets/updated gadget(updated | {"size":2})
    PATCH:merge gadgets {}
    PATCH:merge gadgets/updated {"metadata":{"labels":{"a":"b"}}}
    PATCH:merge gadgets/updated {"spec":{"size":2}}
    PATCH:merge gadgets/updated {"spec":{"size":3}}
    PATCH:merge gadgets/updated {"metadata":{"resourceVersion":"1"}}
    PATCH:merge gadgets/updated {"metadata":{"name":"other"}}
    PATCH:merge gadgets/updated {"metadata":{"namespace":"other"}}
    PATCH:merge gadgets/updated {"metadata":{"uid":"nope"}}
    PATCH:merge gadgets/updated {"metadata":null}
    PATCH:merge gadgets/updated {"kind":"Other"}
    PATCH:merge gadgets/updated {"apiVersion":"v1"}
    PATCH:merge gadgets/updated []
    PATCH:merge gadgets/updated {"spec":
    PATCH:merge gadgets/absent {"spec":{"size":2}}
    GET gadgets/updated
    # JSON patches
    POST gadgets gadget(json | {"size":1})
    PATCH:json gadgets/json [{"op":"replace","path":"/spec/size","value":3},{"op":"add","path":"/spec/tags","value":["x"]}]
    PATCH:json gadgets/json [{"op":"test","path":"/spec/size","value":4}]
    PATCH:json gadgets/json [{"op":"test","path":"/spec/size","value":3}]
    PATCH:json gadgets/json [{"op":"remove","path":"/spec/absent"}]
    PATCH:json gadgets/json [{"op":"replace","path":"/spec/absent","value":1}]
    PATCH:json gadgets/json [{"op":"test","path":"/spec/absent","value":1}]
    PATCH:json gadgets/json [{"op":"add","path":"/absent/deep","value":1}]
    PATCH:json gadgets/json [{"op":"copy","from":"/spec/size","path":"/spec/map"}]
    PATCH:json gadgets/json [{"op":"move","from":"/spec/absent","path":"/spec/map"}]
    PATCH:json gadgets/json [{"op":"copy","from":"/spec/absent","path":"/spec/map"}]
    PATCH:json gadgets/json [{"op":"nonsense","path":"/spec/size"}]
    PATCH:json gadgets/json [{"op":"add","path":"/spec/tags/-","value":"y"}]
    PATCH:json gadgets/json [{"op":"add","path":"/spec/tags/9","value":"y"}]
    PATCH:json gadgets/json [{"op":"remove","path":"/spec/tags/0"}]
    PATCH:json gadgets/json [{"op":"replace","path":"/spec","value":{"size":0}}]
    PATCH:json gadgets/json {"spec":{}}
    PATCH:json gadgets/json nonsense
    PATCH:json gadgets/json []
    PATCH:strategic gadgets/json {"spec":{"size":2}}
    PATCH gadgets/json {"spec":{"size":2}}
    PATCH:none gadgets/json {"spec":{"size":2}}
    # status and scale are apart
    POST gadgets {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"name":"parts"},"spec":{"size":1},"status":{"size":9}}
    PATCH:merge gadgets/parts {"status":{"size":9}}
    PATCH:merge gadgets/parts/status {"status":{"size":2},"spec":{"size":7},"metadata":{"labels":{"a":"b"}}}
    PUT gadgets/parts/status {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"name":"parts"},"status":{"size":3}}
    PUT gadgets/parts/status {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"name":"parts","resourceVersion":"{3.metadata.resourceVersion}"},"spec":{"size":1},"status":{"size":3}}
    PUT gadgets/parts/status {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"name":"parts","resourceVersion":"1"},"spec":{"size":1},"status":{"size":3}}
    PATCH:json gadgets/parts/status [{"op":"replace","path":"/status/size","value":4}]
    PATCH:apply gadgets/parts/status?fieldManager=s {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"name":"parts"},"status":{"note":"x"}}
    PATCH:apply gadgets/parts/status?fieldManager=s {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"name":"parts"},"status":{"size":5}}
    PATCH:apply gadgets/parts/status?fieldManager=s&force=true {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"name":"parts"},"status":{"size":5}}
    GET gadgets/parts/status
    GET gadgets/parts/scale
    PATCH:merge gadgets/parts/scale {"spec":{"replicas":4}}
    PUT gadgets/parts/scale {"kind":"Scale","apiVersion":"autoscaling/v1","metadata":{"name":"parts","namespace":"{ns}"},"spec":{"replicas":6}}
    PUT gadgets/parts/scale {"kind":"Scale","apiVersion":"autoscaling/v1","metadata":{"name":"parts","namespace":"{ns}"},"spec":{"replicas":-1}}
    PUT gadgets/parts/scale {"kind":"Scale","apiVersion":"autoscaling/v1","metadata":{"name":"parts","namespace":"{ns}","resourceVersion":"1"},"spec":{"replicas":2}}
    PATCH:merge gadgets/parts/scale {"spec":{"replicas":101}}
    PATCH:merge gadgets/parts/scale {"spec":{"replicas":"3"}}
    PATCH:merge gadgets/parts/scale {"spec":{"replicas":9223372036854775807}}
    PATCH:json gadgets/parts/scale [{"op":"replace","path":"/spec","value":5}]
    PATCH:merge gadgets/parts/scale {"metadata":{"name":"other"}}
    PATCH:merge gadgets/parts/scale {"metadata":{"namespace":"other"}}
    PATCH:merge gadgets/parts/scale {"metadata":{"uid":"nope"}}
    PATCH:merge gadgets/parts/scale {"kind":"Deployment"}
    ~message the text names a place in the server's source
    PATCH:merge gadgets/parts/scale {"nonsense":1}
    PATCH:merge gadgets/parts/scale?fieldValidation=Strict {"nonsense":1}
    PATCH:merge gadgets/parts/scale {"spec":null}
    PUT gadgets/parts/scale {"kind":"Scale","apiVersion":"autoscaling/v1","metadata":{"name":"parts","namespace":"{ns}"},"spec":{"replicas":"6"}}
    ~message the text names a place in the server's source
    PATCH:merge gadgets/parts/scale?dryRun=All {"spec":{"replicas":9}}
    GET gadgets/parts/scale
    PATCH:merge gadgets/absent/scale {"spec":{"replicas":1}}
    GET gadgets/absent/scale
    GET gadgets/parts
    GET gadgets/parts/nonsense
    POST gadgets/parts/status {}
    DELETE gadgets/parts/scale
    # deletions wait for finalizers and insist on preconditions
    POST gadgets gadget(held | {"size":1} | ,"finalizers":["example.com/hold"])
    DELETE gadgets/held {"preconditions":{"uid":"nope"}}
    DELETE gadgets/held {"preconditions":{"resourceVersion":"1"}}
    DELETE gadgets/held
    DELETE gadgets/held
    PATCH:merge gadgets/held {"metadata":{"finalizers":["example.com/hold","example.com/more"]}}
    PATCH:merge gadgets/held {"spec":{"size":2}}
    PATCH:merge gadgets/held {"metadata":{"finalizers":null}}
    GET gadgets/held
    # how deletions propagate
    POST gadgets gadget(a | {"size":1})
    DELETE gadgets/a {"propagationPolicy":"Foreground"}
    POST gadgets gadget(b | {"size":1})
    DELETE gadgets/b?propagationPolicy=Orphan
    POST gadgets gadget(c | {"size":1})
    DELETE gadgets/c?propagationPolicy=Nonsense
    DELETE gadgets/c {"orphanDependents":true,"propagationPolicy":"Orphan"}
    DELETE gadgets/c {"orphanDependents":true}
    POST gadgets gadget(d | {"size":1})
    DELETE gadgets/d?gracePeriodSeconds=30
    POST gadgets gadget(e | {"size":1})
    DELETE gadgets/e?gracePeriodSeconds=-1
    DELETE gadgets/e?gracePeriodSeconds=x
    DELETE gadgets/e {"kind":"Nonsense","apiVersion":"v1"}
    ~message the text names a file of the server
    DELETE gadgets/e {"kind":"DeleteOptions","apiVersion":"v9"}
    DELETE gadgets/e {"kind":
    DELETE gadgets/e []
    DELETE gadgets/e {"kind":"DeleteOptions","apiVersion":"meta.k8s.io/v1","propagationPolicy":"Background"}
    """#
}
