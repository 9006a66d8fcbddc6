package diag

import "slices"

// Code names a kind of finding. Codes are stable: scripts filter on them.
type Code string

// Findings about YAML files.
const (
	YAMLSyntax      Code = "yaml-syntax"
	YAMLType        Code = "yaml-type"
	YAMLUnknownKey  Code = "yaml-unknown-key"
	YAMLMissingKey  Code = "yaml-missing-key"
	YAMLRepeatedKey Code = "yaml-repeated-key"
)

// Findings about definitions: variables, cards, fiches, profiles, configuration.
const (
	DefValue            Code = "def-value"
	DefDuplicate        Code = "def-duplicate"
	DefOverride         Code = "def-override"
	DefFormula          Code = "def-formula"
	DefUnknownVariable  Code = "def-unknown-variable"
	DefUnknownIndicator Code = "def-unknown-indicator"
	DefValidity         Code = "def-validity"
	DefExample          Code = "def-example"
	DefNominant         Code = "def-nominant"
	DefCounted          Code = "def-counted"
	DefUnits            Code = "def-units"
	DefLevel            Code = "def-level"
	DefYears            Code = "def-years"
	DefGroupFigure      Code = "def-group-figure"
	DefRange            Code = "def-range"
	DefOrigin           Code = "def-origin"
	DefBDL              Code = "def-bdl"
	DefSimilar          Code = "def-similar"
	DefUnlike           Code = "def-unlike"
	DefText             Code = "def-text"
	DefUnfinished       Code = "def-unfinished"
	FicheWeights        Code = "fiche-weights"
	FicheNeutralWeight  Code = "fiche-neutral-weight"
	FicheDimensions     Code = "fiche-dimensions"
	FicheIndicators     Code = "fiche-indicators"
	FicheLevel          Code = "fiche-level"
	FicheCondition      Code = "fiche-condition"
	FicheUnverified     Code = "fiche-unverified"

	FicheDimensionWeights Code = "fiche-dimension-weights"
	FicheWeightSet        Code = "fiche-weight-set"
	FicheUnscored         Code = "fiche-unscored"
	FicheScore            Code = "fiche-score"
	FicheFill             Code = "fiche-fill"
	FicheNotSupported     Code = "fiche-not-supported"
	FicheStandard         Code = "fiche-standard"
	FicheHistory          Code = "fiche-history"
	FicheSource           Code = "fiche-source"
	FicheVersions         Code = "fiche-versions"
	FicheCode             Code = "fiche-code"
	FicheUntested         Code = "fiche-untested"
	HierarchyUnknown      Code = "hierarchy-unknown"
	HierarchyRepeated     Code = "hierarchy-repeated"
	HierarchyCycle        Code = "hierarchy-cycle"
	HierarchyWeights      Code = "hierarchy-weights"
	HierarchyUnscored     Code = "hierarchy-unscored"
	HierarchyLevel        Code = "hierarchy-level"
	HierarchyMissing      Code = "hierarchy-missing"
	TestNames             Code = "test-names"
	CardOrphan            Code = "card-orphan"
	VariableUnused        Code = "variable-unused"
	SourceUnreachable     Code = "source-unreachable"
	SourceNone            Code = "source-none"

	ProfileGlob     Code = "profile-glob"
	ProfileVariable Code = "profile-unknown-variable"
)

// Findings about source files and their cells.
const (
	FileMissing        Code = "file-missing"
	FileUnreadable     Code = "file-unreadable"
	FileOutside        Code = "file-outside"
	FileDuplicate      Code = "file-duplicate"
	FileEmpty          Code = "file-empty"
	HeaderNotFound     Code = "header-not-found"
	ColumnNotFound     Code = "column-not-found"
	SelectNothing      Code = "select-nothing"
	EncodingGuessed    Code = "encoding-guessed"
	RowUnitCode        Code = "row-unit-code"
	RowYear            Code = "row-year"
	CellNotNumber      Code = "cell-not-number"
	CellUnknownSign    Code = "cell-unknown-sign"
	CellValueWithSign  Code = "cell-value-with-sign"
	CellOutOfRange     Code = "cell-out-of-range"
	AnswerValue        Code = "answer-value"
	IndicatorRange     Code = "indicator-out-of-range"
	WeightMissing      Code = "weight-missing"
	YearContradiction  Code = "year-contradiction"
	CodeLeadingZero    Code = "code-leading-zero"
	AggregateRow       Code = "aggregate-row"
	KeyConflict        Code = "key-conflict"
	SourcesDiffer      Code = "sources-differ"
	UnitUnknown        Code = "unit-unknown"
	UnitMapped         Code = "unit-mapped"
	UnitsAbsent        Code = "units-absent"
	RegisterMissing    Code = "register-missing"
	CorrectionApplied  Code = "correction-applied"
	CorrectionStale    Code = "correction-stale"
	CorrectionNoTarget Code = "correction-no-target"
)

