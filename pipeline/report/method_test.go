package report

import (
	"context"
	"os"
	"testing"
)

// The workbooks of the test of the method and of changes, with something of
// everything, and with nothing to tell.
func TestMethodAndChanges(t *testing.T) {
	rows, err := os.ReadFile("testdata/method.sql")
	if err != nil {
		t.Fatal(err)
	}
	files, err := Write(context.Background(), tiny(t, string(rows)), Options{Dir: t.TempDir(), Method: true, Changes: true})
	if err != nil || len(files) != 2 {
		t.Fatal(files, err)
	}
	golden(t, files)
	if files, err = Write(context.Background(), tiny(t), Options{Dir: t.TempDir(), Method: true, Changes: true}); err != nil || len(files) != 2 {
		t.Errorf("with nothing to tell: %v, %v", files, err)
	}
}
