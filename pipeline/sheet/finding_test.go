package sheet

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// Every code has a meaning in both languages.
func TestMeanings(t *testing.T) {
	src, err := os.ReadFile("errors.go")
	if err != nil {
		t.Fatal(err)
	}
	codes := regexp.MustCompile(`(?m)^\tCode\w+\s+= "([a-z-]+)"`).FindAllSubmatch(src, -1)
	if len(codes) != len(meanings) {
		t.Errorf("%d codes, %d meanings", len(codes), len(meanings))
	}
	for _, m := range codes {
		p := (&Error{Code: string(m[1]), Detail: "x"}).Meaning()
		if len(p.PL) < 10 || len(p.EN) < 10 || !strings.HasSuffix(p.PL, "(x)") {
			t.Errorf("%s: %+v", m[1], p)
		}
	}
}
