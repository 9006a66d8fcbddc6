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
	DefNoise            Code = "def-noise"
	DefRange            Code = "def-range"
	DefOrigin           Code = "def-origin"
	DefBDL              Code = "def-bdl"
	DefSimilar          Code = "def-similar"
	DefUnlike           Code = "def-unlike"
	DefParts            Code = "def-parts"
	DefTwice            Code = "def-twice"
	DefText             Code = "def-text"
	DefUnfinished       Code = "def-unfinished"
	ChapterUnknown      Code = "chapter-unknown"
	ChapterValidity     Code = "chapter-validity"
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
	FicheStandard         Code = "fiche-standard"
	FicheLadder           Code = "fiche-ladder"
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
	HierarchyScale        Code = "hierarchy-scale"
	HierarchyMissing      Code = "hierarchy-missing"
	TestNames             Code = "test-names"
	CardOrphan            Code = "card-orphan"
	VariableUnused        Code = "variable-unused"
	SourceUnreachable     Code = "source-unreachable"
	SourceNone            Code = "source-none"

	ProfileGlob     Code = "profile-glob"
	ProfileVariable Code = "profile-unknown-variable"
	ProfileBudget   Code = "profile-no-budget"
	ProfileReport   Code = "profile-report"
)

// Findings about source files and their cells.
const (
	FileMissing        Code = "file-missing"
	FindingsMore       Code = "findings-more"
	FileUnreadable     Code = "file-unreadable"
	FileOutside        Code = "file-outside"
	FileSameContent    Code = "file-same-content"
	FileDuplicate      Code = "file-duplicate"
	FileEmpty          Code = "file-empty"
	HeaderNotFound     Code = "header-not-found"
	ColumnNotFound     Code = "column-not-found"
	ColumnAmbiguous    Code = "column-ambiguous"
	SelectNothing      Code = "select-nothing"
	DimensionOpen      Code = "dimension-open"
	SheetHidden        Code = "sheet-hidden"
	RowsHidden         Code = "rows-hidden"
	RecordsDeleted     Code = "records-deleted"
	CompoundRows       Code = "compound-rows"
	TotalDiffers       Code = "total-differs"
	TotalCounted       Code = "total-counted"
	FileUnitCode       Code = "file-unit-code"
	EncodingGuessed    Code = "encoding-guessed"
	RowUnitCode        Code = "row-unit-code"
	RowYear            Code = "row-year"
	CellNotNumber      Code = "cell-not-number"
	CellUnknownSign    Code = "cell-unknown-sign"
	CellValueWithSign  Code = "cell-value-with-sign"
	CellOutOfRange     Code = "cell-out-of-range"
	CellMerged         Code = "cell-merged"
	CellFootnote       Code = "cell-footnote"
	FormulaNoValue     Code = "formula-without-value"
	AnswerValue        Code = "answer-value"
	IndicatorRange     Code = "indicator-out-of-range"
	FillDoubtful       Code = "fill-doubtful"
	WeightMissing      Code = "weight-missing"
	YearContradiction  Code = "year-contradiction"
	CodeLeadingZero    Code = "code-leading-zero"
	AggregateRow       Code = "aggregate-row"
	BudgetPeriod       Code = "budget-period"
	BudgetVersion      Code = "budget-version"
	BudgetTwice        Code = "budget-twice"
	BudgetDiffers      Code = "budget-differs"
	BudgetRepeated     Code = "budget-repeated"
	BudgetRegon        Code = "budget-regon"
	BudgetUnits        Code = "budget-units"
	BudgetUnitUnknown  Code = "budget-unit-unknown"
	BudgetYear         Code = "budget-year"
	BudgetUnclear      Code = "budget-unclear"
	BudgetGroups       Code = "budget-groups"
	KeyConflict        Code = "key-conflict"
	SourcesDiffer      Code = "sources-differ"
	UnitsTotal         Code = "units-total"
	PartsTotal         Code = "parts-total"
	PartAbove          Code = "part-above"
	ZeroYear           Code = "zero-year"
	ValueJump          Code = "value-jump"
	UnitUnknown        Code = "unit-unknown"
	UnitAmbiguous      Code = "unit-ambiguous"
	UnitsUnresolved    Code = "units-unresolved"
	UnitMapped         Code = "unit-mapped"
	UnitsNamed         Code = "units-named"
	UnitsAbsent        Code = "units-absent"
	RegisterMissing    Code = "register-missing"
	RegisterDate       Code = "register-date"
	RegisterFileDate   Code = "register-file-date"
	RegisterConflict   Code = "register-conflict"
	RegisterNewer      Code = "register-newer"
	MappingTarget      Code = "mapping-target"
	MappingInForce     Code = "mapping-in-force"
	MappingContradicts Code = "mapping-contradicts"
	MappingUnused      Code = "mapping-unused"
	CorrectionApplied  Code = "correction-applied"
	CorrectionStale    Code = "correction-stale"
	CorrectionNoTarget Code = "correction-no-target"
	PeerUnit           Code = "peer-unit"
	PeerGroup          Code = "peer-group"
	PracticeFiche      Code = "practice-fiche"
)

