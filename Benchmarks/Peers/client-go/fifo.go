package main

import (
	"flag"

	"k8s.io/client-go/tools/cache"
	"k8s.io/klog/v2"
)

// newFIFO is RealFIFO with the options that an informer gives it.
func newFIFO() *cache.RealFIFO {
	log := klog.Background()
	return cache.NewRealFIFOWithOptions(cache.RealFIFOOptions{Logger: &log, KeyFunction: cache.MetaNamespaceKeyFunc,
		AtomicEvents: true, UnlockWhileProcessing: true, EmitDeltaTypeBookmark: true})
}

func drain(fifo *cache.RealFIFO, count int) {
	taken := 0
	for taken < count {
		must(fifo.PopBatch(
			func(deltas []cache.Delta, _ bool) error { taken += len(deltas); return nil },
			func(any, bool) error { taken++; return nil }))
	}
}

func init() {
	commands["fifo"] = func(flags *flag.FlagSet, args []string) {
		must(flags.Parse(args))
		count := scaled(100000, 20000)
		pods := smallPods(count, 0)
		perOperation("fifo.sequential", count, func() {
			fifo := newFIFO()
			for _, pod := range pods {
				must(fifo.Add(pod))
			}
			drain(fifo, count)
		})
		for _, name := range []string{"fifo.concurrent", "fifo.concurrent.single"} {
			perOperation(name, count, func() {
				fifo := newFIFO()
				done := make(chan struct{})
				go func() { drain(fifo, count); close(done) }()
				for _, pod := range pods {
					must(fifo.Add(pod))
				}
				<-done
			})
		}
		// RealFIFO does not merge; DeltaFIFO, which informers used before, does.
		log := klog.Background()
		perOperation("fifo.same", count, func() {
			fifo := cache.NewDeltaFIFOWithOptions(cache.DeltaFIFOOptions{Logger: &log, EmitDeltaTypeReplaced: true})
			for r := 0; r < count/1000; r++ {
				for _, pod := range pods[:1000] {
					must(fifo.Update(pod))
				}
			}
			for range pods[:1000] {
				must2(fifo.Pop(func(any, bool) error { return nil }))
			}
		})
	}
}

func must2(_ any, err error) { must(err) }
