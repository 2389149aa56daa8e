package main

import (
	"context"
	"flag"
	"os"

	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
)

var background = context.Background()

// connection is where the server is and how to talk to it.
type connection struct {
	server, authority, token, format, mode string
	plain                                  bool
}

func (c *connection) add(flags *flag.FlagSet) {
	flags.StringVar(&c.server, "server", "", "URL of the server")
	flags.StringVar(&c.authority, "ca", "", "certificate authority, a file")
	flags.StringVar(&c.token, "token", "", "bearer token")
	flags.StringVar(&c.format, "format", "json", "json or pb")
	flags.StringVar(&c.mode, "mode", "list", "list or stream: how an informer gets its first state")
}

func (c *connection) config() *rest.Config {
	streaming := "false"
	if c.mode == "stream" {
		streaming = "true"
	}
	must(os.Setenv("KUBE_FEATURE_WatchListClient", streaming))
	config := &rest.Config{Host: c.server, BearerToken: c.token, QPS: -1, DisableCompression: c.plain,
		TLSClientConfig: rest.TLSClientConfig{CAFile: c.authority}}
	config.ContentType = jsonType
	if c.format == "pb" {
		config.ContentType, config.AcceptContentTypes = protobufType, protobufType+","+jsonType
	}
	return config
}

func (c *connection) client() *kubernetes.Clientset {
	return must1(kubernetes.NewForConfig(c.config()))
}
