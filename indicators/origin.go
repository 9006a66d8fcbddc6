package indicators

import (
	"slices"
	"strconv"
	"strings"
)

// OriginKind is the kind of source system a variable stands in.
type OriginKind string

// Kinds of source systems.
const (
	OriginBDL      OriginKind = "bdl"      // Local Data Bank of GUS
	OriginSIO      OriginKind = "sio"      // education information system
	OriginExam     OriginKind = "exam"     // results of examination boards
	OriginForm     OriginKind = "form"     // statistical form or survey: K-03, KFT-1, AFBP
	OriginRegister OriginKind = "register" // public register: RSPO, NID
)

// Origin says where a variable stands in one source system. An id, section or
// field that nobody has seen is left empty or marked as not verified; it is
// never made up.
type Origin struct {
	Kind     OriginKind
	ID       int    // bdl: number of the variable, 0 unknown
	Code     string // bdl: subject, e.g. P2137; sio and form: form; exam: body; register: name
	Table    string // exam: list or sheet; form: section
	Field    string // column or field of the form
	Verified bool   // whether somebody saw it so at the source
}

// Label names the origin as a person reads it, in Polish.
func (o Origin) Label() string {
	var parts []string
	add := func(prefix, s string) {
		if s != "" {
			parts = append(parts, prefix+s)
		}
	}
	switch o.Kind {
	case OriginBDL:
		parts = append(parts, "GUS BDL")
		if o.ID != 0 {
			add("zmienna ", strconv.Itoa(o.ID))
		}
		add("podgrupa ", o.Code)
	case OriginSIO:
		add("", o.Code)
		if !strings.Contains(o.Code, "SIO") {
			parts = slices.Insert(parts, 0, "SIO")
		}
	default:
		add("", o.Code)
		add("", o.Table)
	}
	return strings.Join(parts, ", ")
}

// BDL is the origin of the variable in the Local Data Bank.
func (v *Variable) BDL() (Origin, bool) {
	for _, o := range v.Origins {
		if o.Kind == OriginBDL {
			return o, true
		}
	}
	return Origin{}, false
}

// OriginLabels names several origins in one line, in Polish.
func OriginLabels(list []Origin) string {
	var labels []string
	for _, o := range list {
		labels = append(labels, o.Label())
	}
	return strings.Join(labels, "; ")
}
