// Typed, non-variadic doors into libcurl: Swift cannot call variadic C functions, and the checking macros of
// curl/typecheck-gcc.h do not import. Every function that takes a name in brackets steps past those macros.
#ifndef CKUBERNETES_CURL_H
#define CKUBERNETES_CURL_H

#include <curl/curl.h>
#include <stddef.h>
#include <stdint.h>
#ifdef __linux__
#include <sys/epoll.h>
#include <sys/eventfd.h>
#endif

#pragma clang assume_nonnull begin

static inline CURLcode kc_set_long(CURL *handle, CURLoption option, long value) {
  return (curl_easy_setopt)(handle, option, value);
}
static inline CURLcode kc_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
  return (curl_easy_setopt)(handle, option, value);
}
static inline CURLcode kc_set_string(CURL *handle, CURLoption option, const char *_Nullable value) {
  return (curl_easy_setopt)(handle, option, value);
}
static inline CURLcode kc_set_pointer(CURL *handle, CURLoption option, const void *_Nullable value) {
  return (curl_easy_setopt)(handle, option, (void *)value);
}
static inline CURLcode kc_set_list(CURL *handle, CURLoption option, struct curl_slist *_Nullable value) {
  return (curl_easy_setopt)(handle, option, value);
}
// libcurl uses the bytes where they are: they must outlive the handle. A null pointer unsets the option.
static inline CURLcode kc_set_blob(CURL *handle, CURLoption option, const void *_Nullable bytes, size_t count) {
  if (!bytes) return (curl_easy_setopt)(handle, option, (void *)0);
  struct curl_blob blob = {(void *)bytes, count, CURL_BLOB_NOCOPY};
  return (curl_easy_setopt)(handle, option, &blob);
}

typedef size_t (*kc_data_callback)(char *_Nullable bytes, size_t size, size_t count, void *_Nullable context);
static inline CURLcode kc_set_write(CURL *handle, kc_data_callback _Nullable function, void *_Nullable context) {
  CURLcode code = (curl_easy_setopt)(handle, CURLOPT_WRITEFUNCTION, function);
  return code ? code : (curl_easy_setopt)(handle, CURLOPT_WRITEDATA, context);
}
static inline CURLcode kc_set_header(CURL *handle, kc_data_callback _Nullable function, void *_Nullable context) {
  CURLcode code = (curl_easy_setopt)(handle, CURLOPT_HEADERFUNCTION, function);
  return code ? code : (curl_easy_setopt)(handle, CURLOPT_HEADERDATA, context);
}

// Called when a request is about to be written to a connection.
typedef int (*kc_prerequest_callback)(
    void *_Nullable context, char *_Nullable primary_ip, char *_Nullable local_ip, int primary_port, int local_port);
static inline CURLcode kc_set_prerequest(
    CURL *handle, kc_prerequest_callback _Nullable function, void *_Nullable context) {
  CURLcode code = (curl_easy_setopt)(handle, CURLOPT_PREREQFUNCTION, function);
  return code ? code : (curl_easy_setopt)(handle, CURLOPT_PREREQDATA, context);
}

// Keepalive count and user timeout, for which libcurl 7.88 has no options, and who is told of every socket that is opened
// and that is about to be closed. `limits` must outlive the handle and the connections that it has made.
struct kc_socket_limits {
  int keepalive_count;
  int user_timeout_milliseconds;
  void (*opened)(void *context, int socket);
  void (*closing)(void *context, int socket);
  void *context;
};
CURLcode kc_set_socket_limits(CURL *handle, const struct kc_socket_limits *limits);
// The local port of a socket; 0 when it has none.
int kc_local_port(int socket);
// Ends both directions of a socket that libcurl still holds: its peer sees the end at once, libcurl when it looks.
void kc_shut_down(int socket);

static inline CURLcode kc_info_long(CURL *handle, CURLINFO info, long *value) {
  return (curl_easy_getinfo)(handle, info, value);
}
static inline CURLcode kc_info_offset(CURL *handle, CURLINFO info, curl_off_t *value) {
  return (curl_easy_getinfo)(handle, info, value);
}
static inline CURLcode kc_info_socket(CURL *handle, curl_socket_t *value) {
  return (curl_easy_getinfo)(handle, CURLINFO_ACTIVESOCKET, value);
}

// What CURLOPT_PRIVATE was set to.
static inline void *_Nullable kc_info_private(CURL *handle) {
  char *context = NULL;
  (curl_easy_getinfo)(handle, CURLINFO_PRIVATE, &context);
  return context;
}

static inline CURLMcode kc_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return (curl_multi_setopt)(multi, option, value);
}
typedef int (*kc_socket_callback)(
    CURL *handle, curl_socket_t socket, int what, void *_Nullable context, void *_Nullable socket_context);
typedef int (*kc_timer_callback)(CURLM *multi, long milliseconds, void *_Nullable context);
static inline CURLMcode kc_multi_set_socket(CURLM *multi, kc_socket_callback function, void *context) {
  CURLMcode code = (curl_multi_setopt)(multi, CURLMOPT_SOCKETFUNCTION, function);
  return code ? code : (curl_multi_setopt)(multi, CURLMOPT_SOCKETDATA, context);
}
static inline CURLMcode kc_multi_set_timer(CURLM *multi, kc_timer_callback function, void *context) {
  CURLMcode code = (curl_multi_setopt)(multi, CURLMOPT_TIMERFUNCTION, function);
  return code ? code : (curl_multi_setopt)(multi, CURLMOPT_TIMERDATA, context);
}
// The next finished handle; CURLMsg holds a union that Swift imports awkwardly.
static inline CURL *_Nullable kc_next_done(CURLM *multi, CURLcode *result) {
  int left = 0;
  CURLMsg *message;
  while ((message = curl_multi_info_read(multi, &left)))
    if (message->msg == CURLMSG_DONE) {
      *result = message->data.result;
      return message->easy_handle;
    }
  return NULL;
}

CURLcode kc_global_init(void);
// Registered after libcurl (and with it the TLS library) has started, so it runs before their exit handlers.
int kc_at_exit(void (*function)(void));

// Threads, compared by number: pthread_t differs between platforms.
uintptr_t kc_thread_self(void);
// Starts a detached thread that calls `function` once; 0 on success.
int kc_thread_start(const char *name, void *_Nullable (*_Nonnull function)(void *_Nullable), void *context);
void kc_ignore_sigpipe_in_thread(void);
uint64_t kc_monotonic_milliseconds(void);

#pragma clang assume_nonnull end
#endif
