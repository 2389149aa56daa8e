#define _GNU_SOURCE
#include "CKubernetesCurl.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static int limit_socket(void *context, curl_socket_t socket, curlsocktype purpose) {
  const struct kc_socket_limits *limits = context;
  (void)purpose;
#ifdef TCP_KEEPCNT
  if (limits->keepalive_count > 0)
    setsockopt(socket, IPPROTO_TCP, TCP_KEEPCNT, &limits->keepalive_count, sizeof(int));
#endif
#ifdef TCP_USER_TIMEOUT
  if (limits->user_timeout_milliseconds > 0)
    setsockopt(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, &limits->user_timeout_milliseconds, sizeof(int));
#endif
  limits->opened(limits->context, socket);
  return CURL_SOCKOPT_OK;
}

// libcurl's own call leaves sockets open in programs that the process starts.
static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address) {
  (void)context;
  (void)purpose;
#ifdef SOCK_CLOEXEC
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
#else
  int made = socket(address->family, address->socktype, address->protocol);
  if (made >= 0) fcntl(made, F_SETFD, FD_CLOEXEC);
  return made;
#endif
}

static int close_socket(void *context, curl_socket_t socket) {
  const struct kc_socket_limits *limits = context;
  limits->closing(limits->context, socket);
  return close(socket);
}

CURLcode kc_set_socket_limits(CURL *handle, const struct kc_socket_limits *limits) {
  CURLcode code = (curl_easy_setopt)(handle, CURLOPT_SOCKOPTFUNCTION, limit_socket);
  if (!code) code = (curl_easy_setopt)(handle, CURLOPT_SOCKOPTDATA, (void *)limits);
  if (!code) code = (curl_easy_setopt)(handle, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  if (!code) code = (curl_easy_setopt)(handle, CURLOPT_CLOSESOCKETFUNCTION, close_socket);
  return code ? code : (curl_easy_setopt)(handle, CURLOPT_CLOSESOCKETDATA, (void *)limits);
}

int kc_local_port(int socket) {
  struct sockaddr_storage address;
  socklen_t length = sizeof address;
  if (getsockname(socket, (struct sockaddr *)&address, &length)) return 0;
  if (address.ss_family == AF_INET) return ntohs(((struct sockaddr_in *)&address)->sin_port);
  if (address.ss_family == AF_INET6) return ntohs(((struct sockaddr_in6 *)&address)->sin6_port);
  return 0;
}

void kc_shut_down(int socket) { shutdown(socket, SHUT_RDWR); }

CURLcode kc_global_init(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }

int kc_at_exit(void (*function)(void)) { return atexit(function); }

uintptr_t kc_thread_self(void) { return (uintptr_t)pthread_self(); }

struct start {
  char name[16];
  void *(*function)(void *);
  void *context;
};

static void *thread_main(void *argument) {
  struct start start = *(struct start *)argument;
  free(argument);
#ifdef __linux__
  pthread_setname_np(pthread_self(), start.name);
#else
  pthread_setname_np(start.name);
#endif
  return start.function(start.context);
}

int kc_thread_start(const char *name, void *(*function)(void *), void *context) {
  struct start *start = calloc(1, sizeof *start);
  if (!start) return -1;
  strncpy(start->name, name, sizeof start->name - 1);
  start->function = function;
  start->context = context;
  pthread_t thread;
  int code = pthread_create(&thread, NULL, thread_main, start);
  if (code) {
    free(start);
    return code;
  }
  return pthread_detach(thread);
}

// A signal for a broken pipe is sent to the writing thread: blocking it there keeps the process alive without
// touching the process's own handlers.
void kc_ignore_sigpipe_in_thread(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &set, NULL);
}

uint64_t kc_monotonic_milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}
