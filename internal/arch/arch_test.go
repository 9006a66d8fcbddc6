// Package arch_test holds the direction of imports: cmd → pipeline → its
// stages → fiches → indicators, and one home for each technology.
package arch_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const root = "../.."

// imports maps each package folder of the module to the packages it imports,
// tests left out.
func imports(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && (strings.HasPrefix(e.Name(), ".") && path != root || e.Name() == "testdata") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		dir, err := filepath.Rel(root, filepath.Dir(path))
		for _, i := range f.Imports {
			out[filepath.ToSlash(dir)] = append(out[filepath.ToSlash(dir)], strings.Trim(i.Path.Value, `"`))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 15 {
		t.Fatalf("found only %d packages", len(out))
	}
	return out
}

// layer ranks packages: a package imports only lower ranks, or its own rank
// where peers is true.
func layer(pkg string) int {
	switch {
	case strings.HasPrefix(pkg, "cmd/"):
		return 10
	case pkg == "pipeline/trial":
		return 9
	case pkg == "pipeline":
		return 8
	case pkg == "pipeline/gaps" || pkg == "pipeline/values" || pkg == "pipeline/score" || pkg == "pipeline/compare" ||
		pkg == "pipeline/report" || pkg == "pipeline/explain" || pkg == "pipeline/observe" || pkg == "pipeline/define" || pkg == "pipeline/synth" || pkg == "pipeline/inspect" || pkg == "pipeline/sensitivity" || pkg == "pipeline/revision":
		return 7
	case pkg == "pipeline/ingest" || pkg == "pipeline/register" || pkg == "pipeline/correction" || pkg == "pipeline/practice":
		return 6
	case pkg == "pipeline/profile" || pkg == "pipeline/workspace" || pkg == "pipeline/sheet" || pkg == "pipeline/snapshot" || pkg == "pipeline/warehouse" || pkg == "pipeline/bdl" || pkg == "data" || pkg == "fiches/pages":
		return 5
	case pkg == "fiches" || pkg == "pipeline/peers":
		return 4
	case pkg == "indicators/catalog":
		return 3
	case pkg == "internal/yamldoc" || pkg == "indicators/robust":
		return 2
	case pkg == "internal/diag" || pkg == "indicators/method" || pkg == "internal/document" || pkg == "internal/polish":
		return 1
	case pkg == "indicators":
		return 0
	}
	return -1
}

func TestImportsGoDown(t *testing.T) {
	for pkg, list := range imports(t) {
		if layer(pkg) < 0 {
			t.Errorf("%s has no layer: give it one in this test", pkg)
		}
		for _, imp := range list {
			dep, ours := strings.CutPrefix(imp, "miernik/")
			if ours && layer(dep) >= layer(pkg) {
				t.Errorf("%s imports %s, which is not below it", pkg, dep)
			}
		}
	}
}

func TestOneHomeForEachTechnology(t *testing.T) {
	homes := map[string][]string{
		"github.com/marcboeker/go-duckdb": {"pipeline/warehouse"},
		"database/sql/driver":             {"pipeline/warehouse"},
		"github.com/apache/arrow/go":      {"pipeline/ingest"},
		"github.com/xuri/excelize":        {"pipeline/report", "pipeline/synth"},
		"go.yaml.in/yaml":                 {"internal/yamldoc"},
		"github.com/spf13/cobra":          {"cmd/miernik"},
	}
	used := map[string]bool{}
	for pkg, list := range imports(t) {
		for _, imp := range list {
			for lib, allowed := range homes {
				if !strings.HasPrefix(imp, lib) {
					continue
				}
				used[lib] = true
				if !slices.Contains(allowed, pkg) {
					t.Errorf("%s imports %s; only %v may", pkg, imp, allowed)
				}
			}
		}
	}
	for lib := range homes {
		if !used[lib] {
			t.Errorf("%s is not used", lib)
		}
	}
}

// The domain depends on the standard library only.
func TestDomainIsPlain(t *testing.T) {
	for pkg, list := range imports(t) {
		if pkg != "indicators" && pkg != "indicators/method" {
			continue
		}
		for _, imp := range list {
			if strings.Contains(imp, ".") || strings.HasPrefix(imp, "miernik/") {
				t.Errorf("%s imports %s", pkg, imp)
			}
		}
	}
}
