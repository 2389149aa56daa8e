package main

import (
	"flag"
	"fmt"
	"runtime"
	"sort"
	"strings"
	"sync"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
)

func init() {
	commands["transport"] = func(flags *flag.FlagSet, args []string) {
		var c connection
		c.add(flags)
		events := flags.Int("events", 50000, "must equal the server's")
		must(flags.Parse(args))
		client := c.client()
		for i := 0; i < 200; i++ {
			getPod(client)
		}
		alone := gets("transport.get", client, scaled(2000, 500), 1)
		gets("transport.get16", client, scaled(8000, 2000), 16)
		lists(client)
		idleWatches(client, alone)
		frames(&c, client, *events)
	}
}

func getPod(client *kubernetes.Clientset) {
	must2(client.CoreV1().Pods("team-00").Get(background, "any", metav1.GetOptions{}))
}

// gets returns the median in microseconds.
func gets(name string, client *kubernetes.Clientset, count, width int) float64 {
	latencies := make([][]float64, width)
	runtime.GC()
	startCPU, start := cpuSeconds(), time.Now()
	var wait sync.WaitGroup
	for w := 0; w < width; w++ {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for i := 0; i < count/width; i++ {
				t := time.Now()
				getPod(client)
				latencies[w] = append(latencies[w], time.Since(t).Seconds()*1e6)
			}
		}()
	}
	wait.Wait()
	wall, cpu := time.Since(start).Seconds(), cpuSeconds()-startCPU
	var all []float64
	for _, own := range latencies {
		all = append(all, own...)
	}
	sort.Float64s(all)
	emit(name+".p50", "µs", percentile(all, 0.5))
	emit(name+".p99", "µs", percentile(all, 0.99))
	emit(name+".rate", "1/s", float64(len(all))/wall)
	emit(name+".cpu", "µs", cpu*1e6/float64(len(all)))
	return percentile(all, 0.5)
}

// lists reads the bytes of a whole list, unpacked but not decoded.
func lists(client *kubernetes.Clientset) {
	for _, suffix := range []string{"gzip", "plain"} {
		var rates, cpus []float64
		for run := 0; run < 4; run++ {
			var bytes int
			wall, cpu := timed(func() {
				request := client.CoreV1().RESTClient().Get().AbsPath("/api/v1/pods")
				if suffix == "plain" {
					request = request.Param("plain", "1")
				}
				bytes = len(must1(request.DoRaw(background)))
			})
			if run > 0 {
				rates, cpus = append(rates, float64(bytes)/1e6/wall), append(cpus, cpu)
			}
		}
		emit("transport.list."+suffix+".rate", "MB/s", median(rates))
		emit("transport.list."+suffix+".cpu", "s", median(cpus))
	}
}

// idleWatches gets pods beside 400 watches on which nothing happens; without them the median was alone.
func idleWatches(client *kubernetes.Clientset, alone float64) {
	settle()
	before := statusBytes("VmRSS")
	for i := 0; i < 400; i++ {
		watch := must1(client.CoreV1().ConfigMaps(fmt.Sprintf("idle-%d", i)).Watch(background, metav1.ListOptions{}))
		defer watch.Stop()
	}
	emit("transport.idle.memory", "B", (statusBytes("VmRSS")-before)/400)
	beside := gets("transport.idle.get", client, scaled(2000, 500), 1)
	emit("transport.idle.factor", "×", beside/alone)
}

// frames reads the events of a watch, decoded, without an informer.
func frames(c *connection, client *kubernetes.Clientset, count int) {
	watch := must1(client.CoreV1().Pods("").Watch(background, metav1.ListOptions{ResourceVersion: "1"}))
	runtime.GC()
	startCPU, start := cpuSeconds(), time.Now()
	must2(client.CoreV1().RESTClient().Get().AbsPath("/start").DoRaw(background))
	for i := 0; i < count; i++ {
		<-watch.ResultChan()
	}
	wall, cpu := time.Since(start).Seconds(), cpuSeconds()-startCPU
	name := "transport.watch." + strings.ToLower(c.format)
	emit(name+".rate", "1/s", float64(count)/wall)
	emit(name+".cpu", "µs", cpu*1e6/float64(count))
	watch.Stop()
}
