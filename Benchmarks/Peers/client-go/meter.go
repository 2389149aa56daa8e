package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"sort"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// cpuSeconds is the user and system time of this process, Go's background collector included.
func cpuSeconds() float64 {
	var usage syscall.Rusage
	must(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	seconds := func(t syscall.Timeval) float64 { return float64(t.Sec) + float64(t.Usec)/1e6 }
	return seconds(usage.Utime) + seconds(usage.Stime)
}

// statusBytes is one field (VmRSS, VmHWM) of /proc/self/status in bytes.
func statusBytes(field string) float64 {
	text := must1(os.ReadFile("/proc/self/status"))
	for _, line := range strings.Split(string(text), "\n") {
		if strings.HasPrefix(line, field+":") {
			return float64(must1(strconv.Atoi(strings.Fields(line)[1]))) * 1024
		}
	}
	return 0
}

// settle collects twice and hands free pages back to the system.
func settle() {
	runtime.GC()
	runtime.GC()
	debug.FreeOSMemory()
}

func heapBytes() float64 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return float64(stats.HeapAlloc)
}

// timed runs f once after a collection and reports wall and CPU seconds.
func timed(f func()) (wall, cpu float64) {
	runtime.GC()
	c, t := cpuSeconds(), time.Now()
	f()
	return time.Since(t).Seconds(), cpuSeconds() - c
}

// enough says whether a case has been timed often enough in this process: three times, or for a second. The suite runs
// every process several times.
func enough(times int, seconds float64) bool { return times >= 3 || times > 0 && seconds > 1 }

// perOperation emits the median of up to three timings of f, which does n operations, after one that is not counted.
func perOperation(name string, n int, f func()) {
	perOperationWith(name, n, func() {}, f)
}

func perOperationWith(name string, n int, prepare, f func()) {
	prepare()
	timed(f)
	var samples []float64
	for total := 0.0; !enough(len(samples), total); {
		prepare()
		wall, _ := timed(f)
		samples, total = append(samples, wall*1e9/float64(n)), total+wall
	}
	emit(name, "ns", median(samples))
}

func median(samples []float64) float64 {
	sort.Float64s(samples)
	n := len(samples)
	if n%2 == 1 {
		return samples[n/2]
	}
	return (samples[n/2-1] + samples[n/2]) / 2
}

func percentile(sorted []float64, p float64) float64 {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(len(sorted)-1, int(p*float64(len(sorted))))]
}
