// Asks for a page at a steady rate and tells how long the answers took: from the moment at which each was due, so that a
// server that is late is not asked less often.
package main

import (
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"sort"
	"sync"
	"time"
)

func main() {
	url := flag.String("url", "http://127.0.0.1:9817/metrics", "what to ask for")
	rate := flag.Int("rate", 100, "requests a second")
	seconds := flag.Int("seconds", 20, "for how long")
	accept := flag.String("accept", "", "the header Accept")
	gzip := flag.Bool("gzip", false, "take compressed answers")
	flag.Parse()

	transport := &http.Transport{MaxIdleConnsPerHost: 64, DisableCompression: true, ReadBufferSize: 256 << 10}
	client := &http.Client{Transport: transport, Timeout: 10 * time.Second}
	var mutex sync.Mutex
	var took []float64
	var bytes int64
	failures := 0
	var wait sync.WaitGroup
	begin := time.Now()
	for i := 0; i < *rate**seconds; i++ {
		due := begin.Add(time.Duration(i) * time.Second / time.Duration(*rate))
		time.Sleep(time.Until(due))
		wait.Add(1)
		go func() {
			defer wait.Done()
			count, err := ask(client, *url, *accept, *gzip)
			milliseconds := float64(time.Since(due).Microseconds()) / 1000
			mutex.Lock()
			defer mutex.Unlock()
			if err != nil {
				failures++
				if failures == 1 {
					fmt.Fprintln(os.Stderr, err)
				}
				return
			}
			took = append(took, milliseconds)
			bytes = count
		}()
	}
	wait.Wait()
	if len(took) == 0 {
		fmt.Println("no answer")
		os.Exit(1)
	}
	sort.Float64s(took)
	at := func(part float64) float64 { return took[min(len(took)-1, int(part*float64(len(took))))] }
	fmt.Printf("answers %d, failed %d, bytes %d, ms: median %.2f, 90 %% %.2f, 99 %% %.2f, longest %.2f\n",
		len(took), failures, bytes, at(0.5), at(0.9), at(0.99), took[len(took)-1])
	if failures > 0 {
		os.Exit(1)
	}
}

func ask(client *http.Client, url, accept string, gzip bool) (int64, error) {
	request, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return 0, err
	}
	if accept != "" {
		request.Header.Set("Accept", accept)
	}
	if gzip {
		request.Header.Set("Accept-Encoding", "gzip")
	}
	response, err := client.Do(request)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	count, err := io.Copy(io.Discard, response.Body)
	if err == nil && response.StatusCode != 200 {
		err = fmt.Errorf("status %d", response.StatusCode)
	}
	return count, err
}

func min(a, b int) int {
	if a < b {
		return a
	}
	return b
}
