extension ConformanceTables {
  /// Watches of built-in objects.
  // table: main /api/v1
  static let watches = #"""
    @ cm {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"$1"$2}$3}
    @ pod {"kind":"Pod","apiVersion":"v1","metadata":{"name":"$1"$2},"spec":{"containers":[{"name":"c","image":"i:1"}]$3}}
    # a watch goes on from a version
    POST configmaps cm(a)
    POST configmaps cm(b)
    PATCH:merge configmaps/a {"data":{"x":"1"}}
    DELETE configmaps/b
    POST configmaps cm(end)
    WATCH 4 configmaps?watch=1&resourceVersion={1.metadata.resourceVersion}
    WATCH 2 configmaps?watch=true&resourceVersion={3.metadata.resourceVersion}
    WATCH 4 /api/v1/watch/namespaces/{ns}/configmaps?resourceVersion={1.metadata.resourceVersion}
    # a watch begins with what is there
    POST configmaps cm(a)
    POST configmaps cm(b)
    WATCH 2 configmaps?watch=1
    ~skip the older server's cache has no order
    WATCH 2 configmaps?watch=1&resourceVersion=0
    ~skip the older server's cache has no order
    # a watch of one object
    POST configmaps cm(a)
    POST configmaps cm(b)
    PATCH:merge configmaps/b {"data":{"x":"1"}}
    PATCH:merge configmaps/a {"data":{"x":"1"}}
    DELETE configmaps/a
    WATCH 2 configmaps?watch=1&resourceVersion={1.metadata.resourceVersion}&fieldSelector=metadata.name%3Da
    WATCH 2 /api/v1/watch/namespaces/{ns}/configmaps/a?resourceVersion={1.metadata.resourceVersion}
    # objects enter and leave a watch's label selector
    POST configmaps cm(a)
    PATCH:merge configmaps/a {"metadata":{"labels":{"x":"1"}}}
    PATCH:merge configmaps/a {"data":{"k":"v"}}
    PATCH:merge configmaps/a {"metadata":{"labels":{"x":"2"}}}
    PATCH:merge configmaps/a {"data":{"k":"w"}}
    PATCH:merge configmaps/a {"metadata":{"labels":{"x":"1"}}}
    DELETE configmaps/a
    POST configmaps cm(end | ,"labels":{"x":"1"})
    WATCH 6 configmaps?watch=1&resourceVersion={1.metadata.resourceVersion}&labelSelector=x%3D1
    WATCH 3 configmaps?watch=1&resourceVersion={1.metadata.resourceVersion}&labelSelector=x%3D2
    # objects enter and leave a watch's field selector
    ! managedFields managers of subresources are kept apart since 1.22
    ! generation pods have generations since 1.34
    POST pods pod(a)
    PATCH:merge pods/a/status {"status":{"phase":"Running"}}
    PATCH:merge pods/a {"metadata":{"labels":{"l":"1"}}}
    PATCH:merge pods/a/status {"status":{"phase":"Succeeded"}}
    PATCH:merge pods/a {"metadata":{"labels":{"l":"2"}}}
    WATCH 3 pods?watch=1&resourceVersion={1.metadata.resourceVersion}&fieldSelector=status.phase%3DRunning
    # a deletion that a selector does not see
    POST configmaps cm(a | ,"labels":{"x":"2"})
    DELETE configmaps/a
    POST configmaps cm(end | ,"labels":{"x":"1"})
    WATCH 1 configmaps?watch=1&resourceVersion={1.metadata.resourceVersion}&labelSelector=x%3D1
    ## watches that are refused
    GET configmaps?watch=1&resourceVersion=abc
    GET configmaps?watch=1&labelSelector=a%3D%3D%3D
    GET configmaps?watch=1&fieldSelector=data%3Dx
    GET configmaps?watch=1&timeoutSeconds=x
    # tables and metadata in watches
    POST configmaps cm(a)
    PATCH:merge configmaps/a {"data":{"x":"1"}}
    DELETE configmaps/a
    WATCH:partial 2 configmaps?watch=1&resourceVersion={1.metadata.resourceVersion}
    WATCH:table 2 configmaps?watch=1&resourceVersion={1.metadata.resourceVersion}
    WATCH:table 2 configmaps?watch=1&resourceVersion={1.metadata.resourceVersion}&includeObject=None
    """#
}
