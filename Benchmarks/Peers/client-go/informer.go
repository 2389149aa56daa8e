package main

import (
	"flag"
	"runtime"
	"sync/atomic"
	"time"

	"k8s.io/client-go/informers"
	"k8s.io/client-go/tools/cache"
)

func init() {
	// From nothing to a synced informer of pods, with one handler; then memory. A process of its own a case.
	commands["informer"] = func(flags *flag.FlagSet, args []string) {
		var c connection
		c.add(flags)
		label := flags.String("label", "", "part of the row's name, for another server")
		must(flags.Parse(args))
		name := "informer." + *label + c.format + "." + c.mode
		stop := make(chan struct{})
		startCPU, start := cpuSeconds(), time.Now()
		factory := informers.NewSharedInformerFactory(c.client(), 0)
		informer := factory.Core().V1().Pods().Informer()
		var seen atomic.Int64
		handler := must1(informer.AddEventHandler(cache.ResourceEventHandlerFuncs{AddFunc: func(any) { seen.Add(1) }}))
		factory.Start(stop)
		for !handler.HasSynced() {
			time.Sleep(time.Millisecond)
		}
		emit(name+".wall", "s", time.Since(start).Seconds())
		emit(name+".cpu", "s", cpuSeconds()-startCPU)
		emit(name+".peak", "B", statusBytes("VmHWM"))
		settle()
		emit(name+".steady", "B", statusBytes("VmRSS"))
		emit(name+".objects", "objects", float64(len(informer.GetStore().ListKeys())))
		runtime.KeepAlive(informer)
		close(stop)
	}
	// A synced informer takes the events of a watch in as fast as it can.
	commands["replay"] = func(flags *flag.FlagSet, args []string) {
		var c connection
		c.add(flags)
		events := flags.Int("events", 50000, "must equal the server's")
		must(flags.Parse(args))
		client := c.client()
		factory := informers.NewSharedInformerFactory(client, 0)
		informer := factory.Core().V1().Pods().Informer()
		done := make(chan struct{})
		var seen atomic.Int64
		handler := must1(informer.AddEventHandler(cache.ResourceEventHandlerFuncs{UpdateFunc: func(any, any) {
			if seen.Add(1) == int64(*events) {
				close(done)
			}
		}}))
		stop := make(chan struct{})
		factory.Start(stop)
		for !handler.HasSynced() {
			time.Sleep(time.Millisecond)
		}
		time.Sleep(500 * time.Millisecond) // the watch opens after the list
		settle()
		startCPU, start := cpuSeconds(), time.Now()
		must2(client.CoreV1().RESTClient().Get().AbsPath("/start").DoRaw(background))
		<-done
		wall, cpu := time.Since(start).Seconds(), cpuSeconds()-startCPU
		emit("replay."+c.format+".rate", "1/s", float64(*events)/wall)
		emit("replay."+c.format+".cpu", "µs", cpu*1e6/float64(*events))
		emit("replay."+c.format+".peak", "B", statusBytes("VmHWM"))
		close(stop)
	}
}
