// Package workspace holds the folder a run works on: what a person keeps
// there (configuration, profiles, source files), and what the program makes
// (out/ and state/). Nothing is written anywhere else.
package workspace

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/indicators/robust"
	"miernik/internal/diag"
	"miernik/internal/yamldoc"
	"miernik/pipeline/peers"
)

// ConfigFile is the name that makes a folder a workspace.
const ConfigFile = "miernik.yaml"

// Workspace is an opened folder.
type Workspace struct {
	Dir    string // absolute
	Config Config
}

// Config is miernik.yaml.
type Config struct {
	Name      string
	From, To  indicators.Year
	Scope     []string      // unit codes or prefixes of codes; empty: every unit of the register
	Register  string        // date of the register in force, ISO; empty: the latest delivered
	Schemes   []string      // peer schemes that are formed
	Compare   string        // the scheme of the comparison group; empty: no partition is formed
	Display   []peers.Shown // groups shown beside the comparison group, in their order
	MinGroup  int           // smaller groups show no quartiles
	CardUnits []string      // units whose cards every run makes
	FailOn    string        // info, warning, error, never
	MemoryMB  int           // limit of the database engine
	Threads   int
	Test      robust.Options // test of the method; no draws: none is made
}

type configDoc struct {
	Name   string `yaml:"name,required"`
	Period struct {
		From int16 `yaml:"from,required"`
		To   int16 `yaml:"to,required"`
	} `yaml:"period,required"`
	Scope    []string `yaml:"scope"`
	Register string   `yaml:"register"`
	Peers    struct {
		Schemes []string `yaml:"schemes"`
		Compare string   `yaml:"compare"`
		Display []string `yaml:"display"`
		Minimum int      `yaml:"minimum"`
	} `yaml:"peers"`
	Reports struct {
		Units []string `yaml:"units"`
	} `yaml:"reports"`
	FailOn string `yaml:"fail_on"`
	Limits struct {
		MemoryMB int `yaml:"memory_mb"`
		Threads  int `yaml:"threads"`
	} `yaml:"limits"`
	Sensitivity struct {
		Draws *int     `yaml:"draws"`
		Noise *float64 `yaml:"noise"`
		Seed  *int     `yaml:"seed"`
	} `yaml:"sensitivity"`
}

// ErrNotWorkspace is wrapped when a folder has no configuration.
var ErrNotWorkspace = errors.New("not a workspace")

// Open reads the configuration of a folder. Findings with errors make the
// workspace unusable.
func Open(dir string) (*Workspace, diag.List, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, nil, err
	}
	text, err := os.ReadFile(filepath.Join(abs, ConfigFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("%w: %s has no %s", ErrNotWorkspace, dir, ConfigFile)
	}
	if err != nil {
		return nil, nil, err
	}
	docs, found := yamldoc.Parse(ConfigFile, text)
	if len(docs) == 0 {
		if len(found) == 0 {
			found.Add(diag.YAMLMissingKey, diag.Place{File: ConfigFile}, "name")
		}
		return nil, found, nil
	}
	cfg, problems := decode(docs[0])
	return &Workspace{Dir: abs, Config: cfg}, append(found, problems...), nil
}

