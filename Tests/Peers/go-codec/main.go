// go-codec IN OUT: reads documents with client-go's scheme and writes them again, to compare another codec with Go's.
//
// IN has a line a document: base64 of JSON or of Protobuf in its envelope. OUT gets a line for each: base64 of the JSON
// and of the Protobuf that Go makes of it, with a space between; or "error", a space and the reason.
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"fmt"
	"os"
	"strings"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer/json"
	"k8s.io/apimachinery/pkg/runtime/serializer/protobuf"
	"k8s.io/client-go/kubernetes/scheme"
)

var (
	toJSON     = json.NewSerializerWithOptions(json.DefaultMetaFactory, scheme.Scheme, scheme.Scheme, json.SerializerOptions{})
	toProtobuf = protobuf.NewSerializer(scheme.Scheme, scheme.Scheme)
)

func again(document []byte) (string, error) {
	object, kind, err := scheme.Codecs.UniversalDeserializer().Decode(document, nil, nil)
	if err != nil {
		return "", err
	}
	object.GetObjectKind().SetGroupVersionKind(*kind)
	var parts []string
	for _, encoder := range []runtime.Encoder{toJSON, toProtobuf} {
		var out bytes.Buffer
		if err := encoder.Encode(object, &out); err != nil {
			return "", err
		}
		parts = append(parts, base64.StdEncoding.EncodeToString(out.Bytes()))
	}
	return strings.Join(parts, " "), nil
}

func run(in, out string) error {
	input, err := os.Open(in)
	if err != nil {
		return err
	}
	defer input.Close()
	output, err := os.Create(out)
	if err != nil {
		return err
	}
	defer output.Close()
	writer := bufio.NewWriter(output)
	lines := bufio.NewScanner(input)
	lines.Buffer(nil, 1<<28)
	for lines.Scan() {
		document, err := base64.StdEncoding.DecodeString(lines.Text())
		var line string
		if err == nil {
			line, err = again(document)
		}
		if err != nil {
			line = "error " + strings.ReplaceAll(err.Error(), "\n", " ")
		}
		fmt.Fprintln(writer, line)
	}
	if err := lines.Err(); err != nil {
		return err
	}
	return writer.Flush()
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: go-codec IN OUT")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
