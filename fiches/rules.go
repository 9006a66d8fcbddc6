package fiches

import (
	"miernik/indicators/catalog"
	"miernik/internal/diag"
	"miernik/internal/yamldoc"
)

func ficheRules() []diag.Rule[Subject] {
	return []diag.Rule[Subject]{
		ruleKnownIndicators(), ruleRepeatedIndicators(), ruleWeights(), ruleRoles(), ruleDimensionWeights(), ruleWeightSets(), ruleUnscored(),
		ruleScoreSettings(), ruleFill(), ruleLevel(), ruleCondition(), ruleStandards(), ruleLadder(), ruleHistory(),
		ruleTexts(), ruleIndicators(), ruleDimensions(), ruleSource(), ruleVerified(),
	}
}

func hierarchyRules() []diag.Rule[HierarchySubject] {
	return []diag.Rule[HierarchySubject]{
		ruleHierarchyUnknown(), ruleHierarchyRepeated(), ruleHierarchyCycle(), ruleHierarchyWeights(), ruleHierarchyUnscored(), ruleHierarchyLevel(), ruleHierarchyScale(),
	}
}

func testRules() []diag.Rule[TestSubject] { return []diag.Rule[TestSubject]{ruleTestNames()} }

func everythingRules() []diag.Rule[Everything] {
	return []diag.Rule[Everything]{
		ruleCodes(), ruleOrphans(), ruleUnused(), ruleUntested(), ruleOutsideHierarchy(), ruleUnreachable(), ruleUnreachableLocal(),
	}
}

// Check reports what only the whole catalogue shows: orphans, unused and
// unreachable variables, fiches without tests.
func Check(e Everything) diag.List {
	found := diag.Apply(everythingRules(), e)
	found.Sort()
	return found
}

// Reasons lists every code the fiches report beside those of the catalogue,
// with the sentence why.
func Reasons() []diag.Reason {
	out := []diag.Reason{{Code: diag.FicheVersions, Why: diag.Phrase{
		PL: "W każdym roku obowiązuje jedna wersja fiszki; przy dwóch ocena zależałaby od kolejności plików.",
		EN: "One version of a fiche is in force in a year; with two the score would depend on the order of files."}}}
	out = append(out, diag.Reasons(ficheRules())...)
	out = append(out, diag.Reasons(hierarchyRules())...)
	out = append(out, diag.Reasons(testRules())...)
	return append(out, diag.Reasons(everythingRules())...)
}

// UnfinishedTexts reports texts a scaffold left open.
func UnfinishedTexts(doc *yamldoc.Document) diag.List { return catalog.UnfinishedTexts(doc) }
