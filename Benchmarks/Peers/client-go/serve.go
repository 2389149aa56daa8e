package main

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

func gzipped(data []byte) []byte {
	var out bytes.Buffer
	// The level of the API server.
	writer := must1(gzip.NewWriterLevel(&out, 4))
	must2(writer.Write(data))
	must(writer.Close())
	return out.Bytes()
}

type podServer struct {
	recordings map[string]*recording
	gate       atomic.Pointer[chan struct{}]
	waiting    atomic.Int64 // watches at the gate
	events     int
}

func init() {
	// An API server for pods that answers from memory, so that the client is the limit: lists, streaming lists, single
	// pods, and watches that wait for GET /start and then send MODIFIED events as fast as they are taken.
	commands["serve"] = func(flags *flag.FlagSet, args []string) {
		folder := flags.String("pods", "", "folder of the pod lists")
		state := flags.String("state", "", "folder to write ca.pem into")
		events := flags.Int("events", 50000, "events of a watch")
		must(flags.Parse(args))
		s := &podServer{recordings: map[string]*recording{}, events: *events}
		list := decodeTyped(must1(os.ReadFile(filepath.Join(*folder, "pods.pb"))), protobufType)
		for _, contentType := range []string{jsonType, protobufType} {
			s.recordings[contentType] = record(list, contentType)
		}
		list = nil
		gate := make(chan struct{})
		s.gate.Store(&gate)
		settle()
		listener := must1(net.Listen("tcp", "127.0.0.1:0"))
		server := &http.Server{Handler: s.handler(), TLSConfig: serverTLS(*state)}
		fmt.Printf("https://%s\n", listener.Addr())
		go func() {
			// The driver holds the other end of the input; when it is gone, so are we.
			_, _ = io.Copy(io.Discard, os.Stdin)
			os.Exit(0)
		}()
		must(server.ServeTLS(listener, "", ""))
	}
}

func (s *podServer) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/start", func(http.ResponseWriter, *http.Request) {
		for s.waiting.Load() == 0 {
			time.Sleep(time.Millisecond)
		}
		next := make(chan struct{})
		close(*s.gate.Swap(&next))
	})
	mux.HandleFunc("/api/v1/pods", func(w http.ResponseWriter, r *http.Request) {
		if watching := r.URL.Query().Get("watch"); watching == "true" || watching == "1" {
			s.watch(w, r)
			return
		}
		recording := s.recording(w, r, "")
		if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") && r.URL.Query().Get("plain") == "" {
			w.Header().Set("Content-Encoding", "gzip")
			must2(w.Write(recording.zipped))
			return
		}
		_, _ = w.Write(recording.list)
	})
	mux.HandleFunc("/api/v1/namespaces/", func(w http.ResponseWriter, r *http.Request) {
		if watching := r.URL.Query().Get("watch"); watching == "true" || watching == "1" {
			w.Header().Set("Content-Type", jsonType)
			w.WriteHeader(http.StatusOK)
			w.(http.Flusher).Flush()
			<-r.Context().Done()
			return
		}
		_, _ = w.Write(s.recording(w, r, "").single)
	})
	return mux
}

func (s *podServer) recording(w http.ResponseWriter, r *http.Request, parameters string) *recording {
	contentType := jsonType
	if strings.HasPrefix(r.Header.Get("Accept"), protobufType) {
		contentType = protobufType
		w.Header().Set("Content-Type", contentType+parameters)
	} else {
		w.Header().Set("Content-Type", contentType)
	}
	return s.recordings[contentType]
}

func (s *podServer) watch(w http.ResponseWriter, r *http.Request) {
	gate := *s.gate.Load()
	recording := s.recording(w, r, ";stream=watch")
	w.WriteHeader(http.StatusOK)
	w.(http.Flusher).Flush()
	if r.URL.Query().Get("sendInitialEvents") == "true" {
		sendInitial(w, recording.added)
	}
	s.waiting.Add(1)
	defer s.waiting.Add(-1)
	select {
	case <-gate:
		sendEvents(w, recording.modified, s.events)
		<-r.Context().Done()
	case <-r.Context().Done():
	}
}

// chunk is how many bytes are written at once.
const chunk = 64 << 10

func sendInitial(w http.ResponseWriter, frames [][]byte) {
	var out bytes.Buffer
	for _, frame := range frames {
		out.Write(frame)
		if out.Len() > chunk {
			_, _ = w.Write(out.Bytes())
			out.Reset()
		}
	}
	_, _ = w.Write(out.Bytes())
	w.(http.Flusher).Flush()
}

// sendEvents writes count frames, beginning anew as often as needed, each with a resource version of its own.
func sendEvents(w http.ResponseWriter, frames []stamped, count int) {
	var out bytes.Buffer
	for i := 0; i < count; i++ {
		frame := &frames[i%len(frames)]
		start := out.Len() + frame.offset
		out.Write(frame.encoded)
		copy(out.Bytes()[start:], strconv.Itoa(firstVersion+1+i))
		if out.Len() > chunk {
			if _, err := w.Write(out.Bytes()); err != nil {
				return
			}
			out.Reset()
		}
	}
	_, _ = w.Write(out.Bytes())
	w.(http.Flusher).Flush()
}
