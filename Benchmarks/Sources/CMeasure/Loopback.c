#include "CMeasure.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct sending {
  int listener;
  const char *bytes;
  size_t count;
};

static void *send_all(void *context) {
  struct sending *sending = context;
  int connection = accept(sending->listener, NULL, NULL);
  size_t sent = 0;
  while (connection >= 0 && sent < sending->count) {
    ssize_t written = write(connection, sending->bytes + sent, sending->count - sent);
    if (written <= 0) break;
    sent += (size_t)written;
  }
  if (connection >= 0) close(connection);
  return NULL;
}

size_t measure_loopback(const void *bytes, size_t count) {
  static char buffer[256 << 10];
  struct sockaddr_in address;
  socklen_t length = sizeof address;
  memset(&address, 0, sizeof address);
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  struct sending sending = {socket(AF_INET, SOCK_STREAM, 0), bytes, count};
  int reader = socket(AF_INET, SOCK_STREAM, 0);
  pthread_t thread;
  size_t received = 0;
  if (bind(sending.listener, (struct sockaddr *)&address, length) == 0 && listen(sending.listener, 1) == 0 &&
      getsockname(sending.listener, (struct sockaddr *)&address, &length) == 0 &&
      connect(reader, (struct sockaddr *)&address, length) == 0 &&
      pthread_create(&thread, NULL, send_all, &sending) == 0) {
    ssize_t got;
    while ((got = read(reader, buffer, sizeof buffer)) > 0) received += (size_t)got;
    pthread_join(thread, NULL);
  }
  close(reader);
  close(sending.listener);
  return received;
}
