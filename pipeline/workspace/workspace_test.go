package workspace

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/indicators/robust"
	"miernik/internal/diag"
	"miernik/internal/yamldoc"
	"miernik/pipeline/peers"
)

// open makes a workspace of a configuration.
func open(t *testing.T, config string) (*Workspace, diag.List) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, ConfigFile), []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	ws, found, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return ws, found
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

const minimal = "name: Próba\nperiod: {from: 2018, to: 2023}\n"

func TestDefaults(t *testing.T) {
	ws, found := open(t, minimal)
	want := Config{Name: "Próba", From: 2018, To: 2023, Schemes: peers.Schemes(), Compare: "kind",
		Display: []peers.Shown{{Scheme: "voivodeship"}, {Scheme: "neighbours"}, {Scheme: "nearest"}}, MinGroup: 5,
		FailOn: "error", MemoryMB: 1200, Threads: 2, Test: robust.Defaults()}
	if len(found) > 0 || !reflect.DeepEqual(ws.Config, want) {
		t.Errorf("%v\ngot  %+v\nwant %+v", found, ws.Config, want)
	}
}

func TestEveryKey(t *testing.T) {
	ws, found := open(t, minimal+`scope: ["10", "260401", "1002011"]
register: 2025-01-01
peers: {schemes: [size, nearest, named], compare: size, display: [nearest, "named:moje_miasta"], minimum: 7}
reports: {units: ["1002011"]}
fail_on: never
limits: {memory_mb: 600, threads: 1}
`)
	want := Config{Name: "Próba", From: 2018, To: 2023, Scope: []string{"10", "260401", "1002011"}, Register: "2025-01-01",
		Schemes: []string{"size", "nearest", "named"}, Compare: "size", Display: []peers.Shown{{Scheme: "nearest"}, {Scheme: "named", Group: "moje_miasta"}}, MinGroup: 7, CardUnits: []string{"1002011"}, FailOn: "never", MemoryMB: 600, Threads: 1, Test: robust.Defaults()}
	if len(found) > 0 || !reflect.DeepEqual(ws.Config, want) {
		t.Errorf("%v\ngot  %+v\nwant %+v", found, ws.Config, want)
	}
}

