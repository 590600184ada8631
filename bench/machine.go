package main

import (
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// machine is where the figures come from.
type machine struct {
	CPU      string            `json:"cpu"`
	Cores    int               `json:"cores"`
	MemoryGB int               `json:"memory_gb"`
	Kernel   string            `json:"kernel"`
	Go       string            `json:"go"`
	Versions map[string]string `json:"versions"`
	Commit   string            `json:"commit"`
	Fsyncs   int               `json:"fsyncs_per_second"`
}

func describe(dir, commit string) (machine, error) {
	fsyncs, err := fsyncRate(dir)
	return machine{
		CPU: wordsAfter("/proc/cpuinfo", "model name"), Cores: runtime.NumCPU(),
		MemoryGB: kilobytes("/proc/meminfo", "MemTotal") >> 20, Kernel: firstLine("/proc/sys/kernel/osrelease"),
		Go: runtime.Version(), Versions: versions(), Commit: commit, Fsyncs: fsyncs,
	}, err
}

// versions are those of the libraries that a figure depends on.
func versions() map[string]string {
	out := map[string]string{}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return out
	}
	for _, d := range info.Deps {
		switch d.Path {
		case "github.com/gin-gonic/gin", "github.com/mattn/go-sqlite3", "github.com/jung-kurt/gofpdf", "github.com/alexedwards/argon2id":
			out[filepath.Base(d.Path)] = d.Version
		}
	}
	out["pocketbase"] = pocketbaseVersion
	return out
}

// fsyncRate is how often a second one small write reaches the disk.
func fsyncRate(dir string) (int, error) {
	f, err := os.CreateTemp(dir, "fsync")
	if err != nil {
		return 0, err
	}
	defer func() { _ = f.Close(); _ = os.Remove(f.Name()) }()
	n, block := 0, make([]byte, 4096)
	for begun := time.Now(); time.Since(begun) < time.Second; n++ {
		if _, err := f.WriteAt(block, int64(n%256)*4096); err != nil {
			return 0, err
		}
		if err := syscall.Fdatasync(int(f.Fd())); err != nil {
			return 0, err
		}
	}
	return n, nil
}

// work is how much processor time was spent until now, in all and by whom.
type work struct {
	at     time.Time
	all    time.Duration // by everybody, interrupts left out
	driver time.Duration
	server time.Duration
}

func workOf(p *program) work {
	var self syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &self)
	w := work{at: time.Now(), driver: time.Duration(self.Utime.Nano() + self.Stime.Nano())}
	if p != nil {
		w.server = p.cpu()
	}
	fields := strings.Fields(firstLine("/proc/stat"))
	for _, i := range []int{1, 2, 3, 8} { // user, nice, system, steal
		if i < len(fields) {
			n, _ := strconv.ParseInt(fields[i], 10, 64)
			w.all += time.Duration(n) * tick
		}
	}
	return w
}

// foreign is the share of the machine that others used between two moments, 0 to 1.
func foreign(from, to work) float64 {
	ours := to.driver - from.driver + to.server - from.server
	machine := to.at.Sub(from.at) * time.Duration(runtime.NumCPU())
	return max(0, float64(to.all-from.all-ours)/float64(machine))
}

func firstLine(path string) string {
	text, _ := os.ReadFile(path)
	line, _, _ := strings.Cut(string(text), "\n")
	return strings.TrimSpace(line)
}

func wordsAfter(path, name string) string {
	text, _ := os.ReadFile(path)
	_, rest, _ := strings.Cut(string(text), name)
	line, _, _ := strings.Cut(rest, "\n")
	return strings.Trim(line, ": \t")
}

func kilobytes(path, name string) int {
	fields := strings.Fields(wordsAfter(path, name))
	if len(fields) == 0 {
		return 0
	}
	n, _ := strconv.Atoi(fields[0])
	return n
}
