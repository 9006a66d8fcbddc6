package synth

// powiatRules are the figures of powiats. What has no rule here is the sum of
// the gminas. Rates: powiats, then cities with powiat rights, where pupils of
// the neighbourhood go to school.
var powiatRules = map[string]rule{
	// Upper-secondary schools.
	"sp_absolwenci":          {of: "sp_uczniowie", rate: same(0.121), spread: 0.04, noise: 0.02},
	"lo_uczniowie":           {of: "ludnosc_15_19", rate: byKind{0.27, 0.62}, growth: 0.01, spread: 0.18, noise: 0.015, hi: 1.5, least: 30},
	"lo_uczniowie_jst":       part("lo_uczniowie", same(0.88), 0.06),
	"lo_oddzialy_jst":        {of: "lo_uczniowie_jst", rate: byKind{0.0385, 0.0350}, spread: 0.07, noise: 0.01, lo: 0.029, hi: 0.06, least: 1},
	"lo_matura_zdajacy":      {of: "lo_uczniowie", rate: same(0.27), spread: 0.04, noise: 0.03, hi: 0.4, least: 8},
	"lo_matura_zdali":        {of: "lo_matura_zdajacy", rate: byKind{0.80, 0.84}, spread: 0.06, noise: 0.03, lo: 0.4, hi: 0.98},
	"lo_miejsca":             {of: "sp_absolwenci", rate: byKind{0.38, 0.95}, spread: 0.15, noise: 0.03, hi: 2.5, least: 24},
	"lo_wydatki_80120":       {of: "lo_uczniowie_jst", rate: byKind{11_800, 10_900}, growth: 0.075, spread: 0.10, noise: 0.02, lo: 4500, hi: 45_000, budget: true},
	"lo_dotacje":             {of: "lo_uczniowie", rate: byKind{500, 900}, growth: 0.07, spread: 0.30, noise: 0.03, budget: true},
	"zaw_uczniowie_technika": {of: "ludnosc_15_19", rate: byKind{0.29, 0.52}, growth: 0.008, spread: 0.20, noise: 0.015, hi: 1.3, least: 30},
	"zaw_uczniowie_branzowe": {of: "ludnosc_15_19", rate: byKind{0.11, 0.15}, spread: 0.22, noise: 0.02, hi: 0.6, least: 15},
	"zaw_uczniowie":          sum("zaw_uczniowie_technika", "zaw_uczniowie_branzowe"),
	"zaw_uczniowie_jst":      part("zaw_uczniowie", same(0.93), 0.04),
	"zaw_egzamin_zdajacy":    {of: "zaw_uczniowie", rate: same(0.42), spread: 0.10, noise: 0.05, hi: 0.9, least: 10},
	"zaw_egzamin_zdali":      {of: "zaw_egzamin_zdajacy", rate: same(0.79), spread: 0.07, noise: 0.03, lo: 0.3, hi: 0.98},
	"zaw_zawody":             {of: "zaw_uczniowie", rate: same(0.75), power: 0.45, spread: 0.15, least: 2},
	"zaw_wydatki_80115":      {of: "zaw_uczniowie_jst", rate: byKind{13_600, 13_000}, growth: 0.075, spread: 0.11, noise: 0.02, lo: 4500, hi: 55_000, budget: true},
	"pon_uczniowie":          sum("lo_uczniowie", "zaw_uczniowie"),
	"pon_uczniowie_spoza":    {of: "pon_uczniowie", rate: byKind{0.15, 0.44}, spread: 0.25, noise: 0.02, hi: 0.9},
	"pon_dzieci_jst":         sum("lo_uczniowie_jst", "zaw_uczniowie_jst"),

	// Adults.
	"kdo_sluchacze":       {of: "ludnosc_produkcyjna", rate: byKind{0.0045, 0.024}, growth: -0.03, spread: 0.35, noise: 0.05, hi: 0.15, least: 20},
	"kdo_sluchacze_jst":   part("kdo_sluchacze", byKind{0.30, 0.22}, 0.40),
	"kdo_egzamin_zdajacy": {of: "kdo_sluchacze", rate: same(0.17), spread: 0.25, noise: 0.08, hi: 0.6, least: 5},
	"kdo_egzamin_zdali":   {of: "kdo_egzamin_zdajacy", rate: same(0.74), spread: 0.09, noise: 0.04, hi: 0.98},
	"kdo_kkz_zapisani":    {of: "kdo_sluchacze", rate: same(0.09), spread: 0.40, noise: 0.10, hi: 0.4, least: 8},
	"kdo_kkz_ukonczyli":   part("kdo_kkz_zapisani", same(0.62), 0.15),
	"kdo_dotacje":         {of: "kdo_sluchacze", rate: same(1500), growth: 0.05, spread: 0.30, noise: 0.04, budget: true},
	"kdo_wlasne":          {of: "kdo_sluchacze_jst", rate: same(4200), growth: 0.06, spread: 0.25, noise: 0.04, budget: true},

	// Special education.
	"uczniowie_ogolem":       sum("sp_uczniowie", "pon_uczniowie"),
	"spe_uczniowie":          part("uczniowie_ogolem", same(0.044), 0.15),
	"spe_uczniowie_wlaczeni": part("spe_uczniowie", same(0.60), 0.15),
	"spe_uczniowie_jst":      {of: "spe_uczniowie", rate: same(0.42), spread: 0.12, noise: 0.02, hi: 0.9, least: 8},
	"spe_wwr":                {of: "ludnosc_0_6", rate: same(0.021), growth: 0.05, spread: 0.25, noise: 0.03, hi: 0.1},
	"spe_wydatki":            {of: "spe_uczniowie_jst", rate: same(51_000), growth: 0.07, spread: 0.15, noise: 0.02, lo: 12_000, hi: 180_000, budget: true},
	"uczniowie_dzieci_jst":   sum("pon_dzieci_jst"),
	"spe_etaty_specjalistow": {of: "uczniowie_dzieci_jst", rate: same(0.0075), growth: 0.05, spread: 0.25, noise: 0.03, hi: 0.05},

	// Boarding houses, special centres, counselling, youth centres.
	"int_miejsca":               {of: "pon_uczniowie", rate: byKind{0.055, 0.070}, spread: 0.35, noise: 0.01, hi: 0.4, least: 24, runs: boarding},
	"int_wychowankowie":         part("int_miejsca", same(0.78), 0.12),
	"int_wychowankowie_jst":     part("int_wychowankowie", same(0.90), 0.08),
	"int_etaty":                 {of: "int_wychowankowie_jst", rate: same(0.070), spread: 0.15, noise: 0.02, lo: 0.025, hi: 0.3},
	"int_wydatki_85410":         {of: "int_wychowankowie_jst", rate: same(12_500), growth: 0.06, spread: 0.18, noise: 0.03, lo: 2500, hi: 70_000, budget: true},
	"osr_miejsca":               {of: "ludnosc_5_19", rate: byKind{0.008, 0.010}, spread: 0.35, noise: 0.01, hi: 0.05, least: 24, runs: centre},
	"osr_wychowankowie":         part("osr_miejsca", same(0.80), 0.10),
	"osr_wychowankowie_jst":     part("osr_wychowankowie", same(0.85), 0.08),
	"osr_wychowankowie_spoza":   part("osr_wychowankowie_jst", same(0.50), 0.25),
	"osr_etaty":                 {of: "osr_wychowankowie_jst", rate: same(0.21), spread: 0.18, noise: 0.02, lo: 0.05, hi: 0.9},
	"osr_wydatki":               {of: "osr_wychowankowie_jst", rate: same(92_000), growth: 0.07, spread: 0.18, noise: 0.03, lo: 20_000, hi: 350_000, budget: true},
	"por_etaty":                 {of: "ludnosc_3_18", rate: byKind{0.00085, 0.0012}, growth: 0.01, spread: 0.18, noise: 0.02, lo: 0.0003, hi: 0.005},
	"por_objeci":                {of: "ludnosc_3_18", rate: byKind{0.15, 0.21}, growth: 0.01, spread: 0.20, noise: 0.03, hi: 0.5, closed: 0.75},
	"por_dokumenty":             {of: "por_objeci", rate: same(0.44), spread: 0.12, noise: 0.03, hi: 0.9, least: 20},
	"por_w_terminie":            part("por_dokumenty", same(0.80), 0.14),
	"por_dni":                   {of: "por_dokumenty", rate: same(23), spread: 0.28, noise: 0.05, lo: 5, hi: 120},
	"por_wydatki_85406":         {of: "por_etaty", rate: same(88_000), growth: 0.07, spread: 0.10, noise: 0.02},
	"wpz_uczestnicy":            {of: "ludnosc_5_19", rate: byKind{0.055, 0.13}, spread: 0.35, noise: 0.04, hi: 0.6, least: 30, closed: 0.8, runs: youthCentre},
	"wpz_uczestnicy_jst":        part("wpz_uczestnicy", same(0.90), 0.08),
	"wpz_uczestnicy_bezplatnie": part("wpz_uczestnicy_jst", same(0.70), 0.30),
	"wpz_wydatki_85407":         {of: "wpz_uczestnicy_jst", rate: same(2100), growth: 0.06, spread: 0.25, noise: 0.03, lo: 300, hi: 15_000, budget: true},

	// What a city adds to its figures as a gmina, and the rest of the budget.
	"dos_etaty":          {of: "pon_dzieci_jst", rate: same(0.105), spread: 0.06, noise: 0.01},
	"pom_uczniowie_iv":   sum("pon_dzieci_jst"),
	"ed_subwencja":       {of: "pon_dzieci_jst", rate: same(9800), growth: 0.068, spread: 0.06, noise: 0.01},
	"place_nauczycieli":  {of: "lo_wydatki_80120", rate: same(0.55)},
	"lo_rzeczowe":        {of: "lo_wydatki_80120", rate: same(1), minus: []string{"place_nauczycieli"}},
	"dos_wydatki":        {of: "place_nauczycieli", rate: same(0.0075), spread: 0.25, noise: 0.08, hi: 0.02},
	"pom_wydatki_85416":  {of: "pon_dzieci_jst", rate: same(40), growth: 0.03, spread: 0.40, noise: 0.08, budget: true},
	"biblioteka_powiatu": {of: "ludnosc", rate: byKind{1.4, 0}, growth: 0.05, spread: 0.25, noise: 0.03},
	"wydatki_pozostale":  {of: "ludnosc", rate: byKind{720, 950}, growth: 0.065, spread: 0.15, noise: 0.02},
	"inwestycje":         {of: "ludnosc", rate: same(210), growth: 0.05, spread: 0.25, noise: 0.25},
}
