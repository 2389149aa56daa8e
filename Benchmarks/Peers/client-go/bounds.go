package main

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"net"
	"os"
	"path/filepath"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

func init() {
	commands["bounds"] = func(flags *flag.FlagSet, args []string) {
		folder := flags.String("pods", "", "folder of the pod lists")
		must(flags.Parse(args))
		data := must1(os.ReadFile(filepath.Join(*folder, "pods.json")))
		megabytes := float64(len(data)) / 1e6
		rate := func(name string, megabytes float64, f func()) {
			timed(f)
			var rates []float64
			for total := 0.0; !enough(len(rates), total); {
				wall, _ := timed(f)
				rates, total = append(rates, megabytes/wall), total+wall
			}
			emit("bound."+name, "MB/s", median(rates))
		}
		target := make([]byte, len(data))
		rate("memcpy", megabytes, func() { copy(target, data) })
		// The same document as a list of metadata: only kind and version at its beginning are others.
		partial := append([]byte(`{"kind":"PartialObjectMetadataList","apiVersion":"meta.k8s.io/v1",`),
			data[bytes.Index(data, []byte(`"metadata"`)):]...)
		rate("skip", megabytes, func() {
			var list metav1.PartialObjectMetadataList
			_, _, err := must1(negotiator().Decoder(jsonType, nil)).Decode(partial, nil, &list)
			must(err)
		})
		// A pass over the whole document that makes nothing.
		rate("scan", megabytes, func() {
			if !json.Valid(data) {
				must(errors.New("the list of pods is not JSON"))
			}
		})
		gcm := must1(cipher.NewGCM(must1(aes.NewCipher(make([]byte, 16)))))
		nonce, out := make([]byte, 12), make([]byte, 0, 17000)
		sealed := gcm.Seal(nil, nonce, data[:16384], nil)
		records := len(data) / 16384
		rate("aes", float64(records*16384)/1e6, func() {
			for i := 0; i < records; i++ {
				out = must1(gcm.Open(out[:0], nonce, sealed, nil))
			}
		})
		rate("loopback", megabytes, func() { loopback(data) })
	}
}

// loopback sends data to ourselves over TCP without TLS.
func loopback(data []byte) {
	listener := must1(net.Listen("tcp", "127.0.0.1:0"))
	go func() {
		connection := must1(listener.Accept())
		must2(connection.Write(data))
		must(connection.Close())
	}()
	connection := must1(net.Dial("tcp", listener.Addr().String()))
	buffer := make([]byte, 256<<10)
	for {
		if _, err := connection.Read(buffer); err == io.EOF {
			break
		}
	}
	must(listener.Close())
}
