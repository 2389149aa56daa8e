extension ConformanceTables {
  /// Definitions of custom resources: what is served when, and what is refused.
  // table: ext /apis/apiextensions.k8s.io/v1
  static let definitions = #"""
    @ crd {"kind":"CustomResourceDefinition","apiVersion":"apiextensions.k8s.io/v1","metadata":{"name":"$1"},"spec":{"group":"{ns}.example.com","scope":"Namespaced","names":{"plural":"things","kind":"Thing"$3},"versions":[$2]}}

    # a definition is made, completed, and served
    POST /apis/apiextensions.k8s.io/v1/customresourcedefinitions crd(things.{ns}.example.com | {"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","properties":{"spec":{"type":"object","properties":{"a":{"type":"string","default":"x"}}}}}}})
    AWAIT /apis/{ns}.example.com/v1/namespaces/{ns}/things
    POST /apis/{ns}.example.com/v1/namespaces/{ns}/things {"kind":"Thing","apiVersion":"{ns}.example.com/v1","metadata":{"name":"a"},"spec":{}}
    GET /apis/{ns}.example.com/v1/namespaces/{ns}/things
    GET /apis/{ns}.example.com/v1/namespaces/{ns}/things/a/status
    GET /apis/{ns}.example.com/v1/namespaces/{ns}/things/a/scale
    GET /apis/{ns}.example.com/v2/namespaces/{ns}/things
    GET /apis/{ns}.example.com/v1
    POST /apis/apiextensions.k8s.io/v1/customresourcedefinitions crd(things.{ns}.example.com | {"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object"}}})
    # several versions show the same objects
    POST /apis/apiextensions.k8s.io/v1/customresourcedefinitions crd(things.{ns}.example.com | {"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}},{"name":"v2","served":true,"storage":false,"schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}},{"name":"v3","served":false,"storage":false,"schema":{"openAPIV3Schema":{"type":"object"}}})
    AWAIT /apis/{ns}.example.com/v2/namespaces/{ns}/things
    POST /apis/{ns}.example.com/v2/namespaces/{ns}/things {"kind":"Thing","apiVersion":"{ns}.example.com/v2","metadata":{"name":"a"},"spec":{"x":1}}
    GET /apis/{ns}.example.com/v1/namespaces/{ns}/things/a
    GET /apis/{ns}.example.com/v2/namespaces/{ns}/things
    GET /apis/{ns}.example.com/v3/namespaces/{ns}/things
    PATCH:merge /apis/{ns}.example.com/v1/namespaces/{ns}/things/a {"spec":{"y":2}}
    PATCH:apply /apis/{ns}.example.com/v2/namespaces/{ns}/things/a?fieldManager=m {"kind":"Thing","apiVersion":"{ns}.example.com/v2","metadata":{"name":"a"},"spec":{"z":3}}
    WATCH 1 /apis/{ns}.example.com/v2/namespaces/{ns}/things?watch=1
    # a definition goes when its objects have gone
    POST /apis/apiextensions.k8s.io/v1/customresourcedefinitions crd(things.{ns}.example.com | {"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object"}}})
    AWAIT /apis/{ns}.example.com/v1/namespaces/{ns}/things
    POST /apis/{ns}.example.com/v1/namespaces/{ns}/things {"kind":"Thing","apiVersion":"{ns}.example.com/v1","metadata":{"name":"a","finalizers":["example.com/a"]}}
    POST /apis/{ns}.example.com/v1/namespaces/{ns}/things {"kind":"Thing","apiVersion":"{ns}.example.com/v1","metadata":{"name":"b"}}
    PUT /apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.{ns}.example.com crd(things.{ns}.example.com | {"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object"}}})
    PUT /apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.{ns}.example.com/status crd(things.{ns}.example.com | {"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object"}}})
    DELETE /apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.{ns}.example.com {"kind":"DeleteOptions","apiVersion":"v1","preconditions":{"uid":"nope"}}
    DELETE /apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.{ns}.example.com {"kind":"DeleteOptions","apiVersion":"v1","preconditions":{"resourceVersion":"1"}}
    DELETE /apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.{ns}.example.com?dryRun=All
    DELETE /apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.{ns}.example.com
    AWAIT /apis/{ns}.example.com/v1/namespaces/{ns}/things/a
    WATCH 1 /apis/{ns}.example.com/v1/namespaces/{ns}/things?watch=1&resourceVersion={4.metadata.resourceVersion}&fieldSelector=metadata.name%3Da
    WATCH 1 /apis/{ns}.example.com/v1/namespaces/{ns}/things?watch=1&resourceVersion={4.metadata.resourceVersion}&fieldSelector=metadata.name%3Db
    POST /apis/{ns}.example.com/v1/namespaces/{ns}/things {"kind":"Thing","apiVersion":"{ns}.example.com/v1","metadata":{"name":"c"}}
    GET /apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.{ns}.example.com
    DELETE /apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.{ns}.example.com
    PATCH:merge /apis/{ns}.example.com/v1/namespaces/{ns}/things/a {"metadata":{"finalizers":[]}}
    ## definitions that are refused
    POST /apis/apiextensions.k8s.io/v1/customresourcedefinitions crd(wrong.{ns}.example.com | {"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object"}}})
    POST /apis/apiextensions.k8s.io/v1/customresourcedefinitions crd(things.{ns}.example.com | )
    POST /apis/apiextensions.k8s.io/v1/customresourcedefinitions crd(things.{ns}.example.com | {"name":"v1","served":true,"storage":false,"schema":{"openAPIV3Schema":{"type":"object"}}})
    ~message the text prints a structure of Go
    POST /apis/apiextensions.k8s.io/v1/customresourcedefinitions crd(things.{ns}.example.com | {"name":"v1","served":true,"storage":true})
    POST /apis/apiextensions.k8s.io/v1/customresourcedefinitions crd(things.{ns}.example.com | {"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object"}}},{"name":"v2","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object"}}})
    ~message the text prints a structure of Go
    GET /apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.{ns}.example.com
    """#
}
