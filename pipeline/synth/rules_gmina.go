package synth

// gminaRules are the figures of gminas beside those of preschools, primary
// schools, culture centres and libraries. Levels are of the order of what
// towns publish; none is a statistic.
var gminaRules = map[string]rule{
	// Ages.
	"ludnosc_15_19":       {of: "ludnosc", rate: byKind{0.046, 0.051, 0.048}, spread: 0.06, noise: 0.005},
	"ludnosc_5_19":        {of: "ludnosc_3_6", rate: same(0.5), plus: []string{"ludnosc_7_14", "ludnosc_15_19"}},
	"ludnosc_0_6":         {of: "ludnosc_3_6", rate: same(1.7), growth: -0.005, spread: 0.03},
	"ludnosc_3_18":        {of: "ludnosc_15_19", rate: same(0.8), plus: []string{"ludnosc_3_6", "ludnosc_7_14"}},
	"ludnosc_produkcyjna": {of: "ludnosc", rate: byKind{0.578, 0.612, 0.600}, growth: -0.006, spread: 0.02},

	// Transport of pupils.
	"pp_dzieci_roczne":      part("pp_dzieci_3_6", same(0.26), 0.06),
	"dow_przewozeni":        {of: "sp_uczniowie", rate: byKind{0.03, 0.34, 0.24}, spread: 0.30, noise: 0.03, hi: 0.7, least: 2},
	"dow_zwrot":             {of: "sp_uczniowie", rate: same(0.006), spread: 0.40, noise: 0.05, hi: 0.05},
	"dow_objeci":            sum("dow_przewozeni", "dow_zwrot"),
	"dow_niepelnosprawni":   {of: "dow_objeci", rate: byKind{0.35, 0.04, 0.06}, growth: 0.02, spread: 0.30, noise: 0.04, hi: 0.9},
	"dow_uprawnieni":        part("dow_przewozeni", same(0.80), 0.10),
	"dow_uprawnieni_objeci": part("dow_uprawnieni", same(0.96), 0.06),
	"dow_ponad_60":          {of: "dow_przewozeni", rate: same(0.05), spread: 0.60, noise: 0.08, hi: 0.5},
	"dow_wydatki_80113":     {of: "dow_objeci", rate: byKind{3100, 2000, 2200}, growth: 0.06, spread: 0.25, noise: 0.03, lo: 400, hi: 12_000, budget: true},

	// Canteens and day rooms.
	"sp_szkoly_jst":      {of: "sp_szkoly", rate: byKind{0.80, 0.86, 0.88}, spread: 0.08, hi: 1, least: 1},
	"sto_uczniowie":      {of: "sp_uczniowie_jst", rate: byKind{0.48, 0.58, 0.52}, spread: 0.25, noise: 0.03, hi: 0.97},
	"sto_przedszkolaki":  part("pp_dzieci_jst", byKind{0.98, 0.75, 0.88}, 0.08),
	"sto_jedzacy":        sum("sto_uczniowie", "sto_przedszkolaki"),
	"sto_wydatki_80148":  {of: "sto_jedzacy", rate: byKind{1500, 1350, 1450}, growth: 0.07, spread: 0.25, noise: 0.03, lo: 300, hi: 6500, budget: true},
	"sto_obiady":         {of: "sto_uczniowie", rate: same(148), spread: 0.08, noise: 0.02, hi: 180, closed: 0.5},
	"sto_szkoly_kuchnia": part("sp_szkoly_jst", byKind{0.70, 0.45, 0.55}, 0.45),
	"sto_szkoly_posilek": part("sp_szkoly_jst", same(0.96), 0.08),
	"swi_uczniowie":      {of: "sp_uczniowie_jst", rate: byKind{0.46, 0.33, 0.40}, spread: 0.28, noise: 0.03, hi: 0.95},
	"swi_swietlice":      part("sp_szkoly_jst", same(0.93), 0.08),
	"swi_godziny":        {of: "swi_swietlice", rate: byKind{46, 33, 38}, spread: 0.15, noise: 0.02, lo: 8, hi: 60},
	"swi_etaty":          {of: "swi_uczniowie", rate: byKind{0.024, 0.026, 0.025}, spread: 0.22, noise: 0.03, lo: 0.01, hi: 0.12},
	"swi_wydatki":        {of: "swi_uczniowie", rate: byKind{2300, 2000, 2100}, growth: 0.07, spread: 0.25, noise: 0.03, lo: 400, hi: 9000, budget: true},

	// Teachers and their training. From 2022 their pay has a paragraph of its own.
	"dos_etaty":             {of: "sp_etaty", rate: same(1), plus: []string{"pp_etaty"}, joint: true},
	"dos_nauczyciele":       {of: "dos_etaty", rate: byKind{1.12, 1.35, 1.25}, spread: 0.08, noise: 0.01},
	"dos_uczestnicy":        part("dos_nauczyciele", same(0.34), 0.40),
	"dos_wnioski":           part("dos_nauczyciele", same(0.22), 0.40),
	"dos_wnioski_przyznane": part("dos_wnioski", same(0.86), 0.12),
	"sp_place_80101":        {of: "sp_wynagrodzenia", rate: same(1), minus: []string{"sp_place_80150"}},
	"sp_place_80150":        {of: "sp_wydatki_80150", rate: same(0.7)},
	"sp_place_nauczycieli":  {of: "sp_place_80101", rate: same(0.62)},
	"sp_rzeczowe":           {of: "sp_wydatki_80101", rate: same(1), minus: []string{"sp_place_80101"}},
	"dos_wydatki":           {of: "sp_place_nauczycieli", rate: same(0.0074), spread: 0.25, noise: 0.08, hi: 0.02},

	// Special education and material help.
	"uczniowie_ogolem":         {of: "ludnosc_15_19", rate: byKind{0.85, 0.02, 0.25}, spread: 0.25, noise: 0.01, plus: []string{"sp_uczniowie"}},
	"spe_uczniowie":            part("uczniowie_ogolem", same(0.040), 0.22),
	"uczniowie_dzieci_jst":     {of: "sp_uczniowie_jst", rate: same(1), plus: []string{"pp_dzieci_jst"}, joint: true},
	"spe_uczniowie_jst":        {of: "sp_uczniowie_jst", rate: byKind{0.033, 0.036, 0.034}, growth: 0.045, spread: 0.35, noise: 0.04, like: "sp_wydatki_80150", least: 1, joint: true},
	"spe_etaty_specjalistow":   {of: "uczniowie_dzieci_jst", rate: same(0.0095), growth: 0.05, spread: 0.30, noise: 0.04, hi: 0.06},
	"pom_uczniowie_iv":         {of: "sp_uczniowie_jst", rate: same(0.62), spread: 0.03, hi: 0.75, joint: true},
	"pom_stypendysci":          {of: "ludnosc_7_14", rate: byKind{0.06, 0.11, 0.09}, growth: -0.06, spread: 0.35, noise: 0.05, hi: 0.5, least: 1},
	"pom_miesiace":             {of: "pom_stypendysci", rate: same(8.6), spread: 0.06, noise: 0.02, hi: 10},
	"pom_kwota":                {of: "pom_miesiace", rate: same(112), growth: 0.02, spread: 0.12, noise: 0.03, lo: 80, hi: 248},
	"pom_dotacja":              {of: "pom_kwota", rate: same(0.98), spread: 0.05, noise: 0.02},
	"pom_dotacja_wykorzystana": {of: "pom_dotacja", rate: same(0.93), spread: 0.05, noise: 0.01, hi: 0.99},
	"pom_wydatki_85415":        {of: "pom_kwota", rate: same(1.14), spread: 0.04, noise: 0.02},
	"pom_wydatki_85416":        {of: "pom_uczniowie_iv", rate: byKind{60, 35, 45}, growth: 0.03, spread: 0.55, noise: 0.08, hi: 900, budget: true, runs: scholarships},
	"ed_subwencja":             {of: "sp_uczniowie_jst", rate: byKind{9300, 11_400, 10_200}, growth: 0.068, spread: 0.07, noise: 0.01, joint: true},

	// Museums, theatres, culture centres.
	"dk_pozostale_92109":         {of: "dk_wydatki_92109", rate: same(1), minus: []string{"dk_dotacja_92109"}},
	"muz_muzea_wlasne":           {of: "ludnosc", rate: same(0.000022), least: 1, runs: museum},
	"muz_muzea_dostepne":         part("muz_muzea_wlasne", same(0.75), 0.35),
	"muz_zwiedzajacy_wlasne":     {of: "ludnosc", rate: same(0.38), spread: 0.55, noise: 0.08, lo: 0.06, hi: 3, closed: 0.45, runs: museum},
	"muz_zwiedzajacy_inne":       {of: "ludnosc", rate: same(0.30), spread: 0.55, noise: 0.08, hi: 3, closed: 0.45, runs: otherMuseum},
	"muz_zwiedzajacy":            {of: "muz_zwiedzajacy_inne", rate: same(1), plus: []string{"muz_zwiedzajacy_wlasne"}},
	"muz_uczestnicy_zajec":       part("muz_zwiedzajacy", same(0.13), 0.40),
	"muz_wystawy_czasowe":        {of: "muz_muzea_wlasne", rate: same(4.5), spread: 0.35, noise: 0.12, closed: 0.6},
	"muz_wystawy_galerie":        {rate: same(8), spread: 0.35, noise: 0.12, closed: 0.6, runs: gallery},
	"muz_wydatki_92118":          {of: "ludnosc", rate: same(24), growth: 0.06, spread: 0.35, noise: 0.04, runs: museum},
	"muz_wydatki_92110":          {of: "ludnosc", rate: same(9), growth: 0.06, spread: 0.35, noise: 0.04, runs: gallery},
	"tea_instytucje_wlasne":      {of: "ludnosc", rate: same(0.000009), least: 1, runs: theatre},
	"tea_instytucje":             {of: "ludnosc", rate: same(0.000004), runs: theatre, plus: []string{"tea_instytucje_wlasne"}},
	"tea_widzowie_wlasne":        {of: "ludnosc", rate: same(0.40), spread: 0.35, noise: 0.06, lo: 0.05, hi: 2, closed: 0.35, runs: theatre},
	"tea_widzowie_sala":          part("tea_widzowie_wlasne", same(0.82), 0.08),
	"tea_miejsca_przedstawienia": {of: "tea_widzowie_sala", rate: same(1.36), spread: 0.12, noise: 0.03, lo: 1.03, hi: 3},
	"tea_widzowie":               {of: "tea_instytucje", rate: same(4000), spread: 0.3, noise: 0.05, closed: 0.35, plus: []string{"tea_widzowie_wlasne"}},
	"tea_przedstawienia_sala":    {of: "tea_widzowie", rate: same(0.0045), spread: 0.15, noise: 0.05},
	"tea_premiery":               {of: "tea_instytucje_wlasne", rate: same(4.5), spread: 0.25, noise: 0.15, closed: 0.5},
	"tea_wydatki":                {of: "ludnosc", rate: same(62), growth: 0.06, spread: 0.25, noise: 0.03, runs: theatre},

	// Sport.
	"spo_cwiczacy":             {of: "ludnosc", rate: byKind{0.034, 0.020, 0.028}, spread: 0.35, noise: 0.04, hi: 0.3, closed: 0.8},
	"spo_obiekty_bdl":          {rate: byKind{4.2, 9.5, 6.8}, growth: 0.01, spread: 0.30, noise: 0.02, hi: 80},
	"spo_obiekty_jst":          {of: "ludnosc", rate: byKind{0.0022, 0.0040, 0.0032}, growth: 0.01, power: 0.9, spread: 0.25, least: 1},
	"spo_wydatki_92601":        {of: "spo_obiekty_jst", rate: byKind{150_000, 42_000, 70_000}, growth: 0.06, spread: 0.40, noise: 0.06},
	"spo_dotacje":              {of: "ludnosc", rate: byKind{42, 22, 30}, growth: 0.05, spread: 0.40, noise: 0.06},
	"spo_inwestycje":           {of: "ludnosc", rate: same(28), growth: 0.05, spread: 0.50, noise: 0.30, hi: 700},
	"spo_uczestnicy_rekreacji": {of: "ludnosc", rate: byKind{0.55, 0.30, 0.40}, spread: 0.50, noise: 0.10, hi: 5, closed: 0.35},

	// Monuments, culture as a whole, the rest of the budget.
	"zab_rejestr":           {of: "ludnosc", rate: byKind{0.016, 0.024, 0.026}, power: 0.75, spread: 0.55, least: 1},
	"zab_ewidencja":         {of: "zab_rejestr", rate: same(9), spread: 0.35, lo: 2, hi: 60},
	"zab_ewidencja_rejestr": part("zab_rejestr", same(0.93), 0.10),
	"zab_program_jest":      {rate: same(1), runs: heritage},
	"zab_dotowane":          {of: "zab_ewidencja", rate: same(0.012), spread: 0.50, noise: 0.10, hi: 0.08, least: 1, runs: restoration},
	"zab_prace_wartosc":     {of: "zab_dotowane", rate: same(85_000), growth: 0.06, spread: 0.40, noise: 0.08},
	"zab_dotacje_kwota":     part("zab_prace_wartosc", same(0.45), 0.30),
	"zab_utrzymanie":        {of: "ludnosc", rate: same(2.2), growth: 0.05, spread: 0.70, noise: 0.12, hi: 60},
	"kul_dotacje_ngo":       {of: "ludnosc", rate: byKind{5.5, 2.2, 3.5}, growth: 0.04, spread: 0.50, noise: 0.10, hi: 60},
	"kul_wydatki_majatkowe": {of: "ludnosc", rate: same(26), growth: 0.05, spread: 0.50, noise: 0.30, hi: 500},
	"podreczniki":           {of: "sp_uczniowie_jst", rate: same(115), spread: 0.05, noise: 0.08, budget: true},
	"inwestycje":            {of: "ludnosc", rate: byKind{720, 760, 700}, growth: 0.06, spread: 0.25, noise: 0.25},
}
