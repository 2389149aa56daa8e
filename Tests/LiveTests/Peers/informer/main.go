// informer: the shared informer of client-go on the config maps of one namespace. Prints what its handlers see, one event a
// line, and ends when it has seen the config map "end".
package main

import (
	"flag"
	"fmt"
	"os"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/cache"
)

func main() {
	url := flag.String("server", "", "the server's URL")
	protobuf := flag.Bool("protobuf", false, "ask for Protobuf instead of JSON")
	flag.Parse()
	config := &rest.Config{Host: *url, UserAgent: "informer"}
	config.ContentType = "application/json"
	if *protobuf {
		config.ContentType = "application/vnd.kubernetes.protobuf"
		config.AcceptContentTypes = config.ContentType
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	factory := informers.NewSharedInformerFactoryWithOptions(client, 0, informers.WithNamespace("default"))
	informer := factory.Core().V1().ConfigMaps().Informer()
	done := make(chan struct{})
	name := func(object interface{}) string {
		if last, ok := object.(cache.DeletedFinalStateUnknown); ok {
			object = last.Obj
		}
		m := object.(*corev1.ConfigMap)
		return fmt.Sprintf("%s %s", m.Name, m.Data["n"])
	}
	_, err = informer.AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc: func(object interface{}) {
			fmt.Println("added", name(object))
			if object.(*corev1.ConfigMap).Name == "end" {
				close(done)
			}
		},
		UpdateFunc: func(_, object interface{}) { fmt.Println("updated", name(object)) },
		DeleteFunc: func(object interface{}) { fmt.Println("deleted", name(object)) },
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	stop := make(chan struct{})
	factory.Start(stop)
	timeout := time.After(60 * time.Second)
	if !cache.WaitForCacheSync(stop, informer.HasSynced) {
		os.Exit(1)
	}
	fmt.Printf("synced %d\n", len(informer.GetStore().ListKeys()))
	select {
	case <-done:
	case <-timeout:
		fmt.Fprintln(os.Stderr, "the informer has not seen the end")
		os.Exit(1)
	}
}
