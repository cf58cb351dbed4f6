// Renders the metrics of an exposition with Prometheus's client_golang, in both ways that exporters are written in. See
// ../README.md.
//
//	client-golang WAY FORMAT RENDERS FILE   prints what RENDERS scrapes took, as ../Sources/render-metrics does
//	client-golang WAY FORMAT write FILE     prints one scrape
//
// WAY is vectors or collector, FORMAT is text or openmetrics, FILE has the metrics in the text format 0.0.4.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"log"
	"os"
	"runtime/debug"
	"sort"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 5 {
		log.Fatal("usage: client-golang vectors|collector text|openmetrics RENDERS|write FILE")
	}
	way, ok := map[string]func(family) prometheus.Collector{"vectors": vector, "collector": collector}[os.Args[1]]
	if !ok {
		log.Fatalf("client-golang: %q is no way", os.Args[1])
	}
	format, ok := map[string]expfmt.Format{
		"text": expfmt.FmtText, "openmetrics": expfmt.FmtOpenMetrics,
	}[os.Args[2]]
	if !ok {
		log.Fatalf("client-golang: %q is no format", os.Args[2])
	}
	registry := register(os.Args[4], way)
	if os.Args[3] == "write" {
		out := bufio.NewWriter(os.Stdout)
		scrape(registry, format, out)
		if err := out.Flush(); err != nil {
			log.Fatal(err)
		}
		return
	}
	renders, err := strconv.Atoi(os.Args[3])
	if err != nil || renders < 1 {
		log.Fatalf("client-golang: %q is no number of renders", os.Args[3])
	}
	measure(registry, format, renders)
}

// scrape does what promhttp's handler does, HTTP left out.
func scrape(registry *prometheus.Registry, format expfmt.Format, out io.Writer) {
	families, err := registry.Gather()
	if err != nil {
		log.Fatal(err)
	}
	encoder := expfmt.NewEncoder(out, format)
	for _, family := range families {
		if err := encoder.Encode(family); err != nil {
			log.Fatal(err)
		}
	}
	if err := encoder.(expfmt.Closer).Close(); err != nil {
		log.Fatal(err)
	}
}

func measure(registry *prometheus.Registry, format expfmt.Format, renders int) {
	// What was read is garbage now; none of it is counted.
	debug.FreeOSMemory()
	before := memory("VmRSS:")
	// The peak begins anew: proc(5).
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil {
		log.Fatal(err)
	}
	// One to warm up.
	scrape(registry, format, io.Discard)
	cpu := cpuTime()
	times := make([]float64, renders)
	for i := range times {
		start := time.Now()
		scrape(registry, format, io.Discard)
		times[i] = float64(time.Since(start).Microseconds()) / 1000
	}
	cpu = (cpuTime() - cpu) / float64(renders)
	peak := memory("VmHWM:")
	var text bytes.Buffer
	scrape(registry, format, &text)
	fmt.Printf("%.3f %.3f %d %d %d %d\n", median(times), cpu, text.Len(), series(text.Bytes()), peak-before, peak)
}

func median(values []float64) float64 {
	sort.Float64s(values)
	n := len(values)
	return (values[(n-1)/2] + values[n/2]) / 2
}

// cpuTime returns milliseconds of all threads.
func cpuTime() float64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		log.Fatal(err)
	}
	return float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1e6
}

// memory returns KiB.
func memory(key string) int {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		log.Fatal(err)
	}
	for _, line := range strings.Split(string(status), "\n") {
		if fields := strings.Fields(line); len(fields) == 3 && fields[0] == key {
			if value, err := strconv.Atoi(fields[1]); err == nil {
				return value
			}
		}
	}
	log.Fatalf("client-golang: /proc/self/status has no %s", key)
	return 0
}

func series(text []byte) int {
	count := 0
	for _, line := range bytes.Split(text, []byte("\n")) {
		if len(line) > 0 && line[0] != '#' {
			count++
		}
	}
	return count
}

