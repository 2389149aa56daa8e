package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/watch"
	"k8s.io/client-go/tools/cache"
)

func init() {
	commands["fan"] = func(flags *flag.FlagSet, args []string) {
		must(flags.Parse(args))
		must(os.Setenv("KUBE_FEATURE_WatchListClient", "false"))
		for _, c := range []struct{ subscribers, full int }{{1, 100000}, {8, 50000}, {64, 10000}} {
			name := fmt.Sprintf("fan.%d", c.subscribers)
			for _, suffix := range []string{"", ".batches", ".single"} {
				fan(name+suffix, c.subscribers, scaled(c.full, c.full/5), false)
			}
		}
		fan("fan.8.stalled", 8, scaled(50000, 10000), true)
	}
}

// memoryWatch is a server in memory: an empty list, then prepared events once the gate is open, one by one, as
// client-go's decoder gives them.
func memoryWatch(pods []*corev1.Pod, gate chan struct{}) *cache.ListWatch {
	return &cache.ListWatch{
		ListWithContextFunc: func(context.Context, metav1.ListOptions) (runtime.Object, error) {
			return &corev1.PodList{ListMeta: metav1.ListMeta{ResourceVersion: "1"}}, nil
		},
		WatchFuncWithContext: func(ctx context.Context, _ metav1.ListOptions) (watch.Interface, error) {
			events := make(chan watch.Event)
			proxy := watch.NewProxyWatcher(events)
			go func() {
				<-gate
				for _, pod := range pods {
					select {
					case events <- watch.Event{Type: watch.Added, Object: pod}:
					case <-proxy.StopChan():
						return
					}
				}
			}()
			return proxy, nil
		},
	}
}

// fan goes from a watch in memory through reflector, queue and store to every handler of an informer.
func fan(name string, subscribers, count int, stalled bool) {
	var pods []*corev1.Pod
	perOperationWith(name, count*subscribers, func() { pods = smallPods(count, 0) }, func() {
		gate, stop := make(chan struct{}), make(chan struct{})
		informer := cache.NewSharedIndexInformer(memoryWatch(pods, gate), &corev1.Pod{}, 0, cache.Indexers{cache.NamespaceIndex: cache.MetaNamespaceIndexFunc})
		go informer.Run(stop)
		for !informer.HasSynced() {
			time.Sleep(20 * time.Microsecond)
		}
		if stalled {
			must2(informer.AddEventHandler(cache.ResourceEventHandlerFuncs{AddFunc: func(any) { <-stop }}))
		}
		var wait sync.WaitGroup
		for i := 0; i < subscribers; i++ {
			wait.Add(1)
			var seen atomic.Int64
			must2(informer.AddEventHandler(cache.ResourceEventHandlerFuncs{AddFunc: func(any) {
				if seen.Add(1) == int64(count) {
					wait.Done()
				}
			}}))
		}
		close(gate)
		wait.Wait()
		close(stop)
	})
}