func TestConfigErrors(t *testing.T) {
	for _, c := range []struct{ config, want string }{
		{"", `miernik.yaml: error: required key "name" is missing [yaml-missing-key]`},
		{"# nothing\n", `miernik.yaml: error: required key "name" is missing [yaml-missing-key]`},
		{"name: a: b\n", `miernik.yaml:1: error: YAML syntax: mapping values are not allowed in this context [yaml-syntax]`},
		{"period: {from: 2018, to: 2023}\n", `miernik.yaml:1:1: error: required key "name" is missing [yaml-missing-key]`},
		{"name: a\n", `miernik.yaml:1:1: error: required key "period" is missing [yaml-missing-key]
miernik.yaml:1:1: error: period: value "0–0" is not allowed; expected: 1950–2100 [def-value]`},
		{"name: a\nperiod: {from: 2023, to: 2018}\n", `miernik.yaml:2:9: error: period: value "2023–2018" is not allowed; expected: 1950–2100 [def-value]`},
		{"name: a\nperiod: {from: 1949, to: 2018}\n", `miernik.yaml:2:9: error: period: value "1949–2018" is not allowed; expected: 1950–2100 [def-value]`},
		{"name: a\nperiod: {from: 2018, to: 2101}\n", `miernik.yaml:2:9: error: period: value "2018–2101" is not allowed; expected: 1950–2100 [def-value]`},
		{minimal + "fail_on: fatal\n", `miernik.yaml:3:10: error: fail_on: value "fatal" is not allowed; expected: info, warning, error, never [def-value]`},
		{minimal + "peers: {schemes: [kind, sizes]}\n", `miernik.yaml:3:25: error: peers.schemes[1]: value "sizes" is not allowed; expected: kind, size, voivodeship, kind_voivodeship, slz, neighbours, nearest, named [def-value]`},
		{minimal + "peers: {schemes: [kind, size, nearest], compare: nearest, minimum: 1}\n", `miernik.yaml:3:68: error: peers.minimum: value "1" is not allowed; expected: ≥ 2 [def-value]
miernik.yaml:3:50: error: peers.compare: value "nearest" is not allowed; expected: kind, size [def-value]`},
		{minimal + "peers: {schemes: [kind, size, named], display: [kind, voivodeship, size, size, named]}\n", `miernik.yaml:3:49: error: peers.display[0]: value "kind" is not allowed; expected: size, named:ID [def-value]
miernik.yaml:3:55: error: peers.display[1]: value "voivodeship" is not allowed; expected: size, named:ID [def-value]
miernik.yaml:3:74: error: peers.display[3]: value "size" is not allowed; expected: size, named:ID [def-value]
miernik.yaml:3:80: error: peers.display[4]: value "named" is not allowed; expected: size, named:ID [def-value]`},
		{minimal + "reports:\n  units:\n    - \"1002011\"\n    - Kutno\n", `miernik.yaml:6:7: error: reports.units[1]: value "Kutno" is not allowed; expected: TERYT [def-value]`},
		{minimal + "scope: [łódzkie, \"100\", \"10020\", \"10\"]\n", `miernik.yaml:3:9: error: scope[0]: value "łódzkie" is not allowed; expected: TERYT [def-value]
miernik.yaml:3:18: error: scope[1]: value "100" is not allowed; expected: TERYT [def-value]
miernik.yaml:3:25: error: scope[2]: value "10020" is not allowed; expected: TERYT [def-value]`},
		{minimal + "register: 1 I 2025\n", `miernik.yaml:3:11: error: register: value "1 I 2025" is not allowed; expected: YYYY-MM-DD [def-value]`},
		{minimal + "perids: 1\nlimits: {threads: two}\n", `miernik.yaml:3:1: error: unknown key "perids"; expected: period [yaml-unknown-key]
miernik.yaml:4:19: error: limits.threads: expected a whole number, got "two" [yaml-type]`},
	} {
		_, found := open(t, c.config)
		var lines []string
		for _, f := range found {
			lines = append(lines, f.Line("en"))
		}
		if got := strings.Join(lines, "\n"); got != c.want {
			t.Errorf("%q\ngot\n%s\nwant\n%s", c.config, got, c.want)
		}
	}
}

func TestNotAWorkspace(t *testing.T) {
	if _, _, err := Open(t.TempDir()); !errors.Is(err, ErrNotWorkspace) {
		t.Errorf("an empty folder: %v", err)
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, ConfigFile), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, _, err := Open(dir); err == nil || errors.Is(err, ErrNotWorkspace) {
		t.Errorf("a configuration that cannot be read: %v", err)
	}
}

func TestPlaces(t *testing.T) {
	ws, _ := open(t, minimal)
	for got, want := range map[string]string{
		ws.Out("reports", "a.xlsx"): "out/reports/a.xlsx", ws.State(): "state", ws.Database(): "out/miernik.duckdb", ws.Path("gus/a.csv"): "gus/a.csv",
	} {
		if rel, err := filepath.Rel(ws.Dir, got); err != nil || filepath.ToSlash(rel) != want || !filepath.IsAbs(got) {
			t.Errorf("got %s, want %s in %s", got, want, ws.Dir)
		}
	}
}

func TestGlob(t *testing.T) {
	ws, _ := open(t, minimal)
	for _, name := range []string{"gus/b.csv", "gus/a.csv", "gus/a.xlsx", "..odd/x.csv"} {
		write(t, ws.Path(name), "x")
	}
	if err := os.Symlink("a.csv", ws.Path("gus/link.txt")); err != nil {
		t.Fatal(err)
	}
	for pattern, want := range map[string]string{
		"gus/*.csv": "gus/a.csv gus/b.csv", "gus/a.*": "gus/a.csv gus/a.xlsx", "./gus//a.csv": "gus/a.csv", "*/a.csv": "gus/a.csv",
		"gus/*.txt": "gus/link.txt", "none/*.csv": "", "gus/[ab].csv": "gus/a.csv gus/b.csv", "..odd/*.csv": "..odd/x.csv",
	} {
		got, err := ws.Glob(pattern)
		if err != nil || strings.Join(got, " ") != want {
			t.Errorf("%s: got %q, %v, want %q", pattern, got, err, want)
		}
	}
	if _, err := ws.Glob("gus/[.csv"); err == nil || errors.Is(err, ErrOutside) {
		t.Errorf("a bad pattern: %v", err)
	}
}

