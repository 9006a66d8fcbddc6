package bdl

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"miernik/indicators"
)

// Kind is an endpoint of the API.
type Kind string

// The endpoints that are used.
const (
	DataByVariable Kind = "data/by-variable"
	DataByUnit     Kind = "data/by-unit"
	UnitList       Kind = "units"
	VariableList   Kind = "variables"
	SubjectList    Kind = "subjects"
	AttributeList  Kind = "attributes"
)

// Level is a level of units; the zero value is every level.
type Level uint8

// Levels of the API. Level Gmina of the API also carries parts of gminas (the
// town and the rural part of an urban-rural gmina, districts).
const (
	AnyLevel Level = iota
	Country
	Macroregion
	Voivodeship
	Region
	Subregion
	Powiat
	Gmina
)

// ParseLevel reads a level number of the API: 0 country to 6 gmina, "" every
// level.
func ParseLevel(s string) (Level, error) {
	if s == "" {
		return AnyLevel, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > int(Gmina)-1 || len(s) != 1 {
		return 0, fmt.Errorf("%w: level %q is not 0 to 6", ErrRequest, s)
	}
	return Level(n + 1), nil
}

// String is the number the API uses; "" for every level.
func (l Level) String() string {
	if l == AnyLevel {
		return ""
	}
	return strconv.Itoa(int(l) - 1)
}

// ErrRequest is wrapped when a request is not well formed.
var ErrRequest = errors.New("BDL request")

// Request asks for one answer.
type Request struct {
	Kind      Kind
	Variable  int               // DataByVariable
	Unit      string            // DataByUnit: 12 digits
	Variables []int             // DataByUnit
	Years     []indicators.Year // data; empty: every year
	Level     Level             // DataByVariable, UnitList, VariableList
	Parent    string            // DataByVariable, UnitList: unit; SubjectList: subject
	Subject   string            // VariableList
	Aggregate int               // data; 0: what the API takes
}

var (
	unitForm    = regexp.MustCompile(`^\d{12}$`)
	subjectForm = regexp.MustCompile(`^[KGP]\d{1,6}$`)
)

// Check reports the first thing that is wrong with a request.
func (r Request) Check() error {
	bad := func(format string, args ...any) error {
		return fmt.Errorf("%w %s: %s", ErrRequest, r.Kind, fmt.Sprintf(format, args...))
	}
	switch r.Kind {
	case DataByVariable:
		if r.Variable <= 0 {
			return bad("variable id %d", r.Variable)
		}
	case DataByUnit:
		if !unitForm.MatchString(r.Unit) {
			return bad("unit id %q is not 12 digits", r.Unit)
		}
		if len(r.Variables) == 0 {
			return bad("no variables")
		}
	case VariableList:
		if !subjectForm.MatchString(r.Subject) {
			return bad("subject id %q", r.Subject)
		}
	case UnitList, SubjectList, AttributeList:
	default:
		return bad("unknown endpoint")
	}
	form := unitForm
	if r.Kind == SubjectList {
		form = subjectForm
	}
	if r.Parent != "" && !form.MatchString(r.Parent) {
		return bad("parent id %q", r.Parent)
	}
	if r.Level > Gmina || r.Aggregate < 0 || slices.ContainsFunc(r.Variables, func(v int) bool { return v <= 0 }) {
		return bad("level %d, aggregate %d, variables %v", r.Level, r.Aggregate, r.Variables)
	}
	if !r.data() && (len(r.Years) > 0 || r.Aggregate > 0) {
		return bad("years and aggregates are for data")
	}
	for _, y := range r.Years {
		if y < indicators.MinYear || y > indicators.MaxYear {
			return bad("year %d", y)
		}
	}
	return nil
}

// Name is the stem of the answer's files: variable, level and years. Equal
// requests have equal names, whatever the order of years and variables.
func (r Request) Name() string {
	var parts []string
	add := func(label, value string) {
		if value != "" {
			parts = append(parts, label+"-"+value)
		}
	}
	switch r.Kind {
	case DataByVariable:
		add("var", strconv.Itoa(r.Variable))
	case DataByUnit:
		add("unit", r.Unit)
		add("vars", list(r.Variables))
	case AttributeList, UnitList, SubjectList, VariableList:
		parts = append(parts, string(r.Kind))
		add("subject", r.Subject)
	}
	add("level", r.Level.String())
	add("parent", r.Parent)
	if r.Aggregate > 0 {
		add("agg", strconv.Itoa(r.Aggregate))
	}
	if r.data() {
		years := list(r.Years)
		if years == "" {
			years = "all"
		}
		parts = append(parts, years)
	}
	return strings.Join(parts, "_")
}

func (r Request) data() bool { return r.Kind == DataByVariable || r.Kind == DataByUnit }

// list writes numbers as ranges: 2018-2020+2022. A long list is named by how
// many there are and a hash.
func list[N int | indicators.Year](numbers []N) string {
	sorted := slices.Clone(numbers)
	slices.Sort(sorted)
	sorted = slices.Compact(sorted)
	var parts []string
	for i := 0; i < len(sorted); {
		j := i
		for j+1 < len(sorted) && sorted[j+1] == sorted[j]+1 {
			j++
		}
		text := fmt.Sprint(sorted[i])
		if j > i {
			text += fmt.Sprint("-", sorted[j])
		}
		parts = append(parts, text)
		i = j + 1
	}
	text := strings.Join(parts, "+")
	if len(text) > 80 {
		sum := sha256.Sum256([]byte(text))
		text = fmt.Sprintf("%d-of-%s", len(sorted), hex.EncodeToString(sum[:6]))
	}
	return text
}

// path is the endpoint with its id and the query of the first page.
func (r Request) path() string {
	path, q := string(r.Kind), url.Values{"format": {"json"}, "lang": {"pl"}, "page": {"0"}, "page-size": {strconv.Itoa(pageSize)}}
	set := func(name, value string) {
		if value != "" {
			q.Set(name, value)
		}
	}
	switch r.Kind {
	case DataByVariable:
		path += "/" + strconv.Itoa(r.Variable)
		set("unit-level", r.Level.String())
		set("unit-parent-id", r.Parent)
	case DataByUnit:
		path += "/" + r.Unit
		for _, v := range slices.Compact(slices.Sorted(slices.Values(r.Variables))) {
			q.Add("var-id", strconv.Itoa(v))
		}
	default:
		set("level", r.Level.String())
		set("parent-id", r.Parent)
		set("subject-id", r.Subject)
	}
	for _, y := range slices.Compact(slices.Sorted(slices.Values(r.Years))) {
		q.Add("year", strconv.Itoa(int(y)))
	}
	if r.Aggregate > 0 {
		set("aggregate-id", strconv.Itoa(r.Aggregate))
	}
	return path + "?" + q.Encode()
}

// subject of the request: the metadata page that exists exactly when its id
// is right, "" when there is none.
func (r Request) subject() string {
	switch {
	case r.Kind == DataByVariable:
		return "variables/" + strconv.Itoa(r.Variable)
	case r.Kind == DataByUnit:
		return "units/" + r.Unit
	case r.Kind == VariableList:
		return "subjects/" + r.Subject
	case r.Kind == UnitList && r.Parent != "":
		return "units/" + r.Parent
	case r.Kind == SubjectList && r.Parent != "":
		return "subjects/" + r.Parent
	}
	return ""
}
