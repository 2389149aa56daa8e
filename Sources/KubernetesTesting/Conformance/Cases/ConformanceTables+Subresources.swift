extension ConformanceTables {
  /// Status, scale, eviction, binding, tokens, and reviews.
  // table: main /api/v1
  static let subresources = #"""
    @ pod {"kind":"Pod","apiVersion":"v1","metadata":{"name":"$1","labels":{"app":"x"}},"spec":{"containers":[{"name":"c","image":"i:1"}]$2}}
    @ dep {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"$1"},"spec":{"selector":{"matchLabels":{"app":"x"}},"template":{"metadata":{"labels":{"app":"x"}},"spec":{"containers":[{"name":"a","image":"a:1"}]}}$2}$3}
    @ scale {"kind":"Scale","apiVersion":"autoscaling/v1","metadata":{"name":"$1","namespace":"{ns}"$2},"spec":{"replicas":$3}}
    # status is written apart
    ! qosClass newer servers put it back
    ! managedFields managers of subresources are kept apart since 1.22
    ! generation pods have generations since 1.34
    POST pods {"kind":"Pod","apiVersion":"v1","metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"i:1"}]},"status":{"phase":"Running","message":"mine"}}
    PATCH:merge pods/p {"status":{"phase":"Failed"}}
    PATCH:merge pods/p/status {"status":{"phase":"Running","message":"it runs"},"spec":{"nodeName":"n"},"metadata":{"labels":{"a":"b"}}}
    PUT pods/p/status {"kind":"Pod","apiVersion":"v1","metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"i:9"}]},"status":{"phase":"Succeeded"}}
    GET pods/p/status
    PATCH:json pods/p/status [{"op":"replace","path":"/status/phase","value":"Failed"}]
    PATCH:strategic pods/p/status {"status":{"conditions":[{"type":"Ready","status":"True"}]}}
    PATCH:strategic pods/p/status {"status":{"conditions":[{"type":"Other","status":"False"}]}}
    PATCH:strategic pods/p/status {"status":{"conditions":[{"type":"Ready","status":"False"}]}}
    PUT pods/p/status {"kind":"Pod","apiVersion":"v1","metadata":{"name":"p","resourceVersion":"1"},"spec":{"containers":[{"name":"c","image":"i:9"}]},"status":{}}
    PUT pods/absent/status pod(absent)
    POST pods/p/status pod(p)
    DELETE pods/p/status
    GET pods/p/nonsense
    GET configmaps/p/status
    # status of deployments does not count generations
    ! managedFields managers of subresources are kept apart since 1.22
    POST /apis/apps/v1/namespaces/{ns}/deployments dep(d)
    PATCH:merge /apis/apps/v1/namespaces/{ns}/deployments/d/status {"status":{"replicas":2,"observedGeneration":1}}
    PATCH:merge /apis/apps/v1/namespaces/{ns}/deployments/d {"metadata":{"labels":{"a":"b"}}}
    PATCH:merge /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"replicas":3}}
    PATCH:merge /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"replicas":3}}
    PATCH:merge /apis/apps/v1/namespaces/{ns}/deployments/d/status {"status":{"replicas":-1}}
    PATCH:apply /apis/apps/v1/namespaces/{ns}/deployments/d/status?fieldManager=s {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"d"},"status":{"replicas":4}}
    ~skip the older server does not keep managers of subresources apart
    GET /apis/apps/v1/namespaces/{ns}/deployments/d
    ~skip likewise
    # scale
    POST /apis/apps/v1/namespaces/{ns}/deployments dep(d | ,"replicas":2)
    GET /apis/apps/v1/namespaces/{ns}/deployments/d/scale
    PUT /apis/apps/v1/namespaces/{ns}/deployments/d/scale scale(d | | 5)
    PATCH:merge /apis/apps/v1/namespaces/{ns}/deployments/d/scale {"spec":{"replicas":6}}
    PATCH:json /apis/apps/v1/namespaces/{ns}/deployments/d/scale [{"op":"replace","path":"/spec/replicas","value":7}]
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d/scale {"spec":{"replicas":8}}
    PUT /apis/apps/v1/namespaces/{ns}/deployments/d/scale scale(d | | -1)
    PUT /apis/apps/v1/namespaces/{ns}/deployments/d/scale scale(d | ,"resourceVersion":"1" | 1)
    PUT /apis/apps/v1/namespaces/{ns}/deployments/d/scale scale(e | | 1)
    PUT /apis/apps/v1/namespaces/{ns}/deployments/d/scale scale(d | ,"uid":"nope" | 1)
    PUT /apis/apps/v1/namespaces/{ns}/deployments/d/scale dep(d)
    ~message the words changed
    GET /apis/apps/v1/namespaces/{ns}/deployments/absent/scale
    PUT /apis/apps/v1/namespaces/{ns}/deployments/absent/scale scale(absent | | 1)
    PUT /apis/apps/v1/namespaces/{ns}/deployments/d/scale?dryRun=All scale(d | | 1)
    GET /apis/apps/v1/namespaces/{ns}/deployments/d/scale
    DELETE /apis/apps/v1/namespaces/{ns}/deployments/d/scale
    # scale that cannot be read
    POST /apis/apps/v1/namespaces/{ns}/deployments dep(d | ,"replicas":2)
    PATCH:merge /apis/apps/v1/namespaces/{ns}/deployments/d/scale {"spec":{"replicas":"3"}}
    ~message the words changed
    PATCH:merge /apis/apps/v1/namespaces/{ns}/deployments/d/scale {"spec":{"replicas":9223372036854775807}}
    ~message the words changed
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d/scale {"spec":{"replicas":"3"}}
    ~message the words changed
    PATCH:json /apis/apps/v1/namespaces/{ns}/deployments/d/scale [{"op":"replace","path":"/spec","value":5}]
    ~message the words changed
    PATCH:merge /apis/apps/v1/namespaces/{ns}/deployments/d/scale {"metadata":{"name":"e"}}
    PATCH:merge /apis/apps/v1/namespaces/{ns}/deployments/d/scale {"metadata":{"namespace":"other"}}
    ~message the words changed
    PATCH:merge /apis/apps/v1/namespaces/{ns}/deployments/d/scale {"metadata":{"uid":"nope"}}
    PATCH:merge /apis/apps/v1/namespaces/{ns}/deployments/d/scale {"kind":"Deployment"}
    ~message the words changed
    PATCH:merge /apis/apps/v1/namespaces/{ns}/deployments/d/scale {"spec":{"replicas":-5}}
    PUT /apis/apps/v1/namespaces/{ns}/deployments/d/scale scale(d | | "3")
    ~message the words changed
    PATCH:merge /apis/apps/v1/namespaces/{ns}/deployments/d/scale {"nonsense":1}
    PATCH:merge /apis/apps/v1/namespaces/{ns}/deployments/d/scale?dryRun=All {"spec":{"replicas":3}}
    GET /apis/apps/v1/namespaces/{ns}/deployments/d/scale
    PATCH:merge /apis/apps/v1/namespaces/{ns}/deployments/d/scale {"spec":null}
    GET /apis/apps/v1/namespaces/{ns}/deployments/d/scale
    # what statuses change beside themselves
    ! managedFields managers of subresources are kept apart since 1.22
    ! availableReplicas stateful sets have it since 1.22
    POST /apis/apps/v1/namespaces/{ns}/deployments dep(d)
    PATCH:merge /apis/apps/v1/namespaces/{ns}/deployments/d/status {"metadata":{"labels":{"a":"b"},"annotations":{"a":"b"},"finalizers":["example.com/f"]},"spec":{"replicas":3},"status":{"replicas":1}}
    POST /apis/apps/v1/namespaces/{ns}/statefulsets {"kind":"StatefulSet","apiVersion":"apps/v1","metadata":{"name":"s"},"spec":{"serviceName":"x","selector":{"matchLabels":{"app":"x"}},"template":{"metadata":{"labels":{"app":"x"}},"spec":{"containers":[{"name":"a","image":"a:1"}]}}}}
    PATCH:merge /apis/apps/v1/namespaces/{ns}/statefulsets/s/status {"metadata":{"labels":{"a":"b"},"annotations":{"a":"b"},"finalizers":["example.com/f"]},"spec":{"replicas":3},"status":{"replicas":1}}
    PATCH:merge /apis/apps/v1/namespaces/{ns}/statefulsets/s/status {"metadata":{"name":"other"}}
    PATCH:merge /apis/apps/v1/namespaces/{ns}/statefulsets/s/status {"metadata":{"finalizers":["plain"]}}
    # annotations of a deployment count
    POST /apis/apps/v1/namespaces/{ns}/deployments dep(d)
    PATCH:merge /apis/apps/v1/namespaces/{ns}/deployments/d {"metadata":{"annotations":{"a":"b"}}}
    PATCH:merge /apis/apps/v1/namespaces/{ns}/deployments/d {"metadata":{"labels":{"a":"b"}}}
    PATCH:merge /apis/apps/v1/namespaces/{ns}/deployments/d {"metadata":{"annotations":null}}
    # scale of replica sets and stateful sets
    ! managedFields selectors are one value since 1.23
    ! availableReplicas stateful sets have it since 1.22
    POST /apis/apps/v1/namespaces/{ns}/replicasets {"kind":"ReplicaSet","apiVersion":"apps/v1","metadata":{"name":"r"},"spec":{"selector":{"matchLabels":{"app":"x"},"matchExpressions":[{"key":"k","operator":"Exists"}]},"template":{"metadata":{"labels":{"app":"x","k":"v"}},"spec":{"containers":[{"name":"a","image":"a:1"}]}}}}
    GET /apis/apps/v1/namespaces/{ns}/replicasets/r/scale
    POST /apis/apps/v1/namespaces/{ns}/statefulsets {"kind":"StatefulSet","apiVersion":"apps/v1","metadata":{"name":"s"},"spec":{"serviceName":"x","selector":{"matchLabels":{"app":"x"}},"template":{"metadata":{"labels":{"app":"x"}},"spec":{"containers":[{"name":"a","image":"a:1"}]}}}}
    PATCH:merge /apis/apps/v1/namespaces/{ns}/statefulsets/s/scale {"spec":{"replicas":3}}
    POST replicationcontrollers {"kind":"ReplicationController","apiVersion":"v1","metadata":{"name":"rc"},"spec":{"template":{"metadata":{"labels":{"app":"x"}},"spec":{"containers":[{"name":"a","image":"a:1"}]}}}}
    GET replicationcontrollers/rc/scale
    # binding
    ! generation pods have generations since 1.34
    POST pods pod(p)
    POST pods/p/binding {"kind":"Binding","apiVersion":"v1","metadata":{"name":"p"},"target":{"kind":"Node","name":"n1"}}
    GET pods/p
    POST pods/p/binding {"kind":"Binding","apiVersion":"v1","metadata":{"name":"p"},"target":{"kind":"Node","name":"n2"}}
    POST pods/absent/binding {"kind":"Binding","apiVersion":"v1","metadata":{"name":"absent"},"target":{"kind":"Node","name":"n2"}}
    POST bindings {"kind":"Binding","apiVersion":"v1","metadata":{"name":"p"},"target":{"kind":"Node","name":"n2"}}
    POST pods pod(q)
    POST pods/q/binding {"kind":"Binding","apiVersion":"v1","metadata":{"name":"q"},"target":{"kind":"Node"}}
    POST pods/q/binding {"kind":"Binding","apiVersion":"v1","metadata":{"name":"other"},"target":{"kind":"Node","name":"n1"}}
    POST pods/q/binding {"kind":"Binding","apiVersion":"v1","metadata":{"name":"q"},"target":{"kind":"Gadget","name":"n1"}}
    POST pods/absent/binding?dryRun=All {"kind":"Binding","apiVersion":"v1","metadata":{"name":"absent"},"target":{"kind":"Node","name":"n2"}}
    POST pods/p/binding?dryRun=All {"kind":"Binding","apiVersion":"v1","metadata":{"name":"p"},"target":{"kind":"Node","name":"n2"}}
    POST pods/q/binding?dryRun=All {"kind":"Binding","apiVersion":"v1","metadata":{"name":"q"},"target":{"kind":"Node","name":"n1"}}
    POST bindings {"kind":"Binding","apiVersion":"v1","metadata":{"name":"q","annotations":{"a":"b"}},"target":{"kind":"Node","name":"n1"}}
    GET pods/q
    # token requests
    POST serviceaccounts {"kind":"ServiceAccount","apiVersion":"v1","metadata":{"name":"sa"}}
    POST serviceaccounts/sa/token {"kind":"TokenRequest","apiVersion":"authentication.k8s.io/v1","spec":{"audiences":["api"],"expirationSeconds":600}}
    ~skip the answer has a name since 1.21
    POST serviceaccounts/sa/token {"kind":"TokenRequest","apiVersion":"authentication.k8s.io/v1","spec":{"audiences":["api"],"expirationSeconds":599}}
    POST serviceaccounts/sa/token {"kind":"TokenRequest","apiVersion":"authentication.k8s.io/v1","spec":{"audiences":["api"],"expirationSeconds":5000000000}}
    POST serviceaccounts/absent/token {"kind":"TokenRequest","apiVersion":"authentication.k8s.io/v1","spec":{"audiences":["api"]}}
    POST serviceaccounts/sa/token {"kind":"TokenRequest","apiVersion":"authentication.k8s.io/v1","spec":{"audiences":["api"],"boundObjectRef":{"kind":"Pod","apiVersion":"v1","name":"absent"}}}
    POST serviceaccounts/sa/token {"kind":"TokenRequest","apiVersion":"authentication.k8s.io/v1","spec":{"audiences":["api"],"boundObjectRef":{"kind":"ConfigMap","apiVersion":"v1","name":"x"}}}
    GET serviceaccounts/sa/token
    # access reviews
    POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews {"kind":"SelfSubjectAccessReview","apiVersion":"authorization.k8s.io/v1","spec":{"resourceAttributes":{"namespace":"{ns}","verb":"get","resource":"pods"}}}
    ~skip the rule that allows it is named
    POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews {"kind":"SelfSubjectAccessReview","apiVersion":"authorization.k8s.io/v1","spec":{}}
    POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews {"kind":"SelfSubjectAccessReview","apiVersion":"authorization.k8s.io/v1","spec":{"resourceAttributes":{"verb":"get","resource":"pods"},"nonResourceAttributes":{"path":"/x","verb":"get"}}}
    ~message the text prints a structure of Go
    POST /apis/authorization.k8s.io/v1/subjectaccessreviews {"kind":"SubjectAccessReview","apiVersion":"authorization.k8s.io/v1","spec":{"resourceAttributes":{"verb":"get","resource":"pods"}}}
    POST /apis/authorization.k8s.io/v1/namespaces/{ns}/localsubjectaccessreviews {"kind":"LocalSubjectAccessReview","apiVersion":"authorization.k8s.io/v1","metadata":{"namespace":"{ns}"},"spec":{"user":"x","resourceAttributes":{"namespace":"other","verb":"get","resource":"pods"}}}
    GET /apis/authorization.k8s.io/v1/selfsubjectaccessreviews
    POST /apis/authentication.k8s.io/v1/tokenreviews {"kind":"TokenReview","apiVersion":"authentication.k8s.io/v1","spec":{"token":"nonsense"}}
    POST /apis/authentication.k8s.io/v1/tokenreviews {"kind":"TokenReview","apiVersion":"authentication.k8s.io/v1","spec":{}}
    # things under a pod that need an upgrade, or a node
    ! generation pods have generations since 1.34
    POST pods pod(p)
    GET pods/p/log
    GET pods/absent/log
    GET pods/p/log?container=nonsense
    GET pods/p/log?tailLines=-1
    GET pods/p/log?limitBytes=0
    GET pods/p/log?sinceSeconds=0
    GET pods/p/log?sinceSeconds=1&sinceTime=2001-01-01T00:00:00Z
    GET pods/p/log?tailLines=x
    GET pods/p/exec?command=ls
    GET pods/absent/exec?command=ls
    GET pods/p/attach
    GET pods/p/portforward
    POST pods {"kind":"Pod","apiVersion":"v1","metadata":{"name":"two"},"spec":{"nodeName":"n","containers":[{"name":"a","image":"i:1"},{"name":"b","image":"i:1"}]}}
    GET pods/two/log
    GET pods/two/exec?command=ls&container=nonsense
    GET pods/two/exec?command=ls
    ~skip the older server insists on the container
    """#
}