func decode(doc *yamldoc.Document) (Config, diag.List) {
	var d configDoc
	found := doc.Decode(&d)
	bad := func(path, got, want string) { found.Add(diag.DefValue, doc.At(path), path, got, want) }
	c := Config{
		Name: d.Name, From: indicators.Year(d.Period.From), To: indicators.Year(d.Period.To), Scope: d.Scope, Register: d.Register,
		Schemes: d.Peers.Schemes, MinGroup: d.Peers.Minimum, CardUnits: d.Reports.Units,
		FailOn: d.FailOn, MemoryMB: d.Limits.MemoryMB, Threads: d.Limits.Threads,
	}
	if c.FailOn == "" {
		c.FailOn = "error"
	}
	if len(c.Schemes) == 0 {
		c.Schemes = peers.Schemes()
	}
	if c.MinGroup == 0 {
		c.MinGroup = 5
	}
	if c.MemoryMB == 0 {
		c.MemoryMB = 1200
	}
	if c.Threads == 0 {
		c.Threads = 2
	}
	c.Test = tested(d.Sensitivity.Draws, d.Sensitivity.Noise, d.Sensitivity.Seed, bad)
	if c.From > c.To || c.From < indicators.MinYear || c.To > indicators.MaxYear {
		bad("period", fmt.Sprintf("%d–%d", c.From, c.To), fmt.Sprintf("%d–%d", indicators.MinYear, indicators.MaxYear))
	}
	if !slices.Contains([]string{"info", "warning", "error", "never"}, c.FailOn) {
		bad("fail_on", c.FailOn, "info, warning, error, never")
	}
	if c.MinGroup < 2 {
		bad("peers.minimum", strconv.Itoa(c.MinGroup), "≥ 2")
	}
	for i, s := range c.Schemes {
		if !slices.Contains(peers.Schemes(), s) {
			bad(fmt.Sprintf("peers.schemes[%d]", i), s, strings.Join(peers.Schemes(), ", "))
		}
	}
	c.Compare, c.Display = compared(d.Peers.Compare, d.Peers.Display, c.Schemes, bad)
	for i, s := range c.Scope {
		if !scopeForm.MatchString(s) {
			bad(fmt.Sprintf("scope[%d]", i), s, "TERYT")
		}
	}
	if _, err := time.Parse(time.DateOnly, c.Register); c.Register != "" && err != nil {
		bad("register", c.Register, "YYYY-MM-DD")
	}
	for i, u := range c.CardUnits {
		if _, err := indicators.ParseTERYT(u); err != nil {
			bad(fmt.Sprintf("reports.units[%d]", i), u, "TERYT")
		}
	}
	return c, found
}

// compared reads the comparison group and the groups shown beside it. Without
// them units are compared with their kind, and see their voivodeship,
// neighbours and nearest units, as far as these are formed.
func compared(compare string, display, schemes []string, bad func(path, got, want string)) (string, []peers.Shown) {
	partitions := slices.DeleteFunc(slices.Clone(schemes), func(s string) bool { return peers.FormOf(s) != peers.FormPartition })
	switch {
	case compare == "" && slices.Contains(partitions, peers.Kind):
		compare = peers.Kind
	case compare == "" && len(partitions) > 0:
		compare = partitions[0]
	case compare != "" && !slices.Contains(partitions, compare):
		bad("peers.compare", compare, strings.Join(partitions, ", "))
	}
	var out []peers.Shown
	for i, text := range display {
		s, ok := peers.ParseShown(text)
		if !ok || !slices.Contains(schemes, s.Scheme) || s.Scheme == compare || slices.Contains(out, s) {
			bad(fmt.Sprintf("peers.display[%d]", i), text, strings.Join(slices.DeleteFunc(slices.Clone(schemes), func(s string) bool { return s == compare || s == peers.Named }), ", ")+", named:ID")
			continue
		}
		out = append(out, s)
	}
	if len(display) == 0 {
		for _, s := range []string{peers.Voivodeship, peers.Neighbours, peers.Nearest} {
			if slices.Contains(schemes, s) && s != compare {
				out = append(out, peers.Shown{Scheme: s})
			}
		}
	}
	return compare, out
}

// Plan is what a run does with comparison groups.
func (c Config) Plan(d *peers.Definitions) peers.Plan {
	return peers.Plan{Definitions: d, Schemes: c.Schemes, Compare: c.Compare, Display: c.Display, Minimum: c.MinGroup}
}

// maxDraws keeps the memory of the test bounded.
const maxDraws = 20000

// tested reads the settings of the test of the method; draws: 0 turns it off.
func tested(draws *int, noise *float64, seed *int, bad func(path, got, want string)) robust.Options {
	o := robust.Defaults()
	if draws != nil {
		o.Draws = *draws
	}
	if noise != nil {
		o.Noise = *noise
	}
	if o.Draws < 0 || o.Draws > maxDraws {
		bad("sensitivity.draws", strconv.Itoa(o.Draws), fmt.Sprintf("0–%d", maxDraws))
	}
	if !(o.Noise >= 0 && o.Noise <= 1) {
		bad("sensitivity.noise", strconv.FormatFloat(o.Noise, 'g', -1, 64), "0–1")
	}
	if seed != nil && *seed < 0 {
		bad("sensitivity.seed", strconv.Itoa(*seed), "≥ 0")
	} else if seed != nil {
		o.Seed = uint64(*seed)
	}
	return o
}

