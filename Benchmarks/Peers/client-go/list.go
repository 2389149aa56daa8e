package main

import (
	"flag"
	"runtime"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

func init() {
	// One typed list of all pods. A process of its own, for its peak.
	commands["list"] = func(flags *flag.FlagSet, args []string) {
		var c connection
		c.add(flags)
		must(flags.Parse(args))
		client := c.client()
		startCPU, start := cpuSeconds(), time.Now()
		list := must1(client.CoreV1().Pods("").List(background, metav1.ListOptions{}))
		wall, cpu := time.Since(start).Seconds(), cpuSeconds()-startCPU
		emit("list."+c.format+".wall", "s", wall)
		emit("list."+c.format+".cpu", "s", cpu)
		emit("list."+c.format+".peak", "B", statusBytes("VmHWM"))
		runtime.KeepAlive(list)
	}
}
