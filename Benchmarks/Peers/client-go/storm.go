package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/watch"
	"k8s.io/client-go/kubernetes"
)

// unique is a word that no other run has written: a patch that changes nothing makes no event.
func unique() string { return fmt.Sprintf("%d-%d", os.Getpid(), time.Now().UnixNano()) }

// ensureMaps makes a namespace and config maps of 1 kB in it, where they are missing.
func ensureMaps(client *kubernetes.Clientset, namespace string, count int) []string {
	_, err := client.CoreV1().Namespaces().Create(background, &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: namespace}}, metav1.CreateOptions{})
	if !apierrors.IsAlreadyExists(err) {
		must(err)
	}
	names := make([]string, count)
	for i := range names {
		names[i] = fmt.Sprintf("map-%03d", i)
		_, err := client.CoreV1().ConfigMaps(namespace).Create(background, &corev1.ConfigMap{
			ObjectMeta: metav1.ObjectMeta{Name: names[i]},
			Data:       map[string]string{"filling": strings.Repeat("x", 1000)}}, metav1.CreateOptions{})
		if !apierrors.IsAlreadyExists(err) {
			must(err)
		}
	}
	return names
}

func init() {
	// Writers patch config maps as fast as the server takes it, and every watcher gets every event.
	commands["storm"] = func(flags *flag.FlagSet, args []string) {
		var c connection
		c.add(flags)
		label := flags.String("label", "", "part of the row's name, for the server")
		writers := flags.Int("writers", 4, "writers")
		watchers := flags.Int("watchers", 32, "watches of the namespace")
		must(flags.Parse(args))
		events := scaled(1000, 200)
		client := c.client()
		maps := client.CoreV1().ConfigMaps("bench-storm")
		names := ensureMaps(client, "bench-storm", *writers)
		version := must1(maps.List(background, metav1.ListOptions{})).ResourceVersion
		var opened []watch.Interface
		for i := 0; i < *watchers; i++ {
			opened = append(opened, must1(maps.Watch(background, metav1.ListOptions{ResourceVersion: version})))
		}
		runtime.GC()
		startCPU, start := cpuSeconds(), time.Now()
		var wait sync.WaitGroup
		for _, one := range opened {
			wait.Add(1)
			go func() {
				defer wait.Done()
				for seen := 0; seen < events; {
					if event := <-one.ResultChan(); event.Type == watch.Modified {
						seen++
					} else {
						must(apierrors.FromObject(event.Object))
					}
				}
			}()
		}
		run := unique()
		for w := range names {
			wait.Add(1)
			go func() {
				defer wait.Done()
				for i := w; i < events; i += *writers {
					patch := fmt.Sprintf(`{"metadata":{"annotations":{"bench/run":"%s-%d"}}}`, run, i)
					must2(maps.Patch(context.Background(), names[w], types.MergePatchType, []byte(patch), metav1.PatchOptions{}))
				}
			}()
		}
		wait.Wait()
		wall, cpu := time.Since(start).Seconds(), cpuSeconds()-startCPU
		delivered := float64(events * *watchers)
		emit("storm."+*label+"rate", "1/s", delivered/wall)
		emit("storm."+*label+"cpu", "µs", cpu*1e6/delivered)
		for _, one := range opened {
			one.Stop()
		}
	}
}
