package forms

import (
	"os"
	"strings"
	"testing"
)

func TestAnIDThatWasTakenOutIsNotUsedAgain(t *testing.T) {
	retired["small"] = []string{"p01-q02"}
	t.Cleanup(func() { delete(retired, "small") })
	_, problems := Check(os.DirFS("testdata/pack"))
	want := "p01.yaml:31: questions[1].id: p01-q02 belonged to a question that was taken out"
	if len(problems) != 1 || !strings.HasPrefix(problems[0].String(), want) {
		t.Errorf("got:\n%v\nwant %s", problems, want)
	}
}
