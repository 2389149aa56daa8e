/// A certificate that signs itself, and its key in two forms. They prove nothing to anybody.
struct TestIdentity: Sendable {
  var certificate: String
  /// PKCS #8.
  var key: String
  /// The form of the key's own kind.
  var otherKey: String

  static let one = TestIdentity(
    certificate: """
      -----BEGIN CERTIFICATE-----
      MIIBczCCARmgAwIBAgIUAf2B2FnchVAOVId1Pn88zxuxsNowCgYIKoZIzj0EAwIw
      DjEMMAoGA1UEAwwDb25lMCAXDTI2MTEyNzAwMjc0MVoYDzIxMjYxMTAzMDAyNzQx
      WjAOMQwwCgYDVQQDDANvbmUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAS0+qo5
      aohZFKSXs30MipME8cA89i4XGv9JRp1ZiKyio6eT/4/K3b1SxVollXU1hJRWbaOu
      IF6PSZMGu2lYjMZ/o1MwUTAdBgNVHQ4EFgQU73DP6ZTLM9hsXHs/TWEoWYhEFRgw
      HwYDVR0jBBgwFoAU73DP6ZTLM9hsXHs/TWEoWYhEFRgwDwYDVR0TAQH/BAUwAwEB
      /zAKBggqhkjOPQQDAgNIADBFAiEA+oi/8ZCTictClk74PMO0yr7zvFpwXKPDp/pA
      F3IcRxACIDVIiQftAmFgSPCm/OPa11fEl+0f+UM6XtrsQMGAf2N8
      -----END CERTIFICATE-----
      """,
    key: """
      -----BEGIN PRIVATE KEY-----
      MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgKZ8yo3XqH/l/H1QR
      s5jLMk1GOEKqZe2WcCoPhu7G5byhRANCAAS0+qo5aohZFKSXs30MipME8cA89i4X
      Gv9JRp1ZiKyio6eT/4/K3b1SxVollXU1hJRWbaOuIF6PSZMGu2lYjMZ/
      -----END PRIVATE KEY-----
      """,
    otherKey: """
      -----BEGIN EC PRIVATE KEY-----
      MHcCAQEEICmfMqN16h/5fx9UEbOYyzJNRjhCqmXtlnAqD4buxuW8oAoGCCqGSM49
      AwEHoUQDQgAEtPqqOWqIWRSkl7N9DIqTBPHAPPYuFxr/SUadWYisoqOnk/+Pyt29
      UsVaJZV1NYSUVm2jriBej0mTBrtpWIzGfw==
      -----END EC PRIVATE KEY-----
      """)

  static let two = TestIdentity(
    certificate: """
      -----BEGIN CERTIFICATE-----
      MIIBczCCARmgAwIBAgIUTWdy03jtNo1lrHvwDKL4bg+QKIowCgYIKoZIzj0EAwIw
      DjEMMAoGA1UEAwwDdHdvMCAXDTI2MTEyNzAwMjc0MVoYDzIxMjYxMTAzMDAyNzQx
      WjAOMQwwCgYDVQQDDAN0d28wWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARfZVU3
      I7ZpUjeRELmlOfJA2IbrQvqPRqKE1t+VytFsvzYkpOnH7TIihrXit163jvyDqJR0
      EGMAi6pWjmwPJ6YXo1MwUTAdBgNVHQ4EFgQU9Xnyi6R+AJYbUEPAOakVrkl/Olow
      HwYDVR0jBBgwFoAU9Xnyi6R+AJYbUEPAOakVrkl/OlowDwYDVR0TAQH/BAUwAwEB
      /zAKBggqhkjOPQQDAgNIADBFAiEAgOFBeGjq3fUcX3UwJnlI7WLw2LdtGDawU1vw
      /VgPIrcCID0RvTkdKKYjad92IQXWZz687oG9ejcLCndKBJXjlo/J
      -----END CERTIFICATE-----
      """,
    key: """
      -----BEGIN PRIVATE KEY-----
      MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg6Y31V8x133uYixbt
      dMT4I++JFizTINzPHKTVykgBKVehRANCAARfZVU3I7ZpUjeRELmlOfJA2IbrQvqP
      RqKE1t+VytFsvzYkpOnH7TIihrXit163jvyDqJR0EGMAi6pWjmwPJ6YX
      -----END PRIVATE KEY-----
      """,
    otherKey: """
      -----BEGIN EC PRIVATE KEY-----
      MHcCAQEEIOmN9VfMdd97mIsW7XTE+CPviRYs0yDczxyk1cpIASlXoAoGCCqGSM49
      AwEHoUQDQgAEX2VVNyO2aVI3kRC5pTnyQNiG60L6j0aihNbflcrRbL82JKTpx+0y
      Ioa14rdet478g6iUdBBjAIuqVo5sDyemFw==
      -----END EC PRIVATE KEY-----
      """)

