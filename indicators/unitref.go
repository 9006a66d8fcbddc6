package indicators

import (
	"fmt"
	"strings"
)

// UnitRef is what a file says about the unit of a figure, as text that stands
// in a table where a code would. The register makes a unit of it. It is one of
//
//	1002011     a TERYT code, seven digits
//	100201      the number of a gmina (WWPPGG) without the digit of its kind
//	201011?     six digits that are a code without its zero or such a number
//	~kutno|…    a UnitKey
type UnitRef string

// TERYT is the code, when the reference is one.
func (r UnitRef) TERYT() (TERYT, bool) {
	t, err := ParseTERYT(string(r))
	return t, err == nil
}

// Key is the name key, when the reference is one.
func (r UnitRef) Key() (UnitKey, bool) {
	if !strings.HasPrefix(string(r), keyMark) {
		return UnitKey{}, false
	}
	k, err := ParseUnitKey(string(r))
	return k, err == nil
}

// Number is the six digits of a gmina without its kind; unclear says that they
// may as well be a code whose zero was lost.
func (r UnitRef) Number() (digits6 string, unclear, ok bool) {
	digits6, unclear = strings.CutSuffix(string(r), "?")
	return digits6, unclear, len(digits6) == 6 && digits(digits6)
}

// Level of the unit, as far as the reference tells.
func (r UnitRef) Level() Level {
	if t, ok := r.TERYT(); ok {
		return t.Level()
	}
	if _, _, ok := r.Number(); ok {
		return LevelGmina
	}
	k, _ := r.Key()
	if k.Level == LevelGmina && k.Kinds().Part() {
		return LevelPart
	}
	return k.Level
}

// Whole is the gmina a part belongs to; other references are returned as they
// are.
func (r UnitRef) Whole() UnitRef {
	if t, ok := r.TERYT(); ok {
		return UnitRef(t.Whole())
	}
	if k, ok := r.Key(); ok {
		return UnitRef(k.Whole().String())
	}
	return r
}

// ParseUnitRef reads a code whose form the profile does not declare: the forms
// of ParseUnitCode, and six digits of a gmina's number where nothing else can
// be meant. Which of the two six digits are is decided by what the register
// could hold: województwa have the even numbers 02 to 32, kinds the digits
// 1 to 5, 8 and 9, gminas no number 00. Where both remain the form is unclear
// and the register decides.
func ParseUnitRef(s string) (UnitRef, CodeForm, error) {
	if len(s) != 6 || !digits(s) {
		t, form, err := ParseUnitCode(s)
		return UnitRef(t), form, err
	}
	code, number := plausible(TERYT("0"+s)), numberPlausible(s)
	switch {
	case s[0] == '0':
		code = false // the zero is there
	case code && number:
		return UnitRef(s + "?"), FormUnclear, nil
	}
	switch {
	case code:
		return UnitRef("0" + s), FormLostZero, nil
	case number:
		return UnitRef(s), FormNumber, nil
	}
	return "", "", fmt.Errorf("%w: %q is neither a code without its zero nor the number of a gmina", ErrUnitCode, s)
}

// plausible reports whether the register could hold a code.
func plausible(t TERYT) bool {
	switch {
	case !voivodeshipNumber(string(t[:2])):
		return false
	case t[2:4] == "00" || t[4:6] == "00":
		return t[4:] == "000"
	}
	return strings.IndexByte("1234589", t[6]) >= 0
}

func numberPlausible(s string) bool {
	return voivodeshipNumber(s[:2]) && s[2:4] != "00" && s[4:6] != "00"
}

func voivodeshipNumber(ww string) bool {
	return ww >= "02" && ww <= "32" && (ww[1]-'0')%2 == 0
}

// ParseDeclaredCode reads a code in the form its profile declares, which may
// be one that says too little to be recognised: FormNumber (six digits, five
// when the zero was lost), FormPowiat (four, three), FormVoivodeship (two,
// one), FormMinistry. Other forms are read as by ParseUnitRef.
func ParseDeclaredCode(s string, form CodeForm) (UnitRef, error) {
	width, zeros := 0, ""
	switch form {
	case FormNumber:
		width = 6
	case FormPowiat:
		width, zeros = 4, "000"
	case FormVoivodeship:
		width, zeros = 2, "00000"
	case FormMinistry:
		t, _, err := ParseUnitCode(s)
		if err != nil {
			return "", err
		}
		return UnitRef(MinistryCode(t)), nil
	default:
		r, _, err := ParseUnitRef(s)
		return r, err
	}
	if len(s) == width-1 {
		s = "0" + s
	}
	if len(s) != width || !digits(s) || !voivodeshipNumber(s[:2]) {
		return "", fmt.Errorf("%w: %q is not %d digits of a %s", ErrUnitCode, s, width, form)
	}
	return UnitRef(s + zeros), nil
}

// MinistryCode is the TERYT code of a code of the Ministry of Finance, which
// writes WWPP000 for a city with powiat rights (PP from 61 on), where TERYT
// has WWPP011 for the city and WWPP000 for its powiat. Use it only where the
// profile declares that form.
func MinistryCode(t TERYT) TERYT {
	if t.Level() == LevelPowiat && t[2:4] >= "61" {
		return t[:4] + "011"
	}
	return t
}

// JoinCode joins a code that stands in several columns: numbers of
// województwo, powiat and gmina, each of which may have lost its zero, and the
// kind as a digit or in words ("M", "W", "MW"). Without a kind the result is
// the number of the gmina; without a gmina it is the powiat, without a powiat
// the województwo.
func JoinCode(voivodeship, powiat, gmina, kind string) (UnitRef, error) {
	code := ""
	for _, field := range []string{voivodeship, powiat, gmina} {
		if len(field) == 1 {
			field = "0" + field
		}
		if field == "" {
			field = "00"
		}
		code += field
	}
	kinds, ok := ParseKinds(kind)
	if len(code) != 6 || !digits(code) || !voivodeshipNumber(code[:2]) || !ok || code[2:4] == "00" && code[4:] != "00" {
		return "", fmt.Errorf("%w: %q, %q, %q, %q", ErrUnitCode, voivodeship, powiat, gmina, kind)
	}
	if code[4:] == "00" {
		kinds = "0"
	}
	return UnitRef(code + string(kinds)), nil
}
