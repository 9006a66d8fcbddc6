package indicators

import (
	"errors"
	"fmt"
	"strings"
)

// UnitKey names a unit by what a file prints where it has no code: the names
// of the unit and of the units above it, as far as the file gives them. The
// unit's own name is the field of its level. The key of the country has no
// name; a name that a file gives at that level and that is not the country's
// stands in Voivodeship, so that it is not lost.
type UnitKey struct {
	Gmina, Powiat, Voivodeship string

	Kind  string // as printed; of a normal key the digits of Kinds, or folded words that are no kind
	Level Level  // empty: of the lowest field that is not
}

// ErrUnitKey is wrapped by every error of ParseUnitKey.
var ErrUnitKey = errors.New("not a unit key")

// keyMark begins the text of a key; no code does.
const keyMark = "~"

// NameKey makes the key of a unit of which a file gives one name; level is the
// level the file is about.
func NameKey(name string, level Level) UnitKey {
	return UnitKey{Level: level}.named(name).Normal()
}

// named puts the unit's own name into the field of its level.
func (k UnitKey) named(name string) UnitKey {
	switch k.Level {
	case LevelGmina:
		k.Gmina = name
	case LevelPowiat:
		k.Powiat = name
	case LevelVoivodeship, LevelCountry:
		k.Voivodeship = name
	}
	return k
}

// Normal is the key with its names folded, the words around them taken off,
// and its level filled in; normalising again changes nothing. Keys are equal
// when their normal forms are. A name that tells another level than the key
// ("Powiat kutnowski", "Polska" in a list of gminas) has that level, so that
// such rows can be told from the others.
func (k UnitKey) Normal() UnitKey {
	if k.Level == "" {
		k.Level = k.lowest()
	}
	if n := ParseUnitName(k.Name()); n.Level != "" && n.Level != k.Level {
		return UnitKey{Voivodeship: k.Voivodeship, Level: n.Level}.named(k.Name()).Normal()
	}
	if k.Level == LevelCountry {
		k = UnitKey{Voivodeship: FoldName(k.Voivodeship), Level: LevelCountry}
		if countries[k.Voivodeship] {
			k.Voivodeship = ""
		}
		return k
	}
	kinds := k.Kinds()
	for _, f := range []struct {
		name  *string
		level Level
	}{{&k.Gmina, LevelGmina}, {&k.Powiat, LevelPowiat}, {&k.Voivodeship, LevelVoivodeship}} {
		n := ParseUnitName(*f.name)
		if n.Level != "" && n.Level != f.level {
			n = UnitName{Name: FoldName(*f.name)} // a gmina named in the column of powiats
		}
		*f.name = n.Name
		if k.Level == f.level {
			kinds = kinds.and(n.Kinds)
		}
	}
	if k.Kind = FoldName(k.Kind); k.Kind == "" || k.Kinds() != noKind {
		k.Kind = string(kinds)
	}
	return k
}

// lowest is the level of the lowest field that is not empty.
func (k UnitKey) lowest() Level {
	switch {
	case FoldName(k.Gmina) != "":
		return LevelGmina
	case FoldName(k.Powiat) != "":
		return LevelPowiat
	case FoldName(k.Voivodeship) != "":
		return LevelVoivodeship
	}
	return ""
}

// Kinds are the kinds of gmina that the key leaves possible; those of a powiat
// are "1" for a city with powiat rights. Words that are no kind leave none.
func (k UnitKey) Kinds() Kinds {
	if strings.Trim(k.Kind, "01234589") == "" {
		return Kinds(k.Kind)
	}
	if kinds, ok := ParseKinds(k.Kind); ok {
		return kinds
	}
	return noKind
}

// Name is the unit's own name, empty for the country.
func (k UnitKey) Name() string {
	switch k.Level {
	case LevelPowiat:
		return k.Powiat
	case LevelVoivodeship, LevelCountry:
		return k.Voivodeship
	}
	return k.Gmina
}

// At is the key of the unit at a level, its own or one above, for figures of
// facilities that are summed to it: the powiat of a school listed with its
// gmina.
func (k UnitKey) At(level Level) UnitKey {
	k = k.Normal()
	if k.Level == level {
		return k
	}
	up := UnitKey{Level: level}
	switch level {
	case LevelPowiat:
		up.Powiat, up.Voivodeship = k.Powiat, k.Voivodeship
	case LevelVoivodeship:
		up.Voivodeship = k.Voivodeship
	}
	return up
}

// Whole is the key of the gmina a part belongs to: the gmina of a town or of
// a rural area has their name; a district has the name of its city only as
// that of the powiat. Other keys are returned as they are.
func (k UnitKey) Whole() UnitKey {
	k = k.Normal()
	if k.Level != LevelGmina {
		return k
	}
	kinds := k.Kinds()
	if kinds == noKind {
		return k
	}
	if kinds != "" && strings.Trim(string(kinds), "89") == "" && k.Powiat != "" {
		k.Gmina = k.Powiat
	}
	k.Kind = string(kinds.Whole())
	return k
}

// String is the compact text of the normal key, ~gmina|powiat|województwo|
// kinds|level, which stands where a code would. ParseUnitKey reads it.
func (k UnitKey) String() string {
	k = k.Normal()
	return keyMark + strings.Join([]string{k.Gmina, k.Powiat, k.Voivodeship, k.Kind, string(k.Level)}, "|")
}

// Code is String where a field of type TERYT holds a code or a key.
func (k UnitKey) Code() TERYT { return TERYT(k.String()) }

// ParseUnitKey reads the text of a key, also one whose names are not folded
// yet and whose kind is a word. A key without a name for its level is none.
func ParseUnitKey(s string) (UnitKey, error) {
	rest, ok := strings.CutPrefix(s, keyMark)
	f := strings.Split(rest, "|")
	if !ok || len(f) != 5 {
		return UnitKey{}, fmt.Errorf("%w: %q", ErrUnitKey, s)
	}
	k := UnitKey{Gmina: f[0], Powiat: f[1], Voivodeship: f[2], Kind: f[3], Level: Level(f[4])}.Normal()
	if _, err := ParseLevel(string(k.Level)); err != nil {
		return UnitKey{}, fmt.Errorf("%w: %q: %w", ErrUnitKey, s, err)
	}
	if k.Name() == "" && k.Level != LevelCountry {
		return UnitKey{}, fmt.Errorf("%w: %q has no name of a %s", ErrUnitKey, s, k.Level)
	}
	return k, nil
}

// Label is the key for people, in Polish: "kutno, powiat kutnowski, wiejska".
func (k UnitKey) Label() string {
	k = k.Normal()
	if k.Level == LevelCountry && k.Name() == "" {
		return "Polska"
	}
	parts := []string{k.Name()}
	if k.Level == LevelGmina && k.Powiat != "" {
		parts = append(parts, "powiat "+k.Powiat)
	}
	if k.Voivodeship != k.Name() && k.Voivodeship != "" {
		parts = append(parts, "województwo "+k.Voivodeship)
	}
	switch kinds := k.Kinds(); {
	case kinds == "1" && k.Level == LevelPowiat:
		parts = append(parts, "miasto na prawach powiatu")
	case k.Kind == string(noKind):
		parts = append(parts, "rodzaj sprzeczny")
	case kinds == noKind:
		parts = append(parts, "rodzaj: "+k.Kind)
	case kinds != "":
		parts = append(parts, kinds.label())
	}
	return strings.Join(parts, ", ")
}
