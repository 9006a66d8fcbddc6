// Package peers holds the definitions of comparison groups: the schemes built
// into the program, what a workspace changes in them, and the groups a user
// names. The stage pipeline/compare forms the groups.
package peers

import (
	"slices"
	"strings"

	"miernik/indicators"
	"miernik/internal/diag"
)

// Codes of the schemes.
const (
	Kind            = "kind"
	Size            = "size"
	Voivodeship     = "voivodeship"
	KindVoivodeship = "kind_voivodeship"
	SLZ             = "slz"
	Neighbours      = "neighbours"
	Nearest         = "nearest"
	Named           = "named"
)

// Form says how the groups of a scheme lie among the units.
type Form string

// Partition puts each unit into one group; Own gives each unit a group of its
// own, without itself; Named is the list of groups that a user names, which may
// overlap and leave units out.
const (
	FormPartition Form = "partition"
	FormOwn       Form = "own"
	FormNamed     Form = "named"
)

// Schemes lists the codes, partitions first. A workspace computes all of them
// unless it says otherwise.
func Schemes() []string {
	return []string{Kind, Size, Voivodeship, KindVoivodeship, SLZ, Neighbours, Nearest, Named}
}

// FormOf is the form of a scheme.
func FormOf(scheme string) Form {
	switch scheme {
	case Neighbours, Nearest:
		return FormOwn
	case Named:
		return FormNamed
	}
	return FormPartition
}

// Scheme is one way of forming groups.
type Scheme struct {
	Code        string
	Version     int
	Name        indicators.Text
	Explanation string
	Source      string // of data the scheme brings along
	Why         string // why these cut points, weights, thresholds
	Minimum     int    // smallest group with quartiles; 0: that of the workspace

	Classes    map[string][]int // size: cut points by level, or by kind of a powiat; the lower end belongs to the class
	TownAbove  int              // slz: inhabitants above which a town is in the second group
	Count      int              // nearest: units in a group
	Within     string           // nearest: kind or level, whom a unit may be like
	Known      int              // nearest: per cent of the weight that both units must know
	Indicators []Likeness       // nearest: what units are compared by
	Pairs      []Pair           // neighbours

	Place diag.Place
}

// Likeness is an indicator that the nearest units are found by.
type Likeness struct {
	Indicator string
	Weight    float64
	Log       bool // its logarithm is compared
	Why       string
}

// Pair is two gminas with a common stretch of boundary.
type Pair struct{ A, B indicators.TERYT }

// Group is a group that a user names.
type Group struct {
	ID    string
	Name  indicators.Text
	Level indicators.Level
	Units []indicators.TERYT
	Why   string
	Place diag.Place
}

// Definitions is all schemes and named groups, each in the last layer that
// has it.
type Definitions struct {
	Schemes map[string]Scheme
	Groups  []Group // by id
}

// Likenesses are the indicators that the nearest units are found by, when that
// scheme is wanted.
func (d *Definitions) Likenesses(wanted []string) []Likeness {
	if d == nil || !slices.Contains(wanted, Nearest) {
		return nil
	}
	return d.Schemes[Nearest].Indicators
}

// Likened are their cards.
func (d *Definitions) Likened(wanted []string) map[string]bool {
	out := map[string]bool{}
	for _, l := range d.Likenesses(wanted) {
		out[l.Indicator] = true
	}
	return out
}

// Plan says which schemes a run forms and what they are used for.
type Plan struct {
	*Definitions
	Schemes []string // wanted
	Compare string   // the scheme of the comparison group: a partition
	Display []Shown  // groups shown beside it, in their order
	Minimum int      // smallest group with quartiles and classes
}

// Shown is a scheme to show, or one of the named groups.
type Shown struct{ Scheme, Group string }

// ParseShown reads a scheme, or "named:ID".
func ParseShown(s string) (Shown, bool) {
	if id, ok := strings.CutPrefix(s, Named+":"); ok {
		return Shown{Named, id}, indicators.ValidID(id)
	}
	return Shown{Scheme: s}, s != Named && slices.Contains(Schemes(), s)
}