func TestGlobStaysInside(t *testing.T) {
	ws, _ := open(t, minimal)
	outside := t.TempDir()
	write(t, filepath.Join(outside, "secret.csv"), "x")
	write(t, ws.Path("gus/a.csv"), "x")
	for from, to := range map[string]string{
		"gus/one.csv": filepath.Join(outside, "secret.csv"), "folder": outside, "up": "..", "gus/two.txt": "one.csv",
	} {
		if err := os.Symlink(to, ws.Path(from)); err != nil {
			t.Fatal(err)
		}
	}
	for _, pattern := range []string{
		"../*.csv", "gus/../../*.csv", "gus/../gus/a.csv", "..", "/etc/passwd", outside + "/*.csv",
		"gus/*.csv", "gus/one.csv", "gus/two.txt", "folder/secret.csv", "folder/*.csv", "*/secret.csv", "folder", "up/*/secret.csv", "up",
	} {
		if names, err := ws.Glob(pattern); !errors.Is(err, ErrOutside) {
			t.Errorf("%s: got %q, %v", pattern, names, err)
		}
	}
	if names, err := ws.Glob("gus/a.csv"); err != nil || len(names) != 1 {
		t.Errorf("a file inside: %q, %v", names, err)
	}
}

// TestGlobInLinkedWorkspace: the workspace itself may be reached by a link.
func TestGlobInLinkedWorkspace(t *testing.T) {
	ws, _ := open(t, minimal)
	write(t, ws.Path("gus/a.csv"), "x")
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(ws.Dir, link); err != nil {
		t.Fatal(err)
	}
	linked, _, err := Open(link)
	if err != nil {
		t.Fatal(err)
	}
	if names, err := linked.Glob("gus/*.csv"); err != nil || len(names) != 1 {
		t.Errorf("got %q, %v", names, err)
	}
}

func TestInScope(t *testing.T) {
	units := []indicators.TERYT{"0000000", "1000000", "1002000", "1002011", "1002022", "1002023", "1020000", "1020011", "0210011", "2604082"}
	for _, c := range []struct{ scope, want string }{
		{"", "0000000 1000000 1002000 1002011 1002022 1002023 1020000 1020011 0210011 2604082"},
		{"0000000", "0000000 1000000 1002000 1002011 1002022 1002023 1020000 1020011 0210011 2604082"},
		{"10", "1000000 1002000 1002011 1002022 1002023 1020000 1020011"},
		{"1000000", "1000000 1002000 1002011 1002022 1002023 1020000 1020011"},
		{"1002", "1002000 1002011 1002022 1002023"},
		{"1002000", "1002000 1002011 1002022 1002023"},
		{"100202", "1002022 1002023"},
		{"1002011", "1002011"},
		{"2604082 02", "0210011 2604082"},
		{"30", ""},
	} {
		cfg := Config{Scope: strings.Fields(c.scope)}
		var got []string
		for _, u := range units {
			if cfg.InScope(u) {
				got = append(got, string(u))
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("scope %q: got %q, want %q", c.scope, got, c.want)
		}
	}
}

func TestLayer(t *testing.T) {
	ws, _ := open(t, minimal)
	names := func() []string {
		var out []string
		found := catalog.EachDocument(ws.Layer("sources"), func(d *yamldoc.Document) diag.List {
			out = append(out, d.File)
			return nil
		})
		if len(found) > 0 {
			t.Errorf("findings: %v", found)
		}
		return out
	}
	if got := names(); len(got) != 0 {
		t.Errorf("an absent folder has %q", got)
	}
	if _, err := fs.Stat(ws.Layer("sources").FS, "a.yaml"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file of an absent folder: %v", err)
	}
	write(t, ws.Path("sources/b.yaml"), "x: 1\n")
	write(t, ws.Path("sources/sub/a.yaml"), "x: 1\n---\nx: 2\n")
	write(t, ws.Path("sources/note.txt"), "x")
	if got := strings.Join(names(), " "); got != "sources/b.yaml sources/sub/a.yaml sources/sub/a.yaml" {
		t.Errorf("got %s", got)
	}
}
