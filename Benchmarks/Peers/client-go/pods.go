package main

import (
	"bytes"
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
)

func init() {
	commands["pods"] = func(flags *flag.FlagSet, args []string) {
		recorded := flags.String("recorded", "", "a PodList of a real server, Protobuf")
		out := flags.String("out", "", "folder to write the lists pods, pods1k and unique into, as .json and .pb")
		count := flags.Int("count", 10000, "pods")
		must(flags.Parse(args))
		template := decodeTyped(must1(os.ReadFile(*recorded)), protobufType).Items[0]
		must(os.MkdirAll(*out, 0o755))
		write := func(name string, list *corev1.PodList) {
			for extension, contentType := range map[string]string{"json": jsonType, "pb": protobufType} {
				must(os.WriteFile(filepath.Join(*out, name+"."+extension), encodeTyped(list, contentType), 0o644))
			}
		}
		write("pods", multiply(&template, *count, false))
		write("pods1k", multiply(&template, 1000, false))
		write("unique", multiply(&template, *count, true))
	}
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// identity is what tells one application, or one pod, from another in the recorded objects.
type identity struct{ app, hash, checksum string }

func identityOf(app string) identity {
	sum := md5.Sum([]byte(app))
	return identity{app, hex.EncodeToString(sum[:])[:10], digest(app)}
}

// multiply makes count pods of a recorded one: 200 applications in 20 namespaces on 500 nodes, in the order in which
// a server lists them. Pods of one application share what pods of a ReplicaSet share. With unique every pod is an
// application, a spec and a set of field owners of its own: nothing but constants repeats.
func multiply(template *corev1.Pod, count int, unique bool) *corev1.PodList {
	from := identityOf(template.Labels["app"])
	text := string(must1(json.Marshal(template)))
	list := &corev1.PodList{ListMeta: metav1.ListMeta{ResourceVersion: fmt.Sprint(100000 + 2*count)}}
	for i := 0; i < count; i++ {
		app := fmt.Sprintf("app-%03d", i%200)
		if unique {
			app = fmt.Sprintf("app-%06d", i)
		}
		to := identityOf(app)
		pairs := []string{from.app, to.app, from.hash, to.hash, from.checksum, to.checksum}
		if unique {
			for _, word := range []string{"main", "sidecar", "config", "cache", "SETTING_", "value-"} {
				pairs = append(pairs, `"`+word, fmt.Sprintf(`"%s%d`, word, i))
				pairs = append(pairs, `\"`+word, fmt.Sprintf(`\"%s%d`, word, i))
			}
		}
		var pod corev1.Pod
		must(json.NewDecoder(bytes.NewReader([]byte(strings.NewReplacer(pairs...).Replace(text)))).Decode(&pod))
		single(&pod, to, i)
		list.Items = append(list.Items, pod)
	}
	sort.Slice(list.Items, func(a, b int) bool {
		x, y := &list.Items[a], &list.Items[b]
		return x.Namespace < y.Namespace || x.Namespace == y.Namespace && x.Name < y.Name
	})
	return list
}

// single gives a pod what only it has: name, UID, resource version, addresses, node, container IDs and times.
func single(pod *corev1.Pod, of identity, i int) {
	sum := digest(fmt.Sprint(i))
	pod.Namespace = fmt.Sprintf("team-%02d", i%20)
	pod.Name = fmt.Sprintf("%s-%s-%s-%d", of.app, of.hash, sum[:5], i)
	pod.UID = types.UID(fmt.Sprintf("%s-%s-4%s-8%s-%s", sum[:8], sum[8:12], sum[12:15], sum[15:18], sum[18:30]))
	pod.ResourceVersion = fmt.Sprint(100001 + 2*i)
	created := metav1.NewTime(time.Date(2026, 11, 1, 10, 0, i/20, 0, time.UTC))
	pod.CreationTimestamp = created
	pod.Spec.NodeName = fmt.Sprintf("node-%03d", i%500)
	pod.Status.HostIP = fmt.Sprintf("10.1.%d.%d", i%250, i%200)
	pod.Status.PodIP = fmt.Sprintf("10.%d.%d.%d", 2+i>>16, i>>8&255, i&255)
	pod.Status.PodIPs = []corev1.PodIP{{IP: pod.Status.PodIP}}
	started := metav1.NewTime(created.Add(5 * time.Second))
	ready := metav1.NewTime(created.Add(10 * time.Second))
	pod.Status.StartTime = &started
	for k := range pod.Status.Conditions {
		pod.Status.Conditions[k].LastTransitionTime = ready
	}
	for k := range pod.Status.ContainerStatuses {
		if running := pod.Status.ContainerStatuses[k].State.Running; running != nil {
			running.StartedAt = ready
		}
		pod.Status.ContainerStatuses[k].ContainerID = "containerd://" + digest(fmt.Sprint(k, i))
		pod.Status.ContainerStatuses[k].RestartCount = int32(i % 3)
	}
	for k := range pod.ManagedFields {
		pod.ManagedFields[k].Time = &created
	}
}