// Findings of the run itself.
const (
	SyntheticData   Code = "synthetic-data"
	ReportUnit      Code = "report-unknown-unit"
	PublishedLog    Code = "published-log"
	StageUnreadable Code = "stage-unreadable"
	RevisionNone    Code = "revision-none"
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
	DefNoise:            {Error, "wskaźnik „%s”: noise: %s", "indicator %q: noise: %s", "", ""},
	DefRange:            {Error, "„%s”: zakres %s–%s: %s", "%q: range %s–%s: %s", "", ""},
	DefOrigin:           {Error, "zmienna „%s” nie mówi, skąd pochodzi: %s", "variable %q does not say where it comes from: %s", "dodaj system albo blok bdl, sio, exam, form, register", "add system or a block bdl, sio, exam, form, register"},
	DefBDL:              {Warning, "zmienna „%s”: numer BDL %d: %s", "variable %q: BDL number %d: %s", "sprawdź numer w Banku Danych Lokalnych", "look the number up in the Local Data Bank"},
	DefSimilar:          {Warning, "„%s” i „%s” mają prawie tę samą nazwę (podobieństwo %s)", "%q and %q have almost the same name (similarity %s)", "usuń jedną definicję albo wyjaśnij różnicę w unlike", "remove one definition or explain the difference in unlike"},
	DefUnlike:           {Warning, "„%s”: unlike wymienia „%s”, którego nie ma albo które ma inną nazwę", "%q: unlike names %q, which is not there or has another name", "usuń wpis albo popraw kod", "remove the entry or mend the code"},
	DefParts:            {Error, "zmienna „%s”: „%s” nie może być jej częścią: %s", "variable %q: %q cannot be a part of it: %s", "popraw parts", "mend parts"},
	DefTwice:            {Error, "wskaźnik „%s”: „%s” jest już policzone w „%s”", "indicator %q: %q is counted in %q already", "dodawaj albo całość, albo jej części", "add up either the whole or its parts"},
	DefText:             {Warning, "„%s”: %s", "%q: %s", "", ""},
	DefUnfinished:       {Error, "%s: tekst szkieletu czeka na treść", "%s: the text of the scaffold waits for content", "napisz treść albo usuń pole, jeżeli nie jest wymagane", "write the content, or remove the field where it is not required"},
	FicheWeights:        {Error, "wagi fiszki „%s”%s sumują się do %d, a powinny do 100", "the weights of fiche %q%s add up to %d, not 100", "popraw wagi wskaźników monitoringowych", "mend the weights of the monitoring indicators"},
	ChapterUnknown:      {Warning, "zmienna „%s”: rozdziału lub działu %s nie ma w wykazie klasyfikacji budżetowej", "variable %q: chapter or division %s is not in the list of the budget classification", "popraw numer albo dodaj rozdział do wykazu (chapters)", "mend the number or add the chapter to the list (chapters)"},
	ChapterValidity:     {Warning, "zmienna „%s”: rozdział %s w latach %s, a obowiązuje w latach %s", "variable %q: chapter %s in the years %s, but it is used in %s", "podaj from i to rozdziału i rozdział, który go zastąpił", "give from and to of the chapter, and the chapter in its place"},
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
	FicheStandard:         {Error, "fiszka „%s”: norma: %s", "fiche %q: standard: %s", "", ""},
	FicheLadder:           {Error, "fiszka „%s”: drabina kosztu, %s: %s", "fiche %q: cost ladder, %s: %s", "", ""},
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
	HierarchyScale:        {Error, "hierarchia „%s”: „%s”: %s", "hierarchy %q: %q: %s", "ujednolić score.scale usług", "bring score.scale of the services in line"},
	HierarchyMissing:      {Warning, "fiszka „%s” ma ocenę, a nie ma jej w hierarchii „%s”", "fiche %q has a score but is not in hierarchy %q", "dodaj ją do drzewa z wagą", "add it to the tree with a weight"},
	TestNames:             {Error, "testy fiszki „%s”: %s", "tests of fiche %q: %s", "", ""},
	CardOrphan:            {Warning, "wskaźnika „%s” nie ma w żadnej fiszce", "indicator %q is in no fiche", "dodaj go do fiszki albo usuń kartę", "add it to a fiche or remove the card"},
	VariableUnused:        {Info, "zmiennej „%s” nie używa żadna karta", "variable %q is used by no card", "", ""},
	SourceUnreachable:     {Warning, "zmiennej „%s” (%s, %s) nie wypełnia żaden profil; czekają na nią: %s", "no profile fills variable %q (%s, %s); waiting for it: %s", "dodaj profil źródła albo miernik fetch", "add a source profile, or miernik fetch"},
	SourceNone:            {Info, "zmiennej „%s” (%s, %s) nie wypełnia żaden profil; czekają na nią: %s", "no profile fills variable %q (%s, %s); waiting for it: %s", "", ""},

	ProfileGlob:     {Error, "profil „%s”: zły wzorzec pliku „%s”: %s", "profile %q: bad file pattern %q: %s", "", ""},
	ProfileVariable: {Error, "profil wybiera nieznaną zmienną „%s”", "the profile selects unknown variable %q", "dodaj zmienną do katalogu albo popraw kod", "add the variable to the catalogue or mend the code"},
	ProfileBudget:   {Error, "zmienna „%s” nie mówi, z czego się składa w sprawozdaniu budżetowym", "variable %q does not say what it is made of in a budget report", "dodaj do zmiennej blok budget", "add a block budget to the variable"},
	ProfileReport:   {Error, "zmienna „%s” pochodzi ze sprawozdania %s, a profil czyta %s", "variable %q comes from report %s, but the profile reads %s", "", ""},

	FileMissing:        {Error, "profil „%s”: nie ma pliku pasującego do „%s”", "profile %q: no file matches %q", "dostarcz plik albo popraw wzorzec files w profilu", "deliver the file or mend the files pattern of the profile"},
	FindingsMore:       {Warning, "ustalenia [%s]: pokazano %d pierwszych, dalszych w pliku: %d", "findings [%s]: the first %d are shown, more in the file: %d", "to zwykle znaczy, że plik ma inny układ, niż mówi profil; zob. miernik inspect", "usually the file has another layout than its profile says; see miernik inspect"},
	FileUnreadable:     {Error, "nie można odczytać pliku: %s", "the file cannot be read: %s", "pobierz plik ponownie; plik mógł zostać ucięty albo zmieniony w innym programie", "download the file again; it may be truncated or changed by another program"},
	FileOutside:        {Error, "ścieżka „%s” wychodzi poza obszar roboczy", "path %q leaves the workspace", "skopiuj plik do obszaru roboczego", "copy the file into the workspace"},
	FileSameContent:    {Warning, "plik mówi to samo co %s (%d wartości), choć ma inne bajty", "the file says the same as %s (%d values), though its bytes differ", "usuń jedną z kopii; gdy miał to być inny okres lub inna jednostka, pobierz plik ponownie", "remove one of the copies; where another period or unit was meant, download the file again"},
	FileDuplicate:      {Warning, "ten sam plik dostarczono dwa razy; treść identyczna z: %s; policzono raz", "the same delivery under two names; identical to: %s; counted once", "usuń jedną z kopii", "remove one of the copies"},
	FileEmpty:          {Warning, "plik nie zawiera wierszy z danymi", "the file holds no data rows", "", ""},
	HeaderNotFound:     {Error, "nie znaleziono nagłówka tabeli; szukano kolumn: %s", "table header not found; looked for columns: %s", "sprawdź, czy nagłówki w pliku nie zostały zmienione, albo popraw profil", "check whether the headers were changed, or mend the profile"},
	ColumnNotFound:     {Error, "nie znaleziono kolumny „%s”", "column %q not found", "popraw nazwę kolumny w profilu", "mend the column name in the profile"},
	ColumnAmbiguous:    {Error, "nazwę „%s” mają kolumny w liczbie %d", "column name %q stands %d times", "wskaż jedną: „grupa / nazwa” albo „nazwa#2”", "name one of them: \"group / name\" or \"name#2\""},
	DimensionOpen:      {Error, "wybór zmiennej „%s” nie ustala wymiaru „%s”: są w nim „%s” i „%s”", "the selection of variable %q leaves dimension %q open: it has %q and %q", "dodaj wymiar do where", "add the dimension to where"},
	SheetHidden:        {Warning, "arkusz jest ukryty; wczytano go jak inne", "the sheet is hidden; it was read like the others", "sprawdź, czy autor nie ukrył starej wersji", "check whether an old version was hidden"},
	RowsHidden:         {Warning, "wczytano ukryte wiersze: %d", "hidden rows were read: %d", "sprawdź, czy filtr nie ukrył wierszy, których nie należy liczyć", "check whether a filter hides rows that should not count"},
	RecordsDeleted:     {Info, "rekordy oznaczone jako usunięte: %d; pominięto", "records marked as deleted: %d; left out", "", ""},
	CompoundRows:       {Info, "zespoły, których szkoły i placówki policzono osobno: %d; wierszy zespołów nie policzono", "compound institutions whose parts are counted: %d; their own rows are not", "", ""},
	TotalDiffers:       {Warning, "wiersz sumy podaje %s, a wiersze nad nim dają %s", "the total row says %s, the rows above add up to %s", "sprawdź, czy w tabeli nie brakuje wiersza albo formuła sumy nie pomija części", "check whether a row is missing or the total leaves some out"},
	TotalCounted:       {Warning, "wiersz wygląda na sumę wierszy nad nim, a został policzony jak zwykły", "the row looks like the total of the rows above and was counted as an ordinary one", "jeśli to suma, dodaj jej początek do skip w profilu", "if it is a total, add how it begins to skip in the profile"},
	FileUnitCode:       {Error, "w nazwie pliku nie ma kodu jednostki: „%s”", "no unit code in the file name: %q", "popraw nazwę pliku albo unit.filename w profilu", "mend the file name or unit.filename of the profile"},
	SelectNothing:      {Warning, "profil „%s”: wybór zmiennej „%s” nie pasuje do żadnego wiersza", "profile %q: the selection of variable %q matches no row", "porównaj warunki where z treścią pliku", "compare the where conditions with the file"},
	EncodingGuessed:    {Info, "kodowanie odgadnięto: %s", "encoding guessed: %s", "podaj encoding w profilu", "declare encoding in the profile"},
	RowUnitCode:        {Error, "„%s” nie jest kodem jednostki; wiersz odrzucono", "%q is not a unit code; row rejected", "kod TERYT ma siedem cyfr; sprawdź kolumnę kodu", "a TERYT code has seven digits; check the code column"},
	RowYear:            {Error, "„%s” nie jest rokiem; wiersz odrzucono", "%q is not a year; row rejected", "", ""},
	CellNotNumber:      {Warning, "„%s” nie jest liczbą; takich komórek: %d", "%q is not a number; such cells: %d", "popraw komórkę w źródle, dodaj korektę albo opisz znak w profilu (signs)", "mend the cell at the source, add a correction or declare the sign in the profile"},
	CellUnknownSign:    {Warning, "nieznany atrybut „%s” przy wartości „%s”; przyjęto brak informacji", "unknown attribute %q beside value %q; taken as no information", "dodaj znak do signs w profilu", "add the sign to signs in the profile"},
	CellValueWithSign:  {Info, "wartość %s ze znakiem „%s” uznano za brak (%s)", "value %s with sign %q is taken as missing (%s)", "", ""},
	CellOutOfRange:     {Warning, "zmienna „%s”: wartość %s poza zakresem prawdopodobnym %s–%s; takich wartości w pliku: %d", "variable %q: value %s outside the plausible range %s–%s; such values in the file: %d", "sprawdź wartość w źródle", "check the value at the source"},
	CellMerged:         {Warning, "wartość scalona na kilka wierszy; nie wiadomo, jak ją podzielić: zostaje przy pierwszym", "a value is merged over several rows; nobody says how it divides: it stays with the first", "rozdziel scaloną komórkę w źródle", "split the merged cell at the source"},
	CellFootnote:       {Info, "znak przypisu „%s” przy wartości %s; wartość policzono", "footnote mark %q beside value %s; the value counts", "jeśli przypis zmienia znaczenie wartości, dodaj znak do signs", "if the footnote changes what the value means, add the mark to signs"},
	FormulaNoValue:     {Warning, "formuła bez zapisanego wyniku: %s; takie komórki są nieczytelne", "formula without a stored result: %s; such cells are unreadable", "otwórz plik w arkuszu kalkulacyjnym i zapisz go ponownie", "open the file in a spreadsheet program and save it again"},
	AnswerValue:        {Warning, "wartość w odpowiedzi API nie do odczytania: %s", "a value of the API answer cannot be read: %s", "pobierz ponownie: miernik fetch", "fetch again: miernik fetch"},
	IndicatorRange:     {Warning, "wskaźnik „%s”: wartość %s (%s, %d) poza zakresem karty %s–%s; takich wartości: %d", "indicator %q: value %s (%s, %d) outside the range of its card %s–%s; such values: %d", "miernik explain pokaże, z jakich komórek pochodzi", "miernik explain shows the cells it came from"},
	FillDoubtful:       {Warning, "fiszka „%s”: wskaźnik „%s” uzupełniono w %d przypadkach danymi „%s”, sposobem: %s; na znanych komórkach: %s", "fiche %q: indicator %q filled in %d cases with data %q by: %s; on known cells: %s", "miernik gaps --by fill pokaże błędy sposobów; zmień lub usuń fill w fiszce", "miernik gaps --by fill shows the errors of the ways; change or remove fill in the fiche"},
	WeightMissing:      {Warning, "wartość bez wagi („%s”); wiersza nie policzono", "value without its weight (%q); row not counted", "", ""},
	YearContradiction:  {Warning, "rok w nazwie pliku (%s) nie zgadza się z treścią (%s)", "the year in the file name (%s) contradicts the content (%s)", "sprawdź, którego roku dotyczy plik", "check which year the file is about"},
	CodeLeadingZero:    {Info, "kody bez zera wiodącego: %d; zero przywrócono", "codes without their leading zero: %d; restored", "", ""},
	AggregateRow:       {Info, "wiersze zbiorcze z powtórzonym kodem: %d; pominięto", "aggregate rows that repeat a code: %d; left out", "", ""},
	BudgetPeriod:       {Warning, "sprawozdania za inny okres (%s, rok %s) to nie dane roczne; pominięto wierszy: %d", "reports of another period (%s, year %s) are no figures of a year; rows left out: %d", "danymi roku jest sprawozdanie za IV kwartał; inny okres wskazuje budget.period w profilu", "the fourth quarter gives the year; budget.period of the profile names another period"},
	BudgetVersion:      {Info, "„%s”: wersję %d sprawozdania zastępuje wersja %d; starszej nie policzono", "%q: version %d of the report is replaced by version %d; the older one is not counted", "", ""},
	BudgetTwice:        {Warning, "„%s”: to samo sprawozdanie występuje drugi raz; policzono je raz", "%q: the same report is there twice; counted once", "", ""},
	BudgetDiffers:      {Error, "„%s”: dwa różne sprawozdania w wersji %d; pominięto wcześniejsze (%s), przyjęto z datą %s", "%q: two different reports of version %d; the earlier one (%s) is left out, the one dated %s taken", "sprawdź, które sprawozdanie obowiązuje", "find out which report is in force"},
	BudgetRepeated:     {Warning, "„%s”: podziałka klasyfikacji występuje w sprawozdaniu drugi raz; policzono obie pozycje", "%q: a classification is there twice in the report; both positions are counted", "", ""},
	BudgetRegon:        {Warning, "numer REGON %s mają dwie jednostki: „%s” i „%s”; policzono obie", "the number REGON %s belongs to two units: %q and %q; both are counted", "popraw REGON w sprawozdaniach", "mend the REGON in the reports"},
	BudgetUnits:        {Info, "pominięto: %s (kodów jednostek: %d, wierszy: %d)", "passed over: %s (unit codes: %d, rows: %d)", "", ""},
	BudgetUnitUnknown:  {Warning, "jednostka, której nie opisuje żadna reguła profilu (%s); odrzucono wierszy: %d", "a unit that no rule of the profile describes (%s); rows rejected: %d", "dodaj regułę do budget.units", "add a rule to budget.units"},
	BudgetYear:         {Error, "„%s” nie jest rokiem; odrzucono wierszy: %d", "%q is not a year; rows rejected: %d", "", ""},
	BudgetUnclear:      {Warning, "wiersz bez rozdziału, paragrafu lub jego czwartej cyfry („%s”); odrzucono wierszy: %d", "a row without chapter, paragraph or its fourth digit (%q); rows rejected: %d", "jeżeli to wiersz sumy, tak ma być", "right for a row of totals"},
	BudgetGroups:       {Warning, "zmienna „%s”: lista paragrafów nie zgadza się z grupą (par. %s, grupa %s); takich pozycji: %d", "variable %q: its list of paragraphs disagrees with its group (par. %s, group %s); such positions: %d", "popraw paragraphs.only: pliki bez grup dają inną sumę", "mend paragraphs.only: files without groups give another sum"},
	KeyConflict:        {Error, "dwie różne wartości dla tej samej komórki (%s, %s, %d): %s i %s; przyjęto pierwszą", "two values for one cell (%s, %s, %d): %s and %s; the first is taken", "usuń błędną wartość albo dodaj korektę", "remove the wrong value or add a correction"},
	SourcesDiffer:      {Warning, "źródła podają różne wartości (%s, %s, %d): %s i %s; przyjęto źródło „%s”", "sources differ (%s, %s, %d): %s and %s; source %q is taken", "", ""},
	PartsTotal:         {Warning, "zmienna „%s”, %s, %d: źródło podaje %s, a części dają razem %s; takich przypadków: %d", "variable %q, %s, %d: the source says %s, its parts add up to %s; such cases: %d", "sprawdź, czy części nie zachodzą na siebie i czy żadnej nie brakuje", "check whether the parts overlap or one is missing"},
	PartAbove:          {Warning, "zmienna „%s”, %s, %d: %s, a całość („%s”) to %s; takich przypadków: %d", "variable %q, %s, %d: %s, while the whole (%q) is %s; such cases: %d", "sprawdź, czy obie liczby są tej samej miary i z tego samego dnia", "check whether both figures are of the same measure and day"},
	UnitsTotal:         {Warning, "zmienna „%s”, %s, %d: źródło podaje %s, a jednostki składowe dają razem %s; takich sum w pliku: %d", "variable %q, %s, %d: the source says %s, its units add up to %s; such totals in the file: %d", "sprawdź, czy w pliku są wszystkie jednostki i czy żadna nie jest liczona dwa razy", "check whether every unit is in the file and none is counted twice"},
	ZeroYear:           {Warning, "zmienna „%s”: rok %s: każda z jednostek ma 0 (jednostek: %s), a w innych latach większość ma więcej", "variable %q: year %s: every unit has 0 (units: %s), in other years most have more", "sprawdź, czy 0 nie znaczy tu braku danych; jeśli tak, dodaj cells: {\"0\": no_information} do wyboru", "check whether 0 means missing here; if so, add cells: {\"0\": no_information} to the selection"},
	ValueJump:          {Warning, "zmienna „%s”, %s, %d: wartość %s po %s rok wcześniej odbiega od historii jednostki; takich skoków w pliku: %d", "variable %q, %s, %d: value %s after %s a year before is far from the unit's history; such jumps in the file: %d", "sprawdź wartość w źródle; błąd popraw w corrections/", "check the value at the source; mend an error in corrections/"},
	UnitUnknown:        {Error, "nieznana jednostka „%s”%s; obserwacji: %d; %s", "unknown unit %q%s; observations: %d; %s", "sprawdź kod lub nazwę i rejestr TERC albo dopisz wpis w mappings/ (miernik units --unresolved); obserwacje zachowano w tabeli observation_unmatched", "check the code or name and the TERC register, or add an entry to mappings/ (miernik units --unresolved); the observations are kept in observation_unmatched"},
	UnitAmbiguous:      {Error, "niejednoznaczna jednostka „%s”%s; obserwacji: %d; %s", "ambiguous unit %q%s; observations: %d; %s", "wskaż w profilu kolumny powiatu, województwa lub rodzaju albo dopisz wpis w mappings/ (miernik units --unresolved)", "name the columns of powiat, województwo or kind in the profile, or add an entry to mappings/ (miernik units --unresolved)"},
	UnitsUnresolved:    {Error, "źródło „%s”: dalszych nierozpoznanych kodów i nazw: %d; obserwacji: %d", "source %q: further codes and names not resolved: %d; observations: %d", "pełna lista z podpowiedziami: miernik units --unresolved", "the whole list with suggestions: miernik units --unresolved"},
	UnitMapped:         {Info, "„%s” przypisano do %s: %s; obserwacji: %d", "%q mapped to %s: %s; observations: %d", "", ""},
	UnitsNamed:         {Info, "źródło „%s”: nazwy i numery wskazujące dokładnie jedną jednostkę: %d; obserwacji: %d", "source %q: names and numbers that mean exactly one unit: %d; observations: %d", "", ""},
	UnitsAbsent:        {Warning, "źródło „%s”: brak wierszy %d jednostek (zmienne: %s; lata %d–%d)", "source %q: no rows of %d units (variables: %s; years %d–%d)", "luki są w rejestrze luk z przyczyną source_absent", "the gaps are in the gap register with cause source_absent"},
	RegisterMissing:    {Error, "brak rejestru TERC: żaden profil formatu terc nie dał jednostek", "no TERC register: no profile of format terc gave units", "dodaj plik TERC do katalogu register/ i profil z format: terc", "add a TERC file to register/ and a profile with format: terc"},
	RegisterDate:       {Error, "nie ma rejestru z dnia %s; dostarczono: %s", "no register of %s; delivered: %s", "podaj w miernik.yaml (register) dzień stanu rejestru, nie dzień pobrania pliku", "give the day the register is of in miernik.yaml (register), not the day of the download"},
	RegisterFileDate:   {Info, "data w nazwie pliku (%s) nie jest dniem stanu rejestru (%s); liczy się ten drugi", "the date in the file name (%s) is not the day of the register (%s); the latter counts", "", ""},
	RegisterConflict:   {Warning, "dwa różne rejestry z dnia %s; przyjęto %s; różniących się jednostek: %d, np. %s", "two different registers of %s; %s is used; units that differ: %d, e.g. %s", "usuń niepełny lub błędny plik", "remove the incomplete or wrong file"},
	RegisterNewer:      {Info, "w mocy jest rejestr z %s, a najnowszy dostarczony jest z %s; nowsze kody są mapowane wstecz", "the register in force is of %s, the newest delivered one of %s; newer codes are mapped back", "", ""},
	MappingTarget:      {Error, "„%s” wskazuje jednostkę %s, której nie ma w rejestrze z %s; wpis pominięto", "%q points to unit %s, which the register of %s does not have; entry left out", "popraw unit", "mend unit"},
	MappingInForce:     {Error, "kod %s jest w mocy (%s); wpis pominięto", "code %s is in force (%s); entry left out", "przypisuje się tylko kody, których nie ma w rejestrze", "only codes that are not in the register are mapped"},
	MappingContradicts: {Warning, "„%s” przypisano do %s, a w rejestrze nazwę tę ma tylko %s", "%q is mapped to %s, but in the register only %s has that name", "sprawdź wpis; ogranicz go do źródła (source) lub lat (years)", "check the entry; limit it to a source or years"},
	MappingUnused:      {Info, "przypisania „%s” nie użyto", "mapping %q was not used", "usuń wpis, jeśli źródło zostało poprawione", "remove the entry if the source was mended"},
	CorrectionApplied:  {Info, "korekta: %s, %s, %d: %s → %s (%s)", "correction: %s, %s, %d: %s → %s (%s)", "", ""},
	CorrectionStale:    {Error, "korekta nieaktualna: %s, %s, %d: źródło podaje %s, a oczekiwano %s; korekty nie zastosowano", "stale correction: %s, %s, %d: the source says %s, expected %s; not applied", "źródło zostało poprawione: usuń korektę", "the source was mended: remove the correction"},
	CorrectionNoTarget: {Error, "korekta nie ma celu: %s, %s, %d", "correction without target: %s, %s, %d", "sprawdź jednostkę, zmienną i rok", "check unit, variable and year"},
	PeerUnit:           {Warning, "grupa „%s”: jednostki %s nie ma w rejestrze; pominięto ją", "group %q: unit %s is not in the register; left out", "popraw kod", "mend the code"},
	PeerGroup:          {Error, "peers.display: nie ma grupy „%s”", "peers.display: there is no group %q", "dodaj ją w peers/*.yaml albo popraw nazwę", "add it in peers/*.yaml or mend the name"},
	PracticeFiche:      {Error, "dobra praktyka: nie ma fiszki „%s”; wpis pominięto", "good practice: there is no fiche %q; entry left out", "popraw kod fiszki", "mend the code of the fiche"},

	SyntheticData:   {Info, "dane zmyślone (przykładowe): źródło „%s”", "made-up data (sample): source %q", "nie używaj tych liczb jako danych o jednostkach", "do not use these figures as facts about units"},
	ReportUnit:      {Error, "nie ma jednostki „%s” w zakresie", "no unit %q in scope", "podaj siedmiocyfrowy kod TERYT", "give a seven-digit TERYT code"},
	PublishedLog:    {Warning, "ktoś pisał do opublikowanej bazy: usunięto obcy plik %s", "somebody wrote into the published database: foreign file %s removed", "otwieraj bazę tylko do odczytu", "open the database read-only"},
	RevisionNone:    {Warning, "zmian wobec poprzedniej publikacji nie policzono: %s", "changes since the last publication were not computed: %s", "unreadable: pliku nie da się otworzyć; other_tables: zrobiła go inna wersja programu, następne przetworzenie już porówna", "unreadable: the file cannot be opened; other_tables: another version of the program made it, the next run will compare"},
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
