package ingest

import (
	"fmt"
	"io/fs"
	"maps"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/internal/diag"
	"miernik/pipeline/profile"
	"miernik/pipeline/sheet"
)

// referenceFiles finds the real files of public bodies, by base name.
func referenceFiles(t testing.TB) map[string]string {
	t.Helper()
	root := os.Getenv("MIERNIK_REFERENCE")
	if root == "" {
		root = "../../../shared"
	}
	out := map[string]string{}
	err := filepath.WalkDir(filepath.Join(root, "real"), func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			out[e.Name()] = path
		}
		return err
	})
	if err != nil || len(out) == 0 {
		t.Skipf("reference data not here (%v); set MIERNIK_REFERENCE", err)
	}
	return out
}

// referenceProfiles are the profiles of testdata/real, by file name.
func referenceProfiles(t testing.TB) map[string]*profile.Profile {
	t.Helper()
	text, err := os.ReadFile("testdata/real/profiles.yaml")
	if err != nil {
		t.Fatal(err)
	}
	cat := &catalog.Catalog{Variables: map[string]catalog.Entry[*indicators.Variable]{}}
	for _, m := range regexp.MustCompile(`variable: (\w+)`).FindAllStringSubmatch(string(text), -1) {
		cat.Variables[m[1]] = catalog.Entry[*indicators.Variable]{}
	}
	full := regexp.MustCompile(`(?m)^source: (.*)$`).ReplaceAllStringFunc(string(text), func(line string) string {
		return line + "\ntitle: {pl: T, en: T}\npublisher: P\norigin: real\nfiles: [\"*\"]"
	})
	list, found := profile.Load(catalog.Layer{FS: fstest.MapFS{"p.yaml": {Data: []byte(full)}}}, cat)
	for _, f := range found {
		t.Errorf("%s", f.Line("en"))
	}
	out := map[string]*profile.Profile{}
	for _, p := range list {
		out[p.Source] = p
	}
	return out
}

// cellWant is a value checked against the file by hand, or a status where
// there is none.
type cellWant struct {
	variable string
	unit     string
	year     indicators.Year
	value    float64
	status   string // "" for a value
	cell     string // place, "" where it is summed
}

// referenceWant is what a file must give. Sums are of all values of a variable.
type referenceWant struct {
	counts   string // rows = used + ignored + rejected, observations
	statuses string // observations without a value, by status
	sums     map[string]float64
	cells    []cellWant
	findings string // codes
}

