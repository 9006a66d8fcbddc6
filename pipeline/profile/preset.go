package profile

import (
	"embed"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"miernik/internal/diag"
	"miernik/internal/yamldoc"
)

//go:embed presets/*.yaml
var presetFiles embed.FS

// preset is a layout with the defaults of a publisher. A key that a profile
// writes replaces that of the preset; signs and cells add to it.
type preset struct {
	base Format
	doc  profileDoc
	text string
}

// presets reads the embedded files once.
var presets = sync.OnceValue(loadPresets)

// Presets lists the formats that are a layout with defaults.
func Presets() []Format { return slices.Sorted(maps.Keys(presets())) }

// PresetText is the YAML of a preset, for people and for documentation.
func PresetText(f Format) string { return presets()[f].text }

func loadPresets() map[Format]preset {
	out := map[Format]preset{}
	files, err := presetFiles.ReadDir("presets")
	if err != nil {
		panic(err) // embedded
	}
	for _, file := range files {
		text, err := presetFiles.ReadFile("presets/" + file.Name())
		if err != nil {
			panic(err) // embedded
		}
		name := strings.TrimSuffix(file.Name(), path.Ext(file.Name()))
		docs, found := yamldoc.Parse(name, text)
		if len(docs) != 1 || len(found) > 0 {
			panic("preset " + name + ": not one document") // a mistake in our own file
		}
		var d struct {
			Base string `yaml:"base,required"`
			profileDoc
		}
		for _, f := range docs[0].Decode(&d) {
			if f.Code != diag.YAMLMissingKey { // a preset is not a whole profile
				panic("preset " + name + ": " + f.Line("en"))
			}
		}
		out[Format(name)] = preset{base: Format(d.Base), doc: d.profileDoc, text: string(text)}
	}
	return out
}
