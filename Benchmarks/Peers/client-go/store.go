package main

import (
	"flag"
	"fmt"
	"runtime"
	"sort"
	"sync"
	"sync/atomic"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/client-go/tools/cache"
)

var sink atomic.Int64

type storeSuite struct {
	prefix string
	count  int
	keys   []string
	order  []int
	store  cache.ThreadSafeStoreWithTransaction
}

func newStore() cache.ThreadSafeStoreWithTransaction {
	return cache.NewThreadSafeStore(podIndexers(), cache.Indices{}).(cache.ThreadSafeStoreWithTransaction)
}

func init() {
	commands["store"] = func(flags *flag.FlagSet, args []string) {
		count := flags.Int("count", 10000, "objects")
		must(flags.Parse(args))
		s := storeSuite{fmt.Sprintf("store.%dk", *count/1000), *count, podKeys(*count), shuffled(*count), newStore()}
		base := smallPods(*count, 0)
		settle()
		before := heapBytes()
		// An informer makes the keys, and the store keeps them.
		for _, pod := range base {
			s.store.Update(podKeyOf(pod), pod)
		}
		settle()
		emit(s.prefix+".memory", "B", (heapBytes()-before)/float64(*count))
		s.reads()
		s.lists()
		s.writes()
		s.builds(base)
	}
}

func (s *storeSuite) reads() {
	rounds := max(1, 200000/s.count)
	total := rounds * s.count
	perOperation(s.prefix+".get", total, func() {
		found := 0
		for r := 0; r < rounds; r++ {
			for _, i := range s.order {
				if _, ok := s.store.Get(s.keys[i]); ok {
					found++
				}
			}
		}
		sink.Add(int64(found))
	})
	perOperation(s.prefix+".get.touch", total, func() {
		bytes := 0
		for r := 0; r < rounds; r++ {
			for _, i := range s.order {
				if o, ok := s.store.Get(s.keys[i]); ok {
					bytes += len(o.(*corev1.Pod).ResourceVersion)
				}
			}
		}
		sink.Add(int64(bytes))
	})
	// The lister's way: the key is put together for each read.
	spaces, names := make([]string, s.count), make([]string, s.count)
	for i := range names {
		spaces[i], names[i] = podNamespace(i), podName(i)
	}
	perOperation(s.prefix+".get.strings", total, func() {
		for r := 0; r < rounds; r++ {
			for _, i := range s.order {
				s.store.Get(spaces[i] + "/" + names[i])
			}
		}
	})
	perOperation(s.prefix+".get.readers2", 2*total, func() {
		var wait sync.WaitGroup
		for g := 0; g < 2; g++ {
			wait.Add(1)
			go func() {
				defer wait.Done()
				for r := 0; r < rounds; r++ {
					for _, i := range s.order {
						s.store.Get(s.keys[i])
					}
				}
			}()
		}
		wait.Wait()
	})
}

func (s *storeSuite) lists() {
	perOperation(s.prefix+".list", 20, func() {
		for i := 0; i < 20; i++ {
			sink.Add(int64(len(s.store.List())))
		}
	})
	touch := func(list []any) {
		bytes := 0
		for _, o := range list {
			bytes += len(o.(*corev1.Pod).ResourceVersion)
		}
		sink.Add(int64(bytes))
	}
	perOperation(s.prefix+".list.touch", 10, func() {
		for i := 0; i < 10; i++ {
			touch(s.store.List())
		}
	})
	perOperation(s.prefix+".byIndex", 100, func() {
		for i := 0; i < 100; i++ {
			sink.Add(int64(len(must1(s.store.ByIndex(cache.NamespaceIndex, podNamespace(i))))))
		}
	})
	perOperation(s.prefix+".byIndex.touch", 100, func() {
		for i := 0; i < 100; i++ {
			touch(must1(s.store.ByIndex(cache.NamespaceIndex, podNamespace(i))))
		}
	})
}

func (s *storeSuite) transaction(kind cache.TransactionType, pods []*corev1.Pod, order []int) {
	batch := make([]cache.ThreadSafeStoreTransaction, len(order))
	for k, i := range order {
		batch[k] = cache.ThreadSafeStoreTransaction{Transaction: cache.Transaction{Object: pods[i], Type: kind}, Key: podKeyOf(pods[i])}
	}
	s.store.Transaction(batch...)
}