// Every number here was found by another program: the CSV files by Python's
// csv module, workbooks by openpyxl, XML by ElementTree; single cells were
// read by eye from the middle of the files.
var referenceWants = map[string]referenceWant{
	"FINA_1582_CREL_20250113234730.csv": {"400 = 400 + 0 + 0, 400", "", map[string]float64{"a": 19739994135.69},
		[]cellWant{{"a", "1600000", 2023, 53849548.76, "", ":201:5"}, {"a", "0200000", 1999, 48007033, "", ":2:5"}}, ""},
	"LUDN_2137_CREL_20220407210714.csv": {"7431 = 7431 + 0 + 0, 7431", "", map[string]float64{"a": 38265013},
		[]cellWant{{"b", "1433062", 2020, 1880, "", ":3717:6"}, {"a", "3263011", 2020, 40948, "", ":7430:6"}}, ""},
	"LUDN_2462_CREL_20250113230153.csv": {"320 = 320 + 0 + 0, 320", "", nil, []cellWant{{"d", "1600000", 2023, 224091, "", ":161:7"}}, ""},
	"LUDN_3000_CREL_20250203204210.csv": {"608 = 608 + 0 + 0, 608", "no_information 16", nil, []cellWant{{"b", "1600000", 2023, -343, "", ":305:6"}}, "cell-value-with-sign"},
	"RACH_3499_CREL_20220408095919.csv": {"374 = 374 + 0 + 0, 374", "pending 17", map[string]float64{"a": 12331326}, []cellWant{{"a", "1600000", 2010, 30835, "", ":188:5"}}, ""},
	"RACH_3503_CREL_20220408093256.csv": {"374 = 374 + 0 + 0, 374", "no_information 68, pending 34", map[string]float64{"a": 28233.5},
		[]cellWant{{"a", "1600000", 2010, 102.9, "", ":188:5"}, {"a", "0000000", 2000, 0, "no_information", ":2:5"}}, "cell-value-with-sign cell-value-with-sign"},
	"FINA_2633_CTAB_20260608160916.EXCERPT.csv": {"11 = 11 + 0 + 0, 110", "no_information 10", nil,
		[]cellWant{{"a", "0202031", 2015, 4190819.86, "", ":7:3"}, {"a", "0202031", 2016, 0, "no_information", ":7:4"}, {"a", "0000000", 2015, 26420644694.45, "", ":2:3"}}, ""},
	"KULT_3881_CTAB_20220211231432.csv": {"380 = 380 + 0 + 0, 760", "", map[string]float64{"a": 2368}, []cellWant{{"a", "1611000", 2018, 6, "", ":191:3"}, {"b", "1611000", 2018, 2, "", ":191:7"}}, ""},
	"LUDN_2137_CTAB_20210625164329.csv": {"3779 = 2477 + 1302 + 0, 7431", "", map[string]float64{"a": 38265013}, []cellWant{{"a", "1603052", 2020, 3956, "", ":1891:3"}, {"c", "1603052", 2020, 430, "", ":1891:23"}}, "aggregate-row"},
	"TRAN_3164_CTAB_20220211231704.csv": {"378 = 378 + 0 + 0, 378", "", map[string]float64{"a": 17254.6}, []cellWant{{"a", "1611000", 2020, 39.2, "", ":190:3"}}, ""},
	"WYCH_2958_CTAB_20180206200238.csv": {"1 = 1 + 0 + 0, 14", "", nil, []cellWant{{"a", "0000000", 2003, 38, "", ":2:3"}, {"a", "0000000", 2016, 81.1, "", ":2:16"}}, ""},
	"kultura_imprezy_2015_agregaty.csv": {"108 = 17 + 91 + 0, 33", "", nil, []cellWant{{"a", "0000000", 2015, 217412, "", ":2:3"}, {"a", "1000000", 2015, 14663, "", ":9:3"}}, "aggregate-row"},
	"GUS_zarobki.csv":                   {"408 = 34 + 374 + 0, 34", "", nil, []cellWant{{"a", "2600000", 2015, 3441.12, "", ":201:7"}, {"b", "0000000", 2014, 3856.56, "", ":4:7"}}, "code-leading-zero"},
	"pomieszczenia_szkolne.csv":         {"395 = 395 + 0 + 0, 1975", "", nil, []cellWant{{"a", "2607000", 2007, 537, "", ":210:3"}, {"a", "1000000", 2007, 10941, "", ":10:3"}}, ""},
	"RYNE_1947_XREL_20161213173244.xlsx": {"61120 = 12224 + 48896 + 0, 12224", "no_information 5422", nil,
		[]cellWant{{"a", "1006000", 2000, 6809, "", "DANE!F2"}, {"b", "2063000", 2015, 0, "no_information", "DANE!F30561"}}, ""},
	"KULT_2159_XPIV_20161108171949.xlsx": {"224 = 224 + 0 + 0, 224", "", map[string]float64{}, []cellWant{{"a", "2600000", 2014, 2656, "", "DANE!F113"}, {"b", "1000000", 2002, 16669, "", "DANE!F2"}}, ""},
	"NAUK_2702_XPIV_20161108214742.xlsx": {"16 = 16 + 0 + 0, 176", "", nil, []cellWant{{"a", "1000000", 2005, 19.5, "", "TABLICA!C5"}, {"a", "2800000", 2015, 5.3, "", "TABLICA!M20"}}, ""},
	"Number of people.xlsx": {"10696 = 10696 + 0 + 0, 10696", "no_information 115", map[string]float64{"a": 1073055492},
		[]cellWant{{"a", "1610000", 2022, 51910, "", "Number of people!D5349"}, {"a", "0201000", 1995, 89407, "", "Number of people!D2"}}, "code-leading-zero"},
	"Percentage of children cared for in nurseries.xlsx": {"7520 = 7520 + 0 + 0, 7520", "no_information 10", map[string]float64{"a": 36100.9},
		[]cellWant{{"a", "1661000", 2022, 47.6, "", "Percentage of children!D3761"}}, "code-leading-zero"},
	"0201011 Bolesławiec (M).xlsx": {"79 = 21 + 58 + 0, 75", "", nil, []cellWant{{"b", "0201011", 2023, 1712, "", "Tabl. 1!D20"}, {"d", "0201011", 2034, 215, "", "Tabl. 3!B20"}}, ""},
	"0202033 Pieszyce (M-W).xlsx":  {"79 = 21 + 58 + 0, 75", "", nil, []cellWant{{"b", "0202033", 2023, 453, "", "Tabl. 1!D20"}, {"d", "0202033", 2034, 49, "", "Tabl. 3!B20"}}, ""},
	"1261011 m. Kraków.xlsx":       {"79 = 21 + 58 + 0, 75", "", nil, []cellWant{{"b", "1261011", 2023, 33274, "", "Tabl. 1!D20"}, {"d", "1261011", 2034, 7913, "", "Tabl. 3!B20"}}, ""},
	"2411011 Racibórz (M).xlsx": {"79 = 21 + 58 + 0, 75", "", nil, []cellWant{{"a", "2411011", 2022, 50130, "", "Tabl. 1!C8"}, {"c", "2411011", 2022, 7889, "", "Tabl. 2!C9"},
		{"c", "2411011", 2031, 6805, "", "Tabl. 2!L9"}, {"d", "2411011", 2034, 260, "", "Tabl. 3!B20"}}, ""},
	"powiat_2402 bielski.xlsx": {"314 = 40 + 274 + 0, 116", "", nil, []cellWant{{"b", "2402000", 2023, 1990, "", "Tabl. 1!D20"}, {"d", "2402000", 2036, 1374, "", "Tabl. 4!B20"}}, ""},
	"04_ludnosc_rezydenci_RD'2025.xls": {"158 = 32 + 126 + 0, 48", "", map[string]float64{"a": 36497500}, []cellWant{{"a", "~||dolnośląskie||województwo", 2024, 2798300, "", "Tabl. 24!B16"},
		{"b", "~||podkarpackie||województwo", 2024, 419000, "", "Tabl. 24!B112"}, {"c", "~||wielkopolskie||województwo", 2024, 656000, "", "Tabl. 24!C30"}}, ""},
	"08_urodzenia_RD'2025.xlsx": {"91 = 66 + 25 + 0, 66", "", map[string]float64{"a": 252560, "b": 103766}, []cellWant{{"a", "~||łódzkie||województwo", 2024, 14904, "", "Tabl. 54 (78)!B13"},
		{"b", "~||podlaskie||województwo", 2024, 2838, "", ""}, {"c", "~bielsko-biała|||1|gmina", 2024, 984, "", "Tabl. 55 (79)!B11"}}, ""},
	"2022_EGZAMINY.xlsx":                       {"1287 = 1287 + 0 + 0, 837", "", map[string]float64{"a": 44042, "b": 2589950}, []cellWant{{"a", "1002011", 2022, 516, "", ""}, {"b", "1002011", 2022, 30784, "", ""}}, ""},
	"2023_EGZAMINY.xlsx":                       {"1280 = 1280 + 0 + 0, 837", "", map[string]float64{"a": 42582, "b": 2741229}, []cellWant{{"a", "1002011", 2023, 531, "", ""}, {"b", "1002011", 2023, 34330, "", ""}}, ""},
	"rspo_2023_03_06.redacted.csv":             {"32 = 32 + 0 + 0, 14", "", map[string]float64{"a": 9360, "b": 30}, []cellWant{{"a", "2211043", 2023, 1455, "", ""}, {"a", "2211072", 2023, 3046, "", ""}}, ""},
	"csv_SIO 30.09.2022_Szkoły i placówki.csv": {"24 = 18 + 6 + 0, 2", "", nil, []cellWant{{"a", "100201", 2022, 3086.1887, "", ""}, {"b", "100201", 2022, 10, "", ""}}, ""},
	"2022_SZKOŁY.xml":                          {"23 = 18 + 5 + 0, 2", "", nil, []cellWant{{"a", "100201", 2022, 3086.1887, "", ""}, {"b", "100201", 2022, 10, "", ""}}, ""},
	"2022_ETATY.xml":                           {"16 = 16 + 0 + 0, 2", "", nil, []cellWant{{"a", "~kutno|kutnowski|łódzkie|1|gmina", 2022, 450.72, "", ""}, {"b", "~kutno|kutnowski|łódzkie|1|gmina", 2022, 321.36, "", ""}}, ""},
}

