package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"miernik/indicators"
	"miernik/pipeline/register"
	"miernik/pipeline/warehouse"
	"miernik/pipeline/workspace"
)

func (a *app) unitsCmd() *cobra.Command {
	var changes, unresolved bool
	cmd := &cobra.Command{
		Use: "units [TEXT]", Args: cobra.ArbitraryArgs,
		Short: a.t("rejestr jednostek: szukaj po nazwie lub kodzie, zmiany, nierozpoznane nazwy i kody", "register of units: search by name or code, changes, names and codes not resolved"),
		Long: a.t(`Szuka w rejestrze opublikowanej bazy: kod lub jego początek, nazwa, część nazwy; gdy nic nie pasuje, podobne nazwy.
--changes: zmiany między rejestrami. --unresolved: nazwy i kody plików, których nie rozpoznano, z podpowiedziami i gotowym wierszem do mappings/.`,
			`Searches the register of the published database: a code or its beginning, a name, a part of one; when nothing fits, similar names.
--changes: changes between registers. --unresolved: names and codes of files that were not resolved, with suggestions and a line ready for mappings/.`),
		Example: "  miernik units kutno\n  miernik units 1002\n  miernik units --changes\n  miernik units --unresolved -o csv",
		RunE: func(cmd *cobra.Command, args []string) error {
			text := strings.Join(args, " ")
			if changes && unresolved {
				return a.usage("--changes i --unresolved wykluczają się", "--changes and --unresolved exclude each other")
			}
			return a.read(func(_ *workspace.Workspace, db *warehouse.DB) error {
				switch {
				case changes:
					return a.unitChanges(cmd, db, text)
				case unresolved:
					return a.unresolved(cmd, db, text)
				}
				return a.searchUnits(cmd, db, text)
			})
		},
	}
	cmd.Flags().BoolVar(&changes, "changes", false, a.t("zmiany między rejestrami", "changes between registers"))
	cmd.Flags().BoolVar(&unresolved, "unresolved", false, a.t("nierozpoznane nazwy i kody z podpowiedziami", "names and codes not resolved, with suggestions"))
	return cmd
}

func (a *app) unitChanges(cmd *cobra.Command, db *warehouse.DB, text string) error {
	return a.printQuery(cmd, db, `SELECT c.old_teryt, c.new_teryt, c.change, u.full_name AS unit, c.reason, c.register_from, c.register_to, c.verified
		FROM unit_change c LEFT JOIN unit u ON u.teryt = coalesce(c.new_teryt, c.old_teryt)
		WHERE starts_with(c.old_teryt, ?) OR starts_with(coalesce(c.new_teryt, ''), ?) OR contains(lower(coalesce(u.full_name, '') || ' ' || c.reason), lower(?))
		ORDER BY c.register_to, c.old_teryt, c.change, c.reason`, text, text, text)
}

// found is a unit of the register with how the searched text fits it.
type found struct {
	unit  indicators.TERYT
	match string
	score any
}

