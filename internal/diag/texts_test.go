package diag

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

const repository = "../.."

var verb = regexp.MustCompile(`%[-+# 0]*[0-9]*(?:\.[0-9]+)?(?:\[[0-9]+\])?(.)`)

// verbs lists the kinds of the format verbs: text (%s, %q), d, …; the
// languages differ in their quotation marks only.
func verbs(format string) []string {
	var out []string
	for _, m := range verb.FindAllStringSubmatch(format, -1) {
		switch m[1] {
		case "%":
		case "s", "q":
			out = append(out, "text")
		default:
			out = append(out, m[1])
		}
	}
	return out
}

func TestVerbs(t *testing.T) {
	if got := verbs("%s 100%% „%q” %d %.2f"); !slices.Equal(got, []string{"text", "text", "d", "f"}) {
		t.Fatalf("verbs %q", got)
	}
}

// constants reads the codes declared in texts.go, by name.
func constants(t *testing.T) map[string]Code {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "texts.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]Code{}
	for _, decl := range file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.CONST {
			continue
		}
		for _, spec := range gen.Specs {
			v := spec.(*ast.ValueSpec)
			if id, ok := v.Type.(*ast.Ident); !ok || id.Name != "Code" {
				t.Fatalf("constant %s has no type Code", v.Names[0].Name)
			}
			s, err := strconv.Unquote(v.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			out[v.Names[0].Name] = Code(s)
		}
	}
	if len(out) < 40 {
		t.Fatalf("found only %d codes", len(out))
	}
	return out
}

func TestEveryCodeHasItsTexts(t *testing.T) {
	declared := map[Code]string{}
	form := regexp.MustCompile(`^[a-z]+(-[a-z]+)+$`)
	for name, code := range constants(t) {
		if other, ok := declared[code]; ok {
			t.Errorf("%s and %s are both %q", name, other, code)
		}
		declared[code] = name
		if !form.MatchString(string(code)) {
			t.Errorf("%s: code %q is not words-with-hyphens", name, code)
		}
		x, ok := texts[code]
		if !ok {
			t.Errorf("%s (%s) has no text", name, code)
			continue
		}
		for _, s := range []string{x.pl, x.en} {
			if s == "" || !utf8.ValidString(s) || s != strings.TrimSpace(s) || strings.ContainsAny(s, "\n\t") {
				t.Errorf("%s: text %q", code, s)
			}
			if r, _ := utf8.DecodeRuneInString(s); strings.ToUpper(string(r)) == string(r) && strings.ToLower(string(r)) != string(r) && !strings.HasPrefix(s, "YAML") {
				t.Errorf("%s: the text starts with a capital: %q", code, s)
			}
		}
		if pl, en := verbs(x.pl), verbs(x.en); !slices.Equal(pl, en) {
			t.Errorf("%s: verbs %q in Polish, %q in English", code, pl, en)
		}
		if (x.hintPL == "") != (x.hintEN == "") {
			t.Errorf("%s: a hint in one language only", code)
		}
		if len(verbs(x.hintPL)) > 0 || len(verbs(x.hintEN)) > 0 {
			t.Errorf("%s: a hint takes no arguments", code)
		}
	}
	for code := range texts {
		if declared[code] == "" {
			t.Errorf("text of %q has no constant", code)
		}
	}
	if got := Codes(); !slices.IsSorted(got) || len(got) != len(texts) || slices.Contains(got, "") {
		t.Errorf("Codes: %q", got)
	}
}

// use is where a code stands in the sources; args is the number of arguments
// given to its text, -1 when the code is not an argument of New or Add.
type use struct {
	place string
	args  int
}

// uses finds every diag.X in the Go files of the repository that are no
// tests, where X is a constant of texts.go, and every code that a query of a
// stage writes as 'code'.
func uses(t *testing.T, names map[string]Code) map[string][]use {
	t.Helper()
	out := map[string][]use{}
	files := 0
	err := filepath.WalkDir(repository, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && path != repository && (strings.HasPrefix(e.Name(), ".") || strings.HasPrefix(e.Name(), "_") || e.Name() == "testdata") {
			return filepath.SkipDir
		}
		if strings.HasSuffix(path, ".sql") {
			text, err := os.ReadFile(path)
			for name, code := range names {
				if strings.Contains(string(text), "'"+string(code)+"'") {
					out[name] = append(out[name], use{path, -1})
				}
			}
			return err
		}
		if e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		files++
		args := map[*ast.SelectorExpr]int{}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				f, ok := n.Fun.(*ast.SelectorExpr)
				if !ok || (f.Sel.Name != "New" && f.Sel.Name != "Add") || len(n.Args) < 2 || n.Ellipsis.IsValid() {
					break
				}
				if code, ok := n.Args[0].(*ast.SelectorExpr); ok {
					args[code] = len(n.Args) - 2
				}
			case *ast.SelectorExpr:
				id, ok := n.X.(*ast.Ident)
				if _, known := names[n.Sel.Name]; !ok || id.Name != "diag" || !known {
					break
				}
				count, called := args[n]
				if !called {
					count = -1
				}
				out[n.Sel.Name] = append(out[n.Sel.Name], use{set.Position(n.Pos()).String(), count})
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 30 {
		t.Fatalf("read only %d files", files)
	}
	return out
}

// A code nobody reports is a promise the program does not keep; arguments
// that do not fit a text would print as %!s(MISSING).
func TestEveryCodeIsUsedWithItsArguments(t *testing.T) {
	names := constants(t)
	found := uses(t, names)
	for name, code := range names {
		if len(found[name]) == 0 {
			t.Errorf("%s (%s) is used nowhere", name, code)
		}
		want := len(verbs(texts[code].pl))
		for _, u := range found[name] {
			if u.args >= 0 && u.args != want {
				t.Errorf("%s: %s takes %d arguments, %d given", u.place, name, want, u.args)
			}
		}
	}
}