// TestReferenceFiles reads every real file by its profile and compares it with
// what other programs and the eye read in it.
func TestReferenceFiles(t *testing.T) {
	files, profiles := referenceFiles(t), referenceProfiles(t)
	for name, want := range referenceWants {
		t.Run(name, func(t *testing.T) {
			path, p := files[name], profiles[name]
			if path == "" || p == nil {
				t.Fatalf("file %q, profile %v", path, p)
			}
			book, err := sheet.Open(path, sheet.Options{Encoding: p.Encoding, Delimiter: p.Delimiter})
			if err != nil {
				t.Fatal(err)
			}
			defer book.Close()
			compareReference(t, readBook(t, p, name, book), want)
		})
	}
}

func compareReference(t *testing.T, r *result, want referenceWant) {
	t.Helper()
	if r.err != nil {
		t.Fatal(r.err, r.found)
	}
	c := r.counts
	if got := fmt.Sprintf("%d = %d + %d + %d, %d", c.Rows, c.Used, c.Ignored, c.Rejected, c.Observations); got != want.counts {
		t.Errorf("counts %s, want %s", got, want.counts)
	}
	if got := missingByStatus(r); got != want.statuses {
		t.Errorf("missing: %q, want %q", got, want.statuses)
	}
	var codes []string
	for _, f := range r.found {
		codes = append(codes, string(f.Code))
	}
	if got := strings.Join(codes, " "); got != want.findings {
		t.Errorf("findings %q, want %q: %v", got, want.findings, r.found)
	}
	for variable, sum := range want.sums {
		got := 0.0
		for _, o := range r.obs {
			if o.Variable == variable {
				got += o.Value
			}
		}
		if math.Abs(got-sum) > 1e-6*math.Abs(sum) {
			t.Errorf("sum of %s is %v, want %v", variable, got, sum)
		}
	}
	for _, w := range want.cells {
		compareCell(t, r, w)
	}
}

