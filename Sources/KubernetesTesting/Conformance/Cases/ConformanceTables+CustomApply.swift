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
