package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"runtime"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	k8sruntime "k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes/scheme"
	"k8s.io/client-go/rest"
)

const (
	jsonType     = "application/json"
	protobufType = "application/vnd.kubernetes.protobuf"
)

// negotiator is what a generated typed client hands its RESTClient.
func negotiator() k8sruntime.ClientNegotiator {
	codecs := rest.CodecFactoryForGeneratedClient(scheme.Scheme, scheme.Codecs).WithoutConversion()
	return k8sruntime.NewClientNegotiator(codecs, corev1.SchemeGroupVersion)
}

func decodeTyped(data []byte, contentType string) *corev1.PodList {
	var list corev1.PodList
	_, _, err := must1(negotiator().Decoder(contentType, nil)).Decode(data, nil, &list)
	must(err)
	return &list
}

func encodeTyped(list k8sruntime.Object, contentType string) []byte {
	var out bytes.Buffer
	must(must1(negotiator().Encoder(contentType, nil)).Encode(list, &out))
	return out.Bytes()
}

func decodeUnstructured(data []byte) *unstructured.UnstructuredList {
	var list unstructured.UnstructuredList
	_, _, err := unstructured.UnstructuredJSONScheme.Decode(data, nil, &list)
	must(err)
	return &list
}

// codec times f up to three times, after one that is not counted.
func codec(name string, f func() any) {
	run := func() (float64, float64) {
		var keep any
		wall, cpu := timed(func() { keep = f() })
		runtime.KeepAlive(keep)
		return wall, cpu
	}
	run()
	var wall, cpu []float64
	for total := 0.0; !enough(len(wall), total); {
		w, c := run()
		wall, cpu, total = append(wall, w), append(cpu, c), total+w
	}
	emit(name, "s", median(wall))
	emit(name+".cpu", "s", median(cpu))
}

// again emits what reading costs together with collecting what was read: the CPU of one of several in a row.
func again(name string, f func() any) {
	const times = 3
	f()
	_, cpu := timed(func() {
		for range times {
			f()
		}
		runtime.GC()
	})
	emit(name+".cpu", "s", cpu/times)
}

func init() {
	commands["codec"] = func(flags *flag.FlagSet, args []string) {
		folder := flags.String("pods", "", "folder of the pod lists")
		format := flags.String("format", "json", "json, pb or unstructured")
		set := flags.String("set", "pods", "pods or unique")
		must(flags.Parse(args))
		if *format == "unstructured" {
			data := must1(os.ReadFile(filepath.Join(*folder, *set+".json")))
			codec("codec."+*set+".decode.unstructured", func() any { return decodeUnstructured(data) })
			list := decodeUnstructured(data)
			codec("codec."+*set+".encode.unstructured", func() any {
				var out bytes.Buffer
				must(unstructured.UnstructuredJSONScheme.Encode(list, &out))
				return out.Len()
			})
			return
		}
		data := must1(os.ReadFile(filepath.Join(*folder, *set+"."+*format)))
		contentType := map[string]string{"json": jsonType, "pb": protobufType}[*format]
		codec("codec."+*set+".decode."+*format, func() any { return decodeTyped(data, contentType) })
		again("codec."+*set+".again."+*format, func() any { return decodeTyped(data, contentType) })
		list := decodeTyped(data, contentType)
		codec("codec."+*set+".encode."+*format, func() any { return len(encodeTyped(list, contentType)) })
	}
	// One decode, then what stays when the input is gone. A process of its own a case.
	commands["hold"] = func(flags *flag.FlagSet, args []string) {
		folder := flags.String("pods", "", "folder of the pod lists")
		format := flags.String("format", "json", "json, pb or unstructured")
		set := flags.String("set", "pods", "pods or unique")
		must(flags.Parse(args))
		extension := map[string]string{"json": "json", "pb": "pb", "unstructured": "json"}[*format]
		data := must1(os.ReadFile(filepath.Join(*folder, *set+"."+extension)))
		settle()
		heap, resident := heapBytes()-float64(len(data)), statusBytes("VmRSS")-float64(len(data))
		var keep any
		var items int
		switch *format {
		case "unstructured":
			list := decodeUnstructured(data)
			keep, items = list, len(list.Items)
		default:
			list := decodeTyped(data, map[string]string{"json": jsonType, "pb": protobufType}[*format])
			keep, items = list, len(list.Items)
		}
		runtime.KeepAlive(data)
		data = nil
		peak := statusBytes("VmHWM")
		settle()
		name := "hold." + *set + "." + *format
		emit(name+".heap", "B", (heapBytes()-heap)/float64(items))
		emit(name+".resident", "B", (statusBytes("VmRSS")-resident)/float64(items))
		emit(name+".peak", "B", peak)
		runtime.KeepAlive(keep)
	}
}