func missingByStatus(r *result) string {
	n := map[string]int{}
	for _, o := range r.obs {
		if !o.HasValue {
			n[string(o.Status)]++
		}
	}
	var out []string
	for _, s := range slices.Sorted(maps.Keys(n)) {
		out = append(out, fmt.Sprintf("%s %d", s, n[s]))
	}
	return strings.Join(out, ", ")
}

func compareCell(t *testing.T, r *result, w cellWant) {
	t.Helper()
	for _, o := range r.obs {
		if o.Variable != w.variable || string(o.Unit) != w.unit || o.Year != w.year {
			continue
		}
		cell := diag.Place{Sheet: o.Sheet, Row: o.Row, Col: o.Col}.String()
		switch {
		case w.status != "" && (o.HasValue || string(o.Status) != w.status):
			t.Errorf("%s %s %d is %v (%s), want %s", w.variable, w.unit, w.year, o.Value, o.Status, w.status)
		case w.status == "" && (!o.HasValue || math.Abs(o.Value-w.value) > 1e-9*math.Max(1, math.Abs(w.value))):
			t.Errorf("%s %s %d is %v (%s), want %v", w.variable, w.unit, w.year, o.Value, o.Status, w.value)
		case w.cell != "" && strings.TrimPrefix(cell, "!") != w.cell:
			t.Errorf("%s %s %d stands at %s, want %s", w.variable, w.unit, w.year, cell, w.cell)
		}
		return
	}
	t.Errorf("%s %s %d is not there", w.variable, w.unit, w.year)
}

// TestReferenceProfilesAreForFiles: no profile is without its file and no
// expectation without its profile.
func TestReferenceProfilesAreForFiles(t *testing.T) {
	profiles := referenceProfiles(t)
	for name := range referenceWants {
		if profiles[name] == nil {
			t.Errorf("%s has no profile", name)
		}
	}
	for name := range profiles {
		if _, ok := referenceWants[name]; !ok {
			t.Errorf("%s has no expectation", name)
		}
	}
}
