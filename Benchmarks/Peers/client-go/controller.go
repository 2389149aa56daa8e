package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"sync/atomic"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/watch"
	corelisters "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/util/workqueue"
)

func init() {
	// client-go has no controller: this is the loop of its examples, over 10,000 small pods in memory.
	commands["controller"] = func(flags *flag.FlagSet, args []string) {
		must(flags.Parse(args))
		must(os.Setenv("KUBE_FEATURE_WatchListClient", "false"))
		const count = 10000
		list := &corev1.PodList{ListMeta: metav1.ListMeta{ResourceVersion: "100000000"}}
		for _, pod := range smallPods(count, 0) {
			list.Items = append(list.Items, *pod)
		}
		source := &cache.ListWatch{
			ListWithContextFunc: func(context.Context, metav1.ListOptions) (runtime.Object, error) { return list.DeepCopy(), nil },
			WatchFuncWithContext: func(context.Context, metav1.ListOptions) (watch.Interface, error) {
				return watch.NewProxyWatcher(make(chan watch.Event)), nil
			},
		}
		for _, workers := range []int{1, 4} {
			emit(fmt.Sprintf("controller.workers%d.rate", workers), "1/s", controllerRate(source, workers, count))
		}
	}
}

func controllerRate(source *cache.ListWatch, workers, count int) float64 {
	stop := make(chan struct{})
	defer close(stop)
	informer := cache.NewSharedIndexInformer(source, &corev1.Pod{}, 0, cache.Indexers{cache.NamespaceIndex: cache.MetaNamespaceIndexFunc})
	lister := corelisters.NewPodLister(informer.GetIndexer())
	queue := workqueue.NewTypedRateLimitingQueue(workqueue.DefaultTypedControllerRateLimiter[string]())
	defer queue.ShutDown()
	must2(informer.AddEventHandler(cache.ResourceEventHandlerFuncs{AddFunc: func(o any) { queue.Add(must1(cache.MetaNamespaceKeyFunc(o))) }}))
	var left atomic.Int64
	finished := make(chan struct{}, 1)
	left.Store(int64(count))
	for w := 0; w < workers; w++ {
		go func() {
			for {
				key, down := queue.Get()
				if down {
					return
				}
				namespace, name, err := cache.SplitMetaNamespaceKey(key)
				must(err)
				must2(lister.Pods(namespace).Get(name))
				queue.Forget(key)
				queue.Done(key)
				if left.Add(-1) == 0 {
					finished <- struct{}{}
				}
			}
		}()
	}
	go informer.Run(stop)
	<-finished
	keys := podKeys(count)
	rounds := scaled(20, 5)
	var rates []float64
	for run := 0; run < 4; run++ {
		start := time.Now()
		for r := 0; r < rounds; r++ {
			left.Store(int64(count))
			for _, key := range keys {
				queue.Add(key)
			}
			<-finished
		}
		if run > 0 {
			rates = append(rates, float64(rounds*count)/time.Since(start).Seconds())
		}
	}
	return median(rates)
}
