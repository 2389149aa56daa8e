package main

import (
	"context"
	"flag"
	"fmt"
	"runtime"
	"sync/atomic"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/util/workqueue"
)

func init() {
	// A controller brings every config map to a wanted annotation: list, reconcile, patch, the event of the patch, and
	// the reconcile that finds nothing to do. From the start of the controller until all are as wanted.
	commands["reconcile"] = func(flags *flag.FlagSet, args []string) {
		var c connection
		c.add(flags)
		label := flags.String("label", "", "part of the row's name, for the server")
		workers := flags.Int("workers", 4, "workers")
		must(flags.Parse(args))
		count := scaled(500, 100)
		client := c.client()
		ensureMaps(client, "bench-reconcile", count)
		wanted := unique()
		runtime.GC()
		startCPU, start := cpuSeconds(), time.Now()
		factory := informers.NewSharedInformerFactoryWithOptions(client, 0, informers.WithNamespace("bench-reconcile"))
		informer := factory.Core().V1().ConfigMaps()
		queue := workqueue.NewTypedRateLimitingQueue(workqueue.DefaultTypedControllerRateLimiter[string]())
		add := func(o any) { queue.Add(must1(cache.MetaNamespaceKeyFunc(o))) }
		handler := must1(informer.Informer().AddEventHandler(cache.ResourceEventHandlerFuncs{
			AddFunc: add, UpdateFunc: func(_, o any) { add(o) }}))
		stop := make(chan struct{})
		factory.Start(stop)
		for !handler.HasSynced() {
			time.Sleep(time.Millisecond)
		}
		var left, calls atomic.Int64
		left.Store(int64(count))
		finished := make(chan struct{})
		reconcile := func(key string) error {
			namespace, name, err := cache.SplitMetaNamespaceKey(key)
			if err != nil {
				return err
			}
			object, err := informer.Lister().ConfigMaps(namespace).Get(name)
			if err != nil {
				return nil // the namespace's own, gone
			}
			calls.Add(1)
			if !isCounted(object) {
				return nil
			}
			if object.Annotations["bench/wanted"] == wanted {
				if left.Add(-1) == 0 {
					close(finished)
				}
				return nil
			}
			patch := fmt.Sprintf(`{"metadata":{"annotations":{"bench/wanted":"%s"}}}`, wanted)
			_, err = client.CoreV1().ConfigMaps(namespace).Patch(context.Background(), name, types.MergePatchType, []byte(patch), metav1.PatchOptions{})
			return err
		}
		for w := 0; w < *workers; w++ {
			go func() {
				for {
					key, down := queue.Get()
					if down {
						return
					}
					if reconcile(key) != nil {
						queue.AddRateLimited(key)
					} else {
						queue.Forget(key)
					}
					queue.Done(key)
				}
			}()
		}
		<-finished
		wall, cpu := time.Since(start).Seconds(), cpuSeconds()-startCPU
		emit("reconcile."+*label+"rate", "1/s", float64(calls.Load())/wall)
		emit("reconcile."+*label+"cpu", "µs", cpu*1e6/float64(calls.Load()))
		queue.ShutDown()
		close(stop)
	}
}

// isCounted leaves out what the server itself puts into a namespace (kube-root-ca.crt).
func isCounted(object *corev1.ConfigMap) bool { return object.Data["filling"] != "" }
