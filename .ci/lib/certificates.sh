# The keys and certificates of one control plane, by openssl: one authority, serving certificates for
# loopback, client certificates whose subject names user and group. Sourced. Needs: log.sh.

# Servers are short-lived; a folder left lying about stops being a credential soon.
CERTIFICATE_DAYS=30

# certificate_authority FOLDER NAME COMMON_NAME
certificate_authority() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days "$CERTIFICATE_DAYS" \
    -keyout "$1/$2.key" -out "$1/$2.crt" -subj "/CN=$3" \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign,digitalSignature
}

# certificate FOLDER AUTHORITY NAME SUBJECT EXTENSION...: a key, and a certificate that the authority signs.
certificate() {
  local folder=$1 authority=$2 name=$3 subject=$4
  shift 4
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$folder/$name.key" \
    -out "$folder/$name.csr" -subj "$subject"
  openssl x509 -req -in "$folder/$name.csr" -CA "$folder/$authority.crt" -CAkey "$folder/$authority.key" \
    -CAcreateserial -days "$CERTIFICATE_DAYS" -out "$folder/$name.crt" -extfile <(
      printf '%s\n' 'basicConstraints=critical,CA:FALSE' 'keyUsage=critical,digitalSignature' "$@"
    )
  rm "$folder/$name.csr"
}

# certificates FOLDER: all that one control plane needs.
certificates() {
  local names='subjectAltName=DNS:localhost,DNS:kubernetes,DNS:kubernetes.default.svc,IP:127.0.0.1,IP:10.0.0.1'
  mkdir -p "$1"
  chmod 700 "$1"
  certificate_authority "$1" ca control-plane-ca
  certificate "$1" ca server /CN=kube-apiserver "$names" extendedKeyUsage=serverAuth
  # The main server knows the other one as a service (objects.sh).
  certificate "$1" ca extensions /CN=apiextensions-apiserver "$names,DNS:extensions.default.svc" extendedKeyUsage=serverAuth
  certificate "$1" ca admin /O=system:masters/CN=admin extendedKeyUsage=clientAuth
  # The main server proves itself to the custom resource server with a certificate of a second authority: with
  # one for both, every client certificate could claim to be any user.
  certificate_authority "$1" proxy-ca control-plane-proxy-ca
  certificate "$1" proxy-ca proxy /CN=front-proxy-client extendedKeyUsage=clientAuth
  openssl genrsa -out "$1/service-account.key" 2048
  openssl rsa -in "$1/service-account.key" -pubout -out "$1/service-account.pub"
}
