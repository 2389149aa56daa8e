package main

import (
	"context"
	"flag"
	"os"

	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
)

var background = context.Background()

// connection is where the server is and how to talk to it.
type connection struct {
	server, authority, kubeconfig, format, mode string
}

func (c *connection) add(flags *flag.FlagSet) {
	flags.StringVar(&c.server, "server", "", "URL of the server")
	flags.StringVar(&c.authority, "ca", "", "certificate authority, a file")
	flags.StringVar(&c.kubeconfig, "kubeconfig", "", "in place of server and ca")
	flags.StringVar(&c.format, "format", "json", "json or pb")
	flags.StringVar(&c.mode, "mode", "list", "list or stream: how an informer gets its first state")
}

func (c *connection) config() *rest.Config {
	streaming := "false"
	if c.mode == "stream" {
		streaming = "true"
	}
	must(os.Setenv("KUBE_FEATURE_WatchListClient", streaming))
	config := &rest.Config{Host: c.server, TLSClientConfig: rest.TLSClientConfig{CAFile: c.authority}}
	if c.kubeconfig != "" {
		config = must1(clientcmd.BuildConfigFromFlags("", c.kubeconfig))
	}
	config.QPS = -1
	config.ContentType = jsonType
	if c.format == "pb" {
		config.ContentType, config.AcceptContentTypes = protobufType, protobufType+","+jsonType
	}
	return config
}

func (c *connection) client() *kubernetes.Clientset {
	return must1(kubernetes.NewForConfig(c.config()))
}