// publishedRegister makes a register of the units of the published database.
func publishedRegister(cmd *cobra.Command, db *warehouse.DB) (*register.Register, []indicators.TERYT, error) {
	var list []register.Unit
	var order []indicators.TERYT
	err := db.Each(cmd.Context(), `SELECT teryt, name, level, kind, city_powiat FROM unit ORDER BY teryt`, func(r *warehouse.Rows) error {
		var u register.Unit
		err := r.Scan((*string)(&u.TERYT), &u.Name, (*string)(&u.Level), &u.Kind, &u.CityPowiat)
		list, order = append(list, u), append(order, u.TERYT)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	var date time.Time
	err = db.Each(cmd.Context(), `SELECT register_date FROM run`, func(r *warehouse.Rows) error { return r.Scan(&date) })
	return register.Of(date, list), order, err
}

func (a *app) searchUnits(cmd *cobra.Command, db *warehouse.DB, text string) error {
	reg, order, err := publishedRegister(cmd, db)
	if err != nil {
		return err
	}
	var list []found
	if text != "" && strings.Trim(text, "0123456789") == "" {
		list, err = byCode(cmd, db, reg, order, text)
	} else {
		list = byName(reg, order, text)
	}
	if err != nil {
		return err
	}
	scope := map[string]bool{}
	err = db.Each(cmd.Context(), `SELECT teryt FROM unit WHERE in_scope`, func(r *warehouse.Rows) error {
		var t string
		err := r.Scan(&t)
		scope[t] = true
		return err
	})
	if err != nil {
		return err
	}
	t := &table{columns: []string{"teryt", "name", "level", "kind", "powiat", "voivodeship", "in_scope", "match", "score"}}
	for _, f := range list {
		u := reg.Units[f.unit]
		var powiat, voivodeship any
		if u.Level == indicators.LevelGmina {
			powiat = reg.Units[u.TERYT.Powiat()].Name
		}
		if u.Level == indicators.LevelGmina || u.Level == indicators.LevelPowiat {
			voivodeship = strings.ToLower(reg.Units[u.TERYT.Voivodeship()].Name)
		}
		t.add([]any{string(u.TERYT), u.Name, string(u.Level), u.Kind, powiat, voivodeship, scope[string(u.TERYT)], f.match, f.score})
	}
	return t.write(a.stdout, a.output)
}

// byCode finds units by the beginning of their code, else what a stale or
// incomplete code means.
func byCode(cmd *cobra.Command, db *warehouse.DB, reg *register.Register, order []indicators.TERYT, text string) ([]found, error) {
	var out []found
	for _, t := range order {
		if strings.HasPrefix(string(t), text) {
			out = append(out, found{unit: t, match: "code"})
		}
	}
	if len(out) > 0 {
		return out, nil
	}
	err := db.Each(cmd.Context(), `SELECT new_teryt, reason FROM unit_change WHERE old_teryt = ? AND new_teryt IN (SELECT teryt FROM unit) ORDER BY register_to, new_teryt`, func(r *warehouse.Rows) error {
		var f found
		err := r.Scan((*string)(&f.unit), &f.match)
		out = append(out, f)
		return err
	}, text)
	if ref, _, bad := indicators.ParseUnitRef(text); bad == nil && err == nil && len(out) == 0 {
		if res := reg.Resolve(ref, register.Context{}); res.Unit != "" {
			out = append(out, found{unit: res.Unit, match: res.Reason})
		}
	}
	return out, err
}

// byName finds units by name: those of just that name before those that
// contain it, else those that look alike, best first.
func byName(reg *register.Register, order []indicators.TERYT, text string) []found {
	n := indicators.ParseUnitName(text)
	var same, containing []found
	for _, t := range order {
		switch name := indicators.FoldName(reg.Units[t].Name); {
		case n.Level != "" && n.Level != t.Level() || t.Level() == indicators.LevelGmina && !n.Kinds.Has(t[6]):
		case name == n.Name:
			same = append(same, found{unit: t, match: "name"})
		case strings.Contains(name, n.Name):
			containing = append(containing, found{unit: t, match: "part"})
		}
	}
	if out := append(same, containing...); len(out) > 0 {
		return out
	}
	var similar []register.Candidate
	for _, level := range []indicators.Level{indicators.LevelGmina, indicators.LevelPowiat, indicators.LevelVoivodeship} {
		if k := indicators.NameKey(text, level); k.Level == level {
			similar = append(similar, reg.Suggest(k, maxSimilar)...)
		}
	}
	slices.SortStableFunc(similar, func(a, b register.Candidate) int { return cmp.Compare(b.Score, a.Score) })
	var out []found
	for _, c := range similar[:min(len(similar), maxSimilar)] {
		out = append(out, found{unit: c.Unit, match: "similar", score: c.Score})
	}
	return out
}

// maxSimilar is how many similar names a search shows.
const maxSimilar = 8

// unresolved lists what no unit was found for, with one row a suggestion.
func (a *app) unresolved(cmd *cobra.Command, db *warehouse.DB, text string) error {
	reg, _, err := publishedRegister(cmd, db)
	if err != nil {
		return err
	}
	t := &table{columns: []string{"source", "printed", "reason", "observations", "years", "place", "rank", "suggestion", "name", "score", "mapping"}}
	err = db.Each(cmd.Context(), `SELECT unit_code, source, max(unit_name), reason, count(*), CAST(min(year) AS INTEGER), CAST(max(year) AS INTEGER),
			coalesce(arg_min(file || CASE WHEN sheet = '' THEN ':' ELSE '!' || sheet || '!' END || row, row), min(file))
		FROM observation_unmatched GROUP BY unit_code, source, reason
		HAVING ? = '' OR contains(lower(unit_code || ' ' || max(unit_name)), lower(?)) ORDER BY source, count(*) DESC, unit_code, reason`, func(r *warehouse.Rows) error {
		var code, source, name, reason string
		var n, from, to int
		var place string
		if err := r.Scan(&code, &source, &name, &reason, &n, &from, &to, &place); err != nil {
			return err
		}
		ref := indicators.UnitRef(code)
		printed := code
		if k, ok := ref.Key(); ok {
			printed = k.Label()
		} else if name != "" {
			printed += " (" + name + ")"
		}
		years := fmt.Sprint(from)
		if to != from {
			years += "–" + fmt.Sprint(to)
		}
		row := []any{source, printed, reason, n, years, place}
		candidates := reg.Resolve(ref, register.Context{Source: source, Name: name}).Candidates
		if len(candidates) == 0 {
			t.add(append(row, nil, nil, nil, nil, register.Paste(ref, source, name, register.Candidate{})))
		}
		for i, c := range candidates {
			var score any
			if c.Score > 0 {
				score = c.Score
			}
			t.add(append(row, i+1, string(c.Unit), c.Name, score, register.Paste(ref, source, name, c)))
		}
		return nil
	}, text, text)
	if err != nil {
		return err
	}
	return t.write(a.stdout, a.output)
}
