package indicators

import (
	"errors"
	"fmt"
	"strings"
)

// TERYT is a seven-character code of the TERC register, WWPPGGR, always text:
// województwo WW00000, powiat WWPP000, gmina WWPPGGR with R the kind.
type TERYT string

// Level is the tier of local government a unit belongs to.
type Level string

// The levels a unit can have. Part is a piece of a gmina (kinds 4, 5, 8, 9),
// which must never be counted beside its gmina.
const (
	LevelCountry     Level = "kraj"
	LevelVoivodeship Level = "województwo"
	LevelPowiat      Level = "powiat"
	LevelGmina       Level = "gmina"
	LevelPart        Level = "część"
)

// ParseLevel accepts the level names used in definitions and profiles.
func ParseLevel(s string) (Level, error) {
	switch l := Level(s); l {
	case LevelCountry, LevelVoivodeship, LevelPowiat, LevelGmina:
		return l, nil
	}
	return "", fmt.Errorf("unknown level %q (kraj, województwo, powiat, gmina)", s)
}

// CodeForm tells how a unit code was written in a file.
type CodeForm string

// The ways unit codes are written in real files.
const (
	FormTERYT    CodeForm = "teryt"     // seven digits
	FormLostZero CodeForm = "lost_zero" // the leading zero was lost: six digits of a TERYT code, eleven of a BDL id, 0 for the country
	FormNTS      CodeForm = "nts"       // ten digits, old nomenclature
	FormBDL      CodeForm = "bdl"       // twelve digits, unit id of the BDL API

	FormNumber      CodeForm = "number"      // WWPPGG, a gmina without the digit of its kind
	FormUnclear     CodeForm = "unclear"     // six digits: a lost zero or a missing kind, only the register can tell
	FormPowiat      CodeForm = "powiat"      // WWPP; declared only
	FormVoivodeship CodeForm = "voivodeship" // WW; declared only
	FormMinistry    CodeForm = "ministry"    // TERYT, but WWPP000 for a city with powiat rights means the city; declared only
)

// ErrRegion is wrapped, beside ErrUnitCode, when a code is of a statistical region, which is no
// unit of the register: a macroregion, region or subregion.
var ErrRegion = errors.New("a statistical region")

// ErrUnitCode is wrapped by every error of ParseUnitCode.
var ErrUnitCode = errors.New("not a unit code")

// ParseTERYT accepts exactly seven digits.
func ParseTERYT(s string) (TERYT, error) {
	if len(s) != 7 || !digits(s) {
		return "", fmt.Errorf("%w: %q is not seven digits", ErrUnitCode, s)
	}
	return TERYT(s), nil
}

// ParseUnitCode turns the code forms that hold a whole TERYT code into it:
// seven digits as they are; six digits with the leading zero restored; ten
// digits of the old NTS as c[1:3]+c[5:7]+c[7:9]+c[9]; twelve digits of a BDL
// unit id as c[2:4]+c[7:9]+c[9:11]+c[11], eleven when its zero was lost; 0 is
// the country. ParseUnitRef also reads codes that lack the kind of the gmina.
func ParseUnitCode(s string) (TERYT, CodeForm, error) {
	if !digits(s) {
		return "", "", fmt.Errorf("%w: %q", ErrUnitCode, s)
	}
	switch len(s) {
	case 1:
		if s == "0" {
			return "0000000", FormLostZero, nil // the country, written as a number
		}
	case 7:
		return TERYT(s), FormTERYT, nil
	case 6:
		if s[0] == '0' {
			return "", "", fmt.Errorf("%w: %q has six digits and a leading zero: the kind digit is missing", ErrUnitCode, s)
		}
		return TERYT("0" + s), FormLostZero, nil
	case 10:
		region := s[3:5]
		if s[1:3] == "00" {
			region += s[:1] // a region has no województwo
		}
		return statistical(s, TERYT(s[1:3]+s[5:7]+s[7:9]+s[9:]), FormNTS, region)
	case 11:
		t, _, err := ParseUnitCode("0" + s)
		return t, FormLostZero, err
	case 12:
		region := s[4:7]
		if s[2:4] == "00" {
			region += s[:2] // a macroregion has no województwo
		}
		return statistical(s, TERYT(s[2:4]+s[7:9]+s[9:11]+s[11:]), FormBDL, region)
	}
	return "", "", fmt.Errorf("%w: %q has %d digits (7, 6, 10, 11 or 12 expected)", ErrUnitCode, s, len(s))
}

// statistical tells units from regions: above the powiat the digits of the
// regions must be zero.
func statistical(s string, t TERYT, form CodeForm, region string) (TERYT, CodeForm, error) {
	if l := t.Level(); (l == LevelCountry || l == LevelVoivodeship) && strings.Trim(region, "0") != "" {
		return "", form, fmt.Errorf("%w: %w: %q", ErrUnitCode, ErrRegion, s)
	}
	return t, form, nil
}

func digits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// Level of the unit, read from the code alone.
func (t TERYT) Level() Level {
	switch {
	case t == "0000000":
		return LevelCountry
	case t[2:] == "00000":
		return LevelVoivodeship
	case t[4:] == "000":
		return LevelPowiat
	}
	switch t[6] {
	case '1', '2', '3':
		return LevelGmina
	}
	return LevelPart
}

// Voivodeship is the code of the województwo the unit lies in.
func (t TERYT) Voivodeship() TERYT { return t[:2] + "00000" }

// Powiat is the code of the powiat the unit lies in.
func (t TERYT) Powiat() TERYT { return t[:4] + "000" }

// Whole is the gmina a part belongs to: 4 and 5 are the town and the rural
// area of an urban-rural gmina (3), 8 and 9 districts of an urban one (1).
// Districts carry a gmina number of their own, so the city is WWPP01 1.
// Other units are returned unchanged.
func (t TERYT) Whole() TERYT {
	if t.Level() != LevelPart {
		return t
	}
	switch t[6] {
	case '4', '5':
		return t[:6] + "3"
	case '8', '9':
		return t[:4] + "011"
	}
	return t
}

// GminaKind is the kind of a gmina in the words of the register.
type GminaKind string

// The kinds of gminas.
const (
	KindUrban      GminaKind = "miejska"
	KindRural      GminaKind = "wiejska"
	KindUrbanRural GminaKind = "miejsko-wiejska"
)

// Kind reads the kind of a gmina from the last digit; empty for other levels.
func (t TERYT) Kind() GminaKind {
	if t.Level() != LevelGmina {
		return ""
	}
	return [...]GminaKind{KindUrban, KindRural, KindUrbanRural}[t[6]-'1']
}
