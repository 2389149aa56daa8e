extension ConformanceTables {
  /// Definitions of custom resources that change: defaults, versions, rules that get stricter, names that are taken.
  // table: ext /apis/apiextensions.k8s.io/v1
  static let customChanges = #"""
    @ crd {"kind":"CustomResourceDefinition","apiVersion":"apiextensions.k8s.io/v1","metadata":{"name":"$1.{ns}.example.com"},"spec":{"group":"{ns}.example.com","scope":"Namespaced","names":{"plural":"$1"$2},"versions":[$3]}}
    @ change {"spec":{"versions":[$1]}}
    @ thing {"kind":"Thing","apiVersion":"{ns}.example.com/v1","metadata":{"name":"$1"$4},"spec":{$2}$3}

    # the status gets its defaults
    POST /apis/apiextensions.k8s.io/v1/customresourcedefinitions crd(things | ,"kind":"Thing" | {"name":"v1","served":true,"storage":true,"subresources":{"status":{}},"schema":{"openAPIV3Schema":{"type":"object","properties":{"spec":{"type":"object","properties":{"a":{"type":"string","default":"x"}}},"status":{"type":"object","properties":{"phase":{"type":"string","default":"Pending"},"count":{"type":"integer"}}}}}}})
    AWAIT /apis/{ns}.example.com/v1/namespaces/{ns}/things
    POST /apis/{ns}.example.com/v1/namespaces/{ns}/things thing(a)
    PUT /apis/{ns}.example.com/v1/namespaces/{ns}/things/a/status thing(a | | ,"status":{} | ,"resourceVersion":"{3.metadata.resourceVersion}")
    GET /apis/{ns}.example.com/v1/namespaces/{ns}/things/a
    PATCH:merge /apis/{ns}.example.com/v1/namespaces/{ns}/things/a/status {"status":{"phase":null,"count":1}}
    PATCH:apply /apis/{ns}.example.com/v1/namespaces/{ns}/things/a/status?fieldManager=m {"kind":"Thing","apiVersion":"{ns}.example.com/v1","metadata":{"name":"a"},"status":{"count":1}}
    # what is stored is shown as the schema says now
    POST /apis/apiextensions.k8s.io/v1/customresourcedefinitions crd(things | ,"kind":"Thing" | {"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","properties":{"spec":{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}}}}}}})
    AWAIT /apis/{ns}.example.com/v1/namespaces/{ns}/things
    POST /apis/{ns}.example.com/v1/namespaces/{ns}/things thing(a | "a":"1","b":"2")
    PATCH:merge /apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.{ns}.example.com change({"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","properties":{"spec":{"type":"object","properties":{"a":{"type":"string"},"color":{"type":"string","default":"red"}}}}}}},{"name":"v2","served":true,"storage":false,"schema":{"openAPIV3Schema":{"type":"object","properties":{"spec":{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"},"size":{"type":"integer","default":3}}}}}}})
    AWAIT /apis/{ns}.example.com/v2/namespaces/{ns}/things
    GET /apis/{ns}.example.com/v1/namespaces/{ns}/things/a
    GET /apis/{ns}.example.com/v2/namespaces/{ns}/things/a
    GET /apis/{ns}.example.com/v1/namespaces/{ns}/things
    GET /apis/{ns}.example.com/v2/namespaces/{ns}/things
    WATCH 1 /apis/{ns}.example.com/v1/namespaces/{ns}/things?watch=1&resourceVersion=0
    POST /apis/{ns}.example.com/v2/namespaces/{ns}/things {"kind":"Thing","apiVersion":"{ns}.example.com/v2","metadata":{"name":"b"},"spec":{"a":"1","b":"2"}}
    GET /apis/{ns}.example.com/v1/namespaces/{ns}/things/b
    GET /apis/{ns}.example.com/v2/namespaces/{ns}/things/b
    PATCH:merge /apis/{ns}.example.com/v1/namespaces/{ns}/things/a {"spec":{"a":"2"}}
    # what is wrong already may stay
    POST /apis/apiextensions.k8s.io/v1/customresourcedefinitions crd(things | ,"kind":"Thing" | {"name":"v1","served":true,"storage":true,"subresources":{"status":{}},"schema":{"openAPIV3Schema":{"type":"object","properties":{"spec":{"type":"object","x-kubernetes-preserve-unknown-fields":true},"status":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}}})
    AWAIT /apis/{ns}.example.com/v1/namespaces/{ns}/things
    POST /apis/{ns}.example.com/v1/namespaces/{ns}/things thing(a | "text":"UPPER","free":1,"items":[{"name":"n","v":100},{"name":"m","v":1}],"plain":[1,100],"deep":{"bad":"UPPER","good":"lower"})
    PATCH:merge /apis/{ns}.example.com/v1/namespaces/{ns}/things/a/status {"status":{"bad":"UPPER","good":"lower"}}
    PATCH:merge /apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.{ns}.example.com change({"name":"v1","served":true,"storage":true,"subresources":{"status":{}},"schema":{"openAPIV3Schema":{"type":"object","properties":{"spec":{"type":"object","properties":{"text":{"type":"string","pattern":"^[a-z]*$"},"free":{"type":"integer"},"items":{"type":"array","x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],"items":{"type":"object","required":["name"],"properties":{"name":{"type":"string"},"v":{"type":"integer","maximum":50}}}},"plain":{"type":"array","items":{"type":"integer","maximum":50}},"deep":{"type":"object","required":["absent"],"properties":{"bad":{"type":"string","maxLength":2},"good":{"type":"string"},"absent":{"type":"string"}}}}},"status":{"type":"object","properties":{"bad":{"type":"string","pattern":"^[a-z]*$"},"good":{"type":"string"}}}}}}},{"name":"v2","served":true,"storage":false,"schema":{"openAPIV3Schema":{"type":"object"}}})
    AWAIT /apis/{ns}.example.com/v2/namespaces/{ns}/things
    PATCH:merge /apis/{ns}.example.com/v1/namespaces/{ns}/things/a {"metadata":{"labels":{"a":"b"}}}
    PATCH:merge /apis/{ns}.example.com/v1/namespaces/{ns}/things/a {"spec":{"free":2}}
    PATCH:merge /apis/{ns}.example.com/v1/namespaces/{ns}/things/a {"spec":{"text":"STILL"}}
    PATCH:merge /apis/{ns}.example.com/v1/namespaces/{ns}/things/a {"spec":{"items":[{"name":"n","v":100},{"name":"m","v":2}]}}
    PATCH:merge /apis/{ns}.example.com/v1/namespaces/{ns}/things/a {"spec":{"items":[{"name":"m","v":2},{"name":"n","v":101}]}}
    PATCH:merge /apis/{ns}.example.com/v1/namespaces/{ns}/things/a {"spec":{"plain":[2,100]}}
    PATCH:merge /apis/{ns}.example.com/v1/namespaces/{ns}/things/a {"spec":{"deep":{"good":"other"}}}
    PATCH:merge /apis/{ns}.example.com/v1/namespaces/{ns}/things/a {"spec":{"deep":{"absent":"here","good":"other"}}}
    PATCH:merge /apis/{ns}.example.com/v1/namespaces/{ns}/things/a/status {"status":{"good":"other"}}
    PATCH:merge /apis/{ns}.example.com/v1/namespaces/{ns}/things/a/status {"status":{"bad":"OTHER"}}
    # the version in which objects are stored need not be served
    POST /apis/apiextensions.k8s.io/v1/customresourcedefinitions crd(things | ,"kind":"Thing" | {"name":"v1","served":false,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}},{"name":"v2","served":true,"storage":false,"schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}})
    AWAIT /apis/{ns}.example.com/v2/namespaces/{ns}/things
    POST /apis/{ns}.example.com/v2/namespaces/{ns}/things {"kind":"Thing","apiVersion":"{ns}.example.com/v2","metadata":{"name":"a"},"spec":{"x":1}}
    PATCH:merge /apis/{ns}.example.com/v2/namespaces/{ns}/things/a {"spec":{"x":2}}
    GET /apis/{ns}.example.com/v1/namespaces/{ns}/things/a
    GET /apis/{ns}.example.com/v2/namespaces/{ns}/things
    DELETE /apis/{ns}.example.com/v2/namespaces/{ns}/things/a
    # objects show the version that was asked for, whatever is stored now
    POST /apis/apiextensions.k8s.io/v1/customresourcedefinitions crd(things | ,"kind":"Thing" | {"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object"}}},{"name":"v2","served":true,"storage":false,"schema":{"openAPIV3Schema":{"type":"object"}}})
    AWAIT /apis/{ns}.example.com/v2/namespaces/{ns}/things
    POST /apis/{ns}.example.com/v1/namespaces/{ns}/things thing(a)
    PATCH:merge /apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.{ns}.example.com change({"name":"v1","served":true,"storage":false,"schema":{"openAPIV3Schema":{"type":"object"}}},{"name":"v2","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object"}}},{"name":"v3","served":true,"storage":false,"schema":{"openAPIV3Schema":{"type":"object"}}})
    AWAIT /apis/{ns}.example.com/v3/namespaces/{ns}/things
    GET /apis/{ns}.example.com/v1/namespaces/{ns}/things/a
    GET /apis/{ns}.example.com/v2/namespaces/{ns}/things
    GET /apis/{ns}.example.com/v3/namespaces/{ns}/things/a
    # names are taken once in a group
    POST /apis/apiextensions.k8s.io/v1/customresourcedefinitions crd(things | ,"kind":"Thing","shortNames":["th","tg"] | {"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object"}}})
    AWAIT /apis/{ns}.example.com/v1/namespaces/{ns}/things
    POST /apis/apiextensions.k8s.io/v1/customresourcedefinitions crd(ends | ,"kind":"End" | {"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object"}}})
    AWAIT /apis/{ns}.example.com/v1/namespaces/{ns}/ends
    POST /apis/apiextensions.k8s.io/v1/customresourcedefinitions crd(others | ,"kind":"Thing" | {"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object"}}})
    POST /apis/apiextensions.k8s.io/v1/customresourcedefinitions crd(shorts | ,"kind":"Short","shortNames":["sh","tg","th"],"categories":["all"] | {"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object"}}})
    POST /apis/apiextensions.k8s.io/v1/customresourcedefinitions crd(lists | ,"kind":"Listed","listKind":"EndList" | {"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object"}}})
    POST /apis/apiextensions.k8s.io/v1/customresourcedefinitions crd(stops | ,"kind":"Stop" | {"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object"}}})
    AWAIT /apis/{ns}.example.com/v1/namespaces/{ns}/stops
    GET /apis/apiextensions.k8s.io/v1/customresourcedefinitions/others.{ns}.example.com
    GET /apis/apiextensions.k8s.io/v1/customresourcedefinitions/shorts.{ns}.example.com
    GET /apis/apiextensions.k8s.io/v1/customresourcedefinitions/lists.{ns}.example.com
    GET /apis/{ns}.example.com/v1/namespaces/{ns}/others
    GET /apis/{ns}.example.com/v1/namespaces/{ns}/shorts
    DELETE /apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.{ns}.example.com
    AWAIT /apis/{ns}.example.com/v1/namespaces/{ns}/others
    AWAIT /apis/{ns}.example.com/v1/namespaces/{ns}/shorts
    GET /apis/apiextensions.k8s.io/v1/customresourcedefinitions/others.{ns}.example.com
    GET /apis/apiextensions.k8s.io/v1/customresourcedefinitions/shorts.{ns}.example.com
    """#
}
