package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"miernik/indicators"
	"miernik/pipeline/bdl"
	"miernik/pipeline/workspace"
)

// listFlags ask for the dictionaries of the API instead of data.
type listFlags struct {
	variables, subjects string
	attributes, top     bool
}

func (l *listFlags) bind(a *app, f *pflag.FlagSet) {
	f.StringVar(&l.variables, "variables", "", a.t("wypisz zmienne podgrupy (P2137) z numerami", "list the variables of a subgroup (P2137) with their ids"))
	f.StringVar(&l.subjects, "subjects", "", a.t("wypisz grupy kategorii (K27) albo podgrupy grupy (G603)", "list the groups of a category (K27) or the subgroups of a group (G603)"))
	f.BoolVar(&l.top, "categories", false, a.t("wypisz kategorie", "list the categories"))
	f.BoolVar(&l.attributes, "attributes", false, a.t("wypisz atrybuty wartości", "list the attributes of values"))
}

func (l listFlags) any() bool {
	return l.variables != "" || l.subjects != "" || l.attributes || l.top
}

// fetchLists brings a dictionary up to date and prints it.
func (a *app) fetchLists(ctx context.Context, client *bdl.Client, dir string, l listFlags) error {
	r := bdl.Request{Kind: bdl.AttributeList}
	switch {
	case l.variables != "":
		r = bdl.Request{Kind: bdl.VariableList, Subject: l.variables}
	case l.subjects != "" || l.top:
		r = bdl.Request{Kind: bdl.SubjectList, Parent: l.subjects}
	}
	if err := r.Check(); err != nil {
		return usageError{err}
	}
	ans, ok, err := a.fetchOne(ctx, client, r)
	if err != nil || !ok {
		return err
	}
	t := &table{}
	for _, name := range ans.Files {
		if err := listPage(t, r.Kind, filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	return t.write(a.stdout, a.output)
}

// listPage adds the records of a page to a table.
func listPage(t *table, kind bdl.Kind, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	switch kind {
	case bdl.VariableList:
		t.columns = []string{"id", "name", "unit", "level", "from", "to"}
		for v, err := range bdl.ReadVariables(f) {
			if err != nil {
				return err
			}
			t.add(append([]any{v.ID, joined(v.N1, v.N2, v.N3, v.N4, v.N5), v.MeasureUnitName, v.Level}, ends(v.Years)...))
		}
	case bdl.SubjectList:
		t.columns = []string{"id", "name", "has_variables", "children"}
		for s, err := range bdl.ReadSubjects(f) {
			if err != nil {
				return err
			}
			t.add([]any{s.ID, s.Name, s.HasVariables, strings.Join(s.Children, " ")})
		}
	default:
		t.columns = []string{"id", "symbol", "name", "description"}
		for v, err := range bdl.ReadAttributes(f) {
			if err != nil {
				return err
			}
			t.add([]any{v.ID, v.Symbol, v.Name, v.Description})
		}
	}
	return nil
}

func joined(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, ", ")
}

func ends(years []int) []any {
	if len(years) == 0 {
		return []any{nil, nil}
	}
	return []any{years[0], years[len(years)-1]}
}

// apiUnits finds the API's ids of the units in scope, for the levels that may
// be asked by unit. Nothing is asked when the whole register is in scope, nor
// by a plan: then only lists that are kept are used.
func (a *app) apiUnits(ctx context.Context, client *bdl.Client, ws *workspace.Workspace, needs []bdl.Need, plan bool) (map[bdl.Level][]string, error) {
	out := map[bdl.Level][]string{}
	if len(ws.Config.Scope) == 0 {
		return out, nil
	}
	asked := map[bdl.Level]bool{}
	for _, n := range needs {
		if !n.ByUnit || asked[n.Level] {
			continue
		}
		asked[n.Level] = true
		r := bdl.UnitListRequest(n.Level)
		if _, complete, ok := client.Kept(r); plan && !(ok && complete) {
			a.say("no-unit-list", map[string]any{"level": n.Level.String()}, "Wykaz jednostek poziomu %s nie jest jeszcze pobrany; plan liczy zapytania o zmienne", "The list of units of level %s is not fetched yet; the plan counts requests by variable", n.Level.String())
			continue
		}
		ans, ok, err := a.fetchOne(ctx, client, r)
		if err != nil || !ok {
			return out, err
		}
		for _, name := range ans.Files {
			ids, err := unitsInScope(filepath.Join(ws.Path("gus/api"), name), ws.Config)
			if err != nil {
				return out, err
			}
			out[n.Level] = append(out[n.Level], ids...)
		}
	}
	return out, nil
}

func unitsInScope(path string, cfg workspace.Config) ([]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []string
	for u, err := range bdl.ReadUnits(f) {
		if err != nil {
			return out, err
		}
		if t, _, err := indicators.ParseUnitCode(u.ID); err == nil && t.Level() != indicators.LevelPart && cfg.InScope(t) {
			out = append(out, u.ID)
		}
	}
	return out, nil
}
