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

// perOperation emits the median of three timings of f, which does n operations.
func perOperation(name string, n int, f func()) {
	perOperationWith(name, n, func() {}, f)
}

func perOperationWith(name string, n int, prepare, f func()) {
	var samples []float64
	for i := 0; i < 4; i++ {
		prepare()
		wall, _ := timed(f)
		if i > 0 {
			samples = append(samples, wall*1e9/float64(n))
		}
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