// scopeForm is a unit code or its prefix: województwo, powiat, number of a gmina.
var scopeForm = regexp.MustCompile(`^\d{2}(\d{2}(\d{2}\d?)?)?$`)

// Out is the folder of results.
func (w *Workspace) Out(elem ...string) string {
	return filepath.Join(append([]string{w.Dir, "out"}, elem...)...)
}

// State is the folder of snapshots, staged Parquet, history and lock.
func (w *Workspace) State(elem ...string) string {
	return filepath.Join(append([]string{w.Dir, "state"}, elem...)...)
}

// Database is the published file.
func (w *Workspace) Database() string { return w.Out("miernik.duckdb") }

// Layer is a folder of definitions in the workspace, empty when absent.
func (w *Workspace) Layer(folder string) catalog.Layer {
	return catalog.Layer{FS: dirFS{os.DirFS(filepath.Join(w.Dir, folder))}, Prefix: folder}
}

// dirFS is a folder that may be absent.
type dirFS struct{ fs.FS }

func (d dirFS) Open(name string) (fs.File, error) {
	f, err := d.FS.Open(name)
	if name == "." && errors.Is(err, fs.ErrNotExist) {
		return emptyDir{}, nil
	}
	return f, err
}

type emptyDir struct{}

func (emptyDir) Stat() (fs.FileInfo, error)         { return emptyInfo{}, nil }
func (emptyDir) Read([]byte) (int, error)           { return 0, fs.ErrInvalid }
func (emptyDir) Close() error                       { return nil }
func (emptyDir) ReadDir(int) ([]fs.DirEntry, error) { return nil, nil }

type emptyInfo struct{ fs.FileInfo }

func (emptyInfo) Name() string      { return "." }
func (emptyInfo) IsDir() bool       { return true }
func (emptyInfo) Mode() fs.FileMode { return fs.ModeDir }

// ErrOutside is wrapped when a pattern or link leads out of the workspace.
var ErrOutside = errors.New("leaves the workspace")

// Glob lists the files that match a pattern of a profile, as slash paths
// relative to the workspace, sorted. Absolute patterns, ".." and symbolic
// links that lead out are refused.
func (w *Workspace) Glob(pattern string) ([]string, error) {
	if path.IsAbs(pattern) || filepath.IsAbs(pattern) || slices.Contains(strings.Split(pattern, "/"), "..") {
		return nil, fmt.Errorf("%w: %s", ErrOutside, pattern)
	}
	names, err := fs.Glob(os.DirFS(w.Dir), path.Clean(pattern))
	if err != nil {
		return nil, err
	}
	root, err := filepath.EvalSymlinks(w.Dir)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		real, err := filepath.EvalSymlinks(filepath.Join(w.Dir, filepath.FromSlash(name)))
		if err != nil {
			return nil, err
		}
		if rel, err := filepath.Rel(root, real); err != nil || !filepath.IsLocal(rel) {
			return nil, fmt.Errorf("%w: %s", ErrOutside, name)
		}
	}
	slices.Sort(names)
	return names, nil
}

// Path is the place of a file of the workspace.
func (w *Workspace) Path(name string) string { return filepath.Join(w.Dir, filepath.FromSlash(name)) }

// InScope reports whether a unit is in scope: its code, or a prefix of it, is
// listed. A województwo given as "10" or "1000000" takes all its units, the
// country "0000000" every unit.
func (c Config) InScope(t indicators.TERYT) bool {
	if len(c.Scope) == 0 {
		return true
	}
	for _, s := range c.Scope {
		prefix := s
		if len(s) == 7 {
			for _, zeros := range []string{"0000000", "00000", "000"} {
				if p, ok := strings.CutSuffix(s, zeros); ok {
					prefix = p
					break
				}
			}
		}
		if strings.HasPrefix(string(t), prefix) {
			return true
		}
	}
	return false
}
