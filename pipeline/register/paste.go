package register

import (
	"fmt"
	"strconv"
	"strings"

	"miernik/indicators"
)

// Paste writes the line of a mapping file that would lead a reference of a
// source to a candidate, for a person to check and paste. name is what the
// file prints beside the reference; a candidate without a unit leaves that to
// be filled in.
func Paste(ref indicators.UnitRef, source, name string, c Candidate) string {
	var fields []string
	add := func(key, value string) {
		if value != "" {
			fields = append(fields, key+": "+strconv.Quote(value))
		}
	}
	if k, ok := ref.Key(); ok {
		text := k.Name()
		if k.Kinds() == indicators.AnyTown {
			text = "m. " + text
		}
		if n := indicators.NameKey(name, k.Level); n.Level == k.Level && n.Name() == k.Name() && n.Kind == k.Kind {
			text = strings.Join(strings.Fields(name), " ")
		}
		add("name", text)
		if k.Level == indicators.LevelGmina {
			add("powiat", k.Powiat)
			if _, single := indicators.ParseKinds(k.Kind); single {
				add("kind", k.Kind)
			}
		}
		if k.Level != indicators.LevelVoivodeship {
			add("voivodeship", k.Voivodeship)
		}
	} else {
		add("code", strings.TrimSuffix(string(ref), "?"))
	}
	add("source", source)
	why := "do uzupełnienia"
	switch {
	case c.Score > 0:
		why = fmt.Sprintf("podobieństwo nazwy %.0f%%, do sprawdzenia", 100*c.Score)
	case c.Unit != "":
		why = "jedna z możliwych jednostek, do sprawdzenia"
	}
	fields = append(fields, "unit: "+strconv.Quote(string(c.Unit)), "reason: "+strconv.Quote(why), "verified: false")
	return "  - {" + strings.Join(fields, ", ") + "}"
}
