package pipeline_test

import (
	"os"
	"path/filepath"
	"testing"
)

// The groups of the whole country, counted beforehand in the register in force
// and the population of 2020: of 2,479 gminas 511 have fewer than five
// neighbours and two have none; 66 cities with powiat rights and 29 others are
// above 50,000; opolskie has 3 urban gminas, which are compared with all.
func TestGroupsOfTheCountry(t *testing.T) {
	dir := t.TempDir()
	for _, file := range []string{"register/TERC_2020-01-01.csv", "register/TERC_2025-01-01.csv", "gus/ludnosc_2020.csv", "sources/gus-ludnosc-2020.yaml"} {
		copyFile(t, filepath.Join("..", "data", file), filepath.Join(dir, file))
	}
	sources, err := filepath.Glob(filepath.Join("..", "data", "sources", "teryt*.yaml"))
	if err != nil || len(sources) == 0 {
		t.Fatal(sources, err)
	}
	for _, s := range sources {
		copyFile(t, s, filepath.Join(dir, "sources", filepath.Base(s)))
	}
	if err := os.WriteFile(filepath.Join(dir, "miernik.yaml"), []byte("name: Kraj\nperiod: {from: 2020, to: 2020}\nregister: 2025-01-01\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	run(t, dir, "2021-12-31")
	db := openDB(t, dir)
	for _, c := range []struct{ what, query, want string }{
		{"cities and towns above 50,000", `SELECT size FROM peer_group WHERE grp = 'gmina/slz_2'`, "95"},
		{"small and medium towns and urban-rural gminas", `SELECT size FROM peer_group WHERE grp = 'gmina/slz_3'`, "925"},
		{"rural gminas", `SELECT size FROM peer_group WHERE grp = 'gmina/slz_4'`, "1459"},
		{"powiats", `SELECT size FROM peer_group WHERE grp = 'powiat/slz_1'`, "314"},
		{"cities among powiats", `SELECT size FROM peer_group WHERE grp = 'powiat/slz_2'`, "66"},
		{"fewer than five neighbours", `SELECT count(*) FROM unit u LEFT JOIN peer_group g ON g.scheme = 'neighbours' AND g.grp = u.teryt WHERE u.level = 'gmina' AND coalesce(g.size, 0) < 5`, "511"},
		{"without neighbours, and why", `SELECT count(*) || ' ' || min(why) FROM peer_unassigned p JOIN unit u ON u.teryt = p.unit WHERE scheme = 'neighbours' AND u.level = 'gmina'`, "2 nie ma jej w danych o granicach"},
		{"urban gminas of opolskie", `SELECT count(*) || ' ' || any_value(m.grp) || ' ' || any_value(m.why) FROM peer_member m JOIN unit u ON u.teryt = m.unit WHERE m.scheme = 'kind_voivodeship' AND m.compared AND u.kind = 'miejska' AND u.voivodeship = '1600000'`,
			"3 gmina/miejska jednostek tego rodzaju w województwie: 3, mniej niż 5; porównanie ze wszystkimi tego rodzaju"},
		{"the wider group has everybody", `SELECT g.size = (SELECT count(*) FROM unit WHERE level = 'gmina' AND kind = 'miejska') FROM peer_group g WHERE scheme = 'kind_voivodeship' AND grp = 'gmina/miejska'`, "true"},
		{"its own groups keep their members", `SELECT size FROM peer_group WHERE scheme = 'kind_voivodeship' AND grp = 'gmina/miejska/2600000'`, "5"},
		{"size classes are of everybody with a population", `SELECT sum(size) FROM peer_group WHERE scheme = 'size' AND level = 'gmina'`, "2477"},
		{"the new gminas have no class, and why", `SELECT count(*) || ' ' || min(why) FROM peer_unassigned p JOIN unit u ON u.teryt = p.unit WHERE scheme = 'size' AND u.level = 'gmina'`, "2 brak ludności za 2020 r."},
	} {
		t.Run(c.what, func(t *testing.T) {
			if got := one(t, db, c.query); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}