// Findings of the run itself.
const (
	SyntheticData   Code = "synthetic-data"
	ReportUnit      Code = "report-unknown-unit"
	PublishedLog    Code = "published-log"
	StageUnreadable Code = "stage-unreadable"
)

type text struct {
	severity       Severity
	pl, en         string
	hintPL, hintEN string
}

// texts is read-only: one place for every sentence a finding can say.
var texts = map[Code]text{
	YAMLSyntax:      {Error, "błąd składni YAML: %s", "YAML syntax: %s", "sprawdź wcięcia i cudzysłowy w tym wierszu i poprzednim", "check indentation and quotes in this line and the one before"},
	YAMLType:        {Error, "%s: oczekiwana wartość to %s, a jest %s", "%s: expected %s, got %s", "", ""},
	YAMLUnknownKey:  {Error, "nieznany klucz „%s”; dozwolone: %s", "unknown key %q; expected: %s", "popraw literówkę albo usuń klucz", "mend the spelling or remove the key"},
	YAMLMissingKey:  {Error, "brak wymaganego klucza „%s”", "required key %q is missing", "", ""},
	YAMLRepeatedKey: {Error, "klucz „%s” występuje drugi raz", "key %q appears twice", "zostaw jeden wpis", "keep one entry"},

	DefValue:            {Error, "%s: niedozwolona wartość „%s”; dozwolone: %s", "%s: value %q is not allowed; expected: %s", "", ""},
	DefDuplicate:        {Error, "powtórzona definicja: %s „%s”", "%s %q is defined twice", "zmień kod albo usuń jedną definicję", "change the code or remove one definition"},
	DefOverride:         {Info, "%s „%s” z obszaru roboczego zastępuje definicję wbudowaną", "%s %q of the workspace replaces the built-in definition", "", ""},
	DefFormula:          {Error, "wskaźnik „%s”: wzór „%s” nie jest liniowy: %s", "indicator %q: formula %q is not linear: %s", "dozwolone są sumy zmiennych ze stałymi współczynnikami; iloczyn zmiennych policz przy wczytywaniu źródła", "only sums of variables with constant coefficients are allowed; compute a product of variables when the source is read"},
	DefUnknownVariable:  {Error, "wskaźnik „%s” używa nieznanej zmiennej „%s”", "indicator %q uses unknown variable %q", "dodaj zmienną do katalogu albo popraw kod", "add the variable to the catalogue or mend the code"},
	DefUnknownIndicator: {Error, "fiszka „%s” wymienia nieznany wskaźnik „%s”", "fiche %q names unknown indicator %q", "dodaj kartę wskaźnika albo popraw kod", "add the indicator card or mend the code"},
	DefValidity:         {Error, "„%s”: lata obowiązywania nachodzą na siebie albo są odwrócone (%s)", "%q: validity years overlap or are reversed (%s)", "", ""},
	DefExample:          {Error, "przykład wskaźnika „%s” daje %s, a zapisano %s", "the example of indicator %q computes to %s, but says %s", "popraw przykład albo wzór", "mend the example or the formula"},
	DefNominant:         {Error, "wskaźnik „%s”: nominanta wymaga przedziału target [c1, c2], c1 ≤ c2", "indicator %q: a nominant needs target [c1, c2] with c1 ≤ c2", "", ""},
	DefCounted:          {Error, "wskaźnik „%s”: kogo się liczy: %s", "indicator %q: who is counted: %s", "popraw counted albo objaśnij różnicę w counted_note", "mend counted, or explain the difference in counted_note"},
	DefUnits:            {Error, "wskaźnik „%s”: jednostka „%s” nie pasuje do wzoru: %s", "indicator %q: unit %q does not fit the formula: %s", "popraw jednostkę, mnożnik albo wzór; wyjątek objaśnij w unit_note", "mend unit, multiplier or formula; explain an exception in unit_note"},
	DefLevel:            {Error, "wskaźnik „%s” jest na poziomie %s, a zmiennej „%s” tam nie ma", "indicator %q is at level %s, its variable %q is not", "popraw levels karty albo zmiennej", "mend the levels of the card or the variable"},
	DefYears:            {Error, "wskaźnik „%s”: %s", "indicator %q: %s", "", ""},
	DefGroupFigure:      {Error, "wskaźnik „%s”: group_figure %s nie pasuje: %s", "indicator %q: group_figure %s does not fit: %s", "", ""},
	DefRange:            {Error, "„%s”: zakres %s–%s: %s", "%q: range %s–%s: %s", "", ""},
	DefOrigin:           {Error, "zmienna „%s” nie mówi, skąd pochodzi: %s", "variable %q does not say where it comes from: %s", "dodaj system albo blok bdl, sio, exam, form, register", "add system or a block bdl, sio, exam, form, register"},
	DefBDL:              {Warning, "zmienna „%s”: numer BDL %d: %s", "variable %q: BDL number %d: %s", "sprawdź numer w Banku Danych Lokalnych", "look the number up in the Local Data Bank"},
	DefSimilar:          {Warning, "„%s” i „%s” mają prawie tę samą nazwę (podobieństwo %s)", "%q and %q have almost the same name (similarity %s)", "usuń jedną definicję albo wyjaśnij różnicę w unlike", "remove one definition or explain the difference in unlike"},
	DefUnlike:           {Warning, "„%s”: unlike wymienia „%s”, którego nie ma albo które ma inną nazwę", "%q: unlike names %q, which is not there or has another name", "usuń wpis albo popraw kod", "remove the entry or mend the code"},
	DefText:             {Warning, "„%s”: %s", "%q: %s", "", ""},
	DefUnfinished:       {Error, "%s: tekst szkieletu czeka na treść", "%s: the text of the scaffold waits for content", "napisz treść albo usuń pole, jeżeli nie jest wymagane", "write the content, or remove the field where it is not required"},
	FicheWeights:        {Error, "wagi fiszki „%s”%s sumują się do %d, a powinny do 100", "the weights of fiche %q%s add up to %d, not 100", "popraw wagi wskaźników monitoringowych", "mend the weights of the monitoring indicators"},
	FicheNeutralWeight:  {Error, "fiszka „%s”: wskaźnik „%s” ma rolę %s i wagę %d (kierunek %s)", "fiche %q: indicator %q has role %s and weight %d (direction %s)", "wskaźnik monitoringowy ma kierunek i wagę dodatnią; kontekstowy nie ma wagi", "a monitoring indicator has a direction and a positive weight; a context indicator has no weight"},
	FicheDimensions:     {Warning, "fiszka „%s”: liczba wymiarów wskaźników monitoringowych: %d; ocena wymaga co najmniej %d", "fiche %q has monitoring indicators in %d dimensions; a score needs %d", "dodaj wskaźnik innego wymiaru albo oznacz fiszkę jako nieocenianą (score: {none: …})", "add an indicator of another dimension, or mark the fiche as not scored (score: {none: …})"},
	FicheIndicators:     {Warning, "fiszka „%s”: liczba wskaźników monitoringowych: %d; ocena wymaga co najmniej %d", "fiche %q has %d monitoring indicators; a score needs %d", "dodaj wskaźniki albo oznacz fiszkę jako nieocenianą (score: {none: …})", "add indicators, or mark the fiche as not scored (score: {none: …})"},
	FicheLevel:          {Error, "fiszka „%s” dotyczy poziomu %s, a wskaźnik „%s” go nie obejmuje", "fiche %q applies to level %s, which indicator %q does not cover", "", ""},
	FicheCondition:      {Error, "fiszka „%s”: warunek „%s”: %s", "fiche %q: condition %q: %s", "warunek ma postać: zmienna, znak porównania, liczba", "a condition is: variable, comparison, number"},
	FicheUnverified:     {Info, "fiszka „%s”: podstawy niesprawdzone: %d (oznaczone w raportach)", "fiche %q: unverified references: %d (marked in the reports)", "", ""},

	FicheDimensionWeights: {Error, "fiszka „%s”: wymiary: %s", "fiche %q: dimensions: %s", "", ""},
	FicheWeightSet:        {Error, "fiszka „%s”: zestaw wag „%s”: %s", "fiche %q: weight set %q: %s", "", ""},
	FicheUnscored:         {Error, "fiszka „%s” nie ma oceny, a ma wagi: %s", "fiche %q has no score but has weights: %s", "zmień rolę na context albo opisz ocenę", "change the role to context, or describe the score"},
	FicheScore:            {Error, "fiszka „%s”: ustawienia oceny: %s", "fiche %q: settings of the score: %s", "", ""},
	FicheFill:             {Error, "fiszka „%s”: uzupełnianie luk: %s", "fiche %q: filling of gaps: %s", "", ""},
	FicheNotSupported:     {Error, "fiszka „%s”: ta wersja programu nie liczy jeszcze: %s", "fiche %q: not supported by this version: %s", "użyj normalise: minmax, aggregate: arithmetic, reference: national, bez wag wymiarów", "use normalise: minmax, aggregate: arithmetic, reference: national, without weights of dimensions"},
	FicheStandard:         {Error, "fiszka „%s”: norma: %s", "fiche %q: standard: %s", "", ""},
	FicheHistory:          {Warning, "fiszka „%s”: historia zmian: %s", "fiche %q: history: %s", "dopisz, co zmieniła ta wersja", "say what this version has changed"},
	FicheSource:           {Warning, "fiszka „%s”: „%s” oznaczono jako sprawdzone, a nie podano gdzie", "fiche %q: %q is marked as verified, but not where", "podaj source albo verified: false", "give source, or verified: false"},
	FicheVersions:         {Error, "fiszka „%s”: lata wersji %d nachodzą na lata wersji %d", "fiche %q: the years of version %d overlap those of version %d", "zamknij starszą wersję przez valid_to", "close the older version by valid_to"},
	FicheCode:             {Warning, "fiszki „%s” i „%s” mają ten sam kod usługi %s", "fiches %q and %q have the same service code %s", "zmień kod jednej z nich", "change the code of one of them"},
	FicheUntested:         {Warning, "fiszka „%s” nie ma testów", "fiche %q has no tests", "dodaj obok niej plik .test.yaml; miernik fiche new pokazuje wzór", "add a file .test.yaml beside it; miernik fiche new shows how"},
	HierarchyUnknown:      {Error, "hierarchia „%s” wymienia „%s”, a nie ma %s", "hierarchy %q names %q: there is no %s", "", ""},
	HierarchyRepeated:     {Error, "hierarchia „%s”: „%s” występuje drugi raz", "hierarchy %q: %q appears twice", "zostaw jedno miejsce", "leave one place"},
	HierarchyCycle:        {Error, "hierarchia „%s”: węzeł „%s” jest swoim przodkiem", "hierarchy %q: node %q is its own ancestor", "popraw parent", "mend parent"},
	HierarchyWeights:      {Error, "hierarchia „%s”: węzeł „%s”: %s", "hierarchy %q: node %q: %s", "", ""},
	HierarchyUnscored:     {Error, "hierarchia „%s”: fiszka „%s” nie ma oceny, więc nie może mieć wagi", "hierarchy %q: fiche %q has no score, so it takes no weight", "usuń ją z drzewa", "take it out of the tree"},
	HierarchyLevel:        {Error, "hierarchia „%s” dotyczy poziomu %s, a fiszka „%s” poziomu %s", "hierarchy %q is about level %s, fiche %q about level %s", "zrób osobne drzewo dla tego poziomu", "make a tree of its own for that level"},
	HierarchyMissing:      {Warning, "fiszka „%s” ma ocenę, a nie ma jej w hierarchii „%s”", "fiche %q has a score but is not in hierarchy %q", "dodaj ją do drzewa z wagą", "add it to the tree with a weight"},
	TestNames:             {Error, "testy fiszki „%s”: %s", "tests of fiche %q: %s", "", ""},
	CardOrphan:            {Warning, "wskaźnika „%s” nie ma w żadnej fiszce", "indicator %q is in no fiche", "dodaj go do fiszki albo usuń kartę", "add it to a fiche or remove the card"},
	VariableUnused:        {Info, "zmiennej „%s” nie używa żadna karta", "variable %q is used by no card", "", ""},
	SourceUnreachable:     {Warning, "zmiennej „%s” (%s, %s) nie wypełnia żaden profil; czekają na nią: %s", "no profile fills variable %q (%s, %s); waiting for it: %s", "dodaj profil źródła albo miernik fetch", "add a source profile, or miernik fetch"},
	SourceNone:            {Info, "zmiennej „%s” (%s, %s) nie wypełnia żaden profil; czekają na nią: %s", "no profile fills variable %q (%s, %s); waiting for it: %s", "", ""},

	ProfileGlob:     {Error, "profil „%s”: zły wzorzec pliku „%s”: %s", "profile %q: bad file pattern %q: %s", "", ""},
	ProfileVariable: {Error, "profil wybiera nieznaną zmienną „%s”", "the profile selects unknown variable %q", "dodaj zmienną do katalogu albo popraw kod", "add the variable to the catalogue or mend the code"},

	FileMissing:        {Error, "profil „%s”: nie ma pliku pasującego do „%s”", "profile %q: no file matches %q", "dostarcz plik albo popraw wzorzec files w profilu", "deliver the file or mend the files pattern of the profile"},
	FileUnreadable:     {Error, "nie można odczytać pliku: %s", "the file cannot be read: %s", "pobierz plik ponownie; plik mógł zostać ucięty albo zmieniony w innym programie", "download the file again; it may be truncated or changed by another program"},
	FileOutside:        {Error, "ścieżka „%s” wychodzi poza obszar roboczy", "path %q leaves the workspace", "skopiuj plik do obszaru roboczego", "copy the file into the workspace"},
	FileDuplicate:      {Warning, "ten sam plik dostarczono dwa razy; treść identyczna z: %s; policzono raz", "the same delivery under two names; identical to: %s; counted once", "usuń jedną z kopii", "remove one of the copies"},
	FileEmpty:          {Warning, "plik nie zawiera wierszy z danymi", "the file holds no data rows", "", ""},
	HeaderNotFound:     {Error, "nie znaleziono nagłówka tabeli; szukano kolumn: %s", "table header not found; looked for columns: %s", "sprawdź, czy nagłówki w pliku nie zostały zmienione, albo popraw profil", "check whether the headers were changed, or mend the profile"},
	ColumnNotFound:     {Error, "nie znaleziono kolumny „%s”", "column %q not found", "popraw nazwę kolumny w profilu", "mend the column name in the profile"},
	SelectNothing:      {Warning, "profil „%s”: wybór zmiennej „%s” nie pasuje do żadnego wiersza", "profile %q: the selection of variable %q matches no row", "porównaj warunki where z treścią pliku", "compare the where conditions with the file"},
	EncodingGuessed:    {Info, "kodowanie odgadnięto: %s", "encoding guessed: %s", "podaj encoding w profilu", "declare encoding in the profile"},
	RowUnitCode:        {Error, "„%s” nie jest kodem jednostki; wiersz odrzucono", "%q is not a unit code; row rejected", "kod TERYT ma siedem cyfr; sprawdź kolumnę kodu", "a TERYT code has seven digits; check the code column"},
	RowYear:            {Error, "„%s” nie jest rokiem; wiersz odrzucono", "%q is not a year; row rejected", "", ""},
	CellNotNumber:      {Warning, "„%s” nie jest liczbą", "%q is not a number", "popraw komórkę w źródle, dodaj korektę albo opisz znak w profilu (signs)", "mend the cell at the source, add a correction or declare the sign in the profile"},
	CellUnknownSign:    {Warning, "nieznany atrybut „%s” przy wartości „%s”; przyjęto brak informacji", "unknown attribute %q beside value %q; taken as no information", "dodaj znak do signs w profilu", "add the sign to signs in the profile"},
	CellValueWithSign:  {Info, "wartość %s ze znakiem „%s” uznano za brak (%s)", "value %s with sign %q is taken as missing (%s)", "", ""},
	CellOutOfRange:     {Warning, "zmienna „%s”: wartość %s poza zakresem prawdopodobnym %s–%s; takich wartości w pliku: %d", "variable %q: value %s outside the plausible range %s–%s; such values in the file: %d", "sprawdź wartość w źródle", "check the value at the source"},
	AnswerValue:        {Warning, "wartość w odpowiedzi API nie do odczytania: %s", "a value of the API answer cannot be read: %s", "pobierz ponownie: miernik fetch", "fetch again: miernik fetch"},
	IndicatorRange:     {Warning, "wskaźnik „%s”: wartość %s (%s, %d) poza zakresem karty %s–%s; takich wartości: %d", "indicator %q: value %s (%s, %d) outside the range of its card %s–%s; such values: %d", "miernik explain pokaże, z jakich komórek pochodzi", "miernik explain shows the cells it came from"},
	WeightMissing:      {Warning, "wartość bez wagi („%s”); wiersza nie policzono", "value without its weight (%q); row not counted", "", ""},
	YearContradiction:  {Warning, "rok w nazwie pliku (%s) nie zgadza się z treścią (%s)", "the year in the file name (%s) contradicts the content (%s)", "sprawdź, którego roku dotyczy plik", "check which year the file is about"},
	CodeLeadingZero:    {Info, "kody bez zera wiodącego: %d; zero przywrócono", "codes without their leading zero: %d; restored", "", ""},
	AggregateRow:       {Info, "wiersze zbiorcze z powtórzonym kodem: %d; pominięto", "aggregate rows that repeat a code: %d; left out", "", ""},
	KeyConflict:        {Error, "dwie różne wartości dla tej samej komórki (%s, %s, %d): %s i %s; przyjęto pierwszą", "two values for one cell (%s, %s, %d): %s and %s; the first is taken", "usuń błędną wartość albo dodaj korektę", "remove the wrong value or add a correction"},
	SourcesDiffer:      {Warning, "źródła podają różne wartości (%s, %s, %d): %s i %s; przyjęto źródło „%s”", "sources differ (%s, %s, %d): %s and %s; source %q is taken", "", ""},
	UnitUnknown:        {Error, "nieznany kod jednostki „%s” (%s); obserwacji: %d", "unknown unit code %q (%s); observations: %d", "sprawdź kod i rejestr TERC; obserwacje zachowano w tabeli observation_unmatched", "check the code and the TERC register; the observations are kept in observation_unmatched"},
	UnitMapped:         {Info, "kod %s przypisano do %s: %s; obserwacji: %d", "code %s mapped to %s: %s; observations: %d", "", ""},
	UnitsAbsent:        {Warning, "źródło „%s”: brak wierszy %d jednostek (zmienne: %s; lata %d–%d)", "source %q: no rows of %d units (variables: %s; years %d–%d)", "luki są w rejestrze luk z przyczyną source_absent", "the gaps are in the gap register with cause source_absent"},
	RegisterMissing:    {Error, "brak rejestru TERC: żaden profil formatu terc nie dał jednostek", "no TERC register: no profile of format terc gave units", "dodaj plik TERC do katalogu register/ i profil z format: terc", "add a TERC file to register/ and a profile with format: terc"},
	CorrectionApplied:  {Info, "korekta: %s, %s, %d: %s → %s (%s)", "correction: %s, %s, %d: %s → %s (%s)", "", ""},
	CorrectionStale:    {Error, "korekta nieaktualna: %s, %s, %d: źródło podaje %s, a oczekiwano %s; korekty nie zastosowano", "stale correction: %s, %s, %d: the source says %s, expected %s; not applied", "źródło zostało poprawione: usuń korektę", "the source was mended: remove the correction"},
	CorrectionNoTarget: {Error, "korekta nie ma celu: %s, %s, %d", "correction without target: %s, %s, %d", "sprawdź jednostkę, zmienną i rok", "check unit, variable and year"},

	SyntheticData:   {Info, "dane zmyślone (przykładowe): źródło „%s”", "made-up data (sample): source %q", "nie używaj tych liczb jako danych o jednostkach", "do not use these figures as facts about units"},
	ReportUnit:      {Error, "nie ma jednostki „%s” w zakresie", "no unit %q in scope", "podaj siedmiocyfrowy kod TERYT", "give a seven-digit TERYT code"},
	PublishedLog:    {Warning, "ktoś pisał do opublikowanej bazy: usunięto obcy plik %s", "somebody wrote into the published database: foreign file %s removed", "otwieraj bazę tylko do odczytu", "open the database read-only"},
	StageUnreadable: {Warning, "plik pośredni uszkodzony, wczytano źródło ponownie: %s", "staged file damaged, source read again: %s", "", ""},
}

// Codes lists every code that has a text, in alphabetical order, for documentation and tests.
func Codes() []Code {
	out := make([]Code, 0, len(texts))
	for c := range texts {
		out = append(out, c)
	}
	slices.Sort(out)
	return out
}
