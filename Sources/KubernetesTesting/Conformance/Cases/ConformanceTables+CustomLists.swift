extension ConformanceTables {
  /// Lists and watches of custom resources.
  // table: ext /apis/conformance.example.com/v1
  static let customLists = #"""
    @ gadget {"kind":"Gadget","apiVersion":"conformance.example.com/v1","metadata":{"name":"$1"$3},"spec":$2}
    ## lists refuse what makes no sense
    GET gadgets?limit=x
    GET gadgets?timeoutSeconds=x
    GET gadgets?continue=abcd.
    GET gadgets?continue=abcd
    GET gadgets?continue=e30
    GET gadgets?resourceVersion=abc
    GET gadgets?resourceVersion=-1
    GET gadgets?resourceVersionMatch=Exact
    GET gadgets?resourceVersionMatch=Nonsense&resourceVersion=1
    GET gadgets?resourceVersionMatch=Nonsense
    GET gadgets?resourceVersionMatch=Exact&resourceVersion=0
    GET gadgets?resourceVersionMatch=Exact&resourceVersion=1&continue=abc
    GET gadgets?resourceVersionMatch=Exact&resourceVersion=1000000000
    GET gadgets?resourceVersion=1000000000
    GET gadgets?labelSelector=a%3D%3D%3D
    GET gadgets?labelSelector=a%20in%20x
    GET gadgets?labelSelector=a%20in%20(
    GET gadgets?labelSelector=a%20in%20()
    GET gadgets?labelSelector=,
    GET gadgets?labelSelector=!
    GET gadgets?labelSelector=a%20b
    GET gadgets?labelSelector=a%3Dbad%20value
    GET gadgets?labelSelector=bad_%2Fa%3Dx
    GET gadgets?labelSelector=a%20%3E%20b
    GET gadgets?fieldSelector=spec.x%3D1
    GET gadgets?fieldSelector=nonsense
    GET gadgets?fieldSelector=metadata.name%3Da%3Db
    GET gadgets?watch=1&resourceVersionMatch=NotOlderThan
    GET gadgets?watch=1&resourceVersionMatch=NotOlderThan&resourceVersion=1
    GET gadgets?watch=1&sendInitialEvents=true
    GET gadgets?watch=1&sendInitialEvents=true&resourceVersionMatch=Exact&resourceVersion=1
    GET gadgets?watch=1&sendInitialEvents=x
    GET gadgets?sendInitialEvents=true
    GET gadgets?sendInitialEvents=true&resourceVersionMatch=NotOlderThan
    GET gadgets?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&continue=abc
    GET gadgets?watch=1&resourceVersion=abc
    GET gadgets?watch=1&labelSelector=a%3D%3D%3D
    GET gadgets?watch=1&fieldSelector=spec.x%3D1
    GET gadgets?watch=1&timeoutSeconds=x
    GET gadgets/absent?resourceVersion=abc
    # lists select and page
    POST gadgets gadget(list-a | {"size":1} | ,"labels":{"app":"x","list":"yes"})
    POST gadgets gadget(list-b | {"size":1} | ,"labels":{"app":"y","list":"yes"})
    POST gadgets gadget(list-c | {"size":1} | ,"labels":{"list":"yes"})
    GET gadgets?labelSelector=list%3Dyes
    GET gadgets?labelSelector=list%3Dyes,app
    GET gadgets?labelSelector=list%3Dyes,!app
    GET gadgets?labelSelector=list%3Dyes,app%20notin%20(x)
    GET gadgets?labelSelector=list%3Dyes&limit=2
    GET gadgets?labelSelector=list%3Dyes&limit=2&continue={8.metadata.continue}
    GET gadgets?limit=2
    GET gadgets?limit=2&continue={10.metadata.continue}
    GET gadgets?limit=2&continue={10.metadata.continue}&resourceVersion=1
    GET gadgets?limit=2&continue={10.metadata.continue}&resourceVersion=0
    GET gadgets?limit=2&resourceVersion=0
    GET gadgets?limit=-1
    GET gadgets?resourceVersion={1.metadata.resourceVersion}&resourceVersionMatch=Exact
    GET gadgets?resourceVersion={1.metadata.resourceVersion}&resourceVersionMatch=NotOlderThan
    GET gadgets?resourceVersion={1.metadata.resourceVersion}
    GET gadgets?resourceVersion={1.metadata.resourceVersion}&limit=1
    GET gadgets?resourceVersion={1.metadata.resourceVersion}&limit=1&resourceVersionMatch=NotOlderThan
    GET gadgets?fieldSelector=metadata.name%3Dlist-a
    GET gadgets?fieldSelector=metadata.name!%3Dlist-a
    GET gadgets?fieldSelector=metadata.namespace%3Dother
    GET gadgets/list-a?resourceVersion=0
    GET gadgets/list-a?resourceVersion={1.metadata.resourceVersion}
    DELETE gadgets?labelSelector=list%3Dyes,app%3Dx
    DELETE gadgets?fieldSelector=metadata.name%3Dlist-b
    DELETE gadgets
    GET gadgets
    # watches
    POST gadgets gadget(a | {"size":1})
    PATCH:merge gadgets/a {"metadata":{"labels":{"x":"1"}}}
    PATCH:merge gadgets/a {"spec":{"size":2}}
    PATCH:merge gadgets/a {"metadata":{"labels":{"x":"2"}}}
    PATCH:merge gadgets/a {"metadata":{"labels":{"x":"1"}}}
    DELETE gadgets/a
    POST gadgets gadget(b | {"size":1} | ,"labels":{"x":"1"})
    WATCH 6 gadgets?watch=1&resourceVersion={1.metadata.resourceVersion}
    WATCH 6 gadgets?watch=1&resourceVersion={1.metadata.resourceVersion}&labelSelector=x%3D1
    WATCH 2 gadgets?watch=1&resourceVersion={1.metadata.resourceVersion}&labelSelector=x%3D2
    WATCH 1 gadgets?watch=1&resourceVersion={1.metadata.resourceVersion}&fieldSelector=metadata.name%3Db
    WATCH 1 gadgets?watch=1
    WATCH 1 gadgets?watch=1&resourceVersion=0
    WATCH:partial 5 gadgets?watch=1&resourceVersion={1.metadata.resourceVersion}
    WATCH:table 5 gadgets?watch=1&resourceVersion={1.metadata.resourceVersion}
    WATCH 2 gadgets?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true
    WATCH 2 gadgets?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&resourceVersion=0
    WATCH 2 gadgets?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&timeoutSeconds=1
    WATCH 1 gadgets?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&labelSelector=x%3D9
    WATCH:partial 2 gadgets?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true
    WATCH:table 1 gadgets?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true
    """#
}
