/// Bodies of failed calls as a kube-apiserver 1.36 sent them.
enum RecordedErrors {
  static let apply409Conflict = (
    code: 409,
    body: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Apply failed with 1 conflict:\#
       conflict with \"one\": .data.a","reason":"Conflict","details":{"causes":[{"reason":"FieldManagerConflict","\#
      message":"conflict with \"one\"","field":".data.a"}]},"code":409}
      """#
  )
  static let create400BadJson = (
    code: 400,
    body: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"the object provided is unreco\#
      gnized (must be of type ConfigMap): couldn't get version/kind; json parse error: unexpected end of JSON inpu\#
      t ({\"apiVersion\":)","reason":"BadRequest","code":400}
      """#
  )
  static let create400StrictUnknownField = (
    code: 400,
    body: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"ConfigMap in version \"v1\" c\#
      annot be handled as a ConfigMap: strict decoding error: unknown field \"dato\"","reason":"BadRequest","code"\#
      :400}
      """#
  )
  static let create409AlreadyExists = (
    code: 409,
    body: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"configmaps \"one\" already ex\#
      ists","reason":"AlreadyExists","details":{"name":"one","kind":"configmaps"},"code":409}
      """#
  )
  static let create415 = (
    code: 415,
    body: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"the body of the request was i\#
      n an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kube\#
      rnetes.protobuf","reason":"UnsupportedMediaType","code":415}
      """#
  )
  static let delete409Precondition = (
    code: 409,
    body: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Operation cannot be fulfilled\#
       on ConfigMap \"applied\": the UID in the precondition (nope) does not match the UID in record (a6142c0f-86d\#
      7-46c9-987a-57442cf4e9bc). The object might have been deleted and then recreated","reason":"Conflict","detai\#
      ls":{"name":"applied","kind":"ConfigMap"},"code":409}
      """#
  )
  static let get401 = (
    code: 401,
    body: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Unauthorized","reason":"Unaut\#
      horized","code":401}
      """#
  )
  static let get404 = (
    code: 404,
    body: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"configmaps \"absent\" not fou\#
      nd","reason":"NotFound","details":{"name":"absent","kind":"configmaps"},"code":404}
      """#
  )
  static let get406 = (
    code: 406,
    body: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"406: Not Acceptable\n\nAvaila\#
      ble representations: application/json, application/yaml, application/vnd.kubernetes.protobuf","reason":"NotA\#
      cceptable","details":{},"code":406}
      """#
  )
  static let list410BadContinue = (
    code: 400,
    body: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"invalid continue token: conti\#
      nue key is not valid: illegal base64 data at input byte 4","reason":"BadRequest","code":400}
      """#
  )
  static let list504RvTooLarge = (
    code: 504,
    body: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Timeout: Too large resource v\#
      ersion: 999999999, current: 213","reason":"Timeout","details":{"causes":[{"reason":"ResourceVersionTooLarge"\#
      ,"message":"Too large resource version"}],"retryAfterSeconds":1},"code":504}
      """#
  )
  static let patchJson422TestFailed = (
    code: 422,
    body: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"the server rejected our reque\#
      st due to an error in our request","reason":"Invalid","details":{},"code":422}
      """#
  )
  static let put409Conflict = (
    code: 409,
    body: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Operation cannot be fulfilled\#
       on configmaps \"one\": the object has been modified; please apply your changes to the latest version and tr\#
      y again","reason":"Conflict","details":{"name":"one","kind":"configmaps"},"code":409}
      """#
  )
  static let create422Invalid = (
    code: 422,
    body: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"ConfigMap \"Bad_Name\" is inv\#
      alid: metadata.name: Invalid value: \"Bad_Name\": a lowercase RFC 1123 subdomain must consist of lower case \#
      alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.co\#
      m', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')","reaso\#
      n":"Invalid","details":{"name":"Bad_Name","kind":"ConfigMap","causes":[{"reason":"FieldValueInvalid","messag\#
      e":"Invalid value: \"Bad_Name\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric char\#
      acters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used fo\#
      r validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')","field":"metadata.name"\#
      }]},"code":422}
      """#
  )
}
