package main

import (
	"flag"
	"fmt"

	"k8s.io/client-go/tools/cache"
)

func init() {
	commands["scale"] = func(flags *flag.FlagSet, args []string) {
		count := flags.Int("count", 10000, "objects")
		must(flags.Parse(args))
		name := fmt.Sprintf("scale.%dk", *count/1000)
		base, order, keys := smallPods(*count, 0), shuffled(*count), podKeys(*count)
		all := make([]int, *count)
		for i := range all {
			all[i] = i
		}
		s := storeSuite{name, *count, keys, order, newStore()}
		settle()
		before := heapBytes()
		wall, _ := timed(func() {
			for start := 0; start < *count; start += 1000 {
				s.transaction(cache.TransactionTypeUpdate, base, all[start:min(start+1000, *count)])
			}
		})
		emit(name+".insert", "ns", wall*1e9/float64(*count))
		settle()
		emit(name+".memory", "B", (heapBytes()-before)/float64(*count))
		next := smallPods(*count, 1)
		wall, _ = timed(func() {
			for start := 0; start < *count; start += 1000 {
				s.transaction(cache.TransactionTypeUpdate, next, order[start:min(start+1000, *count)])
			}
		})
		emit(name+".update", "ns", wall*1e9/float64(*count))
		perOperation(name+".get", *count, func() {
			for _, i := range order {
				s.store.Get(keys[i])
			}
		})
		perOperation(name+".list", 5, func() {
			for i := 0; i < 5; i++ {
				sink.Add(int64(len(s.store.List())))
			}
		})
	}
}