  static let rsa = TestIdentity(
    certificate: """
      -----BEGIN CERTIFICATE-----
      MIIB+jCCAWOgAwIBAgIUb4UPBdSGDrUrw/w8IWHcLMIv004wDQYJKoZIhvcNAQEL
      BQAwDjEMMAoGA1UEAwwDcnNhMCAXDTI2MTEyNzAwMjc0MVoYDzIxMjYxMTAzMDAy
      NzQxWjAOMQwwCgYDVQQDDANyc2EwgZ8wDQYJKoZIhvcNAQEBBQADgY0AMIGJAoGB
      AJ4EfcdkMjZxn8iZvb0EBR2rCmbAtkeHosKDmaU0e6h/lnVhMZWd0ScF0vVfmYib
      aEhpRlFsKj5HOAcqGXwC/8w1Wd3Oh01ZAD6+vl9eYfwrwe7XMLe/O1QAXA8b4JzT
      +YL9KTilwYpW3sys7rV4HKim18dN6O86+igED8x8eMJFAgMBAAGjUzBRMB0GA1Ud
      DgQWBBRVQLe8mKbiMyew0/vEGBh7CluUWjAfBgNVHSMEGDAWgBRVQLe8mKbiMyew
      0/vEGBh7CluUWjAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBCwUAA4GBAHri
      oRcudTSCFEJDOuTzOBXh0P6p8HDyOS9YrYDgj8i/jCJdwFdbCp3z5i781VrWpjBX
      GCPEBDFmS6YbYEq/s+OfBmX7s5WWvljWcVATzGYMf6Bao0M/y5XVZMVQT6ej/Z0c
      Go5nd63xLgXIaHHQG+7CWo/wlaYK/zMojbijwokG
      -----END CERTIFICATE-----
      """,
    key: """
      -----BEGIN PRIVATE KEY-----
      MIICdgIBADANBgkqhkiG9w0BAQEFAASCAmAwggJcAgEAAoGBAJ4EfcdkMjZxn8iZ
      vb0EBR2rCmbAtkeHosKDmaU0e6h/lnVhMZWd0ScF0vVfmYibaEhpRlFsKj5HOAcq
      GXwC/8w1Wd3Oh01ZAD6+vl9eYfwrwe7XMLe/O1QAXA8b4JzT+YL9KTilwYpW3sys
      7rV4HKim18dN6O86+igED8x8eMJFAgMBAAECgYAmiq/nH2BD+Ujg0+b8oGtjBiH+
      WAjdv46KZTDno7p5qc0YCkHe3WRzYS9IXC4FrOotp0fYekp/cD2ROcqHfe/IDCgj
      wbd0N5M4iovWvc1csuAnVKqlLkXmoZF0tmdp8fcDG4Cc0f51S4vHkH14sUXkSnW2
      NZDXmwk7GBXFGTnSYQJBAMt5qKsujVeAg07bTfMg3q97IH+2KWVWKv6NB/ycmZGk
      f4rdgk4yW43Wa1vcR2zdXErUdN+fmCwSpWFYFewWHekCQQDGztUpkrm2JCwnioQ0
      TiCaxYN1WNzn9om68Nzw2iXcipUgdqjMtGWi+th/AKJee+PbF5H9bYgAhoVy/rye
      JLv9AkEAwe8y0/WKwdu7S2263gB2PsscLp1w1yVJ1VSWSC76L9aZucFmcSGOIaI8
      sVFCwoA5dxkITBvQ7jDXb/CE9IAgAQJADwZos8ikAnD/aUmdrjpNWoUc50x8/Ybz
      Z852VDmYbO+IT7jIDxh/Ke8dV5PbsZpZYSCJ5wZVJf0ErukzphwOnQJAMio98Pnd
      pFjPgiU6o/lmYXxYuIoFhAD2f1cfRlegD9JEw29YTwZXWU1u0assCnpev3j5p0Uh
      hY5sbDfv+Yx1DA==
      -----END PRIVATE KEY-----
      """,
    otherKey: """
      -----BEGIN RSA PRIVATE KEY-----
      MIICXAIBAAKBgQCeBH3HZDI2cZ/Imb29BAUdqwpmwLZHh6LCg5mlNHuof5Z1YTGV
      ndEnBdL1X5mIm2hIaUZRbCo+RzgHKhl8Av/MNVndzodNWQA+vr5fXmH8K8Hu1zC3
      vztUAFwPG+Cc0/mC/Sk4pcGKVt7MrO61eByoptfHTejvOvooBA/MfHjCRQIDAQAB
      AoGAJoqv5x9gQ/lI4NPm/KBrYwYh/lgI3b+OimUw56O6eanNGApB3t1kc2EvSFwu
      BazqLadH2HpKf3A9kTnKh33vyAwoI8G3dDeTOIqL1r3NXLLgJ1SqpS5F5qGRdLZn
      afH3AxuAnNH+dUuLx5B9eLFF5Ep1tjWQ15sJOxgVxRk50mECQQDLeairLo1XgINO
      203zIN6veyB/tillVir+jQf8nJmRpH+K3YJOMluN1mtb3Eds3VxK1HTfn5gsEqVh
      WBXsFh3pAkEAxs7VKZK5tiQsJ4qENE4gmsWDdVjc5/aJuvDc8Nol3IqVIHaozLRl
      ovrYfwCiXnvj2xeR/W2IAIaFcv68niS7/QJBAMHvMtP1isHbu0ttut4Adj7LHC6d
      cNclSdVUlkgu+i/WmbnBZnEhjiGiPLFRQsKAOXcZCEwb0O4w12/whPSAIAECQA8G
      aLPIpAJw/2lJna46TVqFHOdMfP2G82fOdlQ5mGzviE+4yA8YfynvHVeT27GaWWEg
      iecGVSX9BK7pM6YcDp0CQDIqPfD53aRYz4IlOqP5ZmF8WLiKBYQA9n9XH0ZXoA/S
      RMNvWE8GV1lNbtGrLAp6Xr94+adFIYWObGw37/mMdQw=
      -----END RSA PRIVATE KEY-----
      """)
}
