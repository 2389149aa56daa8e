/// Bodies of failed calls as a kube-apiserver 1.36 sent them.
enum RecordedErrors {
  typealias Recorded = (code: Int, body: String)

  static let apply409Conflict: Recorded = (
    409,
    #"""
    {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Apply failed with 1 c\#
    onflict: conflict with \"one\": .data.a","reason":"Conflict","details":{"causes":[{"reason":"FieldMa\#
    nagerConflict","message":"conflict with \"one\"","field":".data.a"}]},"code":409}
    """#
  )
  static let create400BadJson: Recorded = (
    400,
    #"""
    {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"the object provided i\#
    s unrecognized (must be of type ConfigMap): couldn't get version/kind; json parse error: unexpected e\#
    nd of JSON input ({\"apiVersion\":)","reason":"BadRequest","code":400}
    """#
  )
  static let create400StrictUnknownField: Recorded = (
    400,
    #"""
    {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"ConfigMap in version \"\#
    v1\" cannot be handled as a ConfigMap: strict decoding error: unknown field \"dato\"","reason":"BadR\#
    equest","code":400}
    """#
  )
  static let create409AlreadyExists: Recorded = (
    409,
    #"""
    {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"configmaps \"one\" al\#
    ready exists","reason":"AlreadyExists","details":{"name":"one","kind":"configmaps"},"code":409}
    """#
  )
  static let create415: Recorded = (
    415,
    #"""
    {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"the body of the reque\#
    st was in an unknown format - accepted media types include: application/json, application/yaml, appl\#
    ication/vnd.kubernetes.protobuf","reason":"UnsupportedMediaType","code":415}
    """#
  )
  static let delete409Precondition: Recorded = (
    409,
    #"""
    {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Operation cannot be f\#
    ulfilled on ConfigMap \"applied\": the UID in the precondition (nope) does not match the UID in reco\#
    rd (a6142c0f-86d7-46c9-987a-57442cf4e9bc). The object might have been deleted and then recreated","r\#
    eason":"Conflict","details":{"name":"applied","kind":"ConfigMap"},"code":409}
    """#
  )
  static let get401: Recorded = (
    401,
    #"""
    {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Unauthorized","reason\#
    ":"Unauthorized","code":401}
    """#
  )
  static let get404: Recorded = (
    404,
    #"""
    {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"configmaps \"absent\"\#
     not found","reason":"NotFound","details":{"name":"absent","kind":"configmaps"},"code":404}
    """#
  )
  static let get406: Recorded = (
    406,
    #"""
    {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"406: Not Acceptable\n\#
    \nAvailable representations: application/json, application/yaml, application/vnd.kubernetes.protobuf\#
    ","reason":"NotAcceptable","details":{},"code":406}
    """#
  )
  static let list410BadContinue: Recorded = (
    400,
    #"""
    {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"invalid continue toke\#
    n: continue key is not valid: illegal base64 data at input byte 4","reason":"BadRequest","code":400}
    """#
  )
  static let list504RvTooLarge: Recorded = (
    504,
    #"""
    {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Timeout: Too large re\#
    source version: 999999999, current: 213","reason":"Timeout","details":{"causes":[{"reason":"Resource\#
    VersionTooLarge","message":"Too large resource version"}],"retryAfterSeconds":1},"code":504}
    """#
  )
  static let patchJson422TestFailed: Recorded = (
    422,
    #"""
    {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"the server rejected o\#
    ur request due to an error in our request","reason":"Invalid","details":{},"code":422}
    """#
  )
  static let put409Conflict: Recorded = (
    409,
    #"""
    {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Operation cannot be f\#
    ulfilled on configmaps \"one\": the object has been modified; please apply your changes to the lates\#
    t version and try again","reason":"Conflict","details":{"name":"one","kind":"configmaps"},"code":409\#
    }
    """#
  )
  static let create422Invalid: Recorded = (
    422,
    #"""
    {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"ConfigMap \"Bad_Name\"\#
     is invalid: metadata.name: Invalid value: \"Bad_Name\": a lowercase RFC 1123 subdomain must consist\#
     of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric char\#
    acter (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([\#
    -a-z0-9]*[a-z0-9])?)*')","reason":"Invalid","details":{"name":"Bad_Name","kind":"ConfigMap","causes"\#
    :[{"reason":"FieldValueInvalid","message":"Invalid value: \"Bad_Name\": a lowercase RFC 1123 subdoma\#
    in must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an al\#
    phanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])\#
    ?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')","field":"metadata.name"}]},"code":422}
    """#
  )
}
