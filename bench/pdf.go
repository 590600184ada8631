package main

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"syscall"
	"time"

	"eleven/report"
)

// summaryPages is how long the measured document is.
const summaryPages = 13

// pdfFigures are medians per document. CPU counts every core, the collector's
// work included; Took is what a waiting reader feels.
type pdfFigures struct {
	Pages, Lines        int
	Ours, Bare, BareCut pdfCost
}

// pdfCost is what one document takes.
type pdfCost struct {
	Took, CPU time.Duration
	Allocated uint64 // bytes
	Size      int    // bytes of the file
}

// measurePDF draws the summary, and the same lines of text with gofpdf alone,
// in turns: documents of each in every round, one after the other.
func measurePDF(rounds, documents int) (pdfFigures, error) {
	in, err := summaryInput()
	if err != nil {
		return pdfFigures{}, err
	}
	ours := func() ([]byte, error) { return drawSummary(in) }
	drawn, err := ours()
	if err != nil {
		return pdfFigures{}, err
	}
	pages, err := linesOf(drawn)
	if err != nil {
		return pdfFigures{}, err
	}
	for _, words := range []string{in.Assessment.Company, "In one page", "How the scores are made"} {
		if !holds(pages, words) {
			return pdfFigures{}, fmt.Errorf("%w: %q is not in the summary", errAnotherDocument, words)
		}
	}
	cut := cutFonts(pages)
	contestants := []func() ([]byte, error){
		ours,
		func() ([]byte, error) { return drawBare(pages, wholeFonts) },
		func() ([]byte, error) { return drawBare(pages, cut) },
	}
	for _, draw := range contestants {
		if err := sameDocument(draw, pages); err != nil {
			return pdfFigures{}, err
		}
	}
	costs, err := takeTurns(contestants, rounds, documents)
	if err != nil {
		return pdfFigures{}, err
	}
	figures := pdfFigures{Pages: len(pages), Ours: costs[0], Bare: costs[1], BareCut: costs[2]}
	for _, page := range pages {
		figures.Lines += len(page)
	}
	return figures, nil
}

// drawSummary is a download without its request.
func drawSummary(in report.Input) ([]byte, error) {
	s, err := report.Summarize(in)
	if err != nil {
		return nil, fmt.Errorf("summarize: %w", err)
	}
	data, err := s.PDF()
	if err != nil {
		return nil, fmt.Errorf("draw the summary: %w", err)
	}
	return data, nil
}

var errAnotherDocument = errors.New("not the document that was to be measured")

// holds reports whether some line is these words.
func holds(pages [][]textLine, words string) bool {
	return slices.ContainsFunc(pages, func(page []textLine) bool {
		return slices.ContainsFunc(page, func(l textLine) bool { return l.text == words })
	})
}

// sameDocument draws once and checks what came out: a PDF of so many pages with
// the very same lines.
func sameDocument(draw func() ([]byte, error), want [][]textLine) error {
	data, err := draw()
	if err != nil {
		return err
	}
	got, err := linesOf(data)
	if err != nil {
		return err
	}
	if !bytes.HasPrefix(data, []byte("%PDF-")) || len(got) != summaryPages {
		return fmt.Errorf("%w: %d pages, want %d", errAnotherDocument, len(got), summaryPages)
	}
	if !slices.EqualFunc(got, want, slices.Equal) {
		return fmt.Errorf("%w: its text differs", errAnotherDocument)
	}
	return nil
}

// takeTurns gives the median cost of a document of each contestant.
func takeTurns(contestants []func() ([]byte, error), rounds, documents int) ([]pdfCost, error) {
	costs := make([][]pdfCost, len(contestants))
	for range rounds {
		for i, draw := range contestants {
			cost, err := costOf(draw, documents)
			if err != nil {
				return nil, err
			}
			costs[i] = append(costs[i], cost)
		}
	}
	out := make([]pdfCost, len(contestants))
	for i, c := range costs {
		out[i] = pdfCost{
			Took:      middle(c, func(c pdfCost) time.Duration { return c.Took }),
			CPU:       middle(c, func(c pdfCost) time.Duration { return c.CPU }),
			Allocated: middle(c, func(c pdfCost) uint64 { return c.Allocated }),
			Size:      c[0].Size,
		}
	}
	return out, nil
}

// costOf draws documents one after the other, from a clean heap.
func costOf(draw func() ([]byte, error), documents int) (pdfCost, error) {
	runtime.GC()
	var before, after runtime.MemStats
	var cost pdfCost
	runtime.ReadMemStats(&before)
	cpu, start := cpuTime(), time.Now()
	for range documents {
		data, err := draw()
		if err != nil {
			return pdfCost{}, err
		}
		cost.Size = len(data)
	}
	n := time.Duration(documents)
	cost.Took, cost.CPU = time.Since(start)/n, (cpuTime()-cpu)/n
	runtime.ReadMemStats(&after)
	cost.Allocated = (after.TotalAlloc - before.TotalAlloc) / uint64(documents)
	return cost, nil
}

// cpuTime is what the process has used so far, of every core.
func cpuTime() time.Duration {
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		return 0
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}

func middle[T time.Duration | uint64](costs []pdfCost, of func(pdfCost) T) T {
	var values []T
	for _, c := range costs {
		values = append(values, of(c))
	}
	slices.Sort(values)
	return values[len(values)/2]
}
