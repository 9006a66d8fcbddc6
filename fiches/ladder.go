package fiches

import "miernik/indicators"

// Ladder says what the cost of a service is taken apart from: spending per
// pupil = (posts per class · wages per post + other spending per class) / pupils
// per class. Each part is a linear formula of variables.
type Ladder []LadderPart

// LadderPart is one total of the ladder.
type LadderPart struct {
	Part   string // spending, pupils, classes, posts, wages, class_pupils
	Text   string
	Linear indicators.Linear
}

// ladderUnits are the parts in their order with the unit each is measured in.
// class_pupils are the pupils that the classes are of, where classes are counted
// in other schools than the spending; without it, pupils.
var ladderUnits = []struct{ part, unit string }{
	{"spending", "zł"}, {"pupils", "os."}, {"classes", "oddział"}, {"posts", "etat"}, {"wages", "zł"}, {"class_pupils", "os."},
}

type ladderDoc struct {
	Spending    string `yaml:"spending,required"`
	Pupils      string `yaml:"pupils,required"`
	Classes     string `yaml:"classes,required"`
	Posts       string `yaml:"posts,required"`
	Wages       string `yaml:"wages,required"`
	ClassPupils string `yaml:"class_pupils"`
}

// ladder reads the parts; a formula that cannot be read is left to the rule.
func ladder(d *ladderDoc) Ladder {
	if d == nil {
		return nil
	}
	texts := map[string]string{"spending": d.Spending, "pupils": d.Pupils, "classes": d.Classes, "posts": d.Posts, "wages": d.Wages, "class_pupils": d.ClassPupils}
	if texts["class_pupils"] == "" {
		texts["class_pupils"] = d.Pupils
	}
	var out Ladder
	for _, u := range ladderUnits {
		linear, err := indicators.ParseFormula(texts[u.part])
		if err != nil {
			linear = nil
		}
		out = append(out, LadderPart{Part: u.part, Text: texts[u.part], Linear: linear})
	}
	return out
}

// Variables lists the variables of the ladder, each once.
func (l Ladder) Variables() []string {
	var out []string
	seen := map[string]bool{}
	for _, p := range l {
		for _, t := range p.Linear {
			if !seen[t.Variable] {
				seen[t.Variable] = true
				out = append(out, t.Variable)
			}
		}
	}
	return out
}
