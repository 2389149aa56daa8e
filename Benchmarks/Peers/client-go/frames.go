package main

import (
	"bytes"
	"encoding/binary"
	"strconv"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	k8sruntime "k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/watch"
)

// frame is one watch event as a server frames it: JSON objects back to back, or a length of four bytes and Protobuf.
func frame(object k8sruntime.Object, contentType string, kind watch.EventType) []byte {
	_, stream, _, err := negotiator().StreamDecoder(contentType, nil)
	must(err)
	event := &metav1.WatchEvent{Type: string(kind), Object: k8sruntime.RawExtension{Raw: encodeTyped(object, contentType)}}
	var out bytes.Buffer
	must(stream.Encode(event, &out))
	if contentType == jsonType {
		return out.Bytes()
	}
	return append(binary.BigEndian.AppendUint32(nil, uint32(out.Len())), out.Bytes()...)
}

// firstVersion is the first resource version of the events; all have as many digits.
const firstVersion = 20000000

// stamped is a frame whose resource version is written anew each time it is sent: a cache may pass over versions that
// it knows.
type stamped struct {
	encoded []byte
	offset  int
}

func stamp(encoded []byte, version string) stamped {
	return stamped{encoded, bytes.Index(encoded, []byte(version))}
}

// recording is what the server gives in one format.
type recording struct {
	list, zipped []byte
	single       []byte   // one pod
	added        [][]byte // the streaming list, its bookmark last
	modified     []stamped
}

func record(list *corev1.PodList, contentType string) *recording {
	r := &recording{list: encodeTyped(list, contentType), single: encodeTyped(&list.Items[0], contentType)}
	r.zipped = gzipped(r.list)
	for i := range list.Items {
		pod := list.Items[i]
		r.added = append(r.added, frame(&pod, contentType, watch.Added))
		pod.ResourceVersion = strconv.Itoa(firstVersion)
		r.modified = append(r.modified, stamp(frame(&pod, contentType, watch.Modified), pod.ResourceVersion))
	}
	end := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{ResourceVersion: list.ResourceVersion,
		Annotations: map[string]string{metav1.InitialEventsAnnotationKey: "true"}}}
	r.added = append(r.added, frame(end, contentType, watch.Bookmark))
	return r
}