// podKeyOf is what an informer does for each delta.
func podKeyOf(pod *corev1.Pod) string { return must1(cache.MetaNamespaceKeyFunc(pod)) }

func (s *storeSuite) writes() {
	generation := 0
	var next []*corev1.Pod
	prepare := func() {
		generation++
		next = smallPods(s.count, generation)
	}
	for suffix, size := range map[string]int{"": 100, ".single": 1} {
		perOperationWith(s.prefix+".update"+suffix, s.count, prepare, func() {
			for start := 0; start < s.count; start += size {
				s.transaction(cache.TransactionTypeUpdate, next, s.order[start:min(start+size, s.count)])
			}
		})
	}
	// The last one never rests.
	for _, rate := range []int{1000, 10000, 100000, 0} {
		var objects []*corev1.Pod
		count, name := 2*rate, fmt.Sprintf("%s.get.writer%dk", s.prefix, rate/1000)
		if rate == 0 {
			count, name = writesWithoutRest, s.prefix+".get.writer"
		}
		for len(objects) < count {
			generation++
			objects = append(objects, smallPods(s.count, generation)...)
		}
		runtime.GC()
		s.paced(name, objects, rate)
	}
}

// writesWithoutRest is how many changes a writer who never rests makes: what takes about a second.
const writesWithoutRest = 500000

// paced times single reads beside a writer that applies batches of 100, at a fixed rate or, without one, without a rest,
// for a second or until there is nothing left to write.
func (s *storeSuite) paced(name string, objects []*corev1.Pod, rate int) {
	var stop, ended atomic.Bool
	reached := make(chan float64)
	go func() {
		start, written := time.Now(), 0
		all := shuffled(100)
		sort.Ints(all)
		for !stop.Load() && written+100 <= len(objects) {
			s.transaction(cache.TransactionTypeUpdate, objects[written:written+100], all)
			written += 100
			if rate > 0 {
				time.Sleep(time.Until(start.Add(time.Duration(written) * time.Second / time.Duration(rate))))
			}
		}
		ended.Store(true)
		reached <- float64(written) / time.Since(start).Seconds()
	}()
	latencies := make([]float64, 0, 4000000)
	start := time.Now()
	for i := 0; ; i = (i + 1) % s.count {
		before := time.Now()
		if before.Sub(start) > time.Second || ended.Load() {
			break
		}
		s.store.Get(s.keys[s.order[i]])
		latencies = append(latencies, float64(time.Since(before).Nanoseconds()))
	}
	stop.Store(true)
	written := <-reached
	sort.Float64s(latencies)
	emit(name+".p50", "ns", percentile(latencies, 0.5))
	emit(name+".p99", "ns", percentile(latencies, 0.99))
	emit(name+".p999", "ns", percentile(latencies, 0.999))
	emit(name+".rate", "1/s", written)
}

func (s *storeSuite) builds(base []*corev1.Pod) {
	all := make([]int, s.count)
	for i := range all {
		all[i] = i
	}
	perOperationWith(s.prefix+".insert", s.count, func() { s.store = newStore() }, func() {
		for start := 0; start < s.count; start += 100 {
			s.transaction(cache.TransactionTypeUpdate, base, all[start:min(start+100, s.count)])
		}
	})
	objects := make([]any, s.count)
	for i, pod := range base {
		objects[i] = pod
	}
	var indexer cache.Indexer
	perOperationWith(s.prefix+".replace", s.count,
		func() { indexer = cache.NewIndexer(cache.MetaNamespaceKeyFunc, podIndexers()) },
		func() { must(indexer.Replace(objects, "1")) })
	perOperationWith(s.prefix+".delete", s.count, func() {
		s.store = newStore()
		s.transaction(cache.TransactionTypeUpdate, base, all)
	}, func() {
		for start := 0; start < s.count; start += 100 {
			s.transaction(cache.TransactionTypeDelete, base, s.order[start:min(start+100, s.count)])
		}
	})
}
