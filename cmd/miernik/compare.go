package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"miernik/pipeline/peers"
	"miernik/pipeline/warehouse"
	"miernik/pipeline/workspace"
)

// comparing is one invocation of the verb compare.
type comparing struct {
	*app
	cmd              *cobra.Command
	db               *warehouse.DB
	unit, name       string
	with             peers.Shown
	group            string // code that peers_of knows the group by: of a unit or of a named group
	groupName, why   string
	size             int
	fiche, indicator string
	year             int // 0: the latest with a figure
}

// Views of the verb.
const (
	showIndicators = "indicators"
	showUnits      = "units"
	showLikeness   = "likeness"
	showLadder     = "ladder"
	showLeaders    = "leaders"
)

func (a *app) compareCmd() *cobra.Command {
	var with, show, fiche, indicator string
	var year int
	views := map[string]func(comparing) error{
		showIndicators: comparing.indicators, showUnits: comparing.units, showLikeness: comparing.likeness, showLadder: comparing.ladder, showLeaders: comparing.leaders,
	}
	cmd := &cobra.Command{
		Use: "compare UNIT", Args: a.exactly(1),
		Short: a.t("porównaj jednostkę z jej grupą", "compare a unit with its group"),
		Long: a.t(`Bez --with: z grupą porównania obszaru roboczego. Mediany, kwartyli i klasy nie ma w grupie mniejszej niż minimum ani wśród sąsiadów.
--show indicators: wskaźniki jednostki na tle grupy, obie miary grupy, miejsce, klasa i zmiany.
--show units: jednostki grupy obok siebie (wymaga --indicator).
--show likeness: dlaczego te jednostki są najbardziej podobne.
--show ladder: dlaczego uczeń kosztuje więcej lub mniej niż w grupie, w złotych na ucznia.
--show leaders: od kogo się uczyć: pierwsze trzy miejsca grupy w trzech latach, z notatkami dobrych praktyk.`,
			`Without --with: with the comparison group of the workspace. There is no median, quartile or class in a group under the minimum, nor among neighbours.
--show indicators: indicators of the unit against the group, both group figures, rank, class and changes.
--show units: units of the group side by side (needs --indicator).
--show likeness: why these units are the nearest.
--show ladder: why a pupil costs more or less than in the group, in zł per pupil.
--show leaders: from whom to learn: the first three of the group over three years, with notes of good practice.`),
		Example: "  miernik compare 1002011\n  miernik compare 1002011 --with nearest --fiche biblioteki --year 2022\n" +
			"  miernik compare 1002011 --with neighbours --show units --indicator sp_wydatki_na_ucznia\n  miernik compare 1002011 --show ladder -o csv",
		RunE: func(cmd *cobra.Command, args []string) error {
			view, ok := views[show]
			if !ok {
				return a.usage("--show: indicators, units, likeness, ladder albo leaders", "--show: indicators, units, likeness, ladder or leaders")
			}
			if show == showUnits && indicator == "" {
				return a.usage("--show units wymaga --indicator", "--show units needs --indicator")
			}
			return a.read(func(_ *workspace.Workspace, db *warehouse.DB) error {
				c := comparing{app: a, cmd: cmd, db: db, unit: args[0], fiche: fiche, indicator: indicator, year: year}
				if show == showLikeness {
					with = cmp.Or(with, peers.Nearest)
				}
				if err := c.find(with); err != nil {
					return err
				}
				return view(c)
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&with, "with", "", a.t("grupa: ", "group: ")+strings.Join(peers.Schemes()[:7], ", ")+", named:ID")
	f.StringVar(&show, "show", showIndicators, "indicators, units, likeness, ladder, leaders")
	f.StringVar(&fiche, "fiche", "", a.t("tylko ta fiszka", "this fiche only"))
	f.StringVar(&indicator, "indicator", "", a.t("tylko ten wskaźnik", "this indicator only"))
	f.IntVar(&year, "year", 0, a.t("rok; bez niego ostatni z danymi", "year; without it the latest with data"))
	return cmd
}

// find settles the unit and the group it is compared with.
func (c *comparing) find(with string) error {
	units := 0
	err := c.db.Each(c.cmd.Context(), "SELECT full_name FROM unit WHERE teryt = ? AND in_scope", func(r *warehouse.Rows) error {
		units++
		return r.Scan(&c.name)
	}, c.unit)
	if err != nil {
		return err
	}
	if units == 0 {
		return c.usage("jednostki %s nie ma w zakresie bazy; szukaj: miernik units", "unit %s is not in the scope of the database; search: miernik units", c.unit)
	}
	if with == "" {
		if err := c.db.Each(c.cmd.Context(), "SELECT scheme FROM peer_role WHERE role = 'comparison'", func(r *warehouse.Rows) error { return r.Scan(&with) }); err != nil {
			return err
		}
	}
	var ok bool
	if c.with, ok = peers.ParseShown(with); !ok {
		return c.usage("--with: nie ma grup „%s”; są: %s, named:ID", "--with: there are no groups %q; there are: %s, named:ID", with, strings.Join(peers.Schemes()[:7], ", "))
	}
	c.group = cmp.Or(c.with.Group, c.unit)
	groups := 0
	err = c.db.Each(c.cmd.Context(), `SELECT g.name_pl, g.size, coalesce(m.why, '')
		FROM peer_group g LEFT JOIN peer_member m ON m.scheme = g.scheme AND m.unit = $3 AND m.compared
		WHERE g.scheme = $1 AND g.grp = coalesce(m.grp, $2)`, func(r *warehouse.Rows) error {
		groups++
		return r.Scan(&c.groupName, &c.size, &c.why)
	}, c.with.Scheme, c.group, c.unit)
	if err != nil || groups > 0 {
		return err
	}
	why := ""
	err = c.db.Each(c.cmd.Context(), "SELECT ': ' || why FROM peer_unassigned WHERE scheme = ? AND unit = ?", func(r *warehouse.Rows) error { return r.Scan(&why) }, c.with.Scheme, c.unit)
	if err != nil {
		return err
	}
	return c.usage("jednostka %s nie ma grupy „%s”%s", "unit %s has no group %q%s", c.unit, with, why)
}

// head names unit and group above a table; other forms hold the rows alone.
func (c comparing) head() {
	if c.output != "table" {
		return
	}
	fmt.Fprintf(c.stdout, "%s (%s)\n%s: %s, N = %d\n", c.name, c.unit, c.t("grupa", "group"), c.groupName, c.size)
	if c.why != "" {
		fmt.Fprintln(c.stdout, c.why)
	}
	fmt.Fprintln(c.stdout)
}
