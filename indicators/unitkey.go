package indicators

import "strings"

// UnitKey tells a unit by names.
type UnitKey struct {
	Gmina, Powiat, Voivodeship, Kind string
	Level                            Level
}

// Code is the text form.
func (k UnitKey) Code() TERYT {
	return TERYT("~" + strings.Join([]string{k.Gmina, k.Powiat, k.Voivodeship, k.Kind, string(k.Level)}, "|"))
}
