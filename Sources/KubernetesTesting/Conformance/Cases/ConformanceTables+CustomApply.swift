extension ConformanceTables {
  /// Server-side apply of custom resources.
  // table: ext /apis/conformance.example.com/v1
  static let customApply = #"""
    @ gadget {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"name":"$1"$3},"spec":$2}
    # server-side apply
    PATCH:apply gadgets/applied?fieldManager=one gadget(applied | {"size":1,"parts":[{"name":"a","count":1}],"tags":["x"]})
    PATCH:apply gadgets/applied?fieldManager=two gadget(applied | {"size":2,"parts":[{"name":"a","count":2}]})
    PATCH:apply gadgets/applied?fieldManager=two gadget(applied | {"size":1,"parts":[{"name":"b","count":2}],"tags":["y"]})
    PATCH:apply gadgets/applied?fieldManager=one gadget(applied | {"size":1,"color":"blue"})
    PATCH:apply gadgets/applied?fieldManager=two&force=true gadget(applied | {"size":3})
    PATCH:merge gadgets/applied {"spec":{"label":"abc"}}
    PATCH:apply gadgets/applied?fieldManager=one gadget(applied | {"size":3,"label":"x"})
    PATCH:apply gadgets/applied gadget(applied | {"size":3})
    PATCH:apply gadgets/applied?fieldManager=one {"spec":{"size":3}}
    PATCH:apply gadgets/applied?fieldManager=one gadget(other | {"size":3})
    PATCH:merge gadgets/applied?force=true {}
    PATCH:apply gadgets/applied?fieldManager=one {"kind":"Other","apiVersion":"conformance.example.com/v1","metadata":{"name":"applied"}}
    PATCH:apply gadgets/applied?fieldManager=one {"kind":"Gadget","apiVersion":"conformance.example.com/v2","metadata":{"name":"applied"}}
    PATCH:apply gadgets/applied?fieldManager=one gadget(applied | {"size":3} | ,"managedFields":[{"manager":"x","operation":"Apply","apiVersion":"v1","fieldsType":"FieldsV1","fieldsV1":{}}])
    PATCH:apply gadgets/applied?fieldManager=one gadget(applied | {"size":3} | ,"namespace":"other")
    PATCH:apply gadgets/applied?fieldManager=one gadget(applied | {"size":3} | ,"uid":"nope")
    PATCH:apply gadgets/applied?fieldManager=one gadget(applied | {"size":3} | ,"resourceVersion":"1")
    PATCH:apply gadgets/new?fieldManager=one gadget(new | {"size":3} | ,"uid":"nope")
    PATCH:apply gadgets/new?fieldManager=one gadget(new | {"size":3} | ,"resourceVersion":"1")
    PATCH:apply gadgets/applied?fieldManager=one gadget(applied | {"size":"text"})
    PATCH:apply gadgets/applied?fieldManager=one gadget(applied | {"size":3,"parts":[{"name":"a"},{"name":"a"}]})
    PATCH:apply gadgets/applied?fieldManager=one gadget(applied | {"size":3,"parts":[{"count":1}]})
    PATCH:apply gadgets/applied?fieldManager=one gadget(applied | {"size":3,"tags":["a","a"]})
    PATCH:apply gadgets/applied?fieldManager=one [1,2]
    PATCH:apply gadgets/applied?fieldManager=one {"kind":
    PATCH:apply gadgets/Bad_Name?fieldManager=one gadget(Bad_Name | {"size":1})
    GET gadgets/applied
    # an applier that leaves everything out
    PATCH:apply gadgets/a?fieldManager=one gadget(a | {"size":1,"label":"x"})
    PATCH:apply gadgets/a?fieldManager=two {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"name":"a","labels":{"l":"1"}}}
    PATCH:apply gadgets/a?fieldManager=two {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"name":"a"}}
    PATCH:apply gadgets/a?fieldManager=one {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"name":"a"}}
    PATCH:apply gadgets/a?fieldManager=three gadget(a | {"size":1})
    PATCH:apply gadgets/a?fieldManager=one gadget(a | {"size":1})
    PATCH:apply gadgets/a?fieldManager=two {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"name":"a"},"spec":{}}
    # kubectl goes over from its own side to the server's
    POST gadgets?fieldManager=kubectl-client-side-apply {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"name":"a","annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\"apiVersion\":\"conformance.example.com/v1\",\"kind\":\"Gadget\",\"metadata\":{\"name\":\"a\"},\"spec\":{\"label\":\"abc\",\"size\":1}}\n"}},"spec":{"size":1,"label":"abc"}}
    PATCH:apply gadgets/a?fieldManager=other gadget(a | {"size":2})
    PATCH:apply gadgets/a?fieldManager=kubectl gadget(a | {"size":2,"label":"abc"})
    PATCH:apply gadgets/a?fieldManager=kubectl gadget(a | {"size":3,"color":"blue"})
    PATCH:merge gadgets/a?fieldManager=editor {"spec":{"size":5}}
    PATCH:apply gadgets/a?fieldManager=kubectl gadget(a | {"size":6})
    # the oldest of many managers are put together
    POST gadgets?fieldManager=m00 gadget(a | {"size":1,"free":{"k00":1}})
    PATCH:merge gadgets/a?fieldManager=m01 {"spec":{"free":{"k01":1}}}
    PATCH:merge gadgets/a?fieldManager=m02 {"spec":{"free":{"k02":1}}}
    PATCH:merge gadgets/a?fieldManager=m03 {"spec":{"free":{"k03":1}}}
    PATCH:merge gadgets/a?fieldManager=m04 {"spec":{"free":{"k04":1}}}
    PATCH:merge gadgets/a?fieldManager=m05 {"spec":{"free":{"k05":1}}}
    PATCH:merge gadgets/a?fieldManager=m06 {"spec":{"free":{"k06":1}}}
    PATCH:merge gadgets/a?fieldManager=m07 {"spec":{"free":{"k07":1}}}
    PATCH:merge gadgets/a?fieldManager=m08 {"spec":{"free":{"k08":1}}}
    PATCH:merge gadgets/a?fieldManager=m09 {"spec":{"free":{"k09":1}}}
    PATCH:merge gadgets/a?fieldManager=m10 {"spec":{"free":{"k10":1}}}
    PATCH:merge gadgets/a?fieldManager=m11 {"spec":{"free":{"k11":1}}}
    PATCH:merge gadgets/a?fieldManager=m12 {"spec":{"free":{"k12":1}}}
    # managers that clients name
    POST gadgets?fieldManager=one gadget(a | {"size":1})
    PATCH:merge gadgets/a?fieldManager=two {"metadata":{"managedFields":[{"manager":"x","operation":"Nonsense","apiVersion":"conformance.example.com/v1","fieldsType":"FieldsV1","fieldsV1":{"f:spec":{"f:size":{}}}}]},"spec":{"label":"a"}}
    PATCH:merge gadgets/a?fieldManager=two {"metadata":{"managedFields":[{"manager":"x","operation":"Update","apiVersion":"conformance.example.com/v1","fieldsType":"FieldsV2","fieldsV1":{"f:spec":{"f:size":{}}}}]},"spec":{"label":"b"}}
    PATCH:merge gadgets/a?fieldManager=two {"metadata":{"managedFields":[{"manager":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx","operation":"Update","apiVersion":"conformance.example.com/v1","fieldsType":"FieldsV1","fieldsV1":{"f:spec":{"f:size":{}}}}]}}
    PATCH:merge gadgets/a?fieldManager=two {"metadata":{"managedFields":[{"manager":"x","operation":"Update","apiVersion":"conformance.example.com/v1","fieldsType":"FieldsV1","fieldsV1":{"f:spec":{"f:size":{}}}}]}}
    PATCH:merge gadgets/a?fieldManager=two {"metadata":{"managedFields":[{}]}}
    PATCH:merge gadgets/a?fieldManager=bad%09name {"spec":{"label":"c"}}
    # scale has managers of its own
    PATCH:apply gadgets/a?fieldManager=one gadget(a | {"size":1,"label":"x"})
    PATCH:apply gadgets/a/scale?fieldManager=two {"kind":"Scale","apiVersion":"autoscaling/v1","metadata":{"name":"a"},"spec":{"replicas":2}}
    PATCH:apply gadgets/a/scale?fieldManager=two&force=true {"kind":"Scale","apiVersion":"autoscaling/v1","metadata":{"name":"a"},"spec":{"replicas":2}}
    GET gadgets/a
    PATCH:apply gadgets/a/scale?fieldManager=two {"kind":"Scale","apiVersion":"autoscaling/v1","metadata":{"name":"a"},"spec":{"replicas":3}}
    GET gadgets/a
    PUT gadgets/a/scale?fieldManager=three {"kind":"Scale","apiVersion":"autoscaling/v1","metadata":{"name":"a","namespace":"{ns}"},"spec":{"replicas":4}}
    GET gadgets/a
    PATCH:apply gadgets/a/scale?fieldManager=two {"kind":"Scale","apiVersion":"autoscaling/v1","metadata":{"name":"a"},"spec":{"replicas":5}}
    PATCH:apply gadgets/a/scale?fieldManager=two {"kind":"Scale","apiVersion":"autoscaling/v1","metadata":{"name":"a"},"spec":{"replicas":4}}
    GET gadgets/a
    PATCH:apply gadgets/a?fieldManager=one gadget(a | {"size":4,"label":"x"})
    PUT gadgets/a/scale?fieldManager=four {"kind":"Scale","apiVersion":"autoscaling/v1","metadata":{"name":"a","namespace":"{ns}"},"spec":{"replicas":4}}
    GET gadgets/a
    PATCH:merge gadgets/a/scale?fieldManager=three {"spec":{"replicas":6}}
    GET gadgets/a
    PATCH:apply gadgets/a/scale?fieldManager=two {"kind":"Scale","apiVersion":"autoscaling/v1","metadata":{"name":"a"},"spec":{"replicas":"5"}}
    PATCH:apply gadgets/a/scale?fieldManager=two {"kind":"Scale","apiVersion":"autoscaling/v1","metadata":{"name":"b"},"spec":{"replicas":6}}
    PATCH:apply gadgets/a/scale?fieldManager=two {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"name":"a"},"spec":{"size":6}}
    PATCH:apply gadgets/a/scale?fieldManager=two {"kind":"Scale","apiVersion":"autoscaling/v1","metadata":{"name":"a"},"nonsense":6}
    # lists by key keep the order of the appliers
    PATCH:apply gadgets/a?fieldManager=one gadget(a | {"size":1,"parts":[{"name":"a","count":1},{"name":"b"}]})
    PATCH:apply gadgets/a?fieldManager=one gadget(a | {"size":1,"parts":[{"name":"b"},{"name":"a","count":2}]})
    PATCH:apply gadgets/a?fieldManager=two gadget(a | {"size":1,"parts":[{"name":"c"}]})
    PATCH:apply gadgets/a?fieldManager=one gadget(a | {"size":1,"parts":[{"name":"a"}]})
    PATCH:apply gadgets/a?fieldManager=one gadget(a | {"size":1})
    PATCH:apply gadgets/a?fieldManager=two gadget(a | {"size":1,"parts":[{"name":"x"},{"name":"c"}]})
    # sets keep the order of the appliers
    PATCH:apply gadgets/a?fieldManager=one gadget(a | {"size":1,"tags":["b","a"]})
    PATCH:apply gadgets/a?fieldManager=two gadget(a | {"size":1,"tags":["c","a"]})
    PATCH:apply gadgets/a?fieldManager=one gadget(a | {"size":1,"tags":["a"]})
    PATCH:apply gadgets/a?fieldManager=one gadget(a | {"size":1})
    PATCH:apply gadgets/a?fieldManager=two gadget(a | {"size":1})
    # many conflicts at once
    PATCH:apply gadgets/a?fieldManager=one gadget(a | {"size":1,"label":"x"})
    PATCH:apply gadgets/a?fieldManager=two gadget(a | {"size":1,"color":"blue"})
    PATCH:apply gadgets/a?fieldManager=three gadget(a | {"size":2,"label":"y","color":"red"})
    PATCH:merge gadgets/a?fieldManager=four {"spec":{"size":5}}
    PATCH:apply gadgets/a?fieldManager=one gadget(a | {"size":1,"label":"x"})
    PATCH:apply gadgets/a?fieldManager=three&force=true gadget(a | {"size":2,"label":"y","color":"red"})
    """#
}