// family is what an exporter knows of a family, as plain values.
type family struct {
	name, help string
	kind       dto.MetricType
	labels     []string
	samples    []sample
}

type sample struct {
	values []string
	value  float64
	// Of a histogram.
	count   uint64
	buckets map[float64]uint64
}

// register makes a registry of the families of a file, and forgets the file.
func register(path string, way func(family) prometheus.Collector) *prometheus.Registry {
	file, err := os.Open(path)
	if err != nil {
		log.Fatal(err)
	}
	defer file.Close()
	var parser expfmt.TextParser
	parsed, err := parser.TextToMetricFamilies(file)
	if err != nil {
		log.Fatalf("%s: %v", path, err)
	}
	registry := prometheus.NewRegistry()
	for _, from := range parsed {
		registry.MustRegister(way(read(from)))
	}
	return registry
}

func read(from *dto.MetricFamily) family {
	to := family{name: from.GetName(), help: from.GetHelp(), kind: from.GetType()}
	for _, label := range from.Metric[0].Label {
		to.labels = append(to.labels, label.GetName())
	}
	for _, metric := range from.Metric {
		var of sample
		for _, label := range metric.Label {
			of.values = append(of.values, label.GetValue())
		}
		switch to.kind {
		case dto.MetricType_COUNTER:
			of.value = metric.Counter.GetValue()
		case dto.MetricType_GAUGE:
			of.value = metric.Gauge.GetValue()
		case dto.MetricType_HISTOGRAM:
			of.value, of.count = metric.Histogram.GetSampleSum(), metric.Histogram.GetSampleCount()
			of.buckets = map[float64]uint64{}
			for _, bucket := range metric.Histogram.Bucket {
				of.buckets[bucket.GetUpperBound()] = bucket.GetCumulativeCount()
			}
		default:
			log.Fatalf("client-golang: %s is a %v, of which there was none", to.name, to.kind)
		}
		to.samples = append(to.samples, of)
	}
	return to
}

// vector is direct instrumentation: what happens is counted in the metric itself, which is registered once.
func vector(from family) prometheus.Collector {
	switch from.kind {
	case dto.MetricType_COUNTER:
		opts := prometheus.CounterOpts{Name: from.name, Help: from.help}
		to := prometheus.NewCounterVec(opts, from.labels)
		for _, of := range from.samples {
			to.WithLabelValues(of.values...).Add(of.value)
		}
		return to
	case dto.MetricType_GAUGE:
		opts := prometheus.GaugeOpts{Name: from.name, Help: from.help}
		to := prometheus.NewGaugeVec(opts, from.labels)
		for _, of := range from.samples {
			to.WithLabelValues(of.values...).Set(of.value)
		}
		return to
	}
	// The sum of observations can only be given by observing them.
	return collector(from)
}

// collector makes const metrics of the state at each scrape. Each family has one of its own, so that Gather asks
// several at once.
func collector(from family) prometheus.Collector {
	return &stateCollector{from, prometheus.NewDesc(from.name, from.help, from.labels, nil)}
}

type stateCollector struct {
	family
	desc *prometheus.Desc
}

func (c *stateCollector) Describe(to chan<- *prometheus.Desc) { to <- c.desc }

func (c *stateCollector) Collect(to chan<- prometheus.Metric) {
	for _, of := range c.samples {
		switch c.kind {
		case dto.MetricType_HISTOGRAM:
			to <- prometheus.MustNewConstHistogram(c.desc, of.count, of.value, of.buckets, of.values...)
		case dto.MetricType_COUNTER:
			to <- prometheus.MustNewConstMetric(c.desc, prometheus.CounterValue, of.value, of.values...)
		default:
			to <- prometheus.MustNewConstMetric(c.desc, prometheus.GaugeValue, of.value, of.values...)
		}
	}
}
