// Command client-go-bench measures client-go. Every subcommand runs one group of cases once and prints one JSON line
// a sample: {"name":…,"unit":…,"value":…}. The Swift program client-bench prints the same names, and the driver
// bench-suite runs both in turn.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"sort"

	"k8s.io/klog/v2"
)

var quick bool

func emit(name, unit string, value float64) {
	line, err := json.Marshal(map[string]any{"name": name, "unit": unit, "value": value})
	must(err)
	fmt.Println(string(line))
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "client-go-bench:", err)
		os.Exit(1)
	}
}

func must1[T any](v T, err error) T { must(err); return v }

// scaled is full, or reduced in the quick mode.
func scaled(full, reduced int) int {
	if quick {
		return reduced
	}
	return full
}

func main() {
	klog.LogToStderr(false)
	klog.SetOutput(io.Discard)
	if len(os.Args) < 2 || commands[os.Args[1]] == nil {
		names := []string{}
		for name := range commands {
			names = append(names, name)
		}
		sort.Strings(names)
		fmt.Fprintln(os.Stderr, "usage: client-go-bench SUBCOMMAND [flags]; subcommands:", names)
		os.Exit(2)
	}
	flags := flag.NewFlagSet(os.Args[1], flag.ExitOnError)
	flags.BoolVar(&quick, "quick", false, "smaller sizes")
	commands[os.Args[1]](flags, os.Args[2:])
}
