package main

import (
	"fmt"
	"math/rand"
	"strings"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/tools/cache"
)

// The small pods of client-bench: 100 namespaces, 500 label values, keys as long as real ones.

func podNamespace(i int) string { return fmt.Sprintf("team-%d-production", 1000+i%100) }
func podName(i int) string      { return fmt.Sprintf("frontend-api-deployment-7d9f8b6c5d-%07d", i) }
func podKey(i int) string       { return podNamespace(i) + "/" + podName(i) }

func smallPods(count, generation int) []*corev1.Pod {
	pods := make([]*corev1.Pod, count)
	for i := range pods {
		pods[i] = &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Namespace: podNamespace(i), Name: podName(i),
			Labels: map[string]string{"app": fmt.Sprintf("app-%d", i%500)}, ResourceVersion: fmt.Sprint(1 + i + generation*count)}}
	}
	return pods
}

// podKeys share no memory with the objects or with the keys of the store.
func podKeys(count int) []string {
	keys := make([]string, count)
	for i := range keys {
		keys[i] = strings.Clone(podKey(i))
	}
	return keys
}

func podNames(count int) []types.NamespacedName {
	names := make([]types.NamespacedName, count)
	for i := range names {
		names[i] = types.NamespacedName{Namespace: podNamespace(i), Name: podName(i)}
	}
	return names
}

func shuffled(count int) []int { return rand.New(rand.NewSource(42)).Perm(count) }

func podIndexers() cache.Indexers {
	return cache.Indexers{
		cache.NamespaceIndex: cache.MetaNamespaceIndexFunc,
		"app":                func(o any) ([]string, error) { return []string{o.(*corev1.Pod).Labels["app"]}, nil },
	}
}
