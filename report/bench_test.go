package report

import "testing"

func BenchmarkSummaryPDF(b *testing.B) {
	s, err := Summarize(reviewed(chatApp(b)))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	size := 0
	for b.Loop() {
		data, err := s.PDF()
		if err != nil {
			b.Fatal(err)
		}
		size = len(data)
	}
	b.ReportMetric(float64(size), "bytes")
}

func BenchmarkSummarize(b *testing.B) {
	in := reviewed(chatApp(b))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Summarize(in); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAnswersJSON(b *testing.B) {
	in := reviewed(chatApp(b))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := AnswersJSON(in); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkQuickCheckPDF(b *testing.B) {
	q := NewQuickCheck(realPack(b), nil, "fr")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := q.PDF(); err != nil {
			b.Fatal(err)
		}
	}
}
