package main

import (
	"flag"
	"fmt"
	"sync"
	"time"

	"k8s.io/client-go/util/workqueue"
)

func init() {
	commands["queue"] = func(flags *flag.FlagSet, args []string) {
		must(flags.Parse(args))
		count := scaled(100000, 20000)
		keys := podKeys(count)
		queueCore("queue.string", keys)
		queueCore("queue.key", podNames(count))
		queueDelays(keys)
	}
}

func queueCore[T comparable](name string, items []T) {
	count := len(items)
	perOperation(name+".sequential", count, func() {
		queue := workqueue.NewTyped[T]()
		for _, item := range items {
			queue.Add(item)
		}
		for range items {
			item, _ := queue.Get()
			queue.Done(item)
		}
	})
	perOperation(name+".alternating", count, func() {
		queue := workqueue.NewTyped[T]()
		for _, item := range items {
			queue.Add(item)
			item, _ := queue.Get()
			queue.Done(item)
		}
	})
	perOperation(name+".duplicate", count, func() {
		queue := workqueue.NewTyped[T]()
		for r := 0; r < count/1000; r++ {
			for _, item := range items[:1000] {
				queue.Add(item)
			}
		}
	})
	for _, workers := range []int{1, 4} {
		for suffix, work := range map[string]time.Duration{"": 0, ".1us": time.Microsecond} {
			perOperation(fmt.Sprintf("%s.workers%d%s", name, workers, suffix), count, func() { queueConcurrent(items, workers, work) })
		}
	}
	few := items[:min(20000, count)]
	perOperation(name+".pingpong", len(few), func() {
		queue := workqueue.NewTyped[T]()
		answer := make(chan struct{})
		go func() {
			for {
				item, down := queue.Get()
				if down {
					return
				}
				queue.Done(item)
				answer <- struct{}{}
			}
		}()
		for _, item := range few {
			queue.Add(item)
			<-answer
		}
		queue.ShutDown()
	})
}

func queueConcurrent[T comparable](items []T, workers int, work time.Duration) {
	queue := workqueue.NewTyped[T]()
	var wait sync.WaitGroup
	for w := 0; w < workers; w++ {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for {
				item, down := queue.Get()
				if down {
					return
				}
				if work > 0 {
					for start := time.Now(); time.Since(start) < work; {
					}
				}
				queue.Done(item)
			}
		}()
	}
	for _, item := range items {
		queue.Add(item)
	}
	queue.ShutDownWithDrain()
	wait.Wait()
}

func queueDelays(items []string) {
	perOperation("queue.delayed", len(items), func() {
		queue := workqueue.NewTypedDelayingQueue[string]()
		go func() {
			for i, item := range items {
				queue.AddAfter(item, time.Duration(1+i%50)*time.Millisecond)
			}
		}()
		for range items {
			item, _ := queue.Get()
			queue.Done(item)
		}
		queue.ShutDown()
	})
	perOperation("queue.delayed.add", len(items), func() {
		queue := workqueue.NewTypedDelayingQueue[string]()
		for i, item := range items {
			queue.AddAfter(item, time.Hour+time.Duration(i)*time.Millisecond)
		}
		queue.ShutDown()
	})
	perOperation("queue.limited", len(items), func() {
		queue := workqueue.NewTypedRateLimitingQueue(workqueue.NewTypedItemExponentialFailureRateLimiter[string](0, time.Second))
		for _, item := range items {
			queue.AddRateLimited(item)
			item, _ := queue.Get()
			queue.Forget(item)
			queue.Done(item)
		}
		queue.ShutDown()
	})
}
