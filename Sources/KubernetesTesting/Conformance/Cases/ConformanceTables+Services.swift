extension ConformanceTables {
  /// Addresses and ports of services, and what stays of them when a service changes.
  // table: main /api/v1
  static let services = #"""
    @ svc {"kind":"Service","apiVersion":"v1","metadata":{"name":"$1"$3},"spec":{$2}}
    # a service changes its type
    ! managedFields older servers note what they drop otherwise
    POST services svc(changing | "ports":[{"port":80}])
    PATCH:merge services/changing {"spec":{"type":"NodePort"}}
    PATCH:merge services/changing {"spec":{"type":"ClusterIP"}}
    ~skip the older server keeps what belongs to the type
    PATCH:merge services/changing {"spec":{"type":"LoadBalancer"}}
    ~skip newer servers have more defaults
    PATCH:merge services/changing {"spec":{"type":"NodePort"}}
    PATCH:merge services/changing {"spec":{"type":"ExternalName","externalName":"a.example.com"}}
    ~skip the older server keeps what belongs to the type
    # a name becomes a service with an address
    ! managedFields older servers note what they drop otherwise
    POST services svc(named | "type":"ExternalName","externalName":"a.example.com","ports":[{"port":80}])
    PATCH:merge services/named {"spec":{"type":"ClusterIP","externalName":null}}
    PATCH:merge services/named {"spec":{"type":"NodePort"}}
    # an update need not repeat what was allocated
    ! managedFields older servers note the selector otherwise
    POST services svc(kept | "type":"NodePort","ports":[{"name":"a","port":80}])
    PATCH:strategic services/kept {"spec":{"ports":[{"name":"b","port":81}]}}
    PUT services/kept svc(kept | "type":"NodePort","ports":[{"name":"a","port":82},{"name":"c","port":81}] | ,"resourceVersion":"{2.metadata.resourceVersion}")
    ~skip older servers want the address to be repeated
    GET services/kept
    ~skip older servers want the address to be repeated
    # ports and addresses are taken once
    ! managedFields older servers note the selector otherwise
    POST services svc(first | "type":"NodePort","ports":[{"port":80,"nodePort":31999}])
    POST services svc(second | "type":"NodePort","ports":[{"port":80,"nodePort":31999}])
    POST services svc(second | "type":"NodePort","ports":[{"port":80,"nodePort":80}])
    PATCH:merge services/first {"spec":{"ports":[{"port":80,"nodePort":31998}]}}
    POST services svc(second | "type":"NodePort","ports":[{"port":80,"nodePort":31999}])
    PATCH:merge services/first {"spec":{"ports":[{"port":80,"nodePort":31999}]}}
    ~message the words changed
    POST services svc(third | "clusterIP":"{1.spec.clusterIP}","ports":[{"port":80}])
    ~status the older server names another field
    DELETE services/first
    ~skip newer servers answer with the service
    POST services svc(third | "clusterIP":"{1.spec.clusterIP}","ports":[{"port":80}])
    GET services/third
    # one number serves a port of several protocols
    ! managedFields older servers note the selector otherwise
    POST services svc(dns | "type":"NodePort","ports":[{"name":"tcp","port":53},{"name":"udp","port":53,"protocol":"UDP"}])
    POST services svc(dns2 | "type":"NodePort","ports":[{"name":"udp","port":53,"protocol":"UDP","nodePort":{1.spec.ports.0.nodePort}}])
    ~skip the port is another one on each server
    # services with local traffic have a port for their health
    ! managedFields older servers note the selector otherwise
    POST services svc(local | "type":"LoadBalancer","externalTrafficPolicy":"Local","ports":[{"port":80}])
    ~skip newer servers have more defaults
    PATCH:merge services/local {"spec":{"externalTrafficPolicy":"Cluster"}}
    ~skip the older server keeps what belongs to the policy
    # an update makes a service
    PUT services/made svc(made | "ports":[{"port":80}])
    ~skip the older server makes none
    """#
}
